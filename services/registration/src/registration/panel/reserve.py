"""Who stands behind a selection, and whose seats they can fill so that every limit is kept."""

from collections.abc import Callable
from itertools import combinations
from typing import Literal

import numpy as np

from registration.panel.call import Asked
from registration.panel.program import Places, Program, Whole


def in_reserve(asked: Asked, selected: Places, size: int) -> Places:
    """The next by score, equals by ticket; after a draw all are equals. The first has rank 1. Places in the program."""
    program = asked.program
    rest: Places = np.setdiff1d(np.arange(len(program.score)), selected)
    size = min(size, len(rest))
    if not size:
        return rest[:0]
    least = -np.partition(-program.score[rest], size - 1)[size - 1]
    near: Places = rest[program.score[rest] >= least]
    order = asked.tickets(near)
    ranked = sorted(range(len(near)), key=lambda place: (-int(program.score[near[place]]), order[place]))
    return near[np.array(ranked[:size], np.intp)]


Groups = list[Places] | Literal["all"]


def unfillable(asked: Asked, selected: Places, reserve: Places) -> tuple[Groups, Groups]:
    """Of those who have a seat, whoever cannot be replaced from the reserve if she drops out; and all such pairs.

    Places in the call, in order; or all, as where nobody is in reserve.
    """
    seated = np.sort(np.concatenate([asked.must, asked.free[selected]]))
    counts = asked.whole.counts(seated)
    marks, waiting = marked(asked.whole, seated), marked(asked.whole, asked.free[reserve])
    lower, upper = asked.whole.lower[:-1] - counts[:-1], asked.whole.upper[:-1] - counts[:-1]
    there = np.flatnonzero(marks.any(axis=0) | waiting.any(axis=0) | (lower > 0))
    marks, waiting, lower, upper = marks[:, there], waiting[:, there], lower[there], upper[there]
    alike, number = np.unique(waiting, axis=0, return_counts=True)

    def found(gone: int, fits: Callable[[Whole, Whole], bool]) -> Groups:
        groups = [list(one) for one in combinations(range(len(seated)), gone)]
        if groups and len(reserve) < gone:
            return "all"
        freed = [marks[one].sum(axis=0) for one in groups]
        empty = [seated[one] for one, free in zip(groups, freed, strict=True) if not fits(lower + free, upper + free)]
        return "all" if groups and len(empty) == len(groups) else empty

    def two(least: Whole, most: Whole) -> bool:
        """The second behind the first, or like her."""
        able = np.flatnonzero((alike <= most).all(axis=1))
        behind = ((one, able[at + (number[one] < 2) :]) for at, one in enumerate(able))
        return any(_fits(alike[one] + alike[others], least, most) for one, others in behind)

    return found(1, lambda least, most: _fits(alike, least, most)), found(2, two)


def _fits(groups: Whole, lower: Whole, upper: Whole) -> bool:
    return bool(((lower <= groups) & (groups <= upper)).all(axis=1).any())


def marked(program: Program, who: Places) -> Whole:
    """One row per candidate, one column per row of the program but the last: 1 where she counts."""
    marks: Whole = np.zeros((len(who), program.none + 1), np.int64)
    for family in program.families:
        marks[np.arange(len(who)), family[who]] += 1
    marks[:, 0] = 1
    return np.delete(marks, program.none, axis=1)
