"""From a full register to what is said: outcomes, figures, due times."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from scheduling.domain.attendance.register import Register
from scheduling.domain.attendance.roster import RosterEntry
from scheduling.domain.days import day_of, end_of_day
from scheduling.domain.refusals.attendance import TooEarlyToComplete
from scheduling.domain.refusals.training import ParticularsMissing
from scheduling.domain.training import Training


def time_zone_of(training: Training) -> str:
    """Raises ParticularsMissing for one that was never announced."""
    if training.particulars.time_zone is None:
        raise ParticularsMissing(training.id, ("time_zone",))
    return training.particulars.time_zone


def refuse_early(training: Training, *, at: datetime) -> None:
    """Raises TooEarlyToComplete before 24:00 of the first day."""
    starts_on, _ = training.days
    if starts_on is None:
        raise ParticularsMissing(training.id, ("starts_on",))
    over = end_of_day(starts_on, time_zone_of(training))
    if at < over:
        raise TooEarlyToComplete(training.id, over, at)


def plan_due(training: Training, *, at: datetime) -> datetime | None:
    """24:00 of the n-th day after the training's end, or after today if it is over already: she has all n days.

    None: no plan is expected.
    """
    days, (_, ends_on) = training.particulars.plans_due_days, training.days
    if days is None or ends_on is None:
        return None
    zone = time_zone_of(training)
    return end_of_day(max(ends_on, day_of(at, zone)) + timedelta(days=days), zone)


def concluded(register: Register, due: datetime | None) -> tuple[RosterEntry, ...]:
    """The roster with the outcomes of all who are fully marked."""
    return tuple(conclude(register, entry, due) for entry in register.roster)


def conclude(register: Register, entry: RosterEntry, due: datetime | None) -> RosterEntry:
    if not register.is_marked(entry.application):
        return entry
    return entry.conclude(register.outcome_of(entry.application), register.minutes_of(entry.application), due)


def differing(before: Iterable[RosterEntry], after: Iterable[RosterEntry]) -> tuple[RosterEntry, ...]:
    """Those of whom there is something to say."""
    return tuple(new for old, new in zip(before, after, strict=True) if new != old)
