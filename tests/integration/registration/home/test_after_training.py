"""What a training waits for once it was held, and how many plans came how far: as followup tells it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from shared.events.base import Event
from shared.events.followup import JoiningRefusal, PlanEnd, ReturnedPart
from shared.events.scheduling import ChangedPart, Outcome
from tests.integration.registration.home.facts import AFTER, Applied, Training
from tests.integration.registration.home.plans import DUE, Plan, joining_answered
from tests.integration.registration.home.workbench import Bench, Json
from tests.support.delivery import deliver, said, twice_and_shuffled

PLANNED, RETURNED = datetime(2017, 5, 20, 9, tzinfo=UTC), datetime(2017, 5, 25, 9, tzinfo=UTC)
APPROVED = datetime(2017, 6, 9, 9, tzinfo=UTC)
DAYS = {"starts_on": date(2017, 9, 10), "ends_on": date(2017, 9, 11)}
STARTS, ENDED = "2017-09-09T20:00:00Z", "2017-09-11T20:00:00Z"
REPORT_DUE = datetime(2017, 9, 25, 20, tzinfo=UTC)
"""24:00 of the fourteenth day after its last, in Tbilisi."""
REPORTED = datetime(2017, 9, 20, 9, tzinfo=UTC)
Turn = tuple[str, str, int, str | None, str | None]


def told(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def somebody(training: Training) -> Applied:
    return Applied(uuid4(), uuid4(), training.id)


def became(plan: Plan) -> Training:
    return Training(dict(DAYS), id=plan.became)


async def waits(bench: Bench, training: Training) -> list[Turn]:
    found = (await bench.coordinator.get(f"{training.path}/waiting"))["items"]
    return [(one["step"], one["owner"], one["count"], one["since"], one["until"]) for one in found]


async def steps(bench: Bench, training: Training) -> dict[str, int]:
    return {step: count for step, _, count, *_ in await waits(bench, training)}


async def numbers(bench: Bench, training: Training) -> tuple[int, ...]:
    """Plans: all, ended, approved, reported, verified."""
    funnel: Json = await bench.coordinator.get(f"{training.path}/funnel")
    names = "plans", "plans_ended", "plans_approved", "plans_reported", "plans_verified"
    return tuple(funnel[name] for name in names)


async def hear(bench: Bench, *facts: Event) -> None:
    """Followup's facts stay in its region."""
    await bench.hear(*facts, region="tj")


async def test_until_she_plans_it_is_her_turn_and_after_the_last_reminder_the_coordinators(bench: Bench) -> None:
    training = await bench.called()
    her = somebody(training)
    plan = Plan(her)
    await bench.hear(training.completed(), her.attended(plan_due=DUE))
    assert await waits(bench, training) == [("make_plans", "planners", 1, told(AFTER), told(DUE))]
    await hear(bench, plan.due(1))
    assert await waits(bench, training) == [("make_late_plans", "planners", 1, told(AFTER), told(DUE))]
    await hear(bench, plan.due(2), plan.due(3))
    assert await waits(bench, training) == [("chase_plans", "coordinator", 1, told(AFTER), told(DUE))]
    await hear(bench, plan.planned(PLANNED))
    assert await waits(bench, training) == [("give_mentors", "coordinator", 1, told(PLANNED), told(DUE))]


async def test_a_plan_is_read_by_its_mentor_changed_by_its_planners_and_announced_by_the_coordinator(
    bench: Bench,
) -> None:
    training = await bench.called()
    plan = Plan(somebody(training))
    await hear(bench, plan.planned(PLANNED), plan.mentored())
    assert await waits(bench, training) == [("approve_plans", "mentors", 1, told(PLANNED), None)]
    await hear(bench, plan.returned(ReturnedPart.PLAN, RETURNED))
    assert await waits(bench, training) == [("change_plans", "planners", 1, told(RETURNED), None)]
    await hear(bench, plan.planned(RETURNED))
    assert await waits(bench, training) == [("approve_plans", "mentors", 1, told(RETURNED), None)]
    await hear(bench, plan.approved(APPROVED))
    assert await waits(bench, training) == [("announce_trainings", "coordinator", 1, told(APPROVED), None)]


