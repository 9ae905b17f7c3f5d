"""What the story is given: addresses, tokens, the mailbox and the clock of a running system."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cascade.provider.accounts import Account, Accounts
from cascade.provisioning.issuer import Issuer
from cascade.system.flow import Flow
from cascade.system.running import Running


@dataclass
class Stage:
    """A running system as a client sees it, and its clock."""

    running: Running
    flow: Flow

    @classmethod
    def of(cls, running: Running) -> "Stage":
        issuer = Issuer(Path(running.issuer), Path(running.key_set))
        return cls(running, Flow(running.services, issuer.token("operator"), Path(running.clock)))

    @property
    def region(self) -> str:
        return self.running.region

    @property
    def mailbox(self) -> Path:
        return Path(self.running.mailbox)

    def address(self, service: str) -> str:
        return self.running.services[service]

    def token(self, role: str, person: UUID | None = None, organisation: UUID | None = None, name: str = "") -> str:
        """`name`: by which she is found where staff sign in."""
        if name:
            ids = [str(one) if one is not None else None for one in (person, organisation)]
            Accounts(Path(self.running.accounts)).remember(Account(role, name, *ids))
        return Issuer(Path(self.running.issuer), Path(self.running.key_set)).token(role, person, organisation)

    def now(self) -> datetime:
        return datetime.fromisoformat(Path(self.running.clock).read_text().strip())

    async def move_clock(self, to: datetime) -> None:
        await self.flow.move(to)

    async def drain(self) -> None:
        await self.flow.drain()

    async def seen(self) -> dict[str, dict[str, Any]]:
        """What each service says of its flow."""
        return await self.flow.look()

    async def close(self) -> None:
        await self.flow.close()
