"""Expected counts made a list of panels, every number of which is as likely: exactly, or as nearly as is told."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, inf, lcm

import numpy as np

from registration.lottery.call import Panels, Whole
from registration.lottery.ceilings import Box, Ceiling
from registration.lottery.mixing import Mixture, mix
from registration.lottery.peeling import Entry, Peeler, Rest, Search, dive
from registration.lottery.solver import Compact, Effort, Linear, OutOfEffort, Real

_LEAST_DEALT, _MOST_DEALT = 100, 5_000
"""Of numbers to which chances are rounded where they may be any: few, for which panels are found soon."""
_LEAST_NUMBERS = 1_000
"""A list is at least as long as those of Flanigan et al. (Nature 596, 2021), and so has more than a few panels."""
_ENOUGH_NUMBERS = 10**9
_TRIES = 8
_AGAIN, _PUT_BACK = 6, 2
"""How often panels are peeled, and of as many numbers, at least, as what is left has, some are put back."""
_AT_ONCE = 6
"""Programs per type: where panels are hard to find, there is better use of time than to take these apart."""
_SPARED = 1e-6
"""Of each panel's part: more than what is wrong with parts in floating point."""
_NODES = 400
_NOTHING = 1e-9
_TIGHT = 1e-8
_MOST_UNKNOWNS = 256
_MOST_DRAWN = 2**256
"""More numbers than a SHA-256 can name cannot be drawn from."""


