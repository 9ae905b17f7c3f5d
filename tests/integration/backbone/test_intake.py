"""A fact takes effect once and in order; one that cannot is parked with those behind it."""

from collections.abc import Callable
from uuid import UUID

import asyncpg
import pytest

from shared.backbone import intake as intake_module
from shared.backbone import parking
from shared.backbone.arrivals import Arrival
from shared.backbone.intake import Intake, Replayed, StillFails
from shared.backbone.pages import Page
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Transaction
from shared.runtime.database import TRANSIENT
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.facts import Noted, noted, things
from tests.support.delivery import Said, deliver, said, twice_and_shuffled


class Effects:
    """A reaction that writes what it saw into a reminder row, and fails for some."""

    def __init__(self) -> None:
        self.reactions = Reactions()
        self.reactions.on(Noted)(self.note)
        self.seen: list[tuple[UUID, int]] = []
        self.fails: Callable[[Noted], Exception | None] = lambda _: None

    async def note(self, tx: Transaction, fact: Noted) -> None:
        if (error := self.fails(fact)) is not None:
            raise error
        await tx.execute(
            """insert into reminder (kind, key, due, payload) values ('seen', $1, now(), to_jsonb($2::integer))
               on conflict (kind, key) do update set payload = to_jsonb(reminder.payload::integer * 10 + $2)""",
            fact.thing,
            fact.number,
        )


@pytest.fixture
def effects() -> Effects:
    return Effects()


@pytest.fixture
def intake(schema: Schema, effects: Effects) -> Intake:
    return Intake(schema.database, effects.reactions)


async def effect(schema: Schema, thing: UUID) -> int | None:
    async with schema.database.transaction() as tx:
        return await tx.one(int, "select payload::integer from reminder where key = $1", thing)


async def dead(schema: Schema) -> list[tuple[bool, str]]:
    async with schema.database.transaction() as tx:
        return [(letter.waits, letter.error) for letter in (await parking.shown(tx, Page(100))).rows]


async def test_a_fact_that_comes_twice_takes_effect_once(schema: Schema, intake: Intake) -> None:
    (thing,) = things(1)
    fact = Said(noted(thing, 1, 1))
    await deliver(intake, [fact, fact])
    await deliver(intake, [fact])

    assert await effect(schema, thing) == 1
    assert intake.applied == 1


async def test_a_fact_older_than_what_was_heard_changes_nothing(schema: Schema, intake: Intake) -> None:
    (thing,) = things(1)
    await deliver(intake, said(noted(thing, 2, 2)))
    await deliver(intake, said(noted(thing, 1, 1)))

    assert await effect(schema, thing) == 2


async def test_a_value_that_no_column_takes_is_parked_and_not_waited_for(
    schema: Schema, intake: Intake, effects: Effects
) -> None:
    facts = said(noted(things(1)[0], 1, 2**31))
    with pytest.raises(asyncpg.DataError) as raised:
        await intake.together([fact.arrival() for fact in facts])
    await intake.one_by_one([fact.arrival() for fact in facts])

    assert not isinstance(raised.value, TRANSIENT)
    assert [waits for waits, _ in await dead(schema)] == [False]


@pytest.mark.parametrize("seed", range(20))
async def test_facts_take_effect_once_and_in_order_however_they_are_delivered(
    schema: Schema, intake: Intake, seed: int
) -> None:
    some = things(5)
    facts = said(*[noted(thing, version, version) for thing in some for version in (1, 2, 3)])
    await deliver(intake, twice_and_shuffled(facts, seed), batch=1 + seed % 9)

    assert [await effect(schema, thing) for thing in some] == [123] * 5


async def test_the_same_version_from_another_region_is_another_fact(schema: Schema, intake: Intake) -> None:
    (thing,) = things(1)
    await deliver(intake, said(noted(thing, 1, 1)) + said(noted(thing, 1, 2), region="kg"))

    assert await effect(schema, thing) == 12


