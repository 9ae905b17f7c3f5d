"""Every fact twice and in any order of its keys: the same state, and the same facts said."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

import pytest

from followup.consumers import reactions
from shared.events.base import Event
from shared.events.followup import JoiningRefusal, PlannerJoined
from shared.events.registration import ConsentPurpose, LinkPurpose
from shared.events.scheduling import Outcome, Sensitivity
from tests.integration.followup.facts import (
    AT,
    Person,
    Told,
    applied,
    cancelled,
    changed,
    completed,
    confirmed,
    consent,
    counted,
    released,
    resumed,
    revoked,
    selected,
    suspended,
    withdrew,
)
from tests.integration.followup.test_joining import answered
from tests.integration.followup.workbench import Cascade, Json, Workbench
from tests.support.alike import named
from tests.support.delivery import Said, deliver, said, twice_and_shuffled
from tests.support.lockdown import region_resumed, region_suspended

TABLES = {
    "training": "id, announced, held, topics, facilitators, coordinator",
    "manual": "id, modules, topics, module_topics",
    "attendance": "application, participant, training, outcome, plan_due, version",
    "expected_plan": "id, application, participant, due, state, reminded, version",
    "application": "id, training, at_home, at_host",
    "consent": "participant, purpose, item, given, version",
    "reach_said": "training, counted",
    "reach_heard": "training, counted",
    "link": "digest, purpose, person, scope",
    "plan": "id, state, version, planners, training, record",
    "join_refused": "plan, participant, reason",
    "draft": "participant, part, about",
    "reminder": "kind, key, due",
}
ROOT = UUID(int=500)
PEOPLE = [Person(UUID(int=510 + n), UUID(int=520 + n), f"plan {n}", f"feedback {n}") for n in range(6)]


async def state(bench: Workbench) -> dict[str, list[str]]:
    async with bench.service.database.transaction() as tx:
        return {
            table: await tx.many(str, f"select row({columns})::text from {table} order by 1")
            for table, columns in TABLES.items()
        }


@dataclass(frozen=True)
class Made:
    """Ids that a service gave."""

    application: UUID
    plan: UUID
    training: UUID | None


async def names(bench: Workbench) -> dict[str, str]:
    """Of the plan that is expected of somebody, which is hers once she plans, and of the training that it becomes."""
    sql = "select application, e.id as plan, training from expected_plan e left join plan on plan.id = e.id"
    async with bench.service.database.transaction() as tx:
        made = await tx.many(Made, sql)
    plans = {str(one.plan): f"plan of {one.application}" for one in made}
    return plans | {str(one.training): f"training of {one.application}" for one in made if one.training}


async def read(bench: Workbench) -> Json:
    """Whatever somebody may read: the coordinator, each participant, anyone."""
    about = f"/v1/trainings/{ROOT}"
    parts = ("ledger", "people", "expected-plans", "tree", "items", "feedback")
    seen = {part: await bench.coordinator.get(f"{about}/{part}") for part in parts}
    own = {str(one.participant): await bench.planner(one).get(f"{about}/plans") for one in PEOPLE[:3]}
    public = (await bench.anyone.http.get(f"/v1/public/trainings/{ROOT}")).json()
    return {**seen, "plans": await bench.coordinator.get("/v1/plans"), "own": own, "public": public.get("code")}


async def outcome(bench: Workbench) -> Json:
    """What is kept, what is read, what was said, with names in place of the ids that differ."""
    told = [asdict(fact) for fact in await bench.said()]
    return dict(named({"kept": await state(bench), "read": await read(bench), "said": told}, await names(bench)))


def of_the_training(told: Told) -> list[Event]:
    """What is heard before anybody plans: announced, changed, held, corrected; people, links, consents."""
    moved: Json = {"sensitivity": Sensitivity.DISCREET, "ends_on": date(2017, 5, 19)}
    first, second = told.people[:2]
    away = Person(UUID(int=590), UUID(int=591), home="kz")
    return [
        *told.facts(),
        changed(told.training, 4, **moved),
        completed(told.training, 5, attended=2),
        suspended(told.training, 6),
        resumed(told.training, 7),
        region_suspended(AT),
        region_resumed(AT),
        told.attended(second, 2, outcome=Outcome.NO_SHOW),
        told.attended(away),
        *[applied(told.training, number) for number in (1, 2, 3)],
        withdrew(told.training, 3),
        *[selected(told.training, number) for number in (1, 2)],
        confirmed(told.training, 1),
        confirmed(told.training, 2),
        released(told.training, 2),
        told.link(first, "another link", LinkPurpose.FOLLOW_UP, 3),
        revoked(second, 3, "plan 1"),
        consent(first, None, 4, given=True, purpose=ConsentPurpose.MEDIA),
        consent(first, UUID(int=9), 5, given=False, purpose=ConsentPurpose.MEDIA),
        consent(second, None, 4, given=True, purpose=ConsentPurpose.VOICE),
        counted(UUID(int=601), 1, generation=1, parent=told.training, planned=20),
        counted(UUID(int=601), 2, generation=1, parent=told.training, planned=20, reported=18),
    ]


def of_the_plans(held: Cascade, postponed: Cascade, called_off: Cascade, joined: UUID) -> list[Event]:
    """What is heard of trainings that plans became, of somebody who joins one, and of two who joined elsewhere, of whom
    one was not there after all.
    """
    later: Json = {"starts_on": date(2018, 4, 14), "ends_on": date(2018, 4, 14)}
    origin: Json = {"parent": postponed.parent, "plan": postponed.plan, "generation": 1}
    newcomer: Json = {"application": UUID(int=701), "participant": UUID(int=702), "home": "kz", "training": ROOT}
    return [
        held.announced(date(2017, 9, 30)),
        held.completed(2, attended=1),
        held.completed(3, attended=2),
        postponed.announced(date(2017, 10, 14)),
        changed(postponed.training, 2, **origin, **later),
        called_off.announced(date(2017, 11, 1)),
        cancelled(called_off.training, 2, called_off.plan),
        PlannerJoined(plan=joined, version=1, at=AT, **newcomer),
        answered(UUID(int=801), PEOPLE[4]),
        answered(UUID(int=802), PEOPLE[5], JoiningRefusal.PLANNERS_FROZEN),
        Told(ROOT, PEOPLE).attended(PEOPLE[5], 2, outcome=Outcome.NO_SHOW),
    ]


async def with_plans(bench: Workbench) -> list[Said]:
    """What four people plan and two more begin to, and what is then heard."""
    told = Told(ROOT, PEOPLE)
    await bench.hear(*told.facts())
    held, postponed, called_off = [await bench.approved(told, person) for person in PEOPLE[:3]]
    joined = UUID((await bench.planned(told, PEOPLE[3]))["plan"])
    for person in PEOPLE[4:]:
        await bench.planner(person).put(f"/v1/trainings/{ROOT}/plans/draft", {"title": "Canary draft"})
    await bench.hear_own("ReachCounted")
    return said(*of_the_plans(held, postponed, called_off, joined))


@pytest.mark.parametrize("seed", range(5))
async def test_a_training_twice_and_shuffled_is_as_once_and_in_order(
    bench: Workbench, other: Workbench, seed: int
) -> None:
    facts = said(*of_the_training(Told(ROOT, PEOPLE[:3])))
    await deliver(other.service.engine.intake, facts)
    await deliver(bench.service.engine.intake, twice_and_shuffled(facts, seed))
    once = await outcome(other)

    assert await outcome(bench) == once
    assert {table: len(rows) for table, rows in once["kept"].items()} == {
        "training": 1,
        "manual": 1,
        "attendance": 3,
        "expected_plan": 3,
        "application": 3,
        "consent": 3,
        "reach_said": 1,
        "reach_heard": 1,
        "link": 6,
        "plan": 0,
        "join_refused": 0,
        "draft": 0,
        "reminder": 2,
    }
    assert [row.split(",")[3] for row in once["kept"]["attendance"]] == ["attended", "no_show", "attended"]
    assert once["read"]["people"] == {
        "applied": 3,
        "withdrawn": 1,
        "selected": 0,
        "confirmed": 1,
        "released": 1,
        "attended": 2,
        "plans": 0,
        "plans_reported": 0,
        "plans_verified": 0,
    }
    assert [fact["value"]["version"] for fact in once["said"]] == [1, 2]


@pytest.mark.parametrize("seed", range(5))
async def test_plans_twice_and_shuffled_are_as_once_and_in_order(bench: Workbench, other: Workbench, seed: int) -> None:
    await deliver(other.service.engine.intake, await with_plans(other))
    await deliver(bench.service.engine.intake, twice_and_shuffled(await with_plans(bench), seed))
    once = await outcome(other)
    plans = (await other.coordinator.get("/v1/plans"))["items"]

    assert await outcome(bench) == once
    assert [(view["state"], view["report_due"], len(view["planners"])) for view in plans] == [
        ("held", "2017-10-14T19:00:00Z", 1),
        ("scheduled", "2018-04-28T19:00:00Z", 1),
        ("cancelled", None, 1),
        ("planned", None, 2),
    ]
    expected = (await other.coordinator.get(f"/v1/trainings/{ROOT}/expected-plans"))["items"]
    assert sorted(one["state"] for one in expected) == ["expected", "joined", *["planned"] * 4]
    assert len(once["kept"]["join_refused"]) == 1
    assert [str(PEOPLE[4].participant) in row for row in once["kept"]["draft"]] == [True]


def test_every_reaction_is_among_what_is_shuffled() -> None:
    cascade = Cascade("", UUID(int=1), UUID(int=2), ROOT)
    shuffled = [*of_the_training(Told(ROOT, PEOPLE)), *of_the_plans(cascade, cascade, cascade, UUID(int=3))]

    assert {fact.type_name() for fact in shuffled} == set(reactions.events)
