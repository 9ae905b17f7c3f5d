"""Who takes a seat that becomes free, so that every limit is kept."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from registration.panel.call import Asked, Call, asked
from registration.panel.merit import Outcome, Status, solve
from registration.panel.program import Places
from registration.panel.relaxation import NEVER, Clock, TimeIsUp

_FIRST_LOOK = 2000
Mask = NDArray[np.bool_]
Ticket = Callable[[int], bytes]


@dataclass(frozen=True)
class Exchange:
    """`asked_back` lose an offer that they have not accepted, `added` get one; in order of ids."""

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
    ticket: Ticket = cache(lambda place: call.call.tickets(np.array([place]))[0])
    for one in seated:
        rows = [int(family[one]) for family in program.families]
        free = room.copy()
        free[rows] = True
        wanted = [(f, row) for f, row in enumerate(rows) if row != program.none and there[row] == program.lower[row]]
        place = _best(call, waiting, free, wanted, ticket)
        found[call.call.ids[one]] = None if place is None else call.call.ids[place]
    return found


def _best(call: Asked, waiting: Places, free: Mask, wanted: list[tuple[int, int]], ticket: Ticket) -> int | None:
    """Of those who wait, by falling score, the first who counts in free rows only and in all that are wanted."""
    score = call.whole.score
    for part in _parts(len(waiting)):
        fits = _fitting(call, waiting[part], free, wanted)
        if len(fits):
            best = score[fits[0]]
            first, last = np.searchsorted(-score[waiting], [-best, -best + 1])
            equals = _fitting(call, waiting[first:last], free, wanted)
            return min(map(int, equals), key=ticket)
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


def exchange(call: Call, offered: Collection[str], clock: Clock = NEVER) -> Exchange | None:
    """The smallest exchange after which every limit is kept: everybody who must have a seat keeps it but some of those
    `offered` one. Of equally small ones that with the highest scores, after a lottery the first by tickets. None if
    there is none.

    Raises TimeIsUp where it is not proven, SolverFailed.
    """
    must = {one: reason for one, reason in call.must.items() if one not in offered}
    least = call.score.min() if call.threshold is None else call.threshold
    below = {call.ids[place] for place in np.flatnonzero(call.score < least)} - call.must.keys()
    out = {**call.left_out, **dict.fromkeys(below, "below")}
    weight = (int(call.counted.max()) - int(call.counted.min()) + 1) * call.seats
    score = call.counted.copy()
    score[call.places(offered)] += weight
    weighed = replace(call, score=score, must=must, left_out=out, policy="merit", threshold=None)
    outcome = _solved(asked(weighed), clock)
    if outcome is None:
        return None
    now = set(outcome)
    return Exchange(tuple(sorted(set(offered) - now)), tuple(sorted(now - call.must.keys())))


def _solved(call: Asked, clock: Clock) -> list[str] | None:
    outcome: Outcome = solve(call.program, call.tickets, clock)
    if outcome.status in (Status.BOUNDED, Status.UNDECIDED):
        raise TimeIsUp
    return call.ids(outcome.selected) if outcome.status == Status.PROVEN else None
