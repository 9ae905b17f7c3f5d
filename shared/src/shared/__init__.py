"""What the services have in common: events, the backbone that carries them, the HTTP door, the runtime."""
