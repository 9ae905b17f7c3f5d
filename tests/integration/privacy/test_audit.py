"""Who looked at something personal is written down, and stays."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from shared.backbone.transaction import Database
from shared.privacy import audit
from shared.runtime.database import pool
from shared.runtime.kafka import Address
from shared.web.principal import Principal, Staff
from tests.support.servers import TestDatabase


@dataclass(frozen=True)
class Line:
    who: UUID | None
    roles: list[str]
    action: str
    person: UUID


async def test_a_look_is_kept_with_who_in_which_roles_and_at_whose_values(database: TestDatabase) -> None:
    reviewer, applicant = uuid4(), uuid4()
    who = Principal(reviewer, frozenset({Staff.REVIEWER, Staff.MENTOR}))
    async with pool(database.dsn("registration")) as connections:
        opened = Database(connections, Address("cascade", "tj", "registration"))
        async with opened.transaction() as tx:
            await audit.note(tx, who, "letter-read", applicant)
        async with opened.transaction() as tx:
            lines = await tx.many(Line, "select who, roles, action, person from audit")

    assert lines == [Line(reviewer, ["mentor", "reviewer"], "letter-read", applicant)]
