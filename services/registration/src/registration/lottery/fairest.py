"""A lottery in which chances are as equal as the quotas allow, and what proves it."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf
from typing import Literal

import numpy as np

from registration.lottery.arranging import arranged
from registration.lottery.call import Call, Panels
from registration.lottery.ceilings import Ceiling, Prices
from registration.lottery.leximin import Inexact, Level, Sharper, levels
from registration.lottery.mixing import best_of, cover, covering, mix
from registration.lottery.numbering import apart, evenest, nearly, peeled, reaching, roomy, whole
from registration.lottery.peeling import Entry, Search
from registration.lottery.solver import Effort, OutOfEffort, SolverFailed

EFFORT = 20_000
"""Programs solved before the best that is proven until then is told."""

_LAST_EFFORT, _LAST_OF_A_TYPE = 500, 2
"""Programs when effort has run out: some, and for each type, of whom a panel may have to be sought."""
_FIRST = 0.7
"""Of the time, for all chances; what is left is for the smallest alone, should that have been too little."""

Aim = Literal["leximin", "maximin"]
Verdict = Literal[Aim, "bounded"]


@dataclass(frozen=True, eq=False)
class Lottery:
    """A numbered list of panels, one number of which is drawn, and the levels that say that no list is fairer.

    The first of `entries` (times, counts [types]) has the numbers 1 … times, the next those that follow, and so on.
    `chances` [types] are each person's, exactly, if a number is drawn uniformly and seats within a type are too.
    `ceilings` were proved of all panels beside the quotas; each, and those of `levels`, may rest on those before it.

    `value` is the smallest chance of those who can be on a panel at all, `bound` what no lottery exceeds. The verdict:
    `leximin`, every chance is that of its level; `maximin`, value and bound are equal; `bounded`, they are not, as the
    effort ran out. Levels are exact in any case, as far as they go, and are what other machines find too. `before` are
    those that were known before the first ceiling without a proof.
    """

    call: Call
    entries: tuple[Entry, ...]
    chances: tuple[Fraction, ...]
    ceilings: tuple[Ceiling, ...]
    levels: tuple[Level, ...]
    verdict: Verdict
    value: Fraction
    bound: Fraction
    programs: int
    before: tuple[Level, ...] = ()

    @property
    def numbers(self) -> int:
        return sum(times for times, _ in self.entries)

    @property
    def proven(self) -> bool:
        """Every ceiling has a proof that needs no solver."""
        return all(one.proof is not None for one in (*self.ceilings, *(level.ceiling for level in self.levels)))

    @property
    def loss(self) -> Fraction:
        """What the list takes at most from anybody's chance as the levels say it."""
        said = _said(self.levels)
        return max((said[kind] - self.chances[kind] for kind in said), default=Fraction(0))


def lottery(call: Call, effort: int = EFFORT, until: float = inf, aim: Aim = "leximin", finish: bool = True) -> Lottery:
    """The fairest lottery (leximin), or one whose smallest chance is as large as can be (maximin).

    Of the latter one whose largest chance is small too: that is cheap, and nothing is promised of it.

    The levels over panels taken in part bound every lottery; their expected counts are taken apart into whole panels.
    Where they cannot be, a ceiling that excludes them joins the quotas, and the levels are sought again. If effort or
    time (`until`, as `Effort` has it) runs out, it is the fairest list of the panels found until then, and if it is to
    `finish` of those found with a last effort too; it may have no panel.
    Raises NoPanel, SolverFailed.
    """
    now = time.monotonic()
    work = Effort(effort, until=now + _FIRST * (until - now))
    search, ceilings, found = Search(Panels.of(call), work), list[Ceiling](), list[Level]()
    before: tuple[Level, ...] = ()
    if not len(call.sizes):
        return _alone(call)
    try:
        while True:
            answer = _once(call, search, found, aim)
            if not isinstance(answer, Ceiling):
                break
            if answer.proof is None and not before:
                before = tuple(found)
            first = not ceilings
            search = _within(search, [answer], ceilings)
            if first:
                search = _within(search, covering(search), ceilings)
    except (OutOfEffort, Inexact, SolverFailed):
        found += _shared(call, found)
        work.left, work.until = _LAST_EFFORT + _LAST_OF_A_TYPE * len(call.sizes) if finish else 0, until
        answer = _best(call, search, found)
    entries = tuple(sorted(answer, key=lambda entry: tuple(-entry[1])))
    chances = _chances(call, entries)
    value, bound, verdict = judged(call, chances, found)
    return Lottery(call, entries, chances, tuple(ceilings), tuple(found), verdict, value, bound, work.spent, before)


def _alone(call: Call) -> Lottery:
    """Nobody draws, and no seat is left: one panel, of nobody."""
    return Lottery(call, ((1, np.zeros(0, np.int64)),), (), (), (), "leximin", Fraction(0), Fraction(0), 0)


def maximin(call: Call, effort: int = EFFORT) -> Level | None:
    """The first level above 0, alone: what no lottery's smallest chance exceeds; None if nobody is drawn.

    Raises NoPanel, and Inexact, OutOfEffort, SolverFailed where it is not proved.
    """
    _, found = _first_levels(call, Effort(effort))
    return found[-1] if found and found[-1].chance else None


def smallest_chance(call: Call, until: float = inf) -> Fraction | None:
    """The smallest chance that a lottery can have, without its list; None where that takes a list, or is not proved.

    Raises NoPanel.
    """
    work = Effort(EFFORT, until=until)
    with suppress(Inexact, OutOfEffort, SolverFailed):
        panels, found = _first_levels(call, work)
        if found and (chance := found[-1].chance):
            expected = roomy(panels, _wanted(call, found), chance, work)
            return chance if arranged(panels, expected, work) else None
    return None


