"""What the `cascade` command can do on one machine."""
