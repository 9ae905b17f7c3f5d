"""Every role × everything in the database: the committed table is what was granted, and each grant has a statement."""

import re

import pytest

from tests.security.grants import FILE, Grant, given_in, table
from tests.security.statements import Need, needs
from tests.support.servers import TestDatabase
from tests.support.three import SERVICES

WRITING = ("select", "insert", "update", "delete")


async def test_the_committed_table_is_what_was_granted(database: TestDatabase) -> None:
    assert FILE.read_text() == table(await given_in(database)), (
        "run python -m tests.security.grants, and read the change"
    )


def lacks_a_statement(grant: Grant, needed: set[Need]) -> bool:
    """A grant by columns has one for each of them."""
    name = grant.thing.rpartition(".")[2]
    texts = [need.text for need in needed if (need.table, need.privilege) == (name, grant.privilege)]
    said = [any(re.search(rf"\b{column} = ", text) for text in texts) for column in grant.columns]
    return not (texts and all(said))


@pytest.mark.parametrize("service", SERVICES)
async def test_what_no_statement_needs_is_not_granted(database: TestDatabase, service: str) -> None:
    given = [grant for grant in await given_in(database) if grant.role == service and grant.thing.startswith("table ")]
    needed = needs("shared", service)

    assert len(given) > 40
    assert [f"{grant} on {grant.thing}" for grant in given if lacks_a_statement(grant, needed)] == []


async def test_tables_alone_can_be_used_and_no_more_of_them_than_rows(database: TestDatabase) -> None:
    others = [
        f"{grant.role}: {grant} on {grant.thing}"
        for grant in await given_in(database)
        if not (grant.thing.startswith("table ") and grant.privilege in WRITING)
    ]

    assert others == [
        f"{service}: {grant}"
        for service in sorted(SERVICES)
        for grant in (
            f"execute on function {service}.keep_inbox",
            f"execute on function {service}.keep_outbox",
            f"usage on schema {service}",
        )
    ]
