"""A service that would harm what is there does not start, or does not go on: it ends with a sentence that says why."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

from cascade.provisioning import keys
from cascade.system.flow import set_clock
from shared.backbone import schema
from tests.support.processes import Places, Region, region
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START
from tests.support.waiting import until

WRONG = 78
NEWEST = max(schema.brought("shared.backbone", "followup"))
LATER = START + timedelta(days=30)


@pytest.fixture
async def own(database: TestDatabase, topics: Topics, tmp_path: Path) -> AsyncIterator[Region]:
    """Nothing is started yet."""
    with region(Places.of(database, topics), tmp_path) as made:
        yield made


async def ends(own: Region, name: str = "followup") -> tuple[int, str]:
    """Its exit code and what it said last, once it has ended by itself."""
    process = own.services[name].process
    assert process is not None
    code = await until(lambda: asyncio.to_thread(process.poll), lambda ended: ended is not None)
    assert code is not None
    return code, own.services[name].log.read_text().splitlines()[-1]


async def as_owner(database: TestDatabase, statement: str) -> object:
    connection = await asyncpg.connect(database.owner_dsn("followup"))
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def lived_until(database: TestDatabase) -> object:
    return await as_owner(database, "select until from lived")


@pytest.mark.slow
@pytest.mark.parametrize("service", ["registration", "followup"])
async def test_with_another_file_of_keys_it_does_not_start_and_with_the_right_one_it_does(
    own: Region, service: str
) -> None:
    own.start(service)
    own.stop(service)
    file = own.folder / "keys.json"
    right = file.read_text()
    file.unlink()
    keys.provide(file)
    own.services[service].start()
    code, said = await ends(own, service)

    assert code == WRONG
    assert said.startswith(f"CASCADE_KEYS__FILE is not the file of keys that the schema {service} was sealed with")
    assert "Put the right file back" in said
    file.write_text(right)
    own.start(service)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (f"delete from schema_migrations where version = '{NEWEST}'", "run `cascade provision` of this release"),
        ("insert into schema_migrations (version) values ('9999')", "is at migration 9999, newer than this release"),
        pytest.param("drop table schema_migrations", "has no tables that this release can use", marks=pytest.mark.slow),
    ],
    ids=["older", "newer", "none"],
)
async def test_with_tables_that_are_not_its_own_it_does_not_start(
    own: Region, database: TestDatabase, change: str, told: str
) -> None:
    await as_owner(database, change)
    own.services["followup"].start()
    code, said = await ends(own)

    assert code == WRONG
    assert said.startswith("The schema followup ")
    assert told in said


@pytest.mark.slow
async def test_with_a_clock_that_was_moved_back_meanwhile_it_does_not_start(
    own: Region, database: TestDatabase
) -> None:
    set_clock(own.clock, LATER)
    own.start("followup")
    await until(lambda: lived_until(database), lambda until: until == LATER)
    own.stop("followup")
    own.clock.write_text(START.isoformat())
    own.services["followup"].start()
    code, said = await ends(own)

    assert code == WRONG
    assert f"stands at {START.isoformat()}, but this service has lived until {LATER.isoformat()}" in said
    own.clock.write_text(LATER.isoformat())
    own.start("followup")


@pytest.mark.slow
async def test_when_the_clock_is_moved_back_while_it_runs_it_ends(own: Region) -> None:
    own.start("followup")
    draft = own.clock.with_suffix(".new")
    draft.write_text((START - timedelta(seconds=1)).isoformat())
    draft.replace(own.clock)
    code, said = await ends(own)

    assert code == WRONG
    assert "CASCADE_CLOCK__FILE" in said
    assert "set it to that instant or a later one" in said
