"""What the services say to one another. Pydantic only: no transport, no domain."""
