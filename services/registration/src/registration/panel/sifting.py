"""Prices for a program of any size from linear programs over few of its candidates (sifting: Bixby et al., 1992)."""

from dataclasses import dataclass

import numpy as np

from registration.panel.program import SEATS, Places, Prices, Program, Whole, rounded
from registration.panel.relaxation import NEVER, Clock, Proposal, Relaxation

_BEST = 2000
_BEST_OF_A_ROW = 60
_LOOKED_THROUGH = 20_000
_ADDED = 5000
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Sifted:
    """Prices, what they leave each candidate, the bound that follows (all in 1 / UNIT), and what it took."""

    prices: Prices
    left: Whole
    bound: int
    rounds: int
    columns: int
    possible: bool


def sift(program: Program, clock: Clock = NEVER) -> Sifted:
    """Prices that are best possible up to rounding; raises TimeIsUp, SolverFailed.

    Where nothing is possible even if people could be taken in part, they are prices of feasibility: their bound is
    below 0.
    """
    if (program.upper < 0).any():
        return _overfull(program)
    proposal, rounds, columns = _rounds(program, penalty(program), clock)
    if proposal.short > _TOLERANCE:
        unscored = program.unscored()
        proposal, more, columns = _rounds(unscored, 1.0, clock)
        found = _sifted(unscored, rounded(proposal.prices, 0), rounds + more, columns)
        if found.bound < 0:
            return found
    return _sifted(program, rounded(proposal.prices), rounds, columns)


def penalty(program: Program) -> float:
    """More than filling one minimum can cost in scores."""
    spread = int(program.score.max() - program.score.min()) if len(program.score) else 0
    return 4.0 * (spread + 1 + abs(int(program.score.max(initial=0)))) * (program.seats + 1)


def _rounds(program: Program, missing: float, clock: Clock) -> tuple[Proposal, int, int]:
    who = _start(program)
    rounds = 0
    while True:
        rounds += 1
        proposal = Relaxation(program, who, missing, clock).solve()
        prices = proposal.prices
        gain = program.score - prices[SEATS]
        for family in program.families:
            gain -= prices[family]
        gain[who] = 0
        better = np.flatnonzero(gain > _TOLERANCE)
        if not len(better):
            return proposal, rounds, len(who)
        if len(better) > _ADDED:
            better = better[np.argpartition(-gain[better], _ADDED)[:_ADDED]]
        who = np.union1d(who, better)


def _sifted(program: Program, prices: Prices, rounds: int, columns: int) -> Sifted:
    left = prices.left(program)
    bound = prices.bound(program, left)
    return Sifted(prices, left, bound, rounds, columns, possible=bool(prices.scored) or bound >= 0)


def _overfull(program: Program) -> Sifted:
    """A row holds more than it may already."""
    prices = np.zeros(len(program.lower))
    prices[int(np.argmax(program.upper < 0))] = 1.0
    return _sifted(program, rounded(prices, 0), 0, 0)


def _start(program: Program) -> Places:
    """The best of all, and the best of each row that has a minimum."""
    number = len(program.score)
    if number <= 2 * _BEST:
        return np.arange(number)
    looked = np.argpartition(-program.score, min(_LOOKED_THROUGH, number - 1))[:_LOOKED_THROUGH]
    looked = _by_score(program, looked)
    chosen = [looked[:_BEST]]
    for family in program.families:
        there = np.bincount(family, minlength=len(program.lower)) > 0
        near = family[looked]
        for row in np.flatnonzero(there & (program.lower > 0)):
            of_row = looked[near == row]
            if len(of_row) < _BEST_OF_A_ROW:
                of_row = _by_score(program, np.flatnonzero(family == row))
            chosen.append(of_row[:_BEST_OF_A_ROW])
    return np.unique(np.concatenate(chosen))


def _by_score(program: Program, who: Places) -> Places:
    return who[np.argsort(-program.score[who], kind="stable")]
