"""Reminders commit with the change, fire in order of due on the story clock, and wait for somebody if they fail."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from shared.backbone import parking
from shared.backbone.reactions import Reactions
from shared.backbone.timers import Reminders, try_again
from shared.backbone.transaction import Transaction
from shared.runtime.clock import WallClock
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.facts import AT, LookAgain, noted, things

DAY = timedelta(days=1)


class Looks:
    def __init__(self) -> None:
        self.reactions = Reactions()
        self.reactions.due(LookAgain)(self.look)
        self.at: list[tuple[UUID, int, datetime]] = []
        self.fails: Callable[[Transaction, LookAgain], Awaitable[None]] | None = None
        self.meanwhile: Callable[[], Awaitable[None]] | None = None

    async def look(self, tx: Transaction, reminder: LookAgain, due: datetime) -> None:
        if self.fails is not None:
            await self.fails(tx, reminder)
        if self.meanwhile is not None:
            await self.meanwhile()
        tx.announce(noted(reminder.key, reminder.number))
        self.at.append((reminder.key, reminder.number, due))


@pytest.fixture
def looks() -> Looks:
    return Looks()


@pytest.fixture
def timers(schema: Schema, looks: Looks) -> Reminders:
    return Reminders(schema.database, looks.reactions, WallClock())


async def fire_all(timers: Reminders, now: datetime) -> None:
    while await timers.fire_next(now):
        pass


async def test_reminders_fire_in_order_of_due_and_only_when_it_is_time(
    schema: Schema, timers: Reminders, looks: Looks
) -> None:
    first, second, third = things(3)
    async with schema.database.transaction() as tx:
        tx.remind(LookAgain(key=second, number=2), due=AT + 2 * DAY)
        tx.remind(LookAgain(key=first, number=1), due=AT + DAY)
        tx.remind(LookAgain(key=third, number=3), due=AT + 3 * DAY)
    await fire_all(timers, AT + 2 * DAY)

    assert looks.at == [(first, 1, AT + DAY), (second, 2, AT + 2 * DAY)]


async def test_a_reminder_that_is_set_again_moves(schema: Schema, timers: Reminders, looks: Looks) -> None:
    (thing,) = things(1)
    async with schema.database.transaction() as tx:
        tx.remind(LookAgain(key=thing, number=1), due=AT)
    async with schema.database.transaction() as tx:
        tx.remind(LookAgain(key=thing, number=2), due=AT + DAY)
    await fire_all(timers, AT)
    await fire_all(timers, AT + DAY)

    assert looks.at == [(thing, 2, AT + DAY)]


async def test_a_reminder_that_is_forgotten_does_not_fire(schema: Schema, timers: Reminders, looks: Looks) -> None:
    (thing,) = things(1)
    async with schema.database.transaction() as tx:
        tx.remind(LookAgain(key=thing), due=AT)
    async with schema.database.transaction() as tx:
        tx.forget(LookAgain, thing)
    await fire_all(timers, AT)

    assert looks.at == []


async def test_a_reminder_that_is_moved_while_it_fires_has_not_fired_and_nobody_waited(
    schema: Schema, timers: Reminders, looks: Looks
) -> None:
    (thing,) = things(1)
    async with schema.database.transaction() as tx:
        tx.remind(LookAgain(key=thing, number=1), due=AT)

    async def move() -> None:
        looks.meanwhile = None
        async with schema.database.transaction() as tx:
            await tx.execute("set local lock_timeout = '1s'")
            tx.remind(LookAgain(key=thing, number=2), due=AT + DAY)

    looks.meanwhile = move
    assert await timers.fire_next(AT)
    assert not await timers.fire_next(AT)
    await fire_all(timers, AT + DAY)

    assert looks.at == [(thing, 1, AT), (thing, 2, AT + DAY)]


async def test_two_processes_fire_a_reminder_once(schema: Schema, timers: Reminders, looks: Looks) -> None:
    (thing,) = things(1)
    async with schema.database.transaction() as tx:
        tx.remind(LookAgain(key=thing, number=1), due=AT)

    async def also() -> None:
        looks.meanwhile = None
        assert await Reminders(schema.database, looks.reactions, WallClock()).fire_next(AT)

    looks.meanwhile = also
    await fire_all(timers, AT)
    async with schema.database.transaction() as tx:
        assert await tx.one(int, "select count(*) from outbox") == 1


async def test_a_change_that_is_undone_sets_no_reminder(schema: Schema, timers: Reminders, looks: Looks) -> None:
    with pytest.raises(RuntimeError):
        async with schema.database.transaction() as tx:
            tx.remind(LookAgain(key=things(1)[0]), due=AT)
            raise RuntimeError("undone")
    await fire_all(timers, AT)

    assert looks.at == []


async def at_once(_: Transaction, __: LookAgain) -> None:
    raise RuntimeError("a bug")


async def when_its_changes_are_written(tx: Transaction, reminder: LookAgain) -> None:
    tx.remind(reminder.model_copy(update={"key": None}), due=AT)


async def when_it_is_committed(tx: Transaction, _: LookAgain) -> None:
    await tx.execute("create temporary table once (thing integer unique deferrable initially deferred) on commit drop")
    await tx.execute("insert into once values (1), (1)")


@pytest.mark.parametrize("fails", [at_once, when_its_changes_are_written, when_it_is_committed])
async def test_a_failing_reminder_waits_for_somebody_and_fires_when_it_is_tried_again(
    schema: Schema, timers: Reminders, looks: Looks, fails: Callable[[Transaction, LookAgain], Awaitable[None]]
) -> None:
    bad, good = things(2)
    async with schema.database.transaction() as tx:
        tx.remind(LookAgain(key=bad, number=1), due=AT)
    looks.fails = fails
    await fire_all(timers, AT)
    looks.fails = None
    looks.at.clear()
    async with schema.database.transaction() as tx:
        parked = await parking.count(tx)
        tx.remind(LookAgain(key=good, number=2), due=AT)
    await fire_all(timers, AT)
    async with schema.database.transaction() as tx:
        again = await try_again(tx, LookAgain.kind(), bad)
    await fire_all(timers, AT)

    assert parked == 1
    assert again
    assert looks.at == [(good, 2, AT), (bad, 1, AT)]
