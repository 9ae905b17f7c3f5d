"""The proof that a selection is the best and the first among equals: a tree of cases that is checked without a solver.

`verify_selection` walks the same tree by the same rules: what is decided here in arrays is decided there in lists.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from registration.panel.program import UNIT, Places, Prices, Whole, rounded
from registration.panel.relaxation import NEVER, Clock, Proposal, Relaxation, SolverFailed
from registration.panel.remainder import IN, OPEN, OUT, Remainder, State
from registration.panel.sifting import penalty

MOST_LEAVES = 10_000
_WHOLE = 1e-6
Chosen = NDArray[np.bool_]


class TooManyCases(Exception):
    """The proof would need more than MOST_LEAVES leaves."""


class Better(Exception):
    """A selection of a higher value was found on the way."""

    def __init__(self, selected: Places) -> None:
        super().__init__()
        self.selected = selected


@dataclass(frozen=True)
class Case:
    """A node of the tree: prices that close it or decide some, and who it is split on (a place in the remainder).

    Cases stand in the order in which they are visited: after a split who is in, then who is out.
    """

    prices: Prices
    split: int | None


@dataclass(frozen=True)
class Goal:
    """To show that no selection is worth more than `value`, and, if `ties`, that none of that value comes before
    `selected`; without a value, that there is none at all. `step`: of the program.
    """

    value: int | None
    selected: Places
    ties: bool = False
    step: int = 1

    @property
    def scored(self) -> int:
        return 0 if self.value is None else 1

    @property
    def least(self) -> int:
        """The lowest value that is looked at."""
        return (self.value or 0) + (0 if self.ties else self.step)


class Search:
    """Raises TooManyCases, TimeIsUp, SolverFailed, Better."""

    def __init__(self, rest: Remainder, goal: Goal, clock: Clock = NEVER) -> None:
        self._rest, self._goal = rest, goal
        self._program = rest.program if goal.scored else rest.program.unscored()
        everybody = np.arange(len(rest.who))
        missing = penalty(self._program) if goal.scored else 1.0
        self._relaxation = Relaxation(self._program, everybody, missing, clock, decides=True)
        self._chosen = np.isin(rest.who, goal.selected)
        self._moved = False

    @property
    def selected(self) -> Places:
        return np.sort(np.concatenate([self._rest.settled, self._rest.who[self._chosen]]))

    def cases(self) -> list[Case]:
        """The tree; `selected` is then the first among equals. Walked again if that was not so when it began."""
        while True:
            self._moved = False
            cases = self._walk()
            if not self._moved:
                return cases

    def _walk(self) -> list[Case]:
        cases: list[Case] = []
        pending: list[tuple[State, Prices | None]] = [(np.zeros(len(self._rest.who), np.int8), None)]
        leaves = 0
        while pending:
            decided, known = pending.pop()
            prices, state, proposal = self._looked_at(decided, known)
            split = None if state is None else self._split(state, prices, proposal)
            cases.append(Case(prices, split))
            if state is None or split is None:
                leaves += 1
                if leaves > MOST_LEAVES:
                    raise TooManyCases
                continue
            for side in (OUT, IN):
                child = state.copy()
                child[split] = side
                pending.append((child, prices))
        return cases

    def _looked_at(self, decided: State, known: Prices | None) -> tuple[Prices, State | None, Proposal | None]:
        """The prices that tell most here, and what they leave; nothing if that closes the case."""
        state = self._rest.drawn(decided)
        if state is None:
            raise SolverFailed("a split contradicts those alike")
        if known is not None and self._spare(known, known.left(self._program), state) < 0:
            return known, None, None
        self._relaxation.within((state == IN).astype(np.int64), (state != OUT).astype(np.int64))
        proposal = self._relaxation.solve()
        self._notice(proposal)
        prices = rounded(proposal.prices, self._goal.scored)
        left = prices.left(self._program)
        spare = self._spare(prices, left, state)
        if spare < 0:
            return prices, None, proposal
        loose = state == OPEN
        state = np.where(loose & (left > spare), IN, np.where(loose & (left < -spare), OUT, state)).astype(np.int8)
        return prices, self._rest.drawn(state), proposal

    def _spare(self, prices: Prices, left: Whole, state: State) -> int:
        """By how much the bound exceeds what a selection must reach that is better or comes before."""
        least = self._goal.least + (self._goal.step if self._goal.ties and self._comes_later(state) else 0)
        return self._rest.bound(prices, left, state) - prices.scored * UNIT * (least - self._rest.value)

    def _comes_later(self, state: State) -> bool:
        """Whether, in the order of tickets, the first that differs from the selection is one whom it has."""
        ordered, chosen = state[self._rest.first], self._chosen[self._rest.first]
        differs = ordered != np.where(chosen, IN, OUT)
        if not differs.any():
            return False
        place = int(np.argmax(differs))
        return bool(ordered[place] == OUT)

    def _split(self, state: State, prices: Prices, proposal: Proposal | None) -> int | None:
        """Whom to decide next; None if nothing is open."""
        loose = state == OPEN
        if not loose.any():
            self._consider(state == IN)
            return None
        if proposal is not None and self._may_be_more(prices, state):
            part = np.where(loose, np.abs(proposal.taken - np.rint(proposal.taken)), 0)
            if part.max() > _WHOLE:
                return int(np.argmax(part))
        ordered = loose[self._rest.first]
        return int(self._rest.first[np.argmax(ordered)])

    def _may_be_more(self, prices: Prices, state: State) -> bool:
        """Whether these prices leave room for a higher value, and not for equals alone."""
        if self._goal.value is None:
            return True
        more = self._goal.value + self._goal.step - self._rest.value
        return self._rest.bound(prices, prices.left(self._program), state) >= UNIT * more

    def _notice(self, proposal: Proposal) -> None:
        whole = np.rint(proposal.taken)
        if proposal.short < _WHOLE and (np.abs(proposal.taken - whole) < _WHOLE).all():
            self._consider(whole > 0)

    def _consider(self, chosen: Chosen) -> None:
        """Takes it if it is possible and comes before."""
        if not self._program.holds(np.flatnonzero(chosen)):
            return
        if self._goal.value is None:
            raise SolverFailed("a selection was found where there is none")
        value = self._rest.value + int(self._program.score[chosen].sum())
        if value > self._goal.value:
            raise Better(np.sort(np.concatenate([self._rest.settled, self._rest.who[chosen]])))
        if value == self._goal.value and self._goal.ties and self._before(chosen):
            self._chosen, self._moved = chosen, True

    def _before(self, chosen: Chosen) -> bool:
        ordered, old = chosen[self._rest.first], self._chosen[self._rest.first]
        differs = np.flatnonzero(ordered != old)
        return bool(len(differs)) and bool(ordered[differs[0]])
