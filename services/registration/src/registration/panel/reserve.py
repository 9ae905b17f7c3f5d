"""Who stands behind a selection, and whose seats they can fill so that every limit is kept."""

from collections.abc import Iterable
from contextlib import suppress
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


Groups = list[list[int]] | Literal["all"]


class _Watched(verifier.Reserve):
    """Raises TimeIsUp."""

    clock = NEVER

    def fills(self, gone: Iterable[tuple[int, ...]]) -> bool:
        self.clock.left()
        return super().fills(gone)


def unfillable(asked: Asked, selected: Places, reserve: Places, clock: Clock = NEVER) -> tuple[Groups, Groups | None]:
    """Of those who have a seat, whoever cannot be replaced from the reserve if she drops out; and all such pairs.

    Places in the call, in order; or all, as where nobody is in reserve. None for pairs where time was up.
    """
    seated = np.sort(np.concatenate([asked.must, asked.free[selected]]))
    counts = asked.whole.counts(seated)
    lower, upper = ((limits[:-1] - counts[:-1]).tolist() for limits in (asked.whole.lower, asked.whole.upper))
    people = list(zip(seated.tolist(), _rows(asked.whole, seated), strict=True))
    waiting = _rows(asked.whole, asked.free[reserve])
    alone: Groups = verifier.Reserve(lower, upper, waiting, 1).unfillable(people)
    pairs = _Watched(lower, upper, waiting, 2)
    pairs.clock = clock
    with suppress(TimeIsUp):
        return alone, pairs.unfillable(people)
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
