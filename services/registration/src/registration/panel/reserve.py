"""Who stands behind a selection, and whose seats they can fill so that every limit is kept."""

from itertools import combinations

import numpy as np

from registration.panel.call import Asked
from registration.panel.program import Places, Program, Whole


def in_reserve(asked: Asked, selected: Places, size: int) -> Places:
    """The next by score, equals by ticket; the first has rank 1. Places in the program."""
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


def unfillable(asked: Asked, selected: Places, reserve: Places) -> tuple[list[Places], list[Places]]:
    """Of those who have a seat, whoever cannot be replaced from the reserve if she drops out; and all such pairs.

    Places in the call, in order.
    """
    seated = np.sort(np.concatenate([asked.must, asked.free[selected]]))
    counts = asked.whole.counts(seated)
    marks, waiting = _marks(asked.whole, seated), _marks(asked.whole, asked.free[reserve])
    lower, upper = asked.whole.lower[:-1] - counts[:-1], asked.whole.upper[:-1] - counts[:-1]
    there = np.flatnonzero(marks.any(axis=0) | waiting.any(axis=0) | (lower > 0))
    marks, waiting, lower, upper = marks[:, there], waiting[:, there], lower[there], upper[there]
    pairs = np.array(list(combinations(range(len(waiting)), 2)), np.intp).reshape(-1, 2)
    twos = waiting[pairs[:, 0]] + waiting[pairs[:, 1]]

    def found(number: int, groups: Whole) -> list[Places]:
        gone = [list(one) for one in combinations(range(len(seated)), number)]
        freed = [marks[one].sum(axis=0) for one in gone]
        fitting = [_fits(groups, lower + free, upper + free) for free in freed]
        return [seated[one] for one, fits in zip(gone, fitting, strict=True) if not fits]

    return found(1, waiting), found(2, twos)


def _fits(groups: Whole, lower: Whole, upper: Whole) -> bool:
    return bool(((lower <= groups) & (groups <= upper)).all(axis=1).any())


def _marks(program: Program, who: Places) -> Whole:
    """One row per candidate, one column per row of the program but the last."""
    marks: Whole = np.zeros((len(who), program.none + 1), np.int64)
    for family in program.families:
        marks[np.arange(len(who)), family[who]] += 1
    marks[:, 0] = 1
    return np.delete(marks, program.none, axis=1)
