"""Words of people: nowhere but in their own sealed columns, which nobody reads without the key."""

from collections.abc import Iterator

from shared.privacy.columns import SEALED, columns_of
from shared.runtime.database import connect
from tests.integration.followup.facts import Told
from tests.integration.followup.test_feedback import give
from tests.integration.followup.test_voices import picture, voice
from tests.integration.followup.workbench import RETURNED, Workbench
from tests.support.servers import TestDatabase


async def everything(database: TestDatabase) -> Iterator[str]:
    """All that stands in the schema, as its owner reads it: the service itself does not read every table."""
    owner = await connect(database.owner_dsn("followup"))
    tables = sorted({column.table for column in await columns_of(owner, "followup")})
    rows = [row for table in tables for row in await owner.fetch(f"select t::text from {table} t")]
    await owner.close()
    return (str(row[0]) for row in rows)


async def test_no_word_of_anybody_stands_in_the_schema_in_plain(
    bench: Workbench, told: Told, database: TestDatabase
) -> None:
    await bench.verified(told, told.people[0])
    path = await bench.assigned(told, told.people[1])
    await bench.mentor.post(f"{path}/return", RETURNED)
    await give(bench, told, 0)
    await voice(bench, told, told.people[0])
    await bench.planner(told.people[1]).put(f"{path}/draft", {"title": "Canary draft"})
    await picture(bench, told, told.people[:1])
    stored = list(await everything(database))

    assert len(stored) > 100
    assert [row for row in stored if "Canary" in row or b"Canary".hex() in row] == []
    assert [row for row in stored if b"a picture".hex() in row] == []


async def test_every_sealed_column_is_bytes(bench: Workbench) -> None:
    async with bench.service.database.reading() as connection:
        columns = await columns_of(connection, "followup")
    sealed = {(column.table, column.name): column.type for column in columns if column.data_class in SEALED}

    assert {column.name for column in columns if column.data_class is None} == set()
    assert set(sealed.values()) == {"bytea"}
    assert {
        ("plan_text", "content"),
        ("draft", "content"),
        ("feedback", "words"),
        ("item", "words"),
        ("item", "picture"),
    } <= sealed.keys()


async def test_each_picture_has_a_key_of_its_own(bench: Workbench, told: Told) -> None:
    items = [await picture(bench, told, told.people[:1]) for _ in range(2)]

    assert await bench.count("select count(*) from person_key where person = any($1::uuid[])", items) == 2
