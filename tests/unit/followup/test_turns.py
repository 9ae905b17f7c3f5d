"""Whose turn it is: a word, and a name wherever one is known."""

from dataclasses import replace
from uuid import UUID

import pytest

from followup.domain.deadlines import REMINDERS
from followup.domain.machine import WAITING
from followup.domain.plan import Plan
from followup.domain.vocabulary import PlanState, Role, Standing, Step
from followup.domain.wall import cells, turn_of
from tests.unit.followup.plans import COORDINATOR, MENTOR, a_plan


def owner_of(plan: Plan, coordinator: UUID | None) -> tuple[Role, UUID | None]:
    turn = turn_of(plan, coordinator)
    assert turn is not None
    return turn.owner, turn.person


@pytest.mark.parametrize("state", PlanState)
def test_somebody_has_to_do_something_in_each_state_that_waits_and_in_no_other(state: PlanState) -> None:
    assert (turn_of(a_plan(state), None) is not None) == (state in WAITING)


@pytest.mark.parametrize("state", WAITING)
def test_a_day_is_set_for_a_report_alone(state: PlanState) -> None:
    turn = turn_of(a_plan(state), None)
    assert turn is not None
    assert (turn.due is not None) == (state is PlanState.HELD)


def test_what_is_a_coordinators_is_hers_who_looks_after_the_training() -> None:
    late = replace(a_plan(PlanState.HELD), reminded=len(REMINDERS))
    without_mentor = replace(a_plan(PlanState.PLANNED), mentor=None)

    for plan in (late, without_mentor, a_plan(PlanState.APPROVED)):
        assert owner_of(plan, COORDINATOR.person) == (Role.COORDINATOR, COORDINATOR.person)
        assert owner_of(plan, None) == (Role.COORDINATOR, None)


def test_what_is_somebody_elses_stays_hers() -> None:
    reported = a_plan(PlanState.REPORTED)
    owners = {cell.person for cell in cells(None, reported, "UTC", COORDINATOR.person)}

    assert owner_of(reported, COORDINATOR.person) == (Role.MENTOR, MENTOR.person)
    assert COORDINATOR.person not in owners


def test_a_report_that_was_asked_for_is_late_also_where_nobody_said_that_the_training_was_held() -> None:
    announced = a_plan(PlanState.SCHEDULED)
    asked = replace(announced, reminded=len(REMINDERS))

    def report(plan: Plan) -> tuple[Standing, Role]:
        (cell,) = (one for one in cells(None, plan, "UTC", None) if one.step is Step.REPORT)
        return cell.standing, cell.owner

    assert report(announced) == (Standing.AHEAD, Role.PARTICIPANT)
    assert report(replace(announced, reminded=1)) == (Standing.LATE, Role.PARTICIPANT)
    assert report(asked) == (Standing.LATE, Role.COORDINATOR)
