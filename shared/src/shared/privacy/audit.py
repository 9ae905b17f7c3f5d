"""The trail of who read or changed something personal."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from shared.backbone.transaction import Transaction


class Who(Protocol):
    """A principal of the door."""

    @property
    def person(self) -> UUID | None: ...
    @property
    def roles(self) -> Collection[str]: ...


async def note(tx: Transaction, who: Who, action: str, *persons: UUID) -> None:
    """`action`: what, and whether it was read or changed: `letter-read`, `form-changed`; `persons`: whose values they
    are, nobody's is no line. To stand in the unit of work that reads or changes: what is undone was not shown.
    """
    await tx.execute(
        "insert into audit (who, roles, action, person) select $1, $2, $3, unnest($4::uuid[])",
        who.person,
        sorted(str(role) for role in who.roles),
        action,
        persons,
    )