def whole(panels: Panels, expected: Sequence[Fraction], lowest: Fraction, effort: Effort) -> Rest:
    """The expected counts [types] times as many numbers as make them whole.

    If that is too many: rounded, with nobody below `lowest`, the smallest chance. Raises OutOfEffort if that fails.
    """
    common = lcm(*(count.denominator for count in expected))
    if common <= _MOST_DRAWN:
        numbers = common * -(-_LEAST_NUMBERS // common)
        exact = [int(count * numbers) for count in expected]
        return Rest(np.array(exact, np.int64 if numbers <= _most_numbers(panels) else object), numbers)
    numbers = lowest.denominator * -(-_ENOUGH_NUMBERS // lowest.denominator)
    if numbers > _most_numbers(panels):
        raise OutOfEffort
    return rounded(panels, expected, numbers, effort)


def _most_numbers(panels: Panels) -> int:
    """So that what is counted over all of them is a whole number of 64 bits."""
    return 2**61 // max(1, int(panels.upper.max()))


def evenest(panels: Panels, sizes: Whole, least: Sequence[Fraction], lowest: Fraction, effort: Effort) -> Rest:
    """Counts of which each is at least its `least`, a multiple of `lowest`, and the largest chance as small as can be
    before it is rounded to so many numbers; of such counts those with room for panels to differ. Raises OutOfEffort if
    that fails.
    """
    low = np.array([float(count) for count in least])
    counts = Compact(panels, sizes, effort).evenest(low)
    if counts is None or lowest.denominator > _ENOUGH_NUMBERS:
        raise OutOfEffort
    largest = (counts / np.maximum(sizes, 1)).max()
    most = np.maximum(counts, np.minimum(largest * sizes, panels.most))
    return _with_room(panels, least, lowest, most, effort)


def roomy(panels: Panels, least: Sequence[Fraction], lowest: Fraction, effort: Effort) -> Rest:
    """As `evenest`, but the largest chance may be any. Raises OutOfEffort too where `lowest` needs more numbers than
    are dealt out.
    """
    if lowest.denominator > _MOST_DEALT:
        raise OutOfEffort
    return _with_room(panels, least, lowest, panels.most, effort)


def _with_room(panels: Panels, least: Sequence[Fraction], lowest: Fraction, most: Whole | Real, effort: Effort) -> Rest:
    """Counts within these limits of which quotas are a seat from their limits where they can be. Raises OutOfEffort if
    there are none.
    """
    wide = _widened(panels)
    linear = Linear(wide, effort)
    linear.weigh((np.arange(wide.types) >= panels.types).astype(float))
    low, rooms = np.zeros(wide.types), wide.most[panels.types :]
    low[: panels.types] = [float(count) for count in least]
    linear.limit(low, np.concatenate([most, rooms]))
    answer = linear.run()
    if answer is None:
        raise OutOfEffort
    inside = np.minimum(answer.columns[: panels.types], panels.most).tolist()
    expected = [max(count, Fraction(found)) for count, found in zip(least, inside, strict=True)]
    return rounded(panels, expected, lowest.denominator * -(-_LEAST_DEALT // lowest.denominator), effort)


def _widened(panels: Panels) -> Panels:
    """Beside the types a column for each limit of a quota: by how much of a seat it is not reached."""
    there = np.minimum(panels.matrix @ panels.most, panels.upper[0])
    low, high = (1 + np.flatnonzero(binds[1:]) for binds in (panels.lower > 0, panels.upper < there))
    limits = np.concatenate([low, high])
    room = np.diag(np.repeat([-1, 1], [len(low), len(high)]))
    none = np.zeros((len(panels.lower), len(limits)), np.int64)
    lower, upper = panels.lower[limits], panels.upper[limits]
    return Panels(
        np.block([[panels.matrix, none], [panels.matrix[limits], room]]),
        np.concatenate([panels.lower, lower]),
        np.concatenate([panels.upper, upper]),
        np.concatenate([panels.most, np.ones(len(limits), np.int64)]),
    )


def rounded(panels: Panels, expected: Sequence[Fraction], numbers: int, effort: Effort) -> Rest:
    """The expected counts times so many numbers, each rounded up or down. Raises OutOfEffort if that fails."""
    down = np.array([int(count * numbers) for count in expected], np.int64)
    broken = np.array([(count * numbers).denominator > 1 for count in expected], np.int64)
    return Rest(down + _added(panels, down, broken, numbers, effort), numbers)


def _added(panels: Panels, down: Whole, broken: Whole, numbers: int, effort: Effort) -> Whole:
    """Which counts to round up so that sums stay within so many times the limits."""
    linear = Linear(panels, effort)
    sums = panels.matrix @ down
    linear.limit_rows(numbers * panels.lower - sums, numbers * panels.upper - sums)
    added = dive(linear, Box(np.zeros_like(broken), broken), _NODES)
    if added is None:
        raise OutOfEffort
    return added


def peeled(search: Search, expected: Rest) -> list[Entry] | None:
    """Panels that sum to what is expected, if they are found at once."""
    entries, left = _peeled(search, expected, _AT_ONCE * search.panels.types)
    each = -(-_LEAST_NUMBERS // expected.numbers)
    return None if left.numbers else _merged([(times * each, panel) for times, panel in entries])


def _peeled(search: Search, expected: Rest, programs: float = inf) -> tuple[list[Entry], Rest]:
    """Panels, and what is left: where nothing can be peeled any more, some are put back, and others are peeled."""
    peeler, last = Peeler(search), search.effort.spent + programs
    entries, left = peeler.peel(expected, 0, programs)
    chance = np.random.default_rng(search.panels.types)
    for whim in range(1, _AGAIN):
        if not 0 < 4 * left.numbers < expected.numbers or search.effort.spent >= last:
            break
        order = chance.permutation(len(entries))
        back = np.cumsum([entries[at][0] for at in order]) < _PUT_BACK * left.numbers
        kept = [entries[at] for at in order[np.count_nonzero(back) + whim :]]
        others, rest = peeler.peel(expected.without(kept), whim, last - search.effort.spent)
        if rest.numbers <= left.numbers:
            entries, left = kept + others, rest
    return entries, left


def apart(search: Search, expected: Rest) -> list[Entry] | Ceiling:
    """Panels that sum to what is expected, or a ceiling that excludes them; raises NoPanel, OutOfEffort.

    Peeled; where nothing can be peeled any more, a mixture of the panels known until then takes away most of it, and
    what is left is peeled again. If that does not end, the mixture itself, with parts in fractions; if there are none
    near those in floating point, rounded.
    """
    rest, begun = expected, list[Entry]()
    first: Mixture | None = None
    for _ in range(_TRIES):
        entries, left = _peeled(search, rest)
        if not left.numbers:
            return _merged([*begun, *entries])
        answer = mix(search, rest.shares)
        if isinstance(answer, Ceiling):
            if first is None:
                return answer
            break
        first = first or answer
        taken = _most_of(answer, rest.numbers)
        begun += taken
        rest = rest.without(taken)
        if (rest.counts < 0).any():
            break
    if first is None:
        raise OutOfEffort
    return exactly(first, expected) or nearly(first)


def exactly(mixture: Mixture, expected: Rest) -> list[Entry] | None:
    """The mixture's panels as often as sums to a multiple of what is expected; None if that is impossible.

    The numbers may be many: they are a determinant.
    """
    used = [panel for panel, part in zip(mixture.panels, mixture.parts, strict=True) if part > _NOTHING]
    return _as_often(used, np.array(used).T, expected.counts)


def _as_often(used: Sequence[Whole], matrix: Whole, right: Whole) -> list[Entry] | None:
    if not 0 < len(used) <= _MOST_UNKNOWNS:
        return None
    solved = solution(matrix, right)
    if solved is None or min(solved[0]) < 0:
        return None
    times, over = solved
    unit = gcd(over, *times)
    if sum(times) // unit > _MOST_DRAWN:
        return None
    return [(often // unit, panel) for often, panel in zip(times, used, strict=True) if often]


def reaching(mixture: Mixture, wanted: Sequence[Fraction]) -> list[Entry] | None:
    """As `exactly`, where sums may be more than what is wanted: exact are those that are not more, up to tolerances."""
    used = [panel for panel, part in zip(mixture.panels, mixture.parts, strict=True) if part > _NOTHING]
    sums = mixture.parts @ np.array(mixture.panels) / mixture.parts.sum()
    tight = [int(kind) for kind in np.flatnonzero(np.abs(sums - np.array(wanted, float)) < _TIGHT)]
    numbers = lcm(*(count.denominator for count in wanted))
    right = [numbers, *(int(wanted[kind] * numbers) for kind in tight)]
    matrix = np.vstack([np.ones(len(used), np.int64), np.array(used).T[tight]])
    return _as_often(used, matrix, np.array(right, object))


def solution(matrix: Whole, right: Whole) -> tuple[list[int], int] | None:
    """Whole x and over > 0 with matrix·x = over·right; None if there is not exactly one x for each over.

    Elimination in whole numbers (Bareiss), whose divisions leave no remainder.
    """
    system = np.column_stack([matrix, right]).astype(object)
    last = 1
    for at in range(matrix.shape[1]):
        there = np.flatnonzero(system[at:, at])
        if not len(there):
            return None
        system[[at, at + there[0]]] = system[[at + there[0], at]]
        pivot, row = system[at, at], system[at].copy()
        system = (pivot * system - np.outer(system[:, at], row)) // last
        system[at] = row
        last = pivot
    unknowns = matrix.shape[1]
    if system[unknowns:, -1].any():
        return None
    sign = 1 if last > 0 else -1
    return [int(sign * value) for value in system[:unknowns, -1]], int(sign * last)


def nearly(mixture: Mixture) -> list[Entry]:
    """The parts as so many of 10⁹ numbers, largest remainders first."""
    share = mixture.parts / mixture.parts.sum() * _ENOUGH_NUMBERS
    times = np.floor(share).astype(np.int64)
    rest = np.argsort(times - share, kind="stable")[: _ENOUGH_NUMBERS - int(times.sum())]
    times[rest] += 1
    return [(int(often), panel) for often, panel in zip(times, mixture.panels, strict=True) if often]


def _most_of(mixture: Mixture, numbers: int) -> list[Entry]:
    """The parts as so many of the numbers, and something left of each; none of parts that may be but noise."""
    parts = np.where(mixture.parts > _NOTHING, mixture.parts / mixture.parts.sum(), 0.0)
    times = [int(part * (1 - _SPARED) * numbers) - 1 for part in parts]
    return [(often, panel) for often, panel in zip(times, mixture.panels, strict=True) if often > 0]


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    times: dict[bytes, int] = {}
    for often, panel in entries:
        times[panel.tobytes()] = times.get(panel.tobytes(), 0) + often
    return [(often, np.frombuffer(panel, np.int64)) for panel, often in times.items()]
