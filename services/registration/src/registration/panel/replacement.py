"""Who takes a seat that becomes free, so that every limit is kept."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from registration.panel.call import Asked, asked
from registration.panel.merit import Outcome, Status, solve
from registration.panel.program import Places
from registration.panel.relaxation import NEVER, Clock, TimeIsUp

_FIRST_LOOK = 2000
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Exchange:
    """Whoever drops out is not `kept`. `asked_back` lose an offer that they have not accepted, `added` get one."""

    asked_back: tuple[str, ...]
    added: tuple[str, ...]


def substitutes(call: Asked, selected: Places) -> dict[str, str | None]:
    """For everybody who has a seat the best who could take hers: the highest score, of equals the first by ticket.

    After a lottery all are equals. None if nobody alone can.
    """
    program = call.whole
    seated = np.sort(np.concatenate([call.must, call.free[selected]]))
    waits = np.zeros(len(program.score), bool)
    waits[call.free] = True
    waits[seated] = False
    waiting = np.flatnonzero(waits)
    waiting = waiting[np.argsort(-program.score[waiting], kind="stable")]
    there = program.counts(seated)
    room = there < program.upper
    room[0] = True
    found: dict[str, str | None] = {}
    for one in seated:
        rows = [int(family[one]) for family in program.families]
        free = room.copy()
        free[rows] = True
        wanted = [(f, row) for f, row in enumerate(rows) if row != program.none and there[row] == program.lower[row]]
        place = _best(call, waiting, free, wanted)
        found[call.call.ids[one]] = None if place is None else call.call.ids[place]
    return found


def _best(call: Asked, waiting: Places, free: Mask, wanted: list[tuple[int, int]]) -> int | None:
    """Of those who wait, by falling score, the first who counts in free rows only and in all that are wanted."""
    score = call.whole.score
    for part in _parts(len(waiting)):
        fits = _fitting(call, waiting[part], free, wanted)
        if len(fits):
            best = score[fits[0]]
            first, last = np.searchsorted(-score[waiting], [-best, -best + 1])
            equals = _fitting(call, waiting[first:last], free, wanted)
            return int(min(equals, key=lambda place: call.call.tickets(np.array([place]))[0]))
    return None


def _parts(number: int) -> Iterator[slice]:
    start = 0
    while start < number:
        stop = max(_FIRST_LOOK, 8 * start)
        yield slice(start, stop)
        start = stop


def _fitting(call: Asked, who: Places, free: Mask, wanted: list[tuple[int, int]]) -> Places:
    for place, family in enumerate(call.whole.families):
        rows = family[who]
        fits = free[rows]
        for at, row in wanted:
            if at == place:
                fits = fits & (rows == row)
        who = who[fits]
    return who


def exchange(
    call: Asked, selected: Places, confirmed: Collection[str], gone: Collection[str], clock: Clock = NEVER
) -> Exchange | None:
    """The smallest exchange after which every limit is kept and everybody confirmed has her seat; of those the one with
    the highest scores, after a lottery the first by tickets. None if there is none.

    `confirmed` are of those selected, `gone` drop out. Raises TimeIsUp where it is not proven, SolverFailed.
    """
    had = set(call.ids(selected))
    staying = had - set(gone)
    old = call.call
    must = {
        **{one: reason for one, reason in old.must.items() if one in staying},
        **dict.fromkeys(confirmed, "confirmed"),
    }
    below = {one for place, one in enumerate(old.ids) if old.threshold is not None and old.score[place] < old.threshold}
    out = {**old.left_out, **dict.fromkeys(below - old.must.keys(), "below"), **dict.fromkeys(gone, "gone")}
    weight = (int(old.counted.max()) - int(old.counted.min()) + 1) * old.seats
    score = old.counted.copy()
    score[old.places(staying)] += weight
    weighed = replace(old, score=score, must=must, left_out=out, policy="merit", threshold=None)
    outcome = _solved(asked(weighed), clock)
    if outcome is None:
        return None
    now = set(outcome)
    return Exchange(tuple(sorted(staying - now)), tuple(sorted(now - had)))


def _solved(call: Asked, clock: Clock) -> list[str] | None:
    outcome: Outcome = solve(call.program, call.tickets, clock)
    if outcome.status in (Status.BOUNDED, Status.UNDECIDED):
        raise TimeIsUp
    return call.ids(outcome.selected) if outcome.status == Status.PROVEN else None
