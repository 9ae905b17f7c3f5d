"""How little one limit would have to give for an impossible call to become possible, and what that would be worth."""

from collections.abc import Iterator
from dataclasses import dataclass

from registration.panel.call import Asked, Side
from registration.panel.conflict import Conflict, Limit, Question
from registration.panel.merit import Status, solve
from registration.panel.program import Program
from registration.panel.relaxation import NEVER, Clock


@dataclass(frozen=True)
class Eased:
    """With `seats` as the new limit of the quota a selection of this value is possible; with one seat less of a change
    none is.
    """

    quota: str
    side: Side
    seats: int
    value: int


def easings(asked: Asked, conflict: Conflict, clock: Clock = NEVER) -> list[Eased]:
    """Of the limits in conflict those that would be enough alone, the smallest change first, then the highest value.

    Raises TimeIsUp, SolverFailed.
    """
    question = Question(asked, clock, conflict.without.values())
    found = list(_each(asked, conflict, question, clock))
    return [eased for _, eased in sorted(found, key=lambda one: (one[0], -one[1].value, one[1].quota))]


def _each(asked: Asked, conflict: Conflict, question: Question, clock: Clock) -> Iterator[tuple[int, Eased]]:
    for name, side in conflict.limits:
        change = _smallest(asked, (name, side), question)
        if change is None:
            continue
        outcome = solve(_given(asked, (name, side), change), asked.tickets, clock, ties=False)
        if outcome.status == Status.PROVEN:
            limit = _limit(asked, (name, side)) + (-change if side == "min" else change)
            yield change, Eased(name, side, limit, outcome.value + asked.value_of_must)


def _smallest(asked: Asked, limit: Limit, question: Question) -> int | None:
    """How many seats the limit must give; None if giving all is not enough."""
    enough = _limit(asked, limit) if limit[1] == "min" else asked.call.seats - _limit(asked, limit)
    if enough < 1 or question.of(_given(asked, limit, enough).unscored()) is None:
        return None
    few = 0
    while enough - few > 1:
        middle = (few + enough) // 2
        if question.of(_given(asked, limit, middle).unscored()) is None:
            few = middle
        else:
            enough = middle
    return enough


def _given(asked: Asked, limit: Limit, change: int) -> Program:
    name, side = limit
    program = asked.program
    lower, upper = program.lower.copy(), program.upper.copy()
    for row in asked.rows(name):
        if side == "min":
            lower[row] -= change
        else:
            upper[row] += change
    return Program(program.score, program.families, lower, upper)


def _limit(asked: Asked, limit: Limit) -> int:
    name, side = limit
    for quota in asked.call.quotas:
        if quota.id == name:
            return quota.limits(asked.call.seats)[side == "max"]
    return asked.call.organisation_max or 0
