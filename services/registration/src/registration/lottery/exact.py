"""A lottery in floating point made one in fractions."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from registration.lottery.call import Whole
from registration.lottery.mixing import Mixture
from registration.lottery.peeling import Entry

_LARGEST = 60
"""Panels for which the system is solved in fractions: their digits grow with its size."""
_NUMBERS = 10**9
_NOTHING = 1e-10


def exactly(mixture: Mixture, expected: Sequence[Fraction]) -> list[Entry] | None:
    """The same panels, with parts for which the expected counts [types] are met to the last digit; None if there are
    too many panels, or the parts near those found do not exist.
    """
    used = [panel for panel, part in zip(mixture.panels, mixture.parts, strict=True) if part > _NOTHING]
    if not 0 < len(used) <= _LARGEST:
        return None
    parts = _solved([[int(count) for count in row] for row in np.array(used).T], list(expected))
    if parts is None or min(parts) < 0 or sum(parts) != 1:
        return None
    numbers = lcm(*(part.denominator for part in parts))
    return [(int(part * numbers), panel) for part, panel in zip(parts, used, strict=True) if part]


def nearly(mixture: Mixture) -> list[Entry]:
    """The parts as so many of 10⁹ numbers, largest remainders first."""
    share = mixture.parts / mixture.parts.sum() * _NUMBERS
    times = np.floor(share).astype(np.int64)
    rest = np.argsort(times - share, kind="stable")[: _NUMBERS - int(times.sum())]
    times[rest] += 1
    return [(int(often), panel) for often, panel in zip(times, mixture.panels, strict=True) if often]


def _solved(rows: list[list[int]], right: list[Fraction]) -> list[Fraction] | None:
    """The one solution of a system that has at least as many equations as unknowns (Gauss–Jordan in fractions)."""
    system = [[*map(Fraction, row), value] for row, value in zip(rows, right, strict=True)]
    unknowns = len(rows[0])
    for at in range(unknowns):
        pivot = next((i for i in range(at, len(system)) if system[i][at]), None)
        if pivot is None:
            return None
        system[at], system[pivot] = system[pivot], system[at]
        top = [value / system[at][at] for value in system[at]]
        system[at] = top
        for i, row in enumerate(system):
            if i != at and (factor := row[at]):
                system[i] = [a - factor * b if b else a for a, b in zip(row, top, strict=True)]
    if any(row[-1] for row in system[unknowns:]):
        return None
    return [row[-1] for row in system[:unknowns]]


def counted(entries: Sequence[Entry]) -> tuple[Whole, int]:
    """Counts in sum by type, and how many numbers there are; Python's integers, which do not overflow."""
    return sum((times * panel.astype(object) for times, panel in entries)), sum(times for times, _ in entries)