async def test_a_batch_with_poison_is_undone_and_applied_one_by_one(
    schema: Schema, intake: Intake, effects: Effects
) -> None:
    good, bad = things(2)
    effects.fails = lambda fact: RuntimeError("a bug") if fact.thing == bad else None
    arrivals = [one.arrival() for one in said(noted(good, 1, 1), noted(bad, 1, 1), noted(good, 2, 2), noted(bad, 2, 2))]
    with pytest.raises(RuntimeError):
        await intake.together(arrivals)
    undone = await effect(schema, good)
    await intake.one_by_one(arrivals)

    assert undone is None
    assert await effect(schema, good) == 12
    assert await dead(schema) == [(False, "RuntimeError in Effects.note"), (True, "")]


async def test_later_facts_of_a_parked_key_wait_behind_it(schema: Schema, intake: Intake, effects: Effects) -> None:
    (bad,) = things(1)
    effects.fails = lambda _: RuntimeError("a bug")
    await intake.one_by_one([said(noted(bad, 1, 1))[0].arrival()])
    effects.fails = lambda _: None
    await deliver(intake, said(noted(bad, 2, 2)))

    assert await effect(schema, bad) is None
    assert [waits for waits, _ in await dead(schema)] == [False, True]


async def replay(schema: Schema, intake: Intake, id: int) -> Replayed:
    async with schema.database.transaction() as tx:
        return await intake.replay(tx, id)


async def test_a_replay_applies_the_parked_and_those_behind_it_in_order(
    schema: Schema, intake: Intake, effects: Effects
) -> None:
    (bad,) = things(1)
    effects.fails = lambda fact: RuntimeError("a bug") if fact.version == 1 else None
    await intake.one_by_one([one.arrival() for one in said(noted(bad, 1, 1), noted(bad, 2, 2), noted(bad, 3, 3))])
    async with schema.database.transaction() as tx:
        first = (await parking.shown(tx, Page(1))).rows[0].id
    still_fails = await replay(schema, intake, first)
    effects.fails = lambda _: None
    applied = await replay(schema, intake, first)

    assert still_fails == Replayed(0, StillFails(first, "RuntimeError in Effects.note"))
    assert applied == Replayed(3)
    assert await effect(schema, bad) == 123
    assert await dead(schema) == []


async def test_a_replay_keeps_what_went_before_the_one_that_does_not_go(
    schema: Schema, intake: Intake, effects: Effects
) -> None:
    (bad,) = things(1)
    effects.fails = lambda _: RuntimeError("a bug")
    await intake.one_by_one([one.arrival() for one in said(noted(bad, 1, 1), noted(bad, 2, 2), noted(bad, 3, 3))])
    async with schema.database.transaction() as tx:
        first, second, _ = [letter.id for letter in (await parking.shown(tx, Page(3))).rows]
    effects.fails = lambda fact: RuntimeError("another") if fact.version == 2 else None
    done = await replay(schema, intake, first)

    assert done == Replayed(1, StillFails(second, "RuntimeError in Effects.note"))
    assert await effect(schema, bad) == 1
    assert await dead(schema) == [(False, "RuntimeError in Effects.note"), (True, "")]
    assert intake.applied == 1


async def test_a_replay_ends_after_so_many_and_says_where_to_go_on(
    schema: Schema, intake: Intake, effects: Effects, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_module, "MOST_REPLAYED", 2)
    (bad,) = things(1)
    effects.fails = lambda _: RuntimeError("a bug")
    await intake.one_by_one([one.arrival() for one in said(*[noted(bad, number, number) for number in (1, 2, 3)])])
    async with schema.database.transaction() as tx:
        first, _, third = [letter.id for letter in (await parking.shown(tx, Page(3))).rows]
    effects.fails = lambda _: None

    assert await replay(schema, intake, first) == Replayed(2, further=third)
    assert await replay(schema, intake, third) == Replayed(1)
    assert await effect(schema, bad) == 123


