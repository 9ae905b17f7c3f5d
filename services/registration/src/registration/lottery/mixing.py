"""Whether expected counts are those of some lottery over whole panels: the lottery, or what excludes it.

Column generation: panels found so far give the best lottery over them and weights by type (`Balance`); a panel that is
heavier under these weights makes a better one. If none is heavier and the lottery falls short, the weights are a
ceiling that the expected counts break and no panel does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np

from registration.lottery.call import NoPanel, Whole
from registration.lottery.ceilings import Box, Ceiling, Prover, everything, fractions
from registration.lottery.leximin import never
from registration.lottery.peeling import Search, dive
from registration.lottery.solver import Balance, Effort, Linear, Real, heaviest

_NEAR = 1e-9
_SAME = 1e-11
"""What a lottery may lack of the expected counts: parts that are further off have no fractions nearby."""
_NODES = 40
_NODES_TO_COVER = (100, 400)
"""First for all, then for those whose panel is harder to find."""
_A_ROUND = 6
"""Panels looked for under weights that differ a little, before the best lottery is sought again."""
_PART = 0.5
"""How much of the weights that gave the best bound is mixed into the last ones (Wentges), which leap about."""
_DENOMINATORS = (10, 100, 1_000)
_HEAVIEST = 10**5


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
    linear, best = Linear(search.panels, search.effort), (np.inf, wanted)
    cover(search)
    while True:
        for panel in search.found[told:]:
            balance.add(panel)
        told = len(search.known)
        heavy, weights, parts = balance.run()
        if heavy >= 1 - _SAME:
            return Mixture(search.found, parts, heavy)
        smooth = _PART * best[1] + (1 - _PART) * weights if best[0] < np.inf else weights
        bound, more = _heavier(search, linear, smooth, weights, heavy + _SAME)
        best = min(best, (bound, smooth), key=lambda pair: pair[0])
        if not more:
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
    """Panels for everybody for whom a dive finds one: who is on none has no chance, whatever the others have. Raises
    NoPanel.
    """
    linear, box = Linear(search.panels, search.effort), everything(search.panels)
    types = np.arange(search.panels.types)
    bare = ~never(search.panels) & ~np.any([np.zeros_like(box.lower), *search.found], axis=0)
    for nodes in _NODES_TO_COVER:
        for kind in types[bare]:
            if bare[kind]:
                linear.weigh(bare.astype(float))
                panel = dive(linear, Box((types == kind).astype(np.int64), box.upper), nodes)
                if panel is not None:
                    search.learn(panel)
                    bare &= panel == 0
    start(search)


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


def _heavier(search: Search, linear: Linear, smooth: Real, weights: Real, heavy: float) -> tuple[float, bool]:
    """Looks for panels heavier than all known; a bound for the smooth weights, and whether any was found."""
    linear.limit(*everything(search.panels))
    linear.weigh(smooth)
    answer = linear.run()
    bound = np.inf if answer is None else answer.value
    more = False
    for tried in _around(smooth, weights):
        linear.weigh(tried)
        panel = dive(linear, everything(search.panels), _NODES)
        if panel is not None and weights @ panel > heavy:
            more |= search.learn(panel)
    return bound, more


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
