"""Domain values as facts."""
