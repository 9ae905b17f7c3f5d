"""The reference story: its data, and a client that plays it through the public interfaces alone."""
