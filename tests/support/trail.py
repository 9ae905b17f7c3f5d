"""The trail of who looked at something personal: a service writes it and cannot read it, so its owner does."""

from dataclasses import dataclass
from uuid import UUID

from shared.runtime.database import connect
from tests.support.servers import TestDatabase


@dataclass(frozen=True)
class Line:
    who: UUID | None
    action: str
    person: UUID
    roles: tuple[str, ...]


async def trail(database: TestDatabase, service: str, action: str | None = None) -> list[Line]:
    """The oldest first; all, or those of one action."""
    connection = await connect(database.owner_dsn(service))
    try:
        rows = await connection.fetch(
            "select who, action, person, roles from audit where $1::text is null or action = $1 order by id", action
        )
    finally:
        await connection.close()
    return [Line(row["who"], row["action"], row["person"], tuple(row["roles"])) for row in rows]
