"""A cursor that another cluster wrote: what it cannot prove sent is said again, in order, whoever writes meanwhile."""

from collections.abc import Awaitable, Callable
from typing import Any

from shared.backbone import outbox
from shared.backbone.outbox import Cursor
from shared.runtime.database import Connection
from tests.integration.backbone.by_hand import all_after, say, versions, waiting
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.facts import things


class Meanwhile:
    """A connection; after each of its statements something else commits."""

    def __init__(self, connection: Connection, commit: Callable[[], Awaitable[None]]) -> None:
        self._connection = connection
        self._commit = commit

    def transaction(self) -> Any:
        return self._connection.transaction()

    def __getattr__(self, name: str) -> Any:
        async def ask(*values: Any, **options: Any) -> Any:
            answer = await getattr(self._connection, name)(*values, **options)
            await self._commit()
            return answer

        return ask


def first_occurrences(values: list[int]) -> list[int]:
    return list(dict.fromkeys(values))


async def in_another_cluster(connection: Connection) -> None:
    await connection.execute("update relay_cursor set system_identifier = system_identifier - 1")


async def change_rows(connection: Connection, change: str) -> None:
    """Rows as a dump brings them: the service may insert any, and change none."""
    columns = "xid, created_at, event_id, topic, key, value, layout, headers"
    changed = ", ".join(change if change.endswith(f" {name}") else name for name in columns.split(", "))
    await connection.execute(f"insert into outbox ({columns}) select {changed} from outbox")


IN_THE_FUTURE = "(xid::text::bigint + 1000000)::text::xid8 xid"
LONG_AGO = "created_at - interval '2 days' created_at"


async def test_in_a_restored_cluster_everything_unproven_is_said_again(schema: Schema, three: list[Connection]) -> None:
    reader, writer, successor = three
    await say(writer, schema, things(1)[0], 1)
    _, _ = await all_after(reader, await outbox.lead(reader))
    await in_another_cluster(writer)
    await reader.close()
    again, _ = await all_after(successor, await outbox.lead(successor))

    assert versions(again) == [1]


async def test_whatever_commits_while_the_cursor_is_set_back_is_handed_out_in_order(
    schema: Schema, three: list[Connection]
) -> None:
    reader, writer, _ = three
    (thing,) = things(1)
    cursor = await outbox.lead(reader)
    said = 0

    async def go_on() -> None:
        nonlocal said
        said += 1
        await say(writer, schema, thing, said)

    await go_on()
    meanwhile: Any = Meanwhile(reader, go_on)
    handed_out, _ = await all_after(reader, await outbox.set_back(meanwhile, cursor))

    assert said >= 3
    assert first_occurrences(versions(handed_out)) == list(range(1, said + 1))


async def test_a_transaction_that_is_open_while_the_cursor_is_set_back_is_handed_out_after_it(
    schema: Schema, three: list[Connection]
) -> None:
    reader, early, late = three
    cursor = await outbox.lead(reader)
    began = early.transaction()
    await began.start()
    await say(early, schema, things(1)[0], 1)
    await say(late, schema, things(1)[0], 2)
    back = await outbox.set_back(reader, cursor)
    before, back = await all_after(reader, back)
    await began.commit()
    after, _ = await all_after(reader, back)

    assert versions(before) == [2]
    assert versions(after) == [1]


async def test_what_was_not_sent_is_said_again_however_old_it_is(schema: Schema, three: list[Connection]) -> None:
    reader, writer, dump = three
    cursor = await outbox.lead(reader)
    await say(writer, schema, things(1)[0], 1)
    await change_rows(dump, LONG_AGO)
    handed_out, _ = await all_after(reader, await outbox.set_back(reader, cursor))

    assert versions(handed_out) == [1, 1]


async def test_what_was_sent_long_ago_is_not_said_again(schema: Schema, three: list[Connection]) -> None:
    reader, writer, dump = three
    await say(writer, schema, things(1)[0], 1)
    await change_rows(dump, LONG_AGO)
    _, cursor = await all_after(reader, await outbox.lead(reader))
    handed_out, _ = await all_after(reader, await outbox.set_back(reader, cursor))

    assert versions(handed_out) == [1]


async def test_rows_with_ids_of_transactions_to_come_wait_for_nobody(schema: Schema, three: list[Connection]) -> None:
    reader, writer, dump = three
    await say(writer, schema, things(1)[0], 1)
    await change_rows(dump, IN_THE_FUTURE)
    cursor: Cursor = await outbox.lead(reader)
    handed_out, cursor = await all_after(reader, cursor)
    left = await waiting(schema)

    assert versions(handed_out) == [1]
    assert left.count == 0


async def test_rows_with_ids_of_transactions_to_come_are_said_again_where_that_is_unproven(
    schema: Schema, three: list[Connection]
) -> None:
    reader, writer, dump = three
    await say(writer, schema, things(1)[0], 1)
    await change_rows(dump, IN_THE_FUTURE)
    _, cursor = await all_after(reader, await outbox.lead(reader))
    handed_out, _ = await all_after(reader, await outbox.set_back(reader, cursor))
    left = await waiting(schema)

    assert versions(handed_out) == [1, 1]
    assert left.count == 0
