"""Fixed interleavings of three connections: readers that look right lose, reorder or stall, ours does not."""

from datetime import UTC, datetime

import pytest

from shared.backbone import outbox
from shared.backbone.outbox import Deposed
from shared.runtime.database import Connection, connect
from tests.integration.backbone.by_hand import all_after, say, versions, waiting
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.facts import things
from tests.support.servers import TestDatabase


async def by_sequence(connection: Connection, last: int) -> tuple[list[bytes], int]:
    """The reader that everybody writes first: what is beyond the last number."""
    rows = await connection.fetch("select seq, value from outbox where seq > $1 order by seq", last)
    return [row["value"] for row in rows], max([last, *(row["seq"] for row in rows)])


async def by_sequence_behind_the_horizon(connection: Connection, last: int) -> tuple[list[bytes], int]:
    """Its first repair: only what no open transaction can precede."""
    rows = await connection.fetch(
        """select seq, value from outbox where seq > $1 and xid < pg_snapshot_xmin(pg_current_snapshot())
           order by seq""",
        last,
    )
    return [row["value"] for row in rows], max([last, *(row["seq"] for row in rows)])


async def by_transaction(connection: Connection) -> list[bytes]:
    """The usual improvement: the same, in order of transaction."""
    rows = await connection.fetch(
        "select value from outbox where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, seq"
    )
    return [row["value"] for row in rows]


async def test_a_slow_transaction_is_not_lost(schema: Schema, three: list[Connection]) -> None:
    slow, quick, reader = three
    cursor = await outbox.lead(reader)
    first, second = things(2)
    began = slow.transaction()
    await began.start()
    await say(slow, schema, first, 1)
    await say(quick, schema, second, 2)
    naive_before, last = await by_sequence(reader, 0)
    before, cursor = await all_after(reader, cursor)
    await began.commit()
    naive_after, _ = await by_sequence(reader, last)
    after, _ = await all_after(reader, cursor)

    assert versions(naive_before + naive_after) == [2]
    assert versions(before + after) == [2, 1]


async def test_a_low_number_of_a_late_transaction_is_not_lost(schema: Schema, three: list[Connection]) -> None:
    early, late, reader = three
    cursor = await outbox.lead(reader)
    first, second = early.transaction(), late.transaction()
    for began, writer in ((first, early), (second, late)):
        await began.start()
        await writer.fetchval("select pg_current_xact_id()")
    await say(late, schema, things(1)[0], 1)
    await say(early, schema, things(1)[0], 2)
    await first.commit()
    naive_before, last = await by_sequence_behind_the_horizon(reader, 0)
    before, cursor = await all_after(reader, cursor)
    await second.commit()
    naive_after, _ = await by_sequence_behind_the_horizon(reader, last)
    after, _ = await all_after(reader, cursor)

    assert versions(naive_before + naive_after) == [2]
    assert versions(before + after) == [2, 1]


async def test_of_two_readers_one_has_nothing_to_read(
    schema: Schema, three: list[Connection], database: TestDatabase
) -> None:
    writer, reader, other = three
    for version in (1, 2):
        await say(writer, schema, things(1)[0], version)
    slow, quick = [await connect(database.owner_dsn("scheduling")) for _ in range(2)]
    next_free = "select value from outbox order by seq limit 1 for update skip locked"
    async with slow.transaction():
        held = await slow.fetchval(next_free)
        overtaking = await quick.fetchval(next_free)
    for connection in (slow, quick):
        await connection.close()

    assert versions([overtaking, held]) == [2, 1]
    assert [await outbox.may_lead(reader), await outbox.may_lead(other)] == [True, False]


async def test_one_key_keeps_its_order_although_the_later_writer_began_first(
    schema: Schema, three: list[Connection]
) -> None:
    early, late, reader = three
    cursor = await outbox.lead(reader)
    (thing,) = things(1)
    began = early.transaction()
    await began.start()
    await early.fetchval("select pg_current_xact_id()")
    await say(late, schema, thing, 1)
    await say(early, schema, thing, 2)
    await began.commit()
    handed_out, _ = await all_after(reader, cursor)

    assert versions(await by_transaction(reader)) == [2, 1]
    assert versions(handed_out) == [1, 2]


async def test_an_open_transaction_elsewhere_does_not_stall_delivery(schema: Schema, three: list[Connection]) -> None:
    idle, writer, reader = three
    cursor = await outbox.lead(reader)
    async with idle.transaction():
        await idle.fetchval("select pg_current_xact_id()")
        await say(writer, schema, things(1)[0], 1)
        stalled = await by_transaction(reader)
        handed_out, _ = await all_after(reader, cursor)

    assert stalled == []
    assert versions(handed_out) == [1]


