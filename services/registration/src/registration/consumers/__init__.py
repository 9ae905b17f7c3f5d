"""Facts and reminders in: event → handler, nothing else."""

from registration.consumers import home, host, lockdown
from registration.consumers.registry import reactions

__all__ = ["home", "host", "lockdown", "reactions"]
