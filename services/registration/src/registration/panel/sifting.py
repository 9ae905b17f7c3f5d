"""Prices for a program of any size from linear programs over few of its candidates (sifting: Bixby et al., 1992)."""

from dataclasses import dataclass, replace

import numpy as np

from registration.panel.program import Places, Prices, Program, Whole, rounded
from registration.panel.relaxation import NEVER, Clock, Relaxation

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
    found, short = _rounds(program, penalty(program), 1, clock)
    if short > _TOLERANCE:
        missing, _ = _rounds(program.unscored(), 1.0, 0, clock)
        missing = replace(missing, rounds=found.rounds + missing.rounds)
        if not missing.possible:
            return missing
    return found


def penalty(program: Program) -> float:
    """More than filling one minimum can cost in scores."""
    spread = int(program.score.max() - program.score.min()) if len(program.score) else 0
    return 4.0 * (spread + 1 + abs(int(program.score.max(initial=0)))) * (program.seats + 1)


def _rounds(program: Program, missing: float, scored: int, clock: Clock) -> tuple[Sifted, float]:
    """Prices with which nobody outside could help, and how many seats the minimums are short of.

    Everybody is priced once a round, in whole numbers: what rounding takes from one candidate is below one unit a row.
    """
    who = _start(program)
    rounds = 0
    while True:
        rounds += 1
        proposal = Relaxation(program, who, missing, clock).solve()
        prices = rounded(proposal.prices, scored)
        left = prices.left(program)
        helps = left > 1 + len(program.families)
        helps[who] = False
        better = np.flatnonzero(helps)
        if not len(better):
            return _sifted(program, prices, left, rounds, len(who)), proposal.short
        if len(better) > _ADDED:
            better = better[np.argpartition(-left[better], _ADDED)[:_ADDED]]
        who = np.union1d(who, better)


def _sifted(program: Program, prices: Prices, left: Whole, rounds: int, columns: int) -> Sifted:
    bound = prices.bound(program, left)
    return Sifted(prices, left, bound, rounds, columns, possible=bool(prices.scored) or bound >= 0)


def _overfull(program: Program) -> Sifted:
    """A row holds more than it may already."""
    of_row = np.zeros(len(program.lower))
    of_row[int(np.argmax(program.upper < 0))] = 1.0
    prices = rounded(of_row, 0)
    return _sifted(program, prices, prices.left(program), 0, 0)


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
