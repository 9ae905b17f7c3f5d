"""SQL that only shows."""
