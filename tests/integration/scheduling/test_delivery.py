"""Every fact twice and in any order of its keys: the same state, and the same facts said."""

from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

import pytest

from scheduling.consumers import reactions
from shared.events.base import Event
from shared.events.registration import (
    DecisionKind,
    LinkIssued,
    LinkPurpose,
    LinksRevoked,
    SelectionDecided,
    ServiceName,
)
from tests.integration.scheduling.facts import PLANNER, approved, confirmed, consent, released, withdrawn
from tests.integration.scheduling.workbench import AT, SELECTION, Json, Workbench
from tests.support.alike import named
from tests.support.delivery import deliver, said, twice_and_shuffled

ONE, OTHER = UUID(int=80), UUID(int=81)
TABLES = {
    "roster": "application, training, state, badge, version, outcome",
    "training": "id, state, version, decided, plan, generation, parent, particulars, cancelled",
    "resources": "training, rooms, facilitators, interpreters, guests",
    "public_text_consent": "person, item, given, version",
    "link": "digest, purpose, person, scope",
}


async def state(bench: Workbench) -> dict[str, list[str]]:
    async with bench.service.database.transaction() as tx:
        return {
            table: await tx.many(str, f"select row({columns})::text from {table} order by 1")
            for table, columns in TABLES.items()
        }


async def announced(bench: Workbench) -> Json:
    """An open training with a guest of whom something may be public."""
    training = await bench.announced(SELECTION, sensitivity="open", publish_not_before=None)
    guest = {"code": "G-1", "person": str(PLANNER), "public_text": "A singer"}
    await bench.coordinator.put(f"/v1/trainings/{training['training']}/resources", {"guests": [guest]})
    return training


async def outcome(bench: Workbench, parent: Json) -> Json:
    """What is kept, what is read, what was said, with names in place of the ids that differ."""
    names = {parent["training"]: "parent", parent["programme"]: "programme"}
    told = [asdict(fact) for fact in await bench.said()]
    seen = await read(bench, parent["training"])
    return dict(named({"kept": await state(bench), "read": seen, "said": told}, names))


async def read(bench: Workbench, parent: str) -> Json:
    """Whatever somebody may read: the coordinator and anyone."""
    trainings = [f"/v1/trainings/{training}" for training in (parent, ONE, OTHER)]
    paths = [f"{training}{part}" for training in trainings for part in ("", "/roster", "/resources", "/attendance")]
    public = await bench.anyone.get(f"/v1/public/trainings/{parent}")
    return {"own": {path: await bench.coordinator.get(path) for path in paths}, "public": public}


def heard(parent: str) -> list[Event]:
    """Each kind of fact that scheduling reacts to, with more than one key."""
    one = approved(parent, plan=UUID(int=70), training=ONE)
    other = approved(parent, minors=True, plan=UUID(int=71), training=OTHER)
    first, second, third = (UUID(int=number) for number in (61, 62, 63))
    link: dict[str, Any] = {"service": ServiceName.SCHEDULING, "purpose": LinkPurpose.FACILITATE, "expires_at": AT}
    return [
        one,
        other,
        withdrawn(other),
        confirmed(parent, first, "TJ-01"),
        released(parent, first, 2),
        confirmed(parent, first, "TJ-01", 3),
        confirmed(parent, second, "TJ-02"),
        released(parent, second, 2),
        released(parent, third, 1, was_confirmed=False),
        LinkIssued(participant=PLANNER, token_hash="c" * 64, training=one.training, version=1, at=AT, **link),
        LinksRevoked(participant=PLANNER, version=2, at=AT),
        LinkIssued(participant=PLANNER, token_hash="a" * 64, training=one.training, version=3, at=AT, **link),
        consent(PLANNER, True, 4),
        consent(UUID(int=5), True, 1),
        consent(UUID(int=5), False, 2, parent),
        SelectionDecided(
            training=UUID(parent),
            selection=UUID(int=64),
            hash="0" * 64,
            kind=DecisionKind.FIRST,
            quotas_kept=(),
            version=1,
            at=AT,
        ),
    ]


@pytest.mark.parametrize("seed", range(5))
async def test_twice_and_shuffled_ends_as_once_and_in_order(bench: Workbench, other: Workbench, seed: int) -> None:
    here, there = await announced(bench), await announced(other)
    await deliver(other.service.engine.intake, said(*heard(there["training"])))
    await deliver(bench.service.engine.intake, twice_and_shuffled(said(*heard(here["training"])), seed))
    once = await outcome(other, there)
    assert await outcome(bench, here) == once
    assert {table: len(lines) for table, lines in once["kept"].items()} == {
        "roster": 2,
        "training": 3,
        "resources": 3,
        "public_text_consent": 3,
        "link": 1,
    }
    assert sorted(line.split(",")[2] for line in once["kept"]["roster"]) == ["on_roster", "removed"]
    assert sorted(line.split(",")[1] for line in once["kept"]["training"]) == ["announced", "discarded", "draft"]
    assert once["read"]["public"]["guests"] == ["A singer"]


def test_every_reaction_is_among_what_is_shuffled() -> None:
    shuffled = {fact.type_name() for fact in heard(str(uuid4()))}
    assert shuffled == set(reactions.events)


async def test_links_that_went_to_a_wrong_address_open_nothing_any_more(bench: Workbench) -> None:
    own: dict[str, Any] = {"training": ONE, "service": ServiceName.SCHEDULING, "purpose": LinkPurpose.FACILITATE}
    for person, sign, version in ((PLANNER, "a", 1), (PLANNER, "b", 2), (UUID(int=5), "c", 1)):
        issued = {"participant": person, "token_hash": sign * 64, "expires_at": AT, "version": version, "at": AT}
        await bench.hear(LinkIssued.model_validate({**own, **issued}))
    await bench.hear(LinksRevoked(participant=PLANNER, kept=("b" * 64,), version=3, at=AT))
    async with bench.service.database.transaction() as tx:
        kept = await tx.many(str, "select encode(digest, 'hex') from link order by 1")
    assert kept == ["b" * 64, "c" * 64]


async def test_links_to_other_services_are_not_kept_here(bench: Workbench) -> None:
    await bench.hear(
        LinkIssued(
            participant=PLANNER,
            token_hash="b" * 64,
            service=ServiceName.FOLLOWUP,
            purpose=LinkPurpose.FOLLOW_UP,
            expires_at=AT,
            version=1,
            at=AT,
        )
    )
    assert await bench.count("select count(*) from link") == 0
