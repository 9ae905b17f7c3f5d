"""HTTP in: the door, its rules and problems, tokens, links, and the service as a whole."""
