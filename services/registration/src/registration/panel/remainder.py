"""What the root's prices leave open of a program, in order of ids."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from registration.panel.program import SEATS, Places, Prices, Program, Whole

OUT, OPEN, IN = -1, 0, 1
State = np.ndarray[tuple[int], np.dtype[np.int8]]
Tickets = Callable[[Places], list[bytes]]


@dataclass(frozen=True)
class Remainder:
    """`who` may still be in or out, `settled` are in. `program` is over `who`, with what `settled` leave of rows.

    `labels`: for each of its rows the row of the whole program. `first`: the order of tickets. `line`: alike after
    alike (who count in the same rows), each by score, then ticket, with the `starts` of each group: of those alike
    nobody has a seat before those ahead of her, for the two could be exchanged.
    """

    who: Places
    settled: Places
    value: int
    program: Program
    labels: Places
    first: Places
    line: Places
    starts: Places

    def drawn(self, state: State) -> State | None:
        """With what follows from those alike; None if it contradicts itself."""
        if not len(state):
            return state
        ordered, place = state[self.line], np.arange(len(state))
        last_in = np.maximum.reduceat(np.where(ordered == IN, place, -1), self.starts)
        first_out = np.minimum.reduceat(np.where(ordered == OUT, place, len(state)), self.starts)
        if (last_in >= first_out).any():
            return None
        sizes = np.diff(np.append(self.starts, len(state)))
        ordered = np.where(place <= np.repeat(last_in, sizes), IN, ordered)
        ordered = np.where(place >= np.repeat(first_out, sizes), OUT, ordered)
        drawn = np.empty_like(state)
        drawn[self.line] = ordered
        return drawn

    def bound(self, prices: Prices, left: Whole, state: State) -> int:
        """No selection that agrees with these decisions has a greater value, `settled` not counted, in 1 / UNIT."""
        taken = (state == IN) | ((state == OPEN) & (left > 0))
        return prices.of_rows(self.program.lower, self.program.upper) + int(left[taken].sum())


def remainder(program: Program, left: Whole, spare: int, tickets: Tickets) -> Remainder:
    """What a selection that stays within `spare` of the bound is still free to choose.

    Who has more left than that is in it, who has less than nothing by more is not.
    """
    settled, who = np.flatnonzero(left > spare), np.flatnonzero(np.abs(left) <= spare)
    lower, upper = program.lower - program.counts(settled), program.upper - program.counts(settled)
    rows = np.stack([who * 0, *(family[who] for family in program.families)], axis=1)
    rank = np.empty(len(who), np.intp)
    rank[_sorted(tickets(who))] = np.arange(len(who))
    line, starts = _lined_up(rows, program.score[who], rank)
    stays = _cut(line, starts, np.minimum(upper[rows].min(axis=1), upper[SEATS]))
    who, rank = who[stays], rank[stays]
    line, starts = _lined_up(rows[stays], program.score[who], rank)
    part, labels = _part(program, who, lower, upper)
    return Remainder(who, settled, program.value(settled), part, labels, np.argsort(rank, kind="stable"), line, starts)


def _sorted(tickets: list[bytes]) -> Places:
    return np.array(sorted(range(len(tickets)), key=tickets.__getitem__), np.intp)


def _lined_up(rows: Places, score: Whole, rank: Places) -> tuple[Places, Places]:
    """Those alike beside one another, the best first, and where each group starts."""
    if not len(rows):
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    line = np.lexsort((rank, -score, *rows.T))
    fresh = (np.diff(rows[line], axis=0) != 0).any(axis=1)
    return line, np.flatnonzero(np.append(True, fresh))


def _cut(line: Places, starts: Places, most: Whole) -> Places:
    """Without those behind as many alike as there can be seats for."""
    behind = np.arange(len(line)) - np.repeat(starts, np.diff(np.append(starts, len(line))))
    return np.sort(line[behind < most[line]])


def _part(program: Program, who: Places, lower: Whole, upper: Whole) -> tuple[Program, Places]:
    """The program over some of its candidates, without rows that cannot matter to them."""
    there = program.counts(who)
    kept = (there > 0) | (lower > 0) | (upper < 0)
    kept[[SEATS, program.none]] = True
    labels = np.flatnonzero(kept)
    place = np.zeros(len(kept), np.int32)
    place[labels] = np.arange(len(labels))
    families = tuple(place[family[who]] for family in program.families)
    return Program(program.score[who], families, lower[labels], upper[labels]), labels
