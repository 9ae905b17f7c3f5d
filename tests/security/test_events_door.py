"""Whatever stands in a topic: it is read or refused, takes effect or is parked, and those behind it go on.

Hypothesis draws the same records on every machine, or others: from TEST_SEED.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count
from random import Random
from uuid import UUID

import pytest
from hypothesis import given

import followup.consumers
import registration.consumers
import scheduling.consumers
from shared.backbone import parking
from shared.backbone.arrivals import Arrival, Heard, Unreadable, read
from shared.backbone.pages import Page
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Database
from shared.events.base import Event
from shared.web.service import Service
from tests.security.strange import drawn, each, strange, strange_together
from tests.support import depth
from tests.support.fingerprint import Tables, changed
from tests.support.seed import SEED
from tests.support.servers import TestDatabase
from tests.support.three import SERVICES

REACTIONS: Mapping[str, Reactions] = {
    "registration": registration.consumers.reactions,
    "scheduling": scheduling.consumers.reactions,
    "followup": followup.consumers.reactions,
}
EVENTS: Mapping[str, type[Event]] = {
    name: event for reactions in REACTIONS.values() for name, event in reactions.events.items()
}
TOGETHER = 30
"""About so many records are drawn at a time."""
READ, READ_SLOWLY = 1_000, depth.times(3_000)
APPLIED, APPLIED_SLOWLY = 50, depth.times(1_000)
LOOKED_AT, FEWEST_LOOKED_AT = 300, 30
LOOKED_PAST = ("inbox", "dead_letter", "key_proof")
"""Where a record is taken in or parked, and what the first connection writes."""


def refused_or_read(arrival: Arrival) -> Heard | Unreadable | None:
    try:
        return read(arrival, EVENTS)
    except Unreadable as refusal:
        return refusal


def read_so_many(event: type[Event], times: int) -> None:
    """At least so many: a drawing may be one record or hundreds."""
    seen: Counter[type] = Counter()
    drawings = count(SEED)
    while seen.total() < times:

        @each(times // TOGETHER, next(drawings))
        @given(strange_together(event))
        def any_records(arrivals: Sequence[Arrival]) -> None:
            outcomes = [refused_or_read(arrival) for arrival in arrivals]
            seen.update(map(type, outcomes))
            assert all(outcome.said_at.tzinfo for outcome in outcomes if isinstance(outcome, Heard))

        any_records()
    assert {Heard, Unreadable} <= set(seen)


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.__name__)
def test_a_record_is_a_fact_or_none_of_ours_or_unreadable(event: type[Event]) -> None:
    read_so_many(event, READ)


@pytest.mark.slow
@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.__name__)
def test_a_hundred_thousand_records_are_facts_or_none_of_ours_or_unreadable(event: type[Event]) -> None:
    read_so_many(event, READ_SLOWLY)


def records_for(name: str, times: int) -> list[Arrival]:
    return [one for event in REACTIONS[name].events.values() for one in drawn(strange(event), times)]


def is_for(name: str, arrival: Arrival) -> bool:
    """Whether something has to become of it: it is no fact that nobody here listens to."""
    try:
        return read(arrival, REACTIONS[name].events) is not None
    except Unreadable:
        return True


async def taken_in(database: Database) -> Sequence[UUID]:
    async with database.transaction() as tx:
        return await tx.many(UUID, "select event_id from inbox")


async def parked(database: Database) -> Sequence[int]:
    async with database.transaction() as tx:
        return await tx.many(int, "select position from dead_letter where not waits")


def id_of(arrival: Arrival) -> bytes:
    return dict(arrival.headers).get("ce_id") or b""


async def deliver_each(service: Service, tables: Tables, records: Sequence[Arrival]) -> Mapping[int, Sequence[str]]:
    """Tables that changed meanwhile, by the record's position; of so many records, drawn: those of each type begin
    alike, so that one in so many, evenly chosen, would be of one kind.
    """
    looked_at = {*Random(SEED).sample(range(len(records)), min(LOOKED_AT, len(records)))}
    touched: dict[int, Sequence[str]] = {}
    before = None
    for number, one in enumerate(records):
        if number not in looked_at:
            await service.engine.intake.one_by_one([one])
            before = None
        else:
            before = before or await tables.now()
            await service.engine.intake.one_by_one([one])
            after = await tables.now()
            touched[one.position], before = changed(before, after), after
    return touched


async def deliver_all(service: Service, name: str, database: TestDatabase, times: int) -> None:
    records = records_for(name, times)
    async with Tables.of(database, name, LOOKED_PAST) as tables:
        touched = await deliver_each(service, tables, records)
    known, dead = set(await taken_in(service.database)), set(await parked(service.database))
    ours = [one for one in records if is_for(name, one)]
    applied = [one for one in ours if one.position not in dead]

    assert len(known) > times
    assert len(dead) > times
    assert len(known) + len(dead) == len(ours)
    assert {str(one).encode() for one in known} == {id_of(one) for one in applied}
    assert len(touched.keys() & dead) > FEWEST_LOOKED_AT
    assert {tuple(touched[one]) for one in touched.keys() & dead} == {()}
    assert any(touched.get(one.position) for one in applied)
    await service.engine.intake.one_by_one(records)
    assert set(await taken_in(service.database)) == known
    assert set(await parked(service.database)) == dead


@pytest.mark.parametrize("name", SERVICES)
async def test_every_record_takes_effect_or_is_parked_and_nothing_is_half_done(
    services: Mapping[str, Service], database: TestDatabase, name: str
) -> None:
    await deliver_all(services[name], name, database, APPLIED)


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVICES)
async def test_a_thousand_records_a_door_take_effect_or_are_parked(
    services: Mapping[str, Service], database: TestDatabase, name: str
) -> None:
    await deliver_all(services[name], name, database, APPLIED_SLOWLY)


@pytest.mark.parametrize("name", SERVICES)
async def test_what_an_operator_reads_of_a_parked_record_repeats_nothing_of_it(
    services: Mapping[str, Service], name: str
) -> None:
    service = services[name]
    event = next(iter(REACTIONS[name].events.values()))
    records = [one for one in drawn(strange(event), APPLIED) if one.value and is_for(name, one)]
    await service.engine.intake.one_by_one(records)
    async with service.database.transaction() as tx:
        errors = [letter.error for letter in (await parking.shown(tx, Page(500))).rows]

    assert len(errors) > 1
    assert [error for error in errors if "drop table" in error or "Bcc" in error or "\0" in error] == []
