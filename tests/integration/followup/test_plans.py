"""From who attended to verified figures, over HTTP and events."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.events.base import Event
from shared.web.service import Service
from tests.integration.followup.story import Person, Told, announced, completed
from tests.support.delivery import deliver, said
from tests.support.services import Asking, Story

MENTOR = uuid4()
PLAN = {
    "kind": "human-rights",
    "topics": ["human-rights"],
    "audience": "citizens",
    "minors": False,
    "quarter": "2017Q3",
    "expected_reach": 22,
    "title": "Canary title",
    "words": "Canary words",
}
REPORT = {"girls": 0, "women": 19, "men": 5, "modules": ["BE-1"], "minutes": 240, "words": "Canary report"}
FIGURES = {"method": "call", "girls": 0, "women": 18, "men": 4, "note": "Canary note"}


@pytest.fixture
async def told(service: Service, clock: Story) -> Told:
    told = Told()
    await hear(service, *told.facts())
    clock.time = datetime(2017, 5, 18, 14, tzinfo=UTC)
    return told


async def hear(service: Service, *facts: Event) -> None:
    await deliver(service.engine.intake, said(*facts))


async def planned(ask: Asking, told: Told, person: Person, **changes: Any) -> dict[str, Any]:
    path = f"/v1/trainings/{told.training}/plans"
    view: dict[str, Any] = await ask.link(person.planning).post(path, {**PLAN, **changes})
    return view


async def approved(ask: Asking, told: Told, person: Person) -> tuple[str, UUID]:
    plan = (await planned(ask, told, person))["plan"]
    await ask.staff("coordinator").put(f"/v1/plans/{plan}/mentor", {"mentor": str(MENTOR)})
    view = await mentor(ask).post(f"/v1/plans/{plan}/approval")
    return plan, UUID(view["becomes"])


def mentor(ask: Asking) -> Asking:
    return ask.staff("mentor", MENTOR)


async def held(service: Service, ask: Asking, told: Told, person: Person) -> str:
    plan, training = await approved(ask, told, person)
    origin = {"parent": told.training, "plan": UUID(plan), "generation": 1}
    await hear(service, announced(training, 1, **origin), completed(training, 2, attended=0, plan=UUID(plan)))  # type: ignore[arg-type]
    return plan


async def test_whoever_attended_plans_under_the_id_that_was_expected(ask: Asking, told: Told) -> None:
    expected = await ask.staff("coordinator").get(f"/v1/trainings/{told.training}/expected-plans")
    ids = {item["participant"]: item["plan"] for item in expected["items"]}
    view = await planned(ask, told, told.people[0])

    assert view["plan"] == ids[str(told.people[0].participant)]
    assert (view["state"], view["version"]) == ("planned", 1)
    assert view["planners"][0]["share"] == 10_000


async def test_words_are_shown_to_planners_mentor_and_coordinator_alone(ask: Asking, told: Told) -> None:
    plan, _ = await approved(ask, told, told.people[0])
    path = f"/v1/plans/{plan}"
    inside = [
        await ask.link(told.people[0].planning).get(path),
        await mentor(ask).get(path),
        await ask.staff("coordinator").get(path),
    ]
    outside = [
        await ask.staff("mentor", uuid4()).get(path),
        await ask.staff("auditor").get(path),
        await ask.link(told.people[1].planning).get(path),
    ]

    assert [view["words"] for view in inside] == [{"title": "Canary title", "words": "Canary words"}] * 3
    assert [(view["state"], view["words"], view["planners"]) for view in outside] == [("open", None, None)] * 3


async def test_a_second_planner_joins_with_an_equal_share(service: Service, ask: Asking, told: Told) -> None:
    lead, other = told.people[:2]
    plan = (await planned(ask, told, lead))["plan"]
    await ask.link(other.planning).post(f"/v1/plans/{plan}/planners", {})
    await hear(service, *await announced_here(service, "PlannerJoined"))
    view = await ask.link(lead.planning).get(f"/v1/plans/{plan}")

    assert [one["share"] for one in view["planners"]] == [5_000, 5_000]


async def announced_here(service: Service, name: str) -> list[Event]:
    """What the service said, read from its outbox."""
    from followup.consumers import reactions

    async with service.database.reading() as connection:
        rows = await connection.fetch("select value, headers[3] as type from outbox order by seq")
    wanted = [row for row in rows if row["type"].decode().split(".")[2] == name]
    return [reactions.events[row["type"].decode()].model_validate_json(row["value"]) for row in wanted]


async def test_a_plan_comes_back_with_words_and_is_written_again(ask: Asking, told: Told) -> None:
    her = ask.link(told.people[0].planning)
    plan = (await planned(ask, told, told.people[0], minors=True, audience="girls"))["plan"]
    await ask.staff("coordinator").put(f"/v1/plans/{plan}/mentor", {"mentor": str(MENTOR)})
    refused = await mentor(ask).refused("POST", f"/v1/plans/{plan}/approval")
    body = {"part": "plan", "reasons": ["second_adult"], "words": "Who comes with you?"}
    await mentor(ask).post(f"/v1/plans/{plan}/return", body)
    returned = await her.get(f"/v1/plans/{plan}")
    again = await her.put(f"/v1/plans/{plan}", {**PLAN, "minors": True, "second_adult": True})

    assert refused == "second-adult-missing"
    assert (returned["state"], returned["words"]["return"]) == ("returned", "Who comes with you?")
    assert again["state"] == "planned"


async def test_an_approved_plan_becomes_a_training_and_follows_its_days(
    service: Service, ask: Asking, told: Told
) -> None:
    plan, training = await approved(ask, told, told.people[0])
    days = {"starts_on": date(2017, 9, 30), "ends_on": date(2017, 9, 30)}
    await hear(service, announced(training, 1, parent=told.training, plan=UUID(plan), generation=1, **days))  # type: ignore[arg-type]
    view = await ask.staff("coordinator").get(f"/v1/plans/{plan}")

    assert (view["state"], view["report_due"]) == ("scheduled", "2017-10-14T19:00:00Z")


async def test_a_report_is_refused_before_its_training_took_place(ask: Asking, told: Told) -> None:
    plan, _ = await approved(ask, told, told.people[0])
    her = ask.link(told.people[0].planning)

    assert await her.refused("PUT", f"/v1/plans/{plan}/report", REPORT) == "training-not-completed"


async def test_differing_figures_both_stand(service: Service, ask: Asking, told: Told) -> None:
    plan = await held(service, ask, told, told.people[0])
    await ask.link(told.people[0].planning).put(f"/v1/plans/{plan}/report", REPORT)
    await mentor(ask).post(f"/v1/plans/{plan}/verification", FIGURES)
    ledger = await ask.staff("coordinator").get(f"/v1/trainings/{told.training}/ledger")
    (row,) = ledger["rows"]

    assert (row["column"], row["reported"], row["verified"]) == ("verified", 24, 22)
    assert ledger["totals"]["people_verified"] == 22


async def test_the_tree_sums_each_generation(service: Service, ask: Asking, told: Told) -> None:
    plan = await held(service, ask, told, told.people[0])
    await ask.link(told.people[0].planning).put(f"/v1/plans/{plan}/report", REPORT)
    await mentor(ask).post(f"/v1/plans/{plan}/verification", FIGURES)
    await hear(service, *await announced_here(service, "ReachCounted"))
    tree = await ask.staff("auditor").get(f"/v1/trainings/{told.training}/tree")
    sums = [(one["planned"], one["reported"], one["verified"]) for one in tree["generations"]]

    assert sums == [(25, 6, 6), (22, 24, 22)]


async def test_a_withheld_report_reads_open_outside_and_says_nothing(service: Service, ask: Asking, told: Told) -> None:
    plan = await held(service, ask, told, told.people[0])
    before = len(await announced_here(service, "ReachCounted"))
    await ask.link(told.people[0].planning).post(f"/v1/plans/{plan}/withholding")
    outside = await ask.staff("auditor").get(f"/v1/trainings/{told.training}/ledger")
    inside = await ask.staff("coordinator").get(f"/v1/trainings/{told.training}/ledger")

    assert [row["column"] for row in (*outside["rows"], *inside["rows"])] == ["open", "withheld"]
    assert len(await announced_here(service, "ReachCounted")) == before


async def test_an_overdue_report_is_asked_for_three_times(
    service: Service, ask: Asking, told: Told, clock: Story
) -> None:
    plan = await held(service, ask, told, told.people[0])
    due = datetime.fromisoformat((await ask.staff("coordinator").get(f"/v1/plans/{plan}"))["report_due"])
    asked = []
    for day in range(60):
        clock.time = due + timedelta(days=day)
        while await service.engine._reminders.fire_next(clock.time):
            asked.append(day)
    view = await ask.staff("coordinator").get(f"/v1/plans/{plan}")

    assert (view["overdue"], view["reminded"]) == (True, 3)
    assert {day for day in asked if day in (0, 14, 28)} == {0, 14, 28}


async def test_another_participants_link_changes_nothing(ask: Asking, told: Told) -> None:
    plan = (await planned(ask, told, told.people[0]))["plan"]
    stranger = ask.link(told.people[1].planning)

    assert await stranger.refused("POST", f"/v1/plans/{plan}/withdrawal") == "not-permitted"
    assert await stranger.refused("PUT", f"/v1/plans/{plan}", PLAN) == "not-permitted"


async def test_a_mentor_does_not_approve_what_was_not_given_to_her(ask: Asking, told: Told) -> None:
    plan = (await planned(ask, told, told.people[0]))["plan"]

    assert await mentor(ask).refused("POST", f"/v1/plans/{plan}/approval") == "not-permitted"


async def test_unknown_topics_are_named(ask: Asking, told: Told) -> None:
    path = f"/v1/trainings/{told.training}/plans"
    her = ask.link(told.people[0].planning)

    assert await her.refused("POST", path, {**PLAN, "topics": ["astrology"]}) == "unknown-codes"