async def test_a_fault_that_goes_away_by_itself_leaves_a_replay_undone(
    schema: Schema, intake: Intake, effects: Effects
) -> None:
    (bad,) = things(1)
    effects.fails = lambda _: RuntimeError("a bug")
    await intake.one_by_one([one.arrival() for one in said(noted(bad, 1, 1), noted(bad, 2, 2))])
    async with schema.database.transaction() as tx:
        first = (await parking.shown(tx, Page(1))).rows[0].id
    effects.fails = lambda fact: asyncpg.DeadlockDetectedError("again") if fact.version == 2 else None
    with pytest.raises(asyncpg.DeadlockDetectedError):
        await replay(schema, intake, first)

    assert await effect(schema, bad) is None
    assert await dead(schema) == [(False, "RuntimeError in Effects.note"), (True, "")]


async def test_a_replay_that_is_not_committed_leaves_all_as_it_was(schema: Schema, intake: Intake) -> None:
    (thing,) = things(1)
    async with schema.database.transaction() as tx:
        await parking.park(tx, said(noted(thing, 1, 1))[0].arrival(), waits=False, error="RuntimeError")
        (kept,) = (await parking.shown(tx, Page(1))).rows

    async def replay_and_fail() -> None:
        async with schema.database.transaction() as tx:
            await intake.replay(tx, kept.id)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await replay_and_fail()

    assert await effect(schema, thing) is None
    assert await dead(schema) == [(False, "RuntimeError")]
    assert intake.applied == 0


async def test_a_reaction_that_misses_a_file_is_parked(schema: Schema, intake: Intake, effects: Effects) -> None:
    effects.fails = lambda _: FileNotFoundError("a file")
    await intake.one_by_one([said(noted(things(1)[0], 1))[0].arrival()])

    assert await dead(schema) == [(False, "FileNotFoundError in Effects.note")]


async def test_a_fault_that_goes_away_by_itself_parks_nothing(schema: Schema, intake: Intake, effects: Effects) -> None:
    (thing,) = things(1)
    effects.fails = lambda _: asyncpg.DeadlockDetectedError("again")
    fact = said(noted(thing, 1, 1))[0]
    with pytest.raises(asyncpg.DeadlockDetectedError):
        await intake.one_by_one([fact.arrival()])
    effects.fails = lambda _: None
    await deliver(intake, [fact])

    assert await effect(schema, thing) == 1
    assert await dead(schema) == []


def broken(field: str, value: bytes | None) -> Arrival:
    fact = said(noted(things(1)[0], 1))[0].arrival()
    headers = [(name, value if name == field else kept) for name, kept in fact.headers]
    body = value if field == "value" else fact.value
    return Arrival(fact.topic, fact.partition, fact.position, fact.key, body, headers)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("value", b"{", "Unreadable: the value is no Noted: / json_invalid"),
        ("value", None, "Unreadable: the value is no Noted: / json_invalid"),
        ("value", b"{}", "missing"),
        ("ce_type", None, "Unreadable: ce_type is missing"),
        ("ce_type", b"\xff", "Unreadable: ce_type is no UTF-8"),
        ("ce_id", b"17", "Unreadable: ce_id or ce_time has no such form"),
        ("ce_time", b"yesterday", "Unreadable: ce_id or ce_time has no such form"),
        ("ce_subject", b"somebody", "Unreadable: ce_subject is not the key of the fact"),
        ("ce_source", b"/kg/scheduling", "Unreadable: ce_source is not whose topic this is"),
    ],
)
async def test_an_unreadable_record_is_parked_with_what_is_wrong_with_it(
    schema: Schema, intake: Intake, field: str, value: bytes | None, reason: str
) -> None:
    await intake.one_by_one([broken(field, value)])

    assert reason in (await dead(schema))[0][1]


async def test_a_type_that_nobody_here_reacts_to_is_passed_over(schema: Schema, intake: Intake) -> None:
    await intake.together([broken("ce_type", b"cascade.scheduling.FromTheFuture.v9")])

    assert await dead(schema) == []
    assert intake.applied == 0


async def test_the_dead_letter_says_nothing_of_the_value(schema: Schema, intake: Intake) -> None:
    await intake.one_by_one([broken("value", b'{"number": "Canary Canarova"}')])

    assert "Canary" not in (await dead(schema))[0][1]