async def test_a_report_is_awaited_asked_for_sent_back_and_verified(bench: Bench) -> None:
    training = await bench.called()
    plan = Plan(somebody(training))
    its = became(plan)
    await hear(bench, plan.planned(PLANNED), plan.mentored(), plan.approved(APPROVED))
    await bench.hear(its.announced())
    assert await waits(bench, training) == [("hold_trainings", "planners", 1, told(APPROVED), STARTS)]
    await bench.hear(its.completed())
    assert await waits(bench, training) == [("send_reports", "planners", 1, ENDED, told(REPORT_DUE))]
    await hear(bench, plan.report_due(1, REPORT_DUE))
    assert await waits(bench, training) == [("send_late_reports", "planners", 1, ENDED, told(REPORT_DUE))]
    await hear(bench, plan.report_due(2, REPORT_DUE), plan.report_due(3, REPORT_DUE))
    assert await waits(bench, training) == [("chase_reports", "coordinator", 1, ENDED, told(REPORT_DUE))]
    await hear(bench, plan.reported(REPORTED))
    assert await waits(bench, training) == [("verify_reports", "mentors", 1, told(REPORTED), None)]
    await hear(bench, plan.returned(ReturnedPart.REPORT, REPORTED))
    again = told(datetime(2017, 10, 4, 20, tzinfo=UTC))
    assert await waits(bench, training) == [("send_reports", "planners", 1, told(REPORTED), again)]
    await hear(bench, plan.reported(), plan.verified())
    assert await waits(bench, training) == []
    assert await numbers(bench, training) == (1, 0, 1, 1, 1)


async def many(bench: Bench, training: Training) -> tuple[list[Event], list[Event]]:
    """Of scheduling and of followup: one plan of each kind, three that are awaited, and somebody who joined another."""
    plans = [Plan(somebody(training)) for _ in range(8)]
    verified, reported, scheduled, approved, withdrawn, cancelled, _, late = plans
    joined = await bench.as_told(training, await bench.submitted(training))
    attended = [plan.lead.attended(plan_due=DUE) for plan in plans]
    others = [somebody(training).attended(plan_due=DUE) for _ in range(2)]
    trainings = [became(plan) for plan in (verified, reported, scheduled, withdrawn, cancelled)]
    scheduling = [training.completed(), *attended, *others, joined.attended(plan_due=DUE)]
    scheduling += [one.announced() for one in trainings]
    scheduling += [trainings[0].completed(), trainings[1].completed()]
    scheduling += [trainings[3].cancelled(), trainings[4].cancelled()]
    followup: list[Event] = [plan.planned(PLANNED) for plan in plans[:-1]]
    followup += [plan.mentored() for plan in plans[:4]]
    followup += [plan.approved(APPROVED) for plan in (verified, reported, scheduled, approved, withdrawn, cancelled)]
    followup += [verified.reported(REPORTED), reported.reported(REPORTED), verified.verified()]
    followup += [withdrawn.withdrawn(), late.due(1), joining_answered(joined)]
    return scheduling, followup


MANY = [
    ("make_plans", "planners", 2, told(AFTER), told(DUE)),
    ("make_late_plans", "planners", 1, told(AFTER), told(DUE)),
    ("give_mentors", "coordinator", 1, told(PLANNED), told(DUE)),
    ("announce_trainings", "coordinator", 1, told(APPROVED), None),
    ("hold_trainings", "planners", 1, told(APPROVED), STARTS),
    ("verify_reports", "mentors", 1, told(REPORTED), None),
]


async def test_plans_are_counted_as_followup_counts_them_and_those_that_wait_alike_together(bench: Bench) -> None:
    training = await bench.called()
    scheduling, followup = await many(bench, training)
    await bench.hear(*scheduling)
    await hear(bench, *followup)
    assert await waits(bench, training) == MANY
    assert await numbers(bench, training) == (7, 2, 4, 2, 1)


