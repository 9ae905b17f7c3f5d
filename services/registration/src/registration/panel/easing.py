"""How little limits would have to give for an impossible call to become possible, and what that would be worth."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction

from registration.lottery import NoPanel, SolverFailed, lottery, smallest_chance
from registration.panel.call import ORGANISATION, Asked, Side
from registration.panel.conflict import Conflict, Limit, Question, limits
from registration.panel.elastic import Give, cheapest
from registration.panel.lots import Lots, drawing
from registration.panel.merit import Status, solve
from registration.panel.program import Program
from registration.panel.relaxation import NEVER, Clock, TimeIsUp
from registration.panel.verify_selection import LOTTERIES

MOST_TOGETHER = 3
"""Limits: whoever has to ease more than these had better ask anew."""
_LISTED = 60_000
"""Types in all programs: a list that takes more is found in seconds, if at all, and what is asked here are several."""
_CAP: Limit = (ORGANISATION, "max")
_Change = tuple[Limit, int]
"""A limit and how many seats it gives."""


@dataclass(frozen=True)
class Worth:
    """`value`: by merit the best sum of scores; `chance`: by lot the smallest; None where it was not proved in time. By
    tickets it is worth as much as any other.
    """

    value: int | None = None
    chance: Fraction | None = None


@dataclass(frozen=True)
class Eased:
    """With `seats` as the new limit of the quota a selection of this worth is possible; with one seat less of a change
    none is.
    """

    quota: str
    side: Side
    seats: int
    worth: Worth


@dataclass(frozen=True)
class Together:
    """With these new limits at once a selection of this worth is possible. With fewer limits eased, or as many and
    fewer seats given in all, none is.
    """

    limits: tuple[tuple[str, Side, int], ...]
    worth: Worth


@dataclass(frozen=True)
class Enough:
    """`alone`: limits each of which is enough; `together`: where none is, the cheapest two or three that are."""

    alone: tuple[Eased, ...] = ()
    together: Together | None = None


def enough(asked: Asked, conflict: Conflict, clock: Clock = NEVER) -> Enough:
    """What would be enough for this conflict, by the call's policy. Raises TimeIsUp, SolverFailed."""
    alone = tuple(easings(asked, conflict, clock))
    return Enough(alone, None if alone else together(asked, clock))


def easings(asked: Asked, conflict: Conflict, clock: Clock = NEVER) -> list[Eased]:
    """Of the limits in conflict those that would be enough alone: the smallest change first, then the most worth."""
    question = Question(asked, clock, conflict.without.values())
    sought = ((limit, _smallest(asked, limit, question)) for limit in conflict.limits)
    changes = [(limit, change) for limit, change in sought if change is not None]
    found: list[tuple[int, Eased]] = []
    for at, (limit, change) in enumerate(changes):
        if worth := _worth(asked, [(limit, change)], clock.share(len(changes) - at)):
            found.append((change, Eased(*limit, _new(asked, limit, change), worth)))
    return [eased for _, eased in sorted(found, key=lambda one: (one[0], *_dearest(one[1].worth), one[1].quota))]


def together(asked: Asked, clock: Clock = NEVER) -> Together | None:
    """None if no two or three limits are enough."""
    question = Question(asked, clock)
    sides = [one for one in limits(asked) if question.matters(one)]
    uncapped = [one for one in sides if one != _CAP]
    # Without the cap people are of far fewer types, and what is cheapest then mostly holds with it: so it is cheapest.
    changes = _cheapest(asked, asked.lifted([_CAP]), uncapped, clock)
    if uncapped != sides and changes is not None and question.of(_given(asked, changes).unscored()) is None:
        changes = _cheapest(asked, asked.program, sides, clock)
    if changes is None or (worth := _worth(asked, changes, clock)) is None:
        return None
    return Together(tuple((*limit, _new(asked, limit, seats)) for limit, seats in changes), worth)


def _cheapest(asked: Asked, program: Program, sides: Sequence[Limit], clock: Clock) -> list[_Change] | None:
    gives = [Give(tuple(asked.rows(name)), side, _all(asked, (name, side))) for name, side in sides]
    given = cheapest(program, gives, MOST_TOGETHER, clock) if gives else []
    return None if given is None else [(one, seats) for one, seats in zip(sides, given, strict=True) if seats]


def _smallest(asked: Asked, limit: Limit, question: Question) -> int | None:
    """How many seats the limit must give; None if giving all is not enough."""
    enough = _all(asked, limit)
    if enough < 1 or question.of(_given(asked, [(limit, enough)]).unscored()) is None:
        return None
    few = 0
    while enough - few > 1:
        middle = (few + enough) // 2
        if question.of(_given(asked, [(limit, middle)]).unscored()) is None:
            few = middle
        else:
            enough = middle
    return enough


def _worth(asked: Asked, changes: Sequence[_Change], clock: Clock) -> Worth | None:
    """None if no selection is possible then."""
    program = _given(asked, changes)
    if asked.call.policy in LOTTERIES:
        return _by_lot(replace(asked, program=program), clock)
    outcome = solve(program, asked.tickets, clock, ties=False)
    if outcome.status == Status.INFEASIBLE:
        return None
    told = outcome.status == Status.PROVEN and asked.call.policy == "merit"
    return Worth(outcome.value + asked.value_of_must if told else None)


def _by_lot(asked: Asked, clock: Clock) -> Worth | None:
    """The smallest chance is told where it is proved: by a list only if it is not found without one, and soon."""
    made = drawing(asked)
    with suppress(SolverFailed, TimeIsUp):
        clock.left()
        try:
            if (chance := smallest_chance(made.call, clock.until)) is not None:
                return Worth(chance=chance)
            effort = _LISTED // max(1, len(made.call.sizes))
            proved = Lots(asked, made, lottery(made.call, effort, clock.until, "maximin", finish=False)).proved
        except NoPanel:
            return None
        if proved.value == proved.bound:
            return Worth(chance=proved.value)
    return Worth()


def _dearest(worth: Worth) -> tuple[int, Fraction]:
    return -(worth.value or 0), -(worth.chance or Fraction(0))


def _given(asked: Asked, changes: Sequence[_Change]) -> Program:
    program = asked.program
    lower, upper = program.lower.copy(), program.upper.copy()
    for (name, side), seats in changes:
        for row in asked.rows(name):
            if side == "min":
                lower[row] -= seats
            else:
                upper[row] += seats
    return Program(program.score, program.families, lower, upper)


def _all(asked: Asked, limit: Limit) -> int:
    """What it can give."""
    return _limit(asked, limit) if limit[1] == "min" else asked.call.seats - _limit(asked, limit)


def _new(asked: Asked, limit: Limit, seats: int) -> int:
    return _limit(asked, limit) + (-seats if limit[1] == "min" else seats)


def _limit(asked: Asked, limit: Limit) -> int:
    name, side = limit
    for quota in asked.call.quotas:
        if quota.id == name:
            return quota.limits(asked.call.seats)[side == "max"]
    return asked.call.organisation_max or 0
