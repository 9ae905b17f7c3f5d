"""Whether a lottery's certificate holds: no solver, no floating point, standard library only.

The argument. A ceiling says that no panel weighs more than `most`, its people's weights added. So in every lottery the
expected weight, Σ weight · people · chance over the types, is at most that. A level names one chance z for its types:
with the chances of the types before it, not all of them and those above can have more than z. So by and by: whoever
makes a lottery whose chances are as equal as can be finds these chances. The list of panels gives them.

A ceiling is proved by prices of the rows (seats, quotas, earlier ceilings): the weight of a panel is what its rows
cost, which their limits bound, and what is left of each type's weight, at most for all its people, at least for none;
whole weights add up to a whole number. Or by two cases, at most so many of a type or more, each proved in the same way.
"""

from fractions import Fraction
from typing import Any

Json = Any
Row = tuple[dict[int, int], int, int]
"""Coefficients by type, least and most."""


def fault(certificate: Json) -> str | None:
    """The first thing that does not hold; None if all does."""
    try:
        _check(certificate)
    except _Fault as found:
        return str(found)
    except (KeyError, IndexError, TypeError, ValueError, ZeroDivisionError) as broken:
        return f"the certificate cannot be read: {broken!r}"
    return None


class _Fault(Exception):
    pass


def _holds(claim: bool, words: str) -> None:
    if not claim:
        raise _Fault(words)


def _check(told: Json) -> None:
    sizes = told["sizes"]
    rows = _rows(told)
    chances = _chances(told, rows)
    _holds(told["chances"] == [str(chance) for chance in chances], "the chances are not those of the list")
    _ceilings(told["ceilings"], rows, _most(told))
    said = _levels(told, sizes)
    there = [kind for kind, size in enumerate(sizes) if size]
    dead = {kind for kind, chance in said.items() if chance == 0}
    alive = [kind for kind in there if kind not in dead]
    value = min((chances[kind] for kind in alive), default=Fraction(0))
    bound = min((chance for chance in said.values() if chance > 0), default=Fraction(bool(alive)))
    equal = all(said.get(kind) == chances[kind] for kind in there)
    verdict = "leximin" if equal else "maximin" if value == bound else "bounded"
    _holds(value == Fraction(told["value"]), f"the smallest chance is {value}")
    _holds(bound == Fraction(told["bound"]), f"the bound that is proved is {bound}")
    _holds(verdict == told["verdict"], f"what is proved is: {verdict}")


def _most(told: Json) -> list[int]:
    return [min(size, told["seats"]) for size in told["sizes"]]


def _rows(told: Json) -> list[Row]:
    """The seats and the quotas."""
    most = _most(told)
    rows: list[Row] = [(dict.fromkeys(range(len(most)), 1), told["seats"], told["seats"])]
    for quota in told["quotas"]:
        there = min(sum(most[kind] for kind in quota["types"]), told["seats"])
        rows.append((dict.fromkeys(quota["types"], 1), max(quota["min"], 0), min(quota["max"], there)))
    return rows


def _chances(told: Json, rows: list[Row]) -> list[Fraction]:
    sums, numbers = [0] * len(told["sizes"]), 0
    for at, panel in enumerate(told["panels"], start=1):
        counts = dict(panel["counts"])
        _holds(panel["times"] > 0 and len(counts) == len(panel["counts"]), f"panel {at} is not one")
        for kind, count in counts.items():
            _holds(0 < count <= told["sizes"][kind], f"panel {at} has {count} of type {kind}")
            sums[kind] += panel["times"] * count
        numbers += panel["times"]
        for place, (of, least, most) in enumerate(rows):
            taken = sum(of.get(kind, 0) * count for kind, count in counts.items())
            _holds(least <= taken <= most, f"panel {at} does not keep row {place}: {taken}")
    return [Fraction(n, numbers * size) if size else Fraction(0) for n, size in zip(sums, told["sizes"], strict=True)]


def _ceilings(told: Json, rows: list[Row], most: list[int]) -> None:
    """Each is a row for those after it."""
    for at, ceiling in enumerate(told):
        weights = dict(ceiling["weights"])
        _holds(all(weight > 0 for weight in weights.values()), f"ceiling {at} has a weight that is not above 0")
        _holds(ceiling["proof"] is not None, f"ceiling {at} has no proof but a solver's word")
        proved = _proved(ceiling["proof"], weights, rows, [0] * len(most), most)
        _holds(proved <= ceiling["most"], f"ceiling {at} is proved for {proved} only")
        rows.append((weights, 0, ceiling["most"]))


def _proved(proof: Json, weights: dict[int, int], rows: list[Row], least: list[int], most: list[int]) -> int:
    """What no panel weighs more than, with the least and the most of each type."""
    if "type" in proof:
        kind, split = proof["type"], proof["at_most"]
        few, more = most.copy(), least.copy()
        few[kind], more[kind] = min(few[kind], split), max(more[kind], split + 1)
        return max(_proved(proof["few"], weights, rows, least, few), _proved(proof["more"], weights, rows, more, most))
    over = proof["over"]
    _holds(over > 0, "prices are parts of a positive number")
    left = {kind: over * weight for kind, weight in weights.items()}
    cost = 0
    for place, price in proof["prices"]:
        of, low, high = rows[place]
        cost += price * (high if price > 0 else low)
        for kind, times in of.items():
            left[kind] = left.get(kind, 0) - price * times
    cost += sum(rest * (most[kind] if rest > 0 else least[kind]) for kind, rest in left.items())
    return int(cost // over)


def _levels(told: Json, sizes: list[int]) -> dict[int, Fraction]:
    """The chance of each type that has a level."""
    said: dict[int, Fraction] = {}
    last = Fraction(0)
    for at, level in enumerate(told["levels"]):
        chance, ceiling = Fraction(level["chance"]), told["ceilings"][level["ceiling"]]
        heavy = {kind: weight * sizes[kind] for kind, weight in ceiling["weights"] if sizes[kind]}
        fresh = [kind for kind in heavy if kind not in said]
        before = sum((said[kind] * weight for kind, weight in heavy.items() if kind in said), Fraction(0))
        share = sum(heavy[kind] for kind in fresh)
        _holds(chance >= last, f"level {at} is below the one before it")
        _holds(bool(fresh) and before + chance * share >= ceiling["most"], f"level {at} is not proved")
        _holds(sorted(level["types"]) == sorted(fresh), f"level {at} names other types than its ceiling")
        said |= dict.fromkeys(fresh, chance)
        last = chance
    return said