def _first_levels(call: Call, effort: Effort) -> tuple[Panels, list[Level]]:
    """The levels up to the first above 0, and the panels with what was proved of them on the way."""
    panels = Panels.of(call)
    while True:
        found: list[Level] = []
        try:
            for level in levels(panels, call.sizes, effort):
                found.append(level)
                if level.chance:
                    break
        except Sharper as sharper:
            panels = panels.below(sharper.ceiling.weights.astype(np.int64), sharper.ceiling.most)
        else:
            return panels, found


def _within(search: Search, found: Sequence[Ceiling], ceilings: list[Ceiling]) -> Search:
    """The search among panels that these ceilings, which join the others, leave."""
    ceilings += found
    panels = search.panels
    for one in found:
        panels = panels.below(one.weights.astype(np.int64), one.most)
    return replace(search, panels=panels)


def _once(call: Call, search: Search, found: list[Level], aim: Aim) -> list[Entry] | Ceiling:
    """Levels, into `found`, and their panels."""
    found.clear()
    try:
        for level in levels(search.panels, call.sizes, search.effort):
            found.append(level)
            if level.chance and aim == "maximin":
                break
    except Sharper as found_out:
        return found_out.ceiling
    said, lowest, wanted = _said(found), _lowest(found), _wanted(call, found)
    if len(said) < np.count_nonzero(call.sizes):
        return _evened(call, search, wanted, lowest) or _as_wanted(search, wanted)
    expected = [said.get(kind, Fraction(0)) * int(size) for kind, size in enumerate(call.sizes)]
    return apart(search, whole(search.panels, expected, lowest, search.effort))


def _evened(call: Call, search: Search, wanted: Sequence[Fraction], lowest: Fraction) -> list[Entry] | None:
    """Panels that reach what is wanted and whose largest chance is small, if they are found at once."""
    with suppress(OutOfEffort):
        return peeled(search, evenest(search.panels, call.sizes, wanted, lowest, search.effort))
    return None


def _as_wanted(search: Search, wanted: Sequence[Fraction]) -> list[Entry] | Ceiling:
    """Panels that reach what is wanted, or a ceiling that excludes it."""
    answer = mix(search, wanted)
    return answer if isinstance(answer, Ceiling) else reaching(answer, wanted) or nearly(answer)


def _wanted(call: Call, found: Sequence[Level]) -> list[Fraction]:
    """The smallest chance for everybody who can have one, as counts [types]."""
    dead, lowest = _dead(found), _lowest(found)
    return [lowest * int(size) * (kind not in dead) for kind, size in enumerate(call.sizes)]


def _best(call: Call, search: Search, found: Sequence[Level]) -> list[Entry]:
    """When effort has run out: the largest smallest chance of whoever is on a panel that is known, over these panels
    and those that a last bit of effort finds; no panel where none was found.
    """
    with suppress(OutOfEffort):
        cover(search)
    if not search.found:
        return []
    there = np.any(search.found, axis=0)
    wanted = [count * bool(seated) for count, seated in zip(_wanted(call, found), there, strict=True)]
    with suppress(OutOfEffort):
        mix(search, wanted)
    mixture = best_of(search, wanted)
    return reaching(mixture, wanted) or nearly(mixture)


def _shared(call: Call, found: Sequence[Level]) -> list[Level]:
    """Where nothing better is proved, what needs no solver: seats are shared by all who may have one."""
    dead = _dead(found)
    alive = [kind for kind, size in enumerate(call.sizes) if size and kind not in dead]
    if not alive or any(level.chance for level in found):
        return []
    weights, prices = np.zeros(len(call.sizes), np.int64), np.zeros(1 + len(call.lower), np.int64)
    weights[alive] = prices[0] = 1
    chance = Fraction(call.seats, int(call.sizes[alive].sum()))
    return [Level(chance, tuple(alive), Ceiling(weights, call.seats, Prices(prices, 1)))]


def _said(found: Sequence[Level]) -> dict[int, Fraction]:
    return {kind: level.chance for level in found for kind in level.types}


def _dead(found: Sequence[Level]) -> set[int]:
    return {kind for level in found if not level.chance for kind in level.types}


def _lowest(found: Sequence[Level]) -> Fraction:
    """What no lottery's smallest chance exceeds."""
    return next((level.chance for level in found if level.chance), Fraction(1))


def judged(call: Call, chances: Sequence[Fraction], found: Sequence[Level]) -> tuple[Fraction, Fraction, Verdict]:
    """Value, bound and verdict of these chances, if these levels hold."""
    there = [kind for kind, size in enumerate(call.sizes) if size]
    said, dead = _said(found), _dead(found)
    alive = [kind for kind in there if kind not in dead]
    value = min((chances[kind] for kind in alive), default=Fraction(0))
    bound = _lowest(found) if alive else Fraction(0)
    if all(chances[kind] == said.get(kind) for kind in there):
        return value, bound, "leximin"
    return value, bound, "maximin" if value == bound else "bounded"


def _chances(call: Call, entries: Sequence[Entry]) -> tuple[Fraction, ...]:
    numbers = sum(times for times, _ in entries)
    sums = sum((times * panel.astype(object) for times, panel in entries), np.zeros(len(call.sizes), object))
    return tuple(
        Fraction(int(n), numbers * int(size)) if n else Fraction(0) for n, size in zip(sums, call.sizes, strict=True)
    )
