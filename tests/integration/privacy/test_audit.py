"""Who looked at something personal is written down, and stays."""

from uuid import uuid4

from shared.backbone.transaction import Database
from shared.privacy import audit
from shared.runtime.database import pool
from shared.runtime.kafka import Address
from shared.web.principal import Principal, Staff
from tests.support.servers import TestDatabase
from tests.support.trail import Line, trail


async def test_a_look_is_kept_with_who_in_which_roles_and_at_whose_values(database: TestDatabase) -> None:
    reviewer, applicant = uuid4(), uuid4()
    who = Principal(reviewer, frozenset({Staff.REVIEWER, Staff.MENTOR}))
    async with pool(database.dsn("registration")) as connections:
        opened = Database(connections, Address("cascade", "tj", "registration"))
        async with opened.transaction() as tx:
            await audit.note(tx, who, "letter-read", applicant)

    assert await trail(database, "registration") == [Line(reviewer, "letter-read", applicant, ("mentor", "reviewer"))]
