"""The best selection, unique and proven: prices by sifting, a program over whoever they leave open, a tree of cases."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from registration.panel.program import SEATS, UNIT, Places, Prices, Program
from registration.panel.relaxation import NEVER, Clock, SolverFailed, TimeIsUp, best
from registration.panel.remainder import Remainder, Tickets, remainder
from registration.panel.search import Better, Case, Goal, Search, TooManyCases
from registration.panel.sifting import Sifted, sift

_SMALL = 120
"""Candidates that are left open at the first try."""


class Status(StrEnum):
    PROVEN = "proven"
    BOUNDED = "bounded"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Proof:
    """Prices over everybody, then cases over whoever they leave open; `rest` is None where the prices leave nobody."""

    root: Prices
    rest: Remainder | None
    cases: tuple[Case, ...]

    @property
    def leaves(self) -> int:
        return sum(case.split is None for case in self.cases)


@dataclass(frozen=True)
class Effort:
    """What it took: linear programs, columns in the last of them, candidates in the small program."""

    rounds: int = 0
    columns: int = 0
    open: int = 0


@dataclass(frozen=True)
class Outcome:
    """`selected`: places in order, and their value; no selection is worth more than `bound`.

    PROVEN: none is worth more, and none as much that comes before. BOUNDED: the best that was found, perhaps not the
    best. INFEASIBLE: proven that there is none. UNDECIDED: nothing was found, nothing was proven.
    """

    status: Status
    selected: Places
    value: int
    bound: int
    proof: Proof | None
    effort: Effort


NOBODY: Places = np.zeros(0, np.intp)


@dataclass(frozen=True)
class Known:
    """A selection that is possible, and prices that are as good as those that sifting would find."""

    selected: Places
    sifted: Sifted | None


def solve(
    program: Program, tickets: Tickets, clock: Clock = NEVER, *, ties: bool = True, known: Known | None = None
) -> Outcome:
    """The selection of the highest value, of equals the first by tickets; raises SolverFailed.

    Without `ties` it is any of the highest value, and the proof says no more than that there is no higher one.
    """
    selected, sifted, effort = None, None, Effort()
    try:
        sifted = (known and known.sifted) or sift(program, clock)
        effort = Effort(sifted.rounds, sifted.columns)
        if not sifted.possible:
            return Outcome(Status.INFEASIBLE, NOBODY, 0, 0, Proof(sifted.prices, None, ()), effort)
        selected, looked_at = _best(program, sifted, tickets, clock, known)
        effort = Effort(sifted.rounds, sifted.columns, looked_at)
        if selected is None:
            return _none(program, tickets, effort, clock)
        return _proven(program, sifted, selected, tickets, effort, clock, ties=ties)
    except (TimeIsUp, TooManyCases) as ended:
        if selected is None and isinstance(ended, TimeIsUp):
            selected = ended.found
        status = Status.UNDECIDED if selected is None else Status.BOUNDED
        found = NOBODY if selected is None else selected
        prices = _simple(program) if sifted is None else sifted.prices
        bound = program.at_most(prices.bound(program, prices.left(program)))
        return Outcome(status, found, program.value(found), bound, Proof(prices, None, ()), effort)


def undecided(program: Program) -> Outcome:
    """Where time was up before it was known whether anything is possible: scores alone bound what it could be worth."""
    prices = _simple(program)
    bound = program.at_most(prices.bound(program, prices.left(program)))
    return Outcome(Status.UNDECIDED, NOBODY, 0, bound, Proof(prices, None, ()), Effort())


def _simple(program: Program) -> Prices:
    """Prices of seats alone: nothing is worth more than the best scores, however the quotas are."""
    prices = np.zeros(len(program.lower), np.int64)
    if 0 < program.seats <= len(program.score):
        prices[SEATS] = UNIT * np.partition(program.score, -program.seats)[-program.seats]
    return Prices(prices)


def _best(
    program: Program, sifted: Sifted, tickets: Tickets, clock: Clock, known: Known | None
) -> tuple[Places | None, int]:
    """A best selection, and among how many it was looked for: enough that nobody else can be in a better one.

    TimeIsUp has the best that was found until then.
    """
    losses, step = np.abs(sifted.left), program.step
    widest = int(losses.max(initial=0))
    small = min(_SMALL, len(losses)) - 1
    spare = int(np.partition(losses, small)[small]) if len(losses) else 0
    if known is not None:
        gap = sifted.bound - UNIT * (program.value(known.selected) + step)
        if gap < 0:
            return known.selected, 0
        spare = min(spare, gap)
    selected = None
    while True:
        rest = remainder(program, sifted.left, spare, tickets)
        try:
            found = best(rest.program, np.arange(len(rest.who)), clock)
        except TimeIsUp as ended:
            until_then = [] if selected is None else [selected]
            until_then += [] if ended.found is None else [_whole(rest, ended.found)]
            raise TimeIsUp(max(until_then, key=program.value, default=None)) from None
        if found is None:
            if spare >= widest:
                return None, len(rest.who)
            spare = min(widest, 8 * max(spare, UNIT))
            continue
        selected = _whole(rest, found)
        gap = sifted.bound - UNIT * (program.value(selected) + step)
        if gap <= spare:
            return selected, len(rest.who)
        spare = gap


def _whole(rest: Remainder, found: Places) -> Places:
    return np.sort(np.concatenate([rest.settled, rest.who[found]]))


def _proven(
    program: Program,
    sifted: Sifted,
    selected: Places,
    tickets: Tickets,
    effort: Effort,
    clock: Clock,
    *,
    ties: bool,
) -> Outcome:
    while True:
        value = program.value(selected)
        goal = Goal(value, selected, ties, program.step)
        try:
            selected, proof = proven(program, sifted, goal, tickets, clock)
        except Better as better:
            selected = better.selected
            continue
        return Outcome(Status.PROVEN, selected, value, value, proof, effort)


def proven(
    program: Program, sifted: Sifted, goal: Goal, tickets: Tickets, clock: Clock = NEVER
) -> tuple[Places, Proof]:
    """The proof of this goal, and the selection that it then holds for; raises as Search does."""
    spare = sifted.bound - UNIT * sifted.prices.scored * goal.least
    if spare < 0:
        return goal.selected, Proof(sifted.prices, None, ())
    rest = remainder(program, sifted.left, spare, tickets)
    search = Search(rest, goal, clock)
    cases = search.cases() if len(rest.who) else []
    return search.selected if goal.ties else goal.selected, Proof(sifted.prices, rest, tuple(cases))


def _none(program: Program, tickets: Tickets, effort: Effort, clock: Clock) -> Outcome:
    """Possible in parts, but not with whole people."""
    prices = Prices(np.zeros(len(program.lower), np.int64), 0)
    left = prices.left(program)
    sifted = Sifted(prices, left, prices.bound(program, left), 0, 0, possible=True)
    try:
        _, proof = proven(program, sifted, Goal(None, NOBODY), tickets, clock)
    except Better:
        raise SolverFailed("a selection was found where there is none") from None
    return Outcome(Status.INFEASIBLE, NOBODY, 0, 0, proof, effort)
