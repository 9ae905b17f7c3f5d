"""A lottery in which chances are as equal as the quotas allow, and what proves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

import numpy as np

from registration.lottery.call import Call, Panels, Whole
from registration.lottery.ceilings import Ceiling
from registration.lottery.exact import counted, exactly, nearly
from registration.lottery.leximin import Inexact, Level, levels
from registration.lottery.mixing import Mixture, Search, best_of, mix, start
from registration.lottery.peeling import Entry, Peeler
from registration.lottery.solver import Effort, OutOfEffort

EFFORT = 30_000
"""Programs solved before the best that is proven until then is told."""
_LEAST_NUMBERS = 1_000
"""A list is at least as long as those of Flanigan et al. (Nature 596, 2021), and so has more than a few panels."""
_MOST_NUMBERS = 10**12
_LONGER = (1, 2, 6, 30)
_WHIMS = 2

Verdict = Literal["leximin", "maximin", "bounded"]


@dataclass(frozen=True, eq=False)
class Lottery:
    """A numbered list of panels, one number of which is drawn, and the levels that say that no list is fairer.

    `entries` have ascending numbers: the first (times, counts [types]) has 1 … times, and so on; `chances` [types] are
    each person's, exactly, if a number is drawn uniformly and seats within a type are too. `ceilings` are what was
    proved of all panels beside the quotas; later ones, and those of `levels`, may rest on earlier ones.

    `value` is the smallest chance of those who can be on a panel at all, `bound` what no lottery exceeds. The verdict:
    `leximin`, every chance is that of its level; `maximin`, value and bound are equal; `bounded`, they are not, as the
    effort ran out. `levels` are exact in any case, as far as they go, and are what other machines find too.
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
        said = {type: level.chance for level in self.levels for type in level.types}
        return max((said[type] - self.chances[type] for type in said), default=Fraction(0))


def lottery(call: Call, effort: int = EFFORT) -> Lottery:
    """The fairest lottery (leximin) of the call's people who are not committed; raises NoPanel.

    One path: the levels over panels taken in part bound every lottery; their expected counts are taken apart into whole
    panels. Where they cannot be, a ceiling that excludes them joins the quotas, and the levels are sought again.
    """
    call = call.open
    work = Effort(effort)
    panels, ceilings = Panels.of(call), []
    search, found = Search(panels, [], work), list[Level]()
    try:
        while True:
            found = levels(panels, call.sizes, work)
            expected = _expected(call, found)
            answer = _apart(panels, search, expected)
            if not isinstance(answer, Ceiling):
                break
            ceilings.append(answer)
            panels = panels.below(answer.weights, answer.most)
    except (OutOfEffort, Inexact) as stopped:
        found = found or (stopped.found if isinstance(stopped, Inexact) else [])
        answer = _best(call, search, found)
    entries = tuple(sorted(answer, key=lambda entry: tuple(-entry[1])))
    return _told(call, entries, tuple(ceilings), tuple(found), work.spent)


def maximin(call: Call, effort: int = EFFORT) -> Level:
    """The first level above 0, alone: what no lottery's smallest chance exceeds; raises NoPanel, Inexact."""
    call = call.open
    return levels(Panels.of(call), call.sizes, Effort(effort), only=1)[-1]


def _expected(call: Call, found: Sequence[Level]) -> list[Fraction]:
    chance = {type: level.chance for level in found for type in level.types}
    return [chance.get(type, Fraction(0)) * int(size) for type, size in enumerate(call.sizes)]


def _apart(panels: Panels, search: Search, expected: Sequence[Fraction]) -> list[Entry] | Ceiling:
    common = lcm(*(count.denominator for count in expected))
    peeler = Peeler(panels, search.effort)
    least = common * -(-_LEAST_NUMBERS // common)
    for numbers, whim in ((least * longer, whim) for longer in _LONGER for whim in range(_WHIMS)):
        if numbers > _MOST_NUMBERS:
            break
        entries = peeler.peel(np.array([int(count * numbers) for count in expected], np.int64), numbers, whim)
        if entries is not None:
            return _merged(entries)
    answer = mix(search, expected)
    if isinstance(answer, Mixture):
        return exactly(answer, expected) or nearly(answer)
    return answer


def _best(call: Call, search: Search, found: Sequence[Level]) -> list[Entry]:
    """What the panels known until now give, when effort has run out."""
    start(Search(search.panels, search.found, Effort(1)))
    lowest = next((level.chance for level in found if level.chance), Fraction(1))
    dead = {type for level in found if not level.chance for type in level.types}
    wanted = [lowest * int(size) * (type not in dead) for type, size in enumerate(call.sizes)]
    return nearly(best_of(search, wanted))


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    times: dict[bytes, int] = {}
    for often, panel in entries:
        times[panel.tobytes()] = times.get(panel.tobytes(), 0) + often
    return [(often, np.frombuffer(panel, np.int64)) for panel, often in times.items()]


def _told(
    call: Call, entries: tuple[Entry, ...], ceilings: tuple[Ceiling, ...], found: tuple[Level, ...], programs: int
) -> Lottery:
    sums, numbers = counted(entries)
    chances = tuple(Fraction(int(count), numbers * int(size)) if size else Fraction(0) for count, size in zip(sums, call.sizes, strict=True))
    dead = {type for level in found if not level.chance for type in level.types}
    alive = [chance for type, chance in enumerate(chances) if call.sizes[type] and type not in dead]
    value = min(alive, default=Fraction(0))
    bound = next((level.chance for level in found if level.chance), Fraction(1))
    said = {type: level.chance for level in found for type in level.types}
    whole = all(chances[type] == said.get(type) for type in range(len(chances)) if call.sizes[type])
    verdict: Verdict = "leximin" if whole else "maximin" if value == bound else "bounded"
    return Lottery(call, entries, chances, ceilings, found, verdict, value, bound, programs)