async def known_to(bench: Bench, training: Training) -> list[Applied]:
    """Two who applied here."""
    contacts = "one@example.org", "two@example.org"
    return [await bench.as_told(training, await bench.submitted(training, contact)) for contact in contacts]


async def test_who_attended_is_counted_wholly_or_partly(bench: Bench) -> None:
    training = await bench.called()
    one, two = await known_to(bench, training)
    await bench.hear(one.attended(Outcome.PARTLY), two.attended(Outcome.NO_SHOW))
    assert (await bench.coordinator.get(f"{training.path}/funnel"))["attended"] == 1


@pytest.mark.parametrize("seed", range(6))
async def test_heard_twice_and_in_another_order_it_stands_the_same(bench: Bench, seed: int) -> None:
    training = await bench.called()
    scheduling, followup = await many(bench, training)
    facts = [*said(*scheduling, region="ge"), *said(*followup, region="tj")]
    await deliver(bench.service.engine.intake, twice_and_shuffled(facts, seed), batch=3)
    assert await waits(bench, training) == MANY
    assert await numbers(bench, training) == (7, 2, 4, 2, 1)


async def test_an_older_fact_that_is_read_again_changes_nothing(bench: Bench) -> None:
    training = await bench.called()
    plan = Plan(somebody(training))
    earlier: Sequence[Event] = [plan.planned(PLANNED), plan.returned(ReturnedPart.PLAN, RETURNED)]
    await hear(bench, *earlier, plan.approved(APPROVED))
    await hear(bench, *earlier)
    assert await steps(bench, training) == {"announce_trainings": 1}


async def test_a_plan_that_is_withdrawn_leaves_what_waits_and_stays_counted_among_those_that_ended(
    bench: Bench,
) -> None:
    training = await bench.called()
    plan, lapsed = Plan(somebody(training)), Plan(somebody(training))
    await hear(bench, plan.planned(), plan.mentored(), plan.approved(), lapsed.planned())
    assert await steps(bench, training) == {"give_mentors": 1, "announce_trainings": 1}
    await hear(bench, plan.withdrawn(), lapsed.withdrawn(PlanEnd.LAPSED))
    assert (await steps(bench, training), await numbers(bench, training)) == ({}, (2, 2, 0, 0, 0))
    its = became(plan)
    await bench.hear(its.announced(), its.completed())
    assert (await steps(bench, training), await numbers(bench, training)) == ({"send_reports": 1}, (2, 1, 1, 0, 0))


async def test_of_facts_of_old_that_name_no_training_those_of_a_known_plan_count(bench: Bench) -> None:
    training = await bench.called()
    plan, unknown = Plan(somebody(training)), Plan(somebody(training))
    unknown.planned()
    await hear(bench, plan.planned(), plan.mentored(), plan.approved(), plan.reported(), unknown.reported())
    assert (await steps(bench, training), await numbers(bench, training)) == ({"verify_reports": 1}, (1, 0, 1, 1, 0))
    await hear(bench, unknown.returned(ReturnedPart.REPORT))
    assert await numbers(bench, training) == (2, 0, 2, 1, 0)


async def test_whoever_joined_another_plan_owes_none_and_whoever_was_refused_still_does(bench: Bench) -> None:
    training = await bench.called()
    one, two = await known_to(bench, training)
    await bench.hear(training.completed(), one.attended(plan_due=DUE), two.attended(plan_due=DUE))
    plan, other = uuid4(), uuid4()
    await bench.hear(
        joining_answered(one, plan=plan), joining_answered(two, JoiningRefusal.PLANNERS_FROZEN, plan=other)
    )
    assert await steps(bench, training) == {"make_plans": 1}


async def test_whoever_did_not_attend_after_all_owes_no_plan(bench: Bench) -> None:
    training = await bench.called()
    her = somebody(training)
    await bench.hear(her.attended(plan_due=DUE))
    assert await steps(bench, training) == {"make_plans": 1}
    await bench.hear(her.attended(Outcome.NO_SHOW, plan_due=DUE, version=2))
    assert await steps(bench, training) == {}


