"""Commands that this service adds to `cascade`."""
