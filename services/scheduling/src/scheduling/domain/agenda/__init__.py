"""Who does what where when, in versions of which one is published."""
