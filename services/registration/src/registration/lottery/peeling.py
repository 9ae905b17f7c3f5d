"""Expected counts taken apart into whole panels, one after the other, without anything left over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf

import numpy as np

from registration.lottery.call import Panels, Whole
from registration.lottery.ceilings import Box
from registration.lottery.solver import Effort, Linear, Real, SolverFailed

_NODES = 400
_WHIM = 0.05
_WHOLE = 1e-6

Entry = tuple[int, Whole]
"""How many numbers a panel has, and its counts [types]."""


@dataclass(frozen=True, eq=False)
class Rest:
    """What is still to be taken apart: `counts` [types] in sum over `numbers` panels; in Python's integers where 64
    bits are too few for what is counted over all numbers.
    """

    counts: Whole
    numbers: int

    @property
    def shares(self) -> list[Fraction]:
        """Expected counts of one panel."""
        return [Fraction(int(count), self.numbers) for count in self.counts]

    def without(self, entries: Sequence[Entry]) -> "Rest":
        taken = sum((times * self._as(panel) for times, panel in entries), np.zeros_like(self.counts))
        return Rest(self.counts - taken, self.numbers - sum(times for times, _ in entries))

    def box(self, panels: Panels) -> Box:
        """What one panel may take so that the others can take the rest, were they taken in part."""
        others, most = self.numbers - 1, self._as(panels.most)
        return Box(_small(np.maximum(0, self.counts - others * most)), _small(np.minimum(most, self.counts)))

    def rows(self, panels: Panels) -> tuple[Whole, Whole]:
        others, sums = self.numbers - 1, panels.matrix @ self.counts
        lower, upper = self._as(panels.lower), self._as(panels.upper)
        return _small(np.maximum(lower, sums - others * upper)), _small(np.minimum(upper, sums - others * lower))

    def times(self, panels: Panels, panel: Whole) -> int:
        """How often this panel can be taken before the rest is no sum of as many panels in part."""
        sums, taken = panels.matrix @ self.counts, panels.matrix @ panel
        lower, upper, most = self._as(panels.lower), self._as(panels.upper), self._as(panels.most)
        need = np.concatenate([panel, panels.most - panel, taken - panels.lower, panels.upper - taken])
        room = np.concatenate(
            [
                self.counts,
                self.numbers * most - self.counts,
                sums - self.numbers * lower,
                self.numbers * upper - sums,
            ]
        )
        return min(self.numbers, int((room[need > 0] // need[need > 0]).min(initial=self.numbers)))

    def _as(self, whole: Whole) -> Whole:
        return whole.astype(self.counts.dtype)


def _small(whole: Whole) -> Whole:
    """Of one panel, whatever the sums are over all."""
    return whole.astype(np.int64)


@dataclass(frozen=True, eq=False)
class Search:
    """The panels of a call that are known, whatever counts are expected of them."""

    panels: Panels
    effort: Effort
    known: dict[bytes, Whole] = field(default_factory=dict)
    in_vain: set[int] = field(default_factory=set)
    """Types of whom nobody was found on a panel."""

    def learn(self, panel: Whole) -> bool:
        """Whether it was new."""
        new = panel.tobytes() not in self.known
        self.known.setdefault(panel.tobytes(), panel)
        return new

    @property
    def found(self) -> list[Whole]:
        return list(self.known.values())

    @property
    def last(self) -> Whole:
        return next(reversed(self.known.values()))


class Peeler:
    """A panel is taken as often as can be; then the rest is at one more limit. Each panel is the first whole point that
    a dive finds near the rest: nearest side first, back where there is none.
    """

    def __init__(self, search: Search) -> None:
        self._panels, self._search = search.panels, search
        self._linear = Linear(search.panels, search.effort)

    def peel(self, rest: Rest, whim: int, programs: float = inf) -> tuple[list[Entry], Rest]:
        """Panels, and what is left where no dive finds another one, or where so many programs were too few. `whim`
        leads to other panels.
        """
        chance = np.random.default_rng(whim)
        entries, last = [], self._search.effort.spent + programs
        while rest.numbers and self._search.effort.spent < last:
            panel = self._panel(rest, chance.random(len(rest.counts)))
            if panel is None:
                break
            times = max(1, rest.times(self._panels, panel))
            entries.append((times, panel))
            self._search.learn(panel)
            rest = rest.without([entries[-1]])
        return entries, rest

    def _panel(self, rest: Rest, whims: Real) -> Whole | None:
        self._linear.limit_rows(*rest.rows(self._panels))
        share = (rest.counts / rest.numbers).astype(float) / np.maximum(self._panels.most, 1)
        self._linear.weigh(share + _WHIM * whims)
        panel = dive(self._linear, rest.box(self._panels), _NODES)
        if panel is not None and not self._panels.holds(panel):
            raise SolverFailed("a panel that was found does not keep the quotas")
        return panel


def dive(linear: Linear, box: Box, nodes: int) -> Whole | None:
    """The first whole point within the box that is found in so many nodes; depth first, nearest side first."""
    stack = [box]
    while stack and nodes:
        nodes -= 1
        here = stack.pop()
        linear.limit(*here)
        answer = linear.run()
        if answer is None:
            continue
        whole = np.rint(answer.columns)
        kind = int(np.abs(answer.columns - whole).argmax())
        if abs(answer.columns[kind] - whole[kind]) < _WHOLE:
            return whole.astype(np.int64)
        few, more = sides(here, kind, int(np.floor(answer.columns[kind])))
        stack += [few, more] if whole[kind] > answer.columns[kind] else [more, few]
    return None


def sides(box: Box, kind: int, at_most: int) -> tuple[Box, Box]:
    """At most so many of a type, or more."""
    few, more = box.upper.copy(), box.lower.copy()
    few[kind], more[kind] = at_most, at_most + 1
    return Box(box.lower, few), Box(more, box.upper)