async def test_what_was_rolled_back_is_never_handed_out(schema: Schema, three: list[Connection]) -> None:
    undecided, _, reader = three
    cursor = await outbox.lead(reader)
    began = undecided.transaction()
    await began.start()
    await say(undecided, schema, things(1)[0], 1)
    before, cursor = await all_after(reader, cursor)
    await began.rollback()
    after, _ = await all_after(reader, cursor)

    assert before + after == []


async def test_a_savepoint_that_holds_is_handed_out_and_one_that_does_not_is_not(
    schema: Schema, three: list[Connection]
) -> None:
    writer, _, reader = three
    cursor = await outbox.lead(reader)
    kept, undone = things(2)
    async with writer.transaction():
        async with writer.transaction():
            await say(writer, schema, kept, 1)
        undecided = writer.transaction()
        await undecided.start()
        await say(writer, schema, undone, 2)
        await undecided.rollback()

    assert versions((await all_after(reader, cursor))[0]) == [1]


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
async def test_pages_of_any_size_hand_out_the_same_in_the_same_order(
    schema: Schema, three: list[Connection], limit: int
) -> None:
    slow, writer, reader = three
    cursor = await outbox.lead(reader)
    began = slow.transaction()
    await began.start()
    await say(slow, schema, things(1)[0], 1)
    for version in (2, 3, 4):
        await say(writer, schema, things(1)[0], version)
    first = await outbox.between(reader, cursor, limit)
    await outbox.advance(reader, first.after)
    await began.commit()
    await say(writer, schema, things(1)[0], 5)
    rest, _ = await all_after(reader, first.after, limit)
    handed_out = versions([record.value for record in first.records] + rest)

    assert sorted(handed_out) == [1, 2, 3, 4, 5]
    assert [version for version in handed_out if version != 1] == [2, 3, 4, 5]


async def test_a_new_leader_goes_on_in_the_middle_of_a_page(schema: Schema, three: list[Connection]) -> None:
    leader, successor, writer = three
    for version in (1, 2, 3):
        await say(writer, schema, things(1)[0], version)
    page = await outbox.between(leader, await outbox.lead(leader), 2)
    await outbox.advance(leader, page.after)
    await leader.close()
    rest, _ = await all_after(successor, await outbox.lead(successor))

    assert versions([record.value for record in page.records]) == [1, 2]
    assert versions(rest) == [3]


async def test_a_deposed_leader_moves_nothing(schema: Schema, three: list[Connection]) -> None:
    zombie, successor, writer = three
    cursor = await outbox.lead(zombie)
    await outbox.lead(successor)
    await say(writer, schema, things(1)[0], 1)
    page = await outbox.between(zombie, cursor, 10)

    with pytest.raises(Deposed):
        await outbox.advance(zombie, page.after)


async def test_what_waits_is_counted_with_its_age(schema: Schema, three: list[Connection]) -> None:
    writer, reader, _ = three
    cursor = await outbox.lead(reader)
    before = await waiting(schema)
    await say(writer, schema, things(1)[0], 1)
    then = await waiting(schema)
    await all_after(reader, cursor)
    after = await waiting(schema)

    assert [before.count, then.count, after.count] == [0, 1, 0]
    assert then.oldest_seconds > 0


async def test_the_service_may_neither_change_nor_delete_what_it_said(schema: Schema, three: list[Connection]) -> None:
    writer, _, _ = three
    await say(writer, schema, things(1)[0], 1)

    for forbidden in ("update outbox set value = ''", "delete from outbox", "drop table outbox_rest"):
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            await writer.execute(forbidden)
    assert await writer.fetchval("select count(*) from outbox") == 1


async def test_a_day_that_was_missing_is_made_and_keeps_what_came_meanwhile(
    schema: Schema, three: list[Connection], database: TestDatabase
) -> None:
    writer, reader, _ = three
    cursor = await outbox.lead(reader)
    owner = await connect(database.owner_dsn("scheduling"))
    today = f"outbox_{datetime.now(UTC):%Y%m%d}"
    await owner.execute(f"drop table {today}")
    await say(writer, schema, things(1)[0], 1)
    await outbox.keep_days(writer)
    counts = [await owner.fetchval(f"select count(*) from {name}") for name in ("outbox_rest", today)]
    await owner.close()

    assert counts == [0, 1]
    assert versions((await all_after(reader, cursor))[0]) == [1]
