"""The wall: how far everybody is whom a training trained, step by step, and whose turn it is."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from followup.domain.attendance import ExpectedPlan
from followup.domain.deadlines import REMINDERS, REPORT_WITHIN
from followup.domain.machine import ENDED
from followup.domain.plan import Plan
from followup.domain.vocabulary import ExpectedState, PlanState, Role, Standing, Step


@dataclass(frozen=True, slots=True)
class Cell:
    """One step of one plan. `month`: its first day; `owner`: who has to act, or acted; `person`: who that is, where it
    is known; `due`: when it is asked for.
    """

    step: Step
    standing: Standing
    month: date
    owner: Role
    person: UUID | None = None
    due: datetime | None = None


WHOSE = {
    PlanState.RETURNED: Role.PARTICIPANT,
    PlanState.APPROVED: Role.COORDINATOR,
    PlanState.SCHEDULED: Role.PARTICIPANT,
}
OPEN = (Standing.WAITING, Standing.LATE)


def cells(
    expected: ExpectedPlan | None, plan: Plan | None, time_zone: str, coordinator: UUID | None
) -> tuple[Cell, ...]:
    """Of a plan and of the one that was expected in its place; `time_zone`: of the training that she attended;
    `coordinator`: who looks after that.
    """
    steps: tuple[Cell | None, ...] = ()
    if plan is not None:
        steps = planning(expected, plan, time_zone), training(plan), reporting(plan), verification(plan)
    elif expected is not None and expected.due is not None:
        steps = (awaited(expected, time_zone),)
    return tuple(named(cell, coordinator) for cell in steps if cell is not None)


def named(cell: Cell, coordinator: UUID | None) -> Cell:
    """What is a coordinator's is hers who looks after the training."""
    return replace(cell, person=coordinator) if cell.owner is Role.COORDINATOR else cell


def turn_of(plan: Plan, coordinator: UUID | None) -> Cell | None:
    """Whose turn it is; None where nobody has to do anything. `coordinator`: as of `cells`."""
    return next((cell for cell in cells(None, plan, "UTC", coordinator) if cell.standing in OPEN), None)


def awaited(expected: ExpectedPlan, time_zone: str) -> Cell:
    """A plan that is not there; after the last reminder it is the coordinator's. Raises ValueError where none is."""
    if expected.due is None:
        raise ValueError(f"nothing is due of expected plan {expected.id}")
    month = month_due(expected.due, time_zone)
    if expected.state is not ExpectedState.EXPECTED:
        return Cell(Step.PLAN, Standing.DONE, month, Role.PARTICIPANT, expected.participant, expected.due)
    standing = Standing.LATE if expected.overdue else Standing.WAITING
    owner, person = asked_of(expected.participant, expected.reminded)
    return Cell(Step.PLAN, standing, month, owner, person, expected.due)


def planning(expected: ExpectedPlan | None, plan: Plan, time_zone: str) -> Cell | None:
    """None where it is done and nobody waited for it: there is no month in which it belongs."""
    due = expected.due if expected is not None else None
    if due is None and plan.state not in (PlanState.PLANNED, PlanState.RETURNED):
        return None
    month = month_due(due, time_zone) if due else month_of(plan.since, time_zone)
    if plan.state is PlanState.PLANNED:
        return Cell(Step.PLAN, Standing.WAITING, month, *reader_of(plan), due)
    if plan.state is PlanState.RETURNED:
        return Cell(Step.PLAN, Standing.WAITING, month, Role.PARTICIPANT, plan.lead.participant, due)
    standing = Standing.ENDED if plan.training is None else Standing.DONE
    return Cell(Step.PLAN, standing, month, Role.PARTICIPANT, plan.lead.participant, due)


def training(plan: Plan) -> Cell | None:
    if plan.training is None:
        return None
    month = plan.dates.starts_on.replace(day=1) if plan.dates else last_month_of(plan.proposal.quarter)
    owner = WHOSE.get(plan.state, Role.PARTICIPANT)
    person = plan.lead.participant if owner is Role.PARTICIPANT else None
    match plan.state:
        case PlanState.APPROVED:
            standing = Standing.WAITING
        case PlanState.SCHEDULED:
            standing = Standing.LATE if plan.overdue else Standing.WAITING
        case _:
            standing = Standing.DONE if plan.held else Standing.ENDED
    return Cell(Step.TRAINING, standing, month, owner, person)


def reporting(plan: Plan) -> Cell | None:
    if plan.training is None or plan.state in (PlanState.APPROVED, *ENDED):
        return None
    owner, person = asked_of(plan.lead.participant, plan.reminded)
    standing = {
        PlanState.SCHEDULED: Standing.LATE if plan.overdue else Standing.AHEAD,
        PlanState.HELD: Standing.LATE if plan.overdue else Standing.WAITING,
        PlanState.WITHHELD: Standing.ENDED,
    }.get(plan.state, Standing.DONE)
    return Cell(Step.REPORT, standing, report_month(plan), owner, person, plan.report_due)


def verification(plan: Plan) -> Cell | None:
    zone = plan.dates.time_zone if plan.dates else "UTC"
    if plan.verifications:
        newest = plan.verifications[-1]
        month = month_of(newest.verified_at, zone)
        return Cell(Step.VERIFICATION, Standing.DONE, month, Role.MENTOR, newest.by)
    if plan.state is not PlanState.REPORTED:
        return None
    return Cell(Step.VERIFICATION, Standing.WAITING, month_of(plan.since, zone), *reader_of(plan))


def reader_of(plan: Plan) -> tuple[Role, UUID | None]:
    """Her mentor; until she has one the coordinator, who gives her one."""
    return (Role.MENTOR, plan.mentor) if plan.mentor else (Role.COORDINATOR, None)


def asked_of(participant: UUID, reminded: int) -> tuple[Role, UUID | None]:
    """Whoever it is asked of: after the last reminder the coordinator sees to it."""
    return (Role.COORDINATOR, None) if reminded >= len(REMINDERS) else (Role.PARTICIPANT, participant)


def report_month(plan: Plan) -> date:
    if plan.dates is None:
        return last_month_of(plan.proposal.quarter)
    if plan.report_due is not None:
        return month_due(plan.report_due, plan.dates.time_zone)
    return (plan.dates.ends_on + REPORT_WITHIN).replace(day=1)


def month_of(at: datetime, time_zone: str) -> date:
    return at.astimezone(ZoneInfo(time_zone)).date().replace(day=1)


def month_due(due: datetime, time_zone: str) -> date:
    """Of a day that ends then."""
    return month_of(due - timedelta(microseconds=1), time_zone)


def last_month_of(quarter: str) -> date:
    """`2017Q3`: September 2017."""
    year, _, number = quarter.partition("Q")
    return date(max(int(year), 1), 3 * int(number), 1)


def months_of(shown: tuple[Cell, ...]) -> tuple[date, ...]:
    """Every month from the first to the last, without gaps."""
    if not shown:
        return ()
    first, last = min(cell.month for cell in shown), max(cell.month for cell in shown)
    return tuple(
        date(number // 12, number % 12 + 1, 1)
        for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    )
