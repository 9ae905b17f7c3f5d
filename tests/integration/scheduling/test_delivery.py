"""Every fact twice and in any order of its keys: the same state, and the same facts said."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from scheduling.consumers import reactions
from shared.events.base import Event
from shared.events.registration import (
    DecisionKind,
    LinkIssued,
    LinkPurpose,
    SelectionDecided,
    ServiceName,
)
from tests.integration.scheduling.facts import PLANNER, approved, confirmed, consent, released, withdrawn
from tests.integration.scheduling.workbench import AT, SELECTION, Workbench
from tests.support.delivery import deliver, said, twice_and_shuffled

TABLES = {
    "roster": "application, training, state, badge, version, outcome",
    "training": "id, state, version, decided, plan, generation",
    "resources": "training, facilitators",
    "public_text_consent": "person, item, given, version",
    "link": "digest, purpose, person, scope",
}


async def state(bench: Workbench) -> dict[str, list[str]]:
    async with bench.service.database.transaction() as tx:
        return {
            table: await tx.many(str, f"select row({columns})::text from {table} order by 1")
            for table, columns in TABLES.items()
        }


def heard(parent: str) -> list[Event]:
    """Each kind of fact that scheduling reacts to, with more than one key."""
    one, other = approved(parent), approved(parent, minors=True)
    first, second, third = uuid4(), uuid4(), uuid4()
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
        LinkIssued(participant=PLANNER, token_hash="a" * 64, training=one.training, version=1, at=AT, **link),
        consent(PLANNER, True, 2),
        consent(UUID(int=5), True, 1),
        consent(UUID(int=5), False, 2, parent),
        SelectionDecided(
            training=UUID(parent),
            selection=uuid4(),
            hash="0" * 64,
            kind=DecisionKind.FIRST,
            quotas_kept=(),
            version=1,
            at=AT,
        ),
    ]


@pytest.mark.parametrize("seed", range(5))
async def test_twice_and_shuffled_ends_as_once_and_in_order(bench: Workbench, seed: int) -> None:
    parent = (await bench.announced(SELECTION))["training"]
    facts = said(*heard(parent))
    await deliver(bench.service.engine.intake, twice_and_shuffled(facts, seed))
    shuffled = await state(bench)
    await deliver(bench.service.engine.intake, facts)
    assert await state(bench) == shuffled
    assert {table: len(lines) for table, lines in shuffled.items()} == {
        "roster": 2,
        "training": 3,
        "resources": 2,
        "public_text_consent": 3,
        "link": 1,
    }
    assert sorted(line.split(",")[2] for line in shuffled["roster"]) == ["on_roster", "removed"]
    assert sorted(line.split(",")[1] for line in shuffled["training"]) == ["announced", "discarded", "draft"]


def test_every_reaction_is_among_what_is_shuffled() -> None:
    shuffled = {fact.type_name() for fact in heard(str(uuid4()))}
    assert shuffled == set(reactions.events)


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
