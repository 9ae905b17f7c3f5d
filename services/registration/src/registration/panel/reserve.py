"""Who stands behind a selection, and whose seats they can fill so that every limit is kept."""

from contextlib import suppress
from itertools import combinations
from math import comb
from typing import Literal

import numpy as np

from registration.panel import verify_selection as verifier
from registration.panel.call import Asked
from registration.panel.program import Places, Program, Whole
from registration.panel.relaxation import NEVER, Clock, TimeIsUp


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
_AT_ONCE = 10_000
"""Pairs that are looked at before anybody looks at the clock: those of 140 seats take a moment."""


def unfillable(asked: Asked, selected: Places, reserve: Places, clock: Clock = NEVER) -> tuple[Groups, Groups | None]:
    """Of those who have a seat, whoever cannot be replaced from the reserve if she drops out; and all such pairs.

    Places in the call, in order; or all, as where nobody is in reserve. None for pairs where time was up.
    """
    seated = np.sort(np.concatenate([asked.must, asked.free[selected]]))
    counts = asked.whole.counts(seated)
    lower, upper = (limits[:-1] - counts[:-1] for limits in (asked.whole.lower, asked.whole.upper))
    rows, waiting = _rows(asked.whole, seated), _rows(asked.whole, asked.free[reserve])

    def found(gone: int) -> Groups:
        ready = verifier.Reserve(lower.tolist(), upper.tolist(), waiting, gone)
        kinds = [ready.kind(one) for one in rows]
        empty: list[Places] = []
        for number, group in enumerate(combinations(range(len(seated)), gone)):
            if gone > 1 and number % _AT_ONCE == _AT_ONCE - 1:
                clock.left()
            if not ready.fills(kinds[one] for one in group):
                empty.append(seated[list(group)])
        return "all" if 0 < len(empty) == comb(len(seated), gone) else empty

    alone = found(1)
    with suppress(TimeIsUp):
        return alone, found(2)
    return alone, None


def _rows(program: Program, who: Places) -> list[tuple[int, ...]]:
    """In which each counts."""
    return [tuple(np.flatnonzero(marks).tolist()) for marks in marked(program, who)]


def marked(program: Program, who: Places) -> Whole:
    """One row per candidate, one column per row of the program but the last: 1 where she counts."""
    marks: Whole = np.zeros((len(who), program.none + 1), np.int64)
    for family in program.families:
        marks[np.arange(len(who)), family[who]] += 1
    marks[:, 0] = 1
    return np.delete(marks, program.none, axis=1)
