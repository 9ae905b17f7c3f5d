"""Whether expected counts are those of some lottery over whole panels: the lottery, or what excludes it.

Column generation: panels found so far give the best lottery over them and weights by type (`Balance`); a panel that is
heavier under these weights makes a better one. If none is heavier and the lottery falls short, the weights are a
ceiling that the expected counts break and no panel does.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np

from registration.lottery.call import NoPanel, Panels, Whole
from registration.lottery.ceilings import Box, Ceiling, Prover, everything, fractions
from registration.lottery.leximin import Some, never
from registration.lottery.peeling import Search, dive
from registration.lottery.solver import Balance, Effort, Linear, Real, heaviest
from registration.lottery.walking import Walker

_NEAR = 1e-9
_SAME = 1e-11
"""What a lottery may lack of the expected counts: parts that are further off have no fractions nearby."""
_NODES = 40
_NODES_TO_COVER = (100, 400)
"""First for all, then for those whose panel is harder to find."""
_A_ROUND = 6
"""Panels looked for under weights that differ a little, before the best lottery is sought again."""
_DRAWN = 0.5
"""What draws in the type of the largest weight; a quota that is broken by one weighs 1."""
_WAYS = ((16, 30), (100, 150))
"""From so many panels of the best lottery so many exchanges: first few, then, before it is asked of a program, many."""
_TO_FIND, _TO_COVER = 500, 200
"""Exchanges for the first panel, and for somebody who is on none."""
_PART = 0.5
"""How much of the weights that gave the best bound is mixed into the last ones (Wentges), which leap about."""
_DENOMINATORS = (10, 100, 1_000)
_HEAVIEST = 10**5

_Seek = Callable[[int, Some], Whole | None]
"""A panel with somebody of this type, and of others who are on none."""


@dataclass(frozen=True, eq=False)
class Mixture:
    """A lottery over panels in floating point, and the share of each expected count that it reaches at least."""

    panels: Sequence[Whole]
    parts: Real
    reached: float


def mix(search: Search, expected: Sequence[Fraction]) -> Mixture | Ceiling:
    """A lottery that reaches all expected counts [types] up to tolerances, or a ceiling that they break.

    Adds the panels it finds to the search. Raises NoPanel.
    """
    wanted = np.array([float(count) for count in expected])
    balance, told = Balance(wanted, search.effort), 0
    pricing = _Pricing(search, wanted)
    cover(search)
    while True:
        for panel in search.found[told:]:
            balance.add(panel)
        told = len(search.known)
        heavy, weights, parts = balance.run()
        if heavy >= 1 - _SAME:
            return Mixture(search.found, parts, heavy)
        if not pricing.heavier(Mixture(search.found, parts, heavy), weights):
            panel, weight = _heaviest(search, weights)
            if weight < 1 - _NEAR and (ceiling := _broken(search, weights, expected)) is not None:
                return ceiling
            if weight <= heavy + _SAME or not search.learn(panel):
                return Mixture(search.found, parts, heavy)


def best_of(search: Search, expected: Sequence[Fraction]) -> Mixture:
    """The lottery over the panels known already that reaches the largest share of all expected counts."""
    balance = Balance(np.array([float(count) for count in expected]), Effort(2))
    for panel in search.found:
        balance.add(panel)
    heavy, _, parts = balance.run()
    return Mixture(search.found, parts, heavy)


def start(search: Search) -> None:
    """One panel, if none is known; raises NoPanel."""
    if not search.known:
        found = heaviest(search.panels, np.zeros(search.panels.types), search.effort)
        if found is None:
            raise NoPanel("no panel keeps all quotas, though each might be kept by people taken in part")
        search.learn(found[0])


def cover(search: Search) -> None:
    """Panels for everybody for whom one is found at once: who is on none has no chance, whatever the others have.
    Whoever was sought in vain is not sought again. Raises NoPanel.
    """
    linear, walker = Linear(search.panels, search.effort), Walker(search.panels, search.effort)
    types = np.arange(search.panels.types)
    bare = ~never(search.panels) & ~np.any([np.zeros_like(types), *search.found], axis=0)
    bare[list(search.in_vain)] = False
    if not bare.any():
        return start(search)
    _first(search, linear, walker, bare)
    bare &= ~np.any(search.found, axis=0)
    for seek in (
        _walked_to(search, walker),
        *(_dived_to(linear, search.panels.most, nodes) for nodes in _NODES_TO_COVER),
    ):
        for kind in map(int, types[bare]):
            if bare[kind] and (panel := seek(kind, bare)) is not None:
                search.learn(panel)
                bare &= panel == 0
    search.in_vain.update(map(int, types[bare]))
    return None


def _first(search: Search, linear: Linear, walker: Walker, bare: Some) -> None:
    """One panel, if none is known, of as many as can be who are on none; raises NoPanel."""
    if search.known:
        return
    linear.weigh(bare.astype(float))
    panel = dive(linear, everything(search.panels), max(_NODES_TO_COVER))
    if panel is None and (near := _near_seats(search.panels, linear)) is not None:
        panel = next(walker.walk(near, np.zeros(len(near)), _TO_FIND), None)
    if panel is not None:
        search.learn(panel)
    start(search)


def _near_seats(panels: Panels, linear: Linear) -> Whole | None:
    """Whole counts for all seats near those of people taken in part, whatever quotas say."""
    linear.limit(*everything(panels))
    answer = linear.run()
    if answer is None:
        return None
    down = np.floor(answer.columns + _NEAR).astype(np.int64)
    missing = int(panels.upper[0] - down.sum())
    down[np.argsort(down - answer.columns, kind="stable")[:missing]] += 1
    return down


def _walked_to(search: Search, walker: Walker) -> _Seek:
    """From the panel found last, and past others who are on none."""
    return lambda kind, bare: next(walker.walk(search.last, _DRAWN / 5 * bare.astype(float), _TO_COVER, kind), None)


def _dived_to(linear: Linear, most: Whole, nodes: int) -> _Seek:
    def seek(kind: int, bare: Some) -> Whole | None:
        linear.weigh(bare.astype(float))
        return dive(linear, Box(np.eye(1, len(most), kind, np.int64)[0], most), nodes)

    return seek


def covering(search: Search) -> list[Ceiling]:
    """Finds panels for everybody who can be on one; what excludes the others, type by type. Raises NoPanel."""
    start(search)
    panels = search.panels
    bare = ~never(panels)
    while True:
        bare &= ~np.any(search.found, axis=0)
        found = heaviest(panels, bare.astype(np.int64), search.effort)
        if found is None or not bare @ found[0]:
            break
        search.learn(found[0])
    if found is None or not found[1]:
        return []
    alone = np.eye(panels.types, dtype=np.int64)[bare]
    return [Ceiling(weights, 0, Prover(panels, weights, 0, search.effort).proof()) for weights in alone]


class _Pricing:
    """Looks for panels that are heavier than all known."""

    def __init__(self, search: Search, wanted: Real) -> None:
        self._search = search
        self._linear, self._walker = Linear(search.panels, search.effort), Walker(search.panels, search.effort)
        self._best = (np.inf, wanted)

    def heavier(self, mixture: Mixture, weights: Real) -> bool:
        """Whether any was found; by what takes least first."""
        few, many = _WAYS
        return (
            self._walked(mixture, weights, *few)
            or self._dived(mixture, weights)
            or self._walked(mixture, weights, *many)
        )

    def _dived(self, mixture: Mixture, weights: Real) -> bool:
        search, linear = self._search, self._linear
        smooth = _PART * self._best[1] + (1 - _PART) * weights if self._best[0] < np.inf else weights
        linear.limit(*everything(search.panels))
        linear.weigh(smooth)
        answer = linear.run()
        bound = np.inf if answer is None else answer.value
        more = False
        for tried in _around(smooth, weights):
            linear.weigh(tried)
            panel = dive(linear, everything(search.panels), _NODES)
            if panel is not None and weights @ panel > mixture.reached + _SAME:
                more |= search.learn(panel)
        self._best = min(self._best, (bound, smooth), key=lambda pair: pair[0])
        return more

    def _walked(self, mixture: Mixture, weights: Real, ways: int, steps: int) -> bool:
        """From panels of the mixture, which all weigh the same."""
        bonus, more = _DRAWN * weights / weights.max(), False
        for at in np.argsort(-mixture.parts, kind="stable")[: min(ways, np.count_nonzero(mixture.parts > _NEAR))]:
            met = self._walker.walk(mixture.panels[at], bonus, steps)
            panel = max(met, key=lambda one: float(weights @ one), default=None)
            if panel is not None and weights @ panel > mixture.reached + _SAME:
                more |= self._search.learn(panel)
        return more


def _around(smooth: Real, weights: Real) -> Iterator[Real]:
    chance = np.random.default_rng(len(weights))
    yield smooth
    yield weights
    for _ in range(_A_ROUND):
        yield weights * (1 + 0.3 * chance.random(len(weights)))


def _heaviest(search: Search, weights: Real) -> tuple[Whole, float]:
    found = heaviest(search.panels, weights, search.effort)
    if found is None:
        raise NoPanel("no panel keeps all quotas")
    panel, proven = found
    return panel, float(weights @ panel) if proven else np.inf


def _near(weights: Real) -> Iterator[Whole]:
    """Whole weights in nearly these proportions, small ones first: those of a tight ceiling mostly are small."""
    for denominator in _DENOMINATORS:
        whole, _ = fractions(weights, denominator)
        if max(whole) < _HEAVIEST * gcd(*whole):
            yield (whole // gcd(*whole)).astype(np.int64)
    yield np.rint(weights * _HEAVIEST).astype(np.int64)


def _broken(search: Search, weights: Real, expected: Sequence[Fraction]) -> Ceiling | None:
    """The weights rounded, and the most that a panel weighs; None if the expected counts do not weigh more."""
    for whole in _near(np.where(weights > _NEAR, weights, 0.0) / weights.max()):
        found = heaviest(search.panels, whole, search.effort)
        if found is None or not found[1]:
            return None
        most = int(whole @ found[0])
        if sum((int(w) * count for w, count in zip(whole, expected, strict=True)), Fraction(0)) > most:
            return Ceiling(whole, most, Prover(search.panels, whole, most, search.effort).proof())
    return None
