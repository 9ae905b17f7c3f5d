"""The search for words that have to stay finds one wherever somebody planted it."""

from pathlib import Path

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer

from cascade.provisioning.database import SERVICES
from cascade.story.data.canary import Series, word
from tests.support.leaks import dumped, lines_of, records, words_in
from tests.support.servers import TestDatabase, Topics

PLANTED = word(Series.LETTER, 7)


@pytest.mark.parametrize("place", ["key", "value", "headers"])
async def test_it_finds_a_word_in_a_topic(topics: Topics, place: str) -> None:
    planted = [("ce_subject", PLANTED.encode())] if place == "headers" else f"x{PLANTED}".encode()
    said = {"key": b"1", "value": b"{}", "headers": []} | {place: planted}
    assert words_in(await records(topics.bootstrap, topics.namespace)) == set()
    async with AIOKafkaProducer(bootstrap_servers=topics.bootstrap) as producer:
        await producer.send_and_wait(f"{topics.namespace}.tj.followup.local", **said)

    assert words_in(await records(topics.bootstrap, topics.namespace)) == {PLANTED.lower()}


@pytest.mark.parametrize("schema", SERVICES)
@pytest.mark.parametrize("column", ["text", "bytea", "jsonb"])
async def test_it_finds_a_word_in_a_schema(database: TestDatabase, schema: str, column: str) -> None:
    planted = {"text": PLANTED, "bytea": f"\0{PLANTED}".encode(), "jsonb": f'{{"a": ["{PLANTED}"]}}'}[column]
    admin = await asyncpg.connect(database.admin_dsn)
    await admin.execute(f"create table {schema}.planted (it {column})")
    assert words_in(dumped(database.admin_dsn, schema)) == set()
    await admin.execute(f"insert into {schema}.planted values ($1)", planted)
    await admin.close()

    assert words_in(dumped(database.admin_dsn, schema)) == {PLANTED.lower()}


def test_it_finds_a_word_in_a_log(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "registration.log").write_text(f'{{"event": "sent", "to": "{PLANTED}@example.org"}}\n')

    assert words_in(lines_of(tmp_path, "*.log")) == {PLANTED.lower()}
