"""What the story needs of a running system, and nothing more."""

from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID


class Running(Protocol):
    """A system with its three services, a local mail catcher and a story clock."""

    @property
    def region(self) -> str: ...

    @property
    def mailbox(self) -> Path:
        """A Maildir with all mails that were sent."""

    def address(self, service: str) -> str:
        """Base address of a service."""

    def token(self, role: str, person: UUID | None = None, organisation: UUID | None = None, name: str = "") -> str:
        """A bearer token of somebody with this role. `name`: by which she is found where staff sign in."""

    def now(self) -> datetime:
        """Where the story clock stands."""

    async def move_clock(self, to: datetime) -> None:
        """Let all that is under way end, move, and let all that is due then happen."""

    async def drain(self) -> None:
        """Let all that is under way end."""

    async def seen(self) -> dict[str, dict[str, Any]]:
        """What each service tells operators of its flow."""