async def test_what_is_due_on_another_day_is_not_late_any_more(bench: Bench) -> None:
    training = await bench.called()
    her = somebody(training)
    plan, owed = Plan(somebody(training)), Plan(her)
    its = became(plan)
    await bench.hear(her.attended(plan_due=DUE), its.announced())
    await hear(bench, plan.planned(), plan.mentored(), plan.approved(), plan.report_due(1, REPORT_DUE), owed.due(1))
    assert await steps(bench, training) == {"make_late_plans": 1, "send_late_reports": 1}
    day = date(2017, 10, 10)
    await bench.hear(its.changed(ChangedPart.DATES, starts_on=day, ends_on=day))
    await bench.hear(her.attended(plan_due=DUE + timedelta(days=7), version=2))
    assert await steps(bench, training) == {"make_plans": 1, "hold_trainings": 1}


async def test_a_report_that_is_not_asked_for_again_is_waited_for_no_longer(bench: Bench) -> None:
    """Nobody says that a plan is withheld, before the last reminder or after; followup asks for no report then."""
    training = await bench.called()
    plan = Plan(somebody(training))
    its = became(plan)
    await hear(bench, plan.planned(), plan.mentored(), plan.approved(), plan.report_due(1, REPORT_DUE))
    await bench.hear(its.announced(), its.completed())
    bench.clock.time = REPORT_DUE + timedelta(days=27)
    assert await steps(bench, training) == {"send_late_reports": 1}
    bench.clock.time = REPORT_DUE + timedelta(days=28)
    assert await steps(bench, training) == {}
    await hear(bench, plan.report_due(2, REPORT_DUE), plan.report_due(3, REPORT_DUE))
    bench.clock.time = REPORT_DUE + timedelta(days=179)
    assert await steps(bench, training) == {"chase_reports": 1}
    bench.clock.time = REPORT_DUE + timedelta(days=180)
    assert await steps(bench, training) == {}


async def test_an_auditor_is_told_nothing_of_plans_that_are_on_their_way(bench: Bench) -> None:
    training = await bench.called()
    plan = Plan(somebody(training))
    await hear(bench, plan.planned(), plan.approved())
    auditor = bench.anyone.staff("auditor", UUID(int=2))
    assert (await auditor.get(f"{training.path}/waiting"))["items"] == []
    assert [one["waiting"] for one in (await auditor.get("/v1/trainings"))["items"]] == [[]]


async def test_the_list_of_trainings_says_what_waits_after_each(bench: Bench) -> None:
    training, other = await bench.called(), await bench.called()
    plan = Plan(somebody(training))
    await hear(bench, plan.planned(), plan.mentored())
    listed = (await bench.coordinator.get("/v1/trainings"))["items"]
    found = {row["training"]["training"]: [one["step"] for one in row["waiting"]] for row in listed}
    assert found == {str(training.id): ["approve_plans"], str(other.id): []}


@pytest.mark.parametrize("held", ["parent", "became"])
async def test_of_what_is_suspended_nothing_is_shown_until_it_goes_on(bench: Bench, held: str) -> None:
    training = await bench.called()
    plan = Plan(somebody(training))
    its = became(plan)
    await hear(bench, plan.planned(), plan.mentored(), plan.approved())
    await bench.hear(its.announced())
    suspended = training if held == "parent" else its
    await bench.hear(suspended.suspended())
    if held == "parent":
        assert await bench.coordinator.refused("GET", f"{training.path}/waiting") == "suspended"
        assert await bench.coordinator.refused("GET", f"{training.path}/funnel") == "suspended"
    else:
        assert (await steps(bench, training), await numbers(bench, training)) == ({}, (0, 0, 0, 0, 0))
    await bench.hear(suspended.resumed())
    assert (await steps(bench, training), await numbers(bench, training)) == ({"hold_trainings": 1}, (1, 0, 1, 0, 0))
