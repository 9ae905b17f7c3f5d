"""Use cases: load, decide, save, announce, in the caller's transaction."""
