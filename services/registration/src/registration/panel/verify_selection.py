"""Does a selection hold? python verify_selection.py OUT.json --candidates C.csv --quotas Q.csv

Needs Python 3.9 and nothing else: no solver, no other file. What it relies on, all in whole numbers:

1. Let every row (all seats, each quota, each capped organisation) have any PRICE per seat. What is LEFT of a candidate
   is her score minus the prices of the rows in which she counts. Then no selection is worth more than the BOUND: each
   row's price times its maximum (its minimum, if the price is negative), plus all that is left above 0. So prices need
   not be trusted: bad ones only prove less. If scores count 0 times, a bound below 0 proves that there is no selection.
2. If the bound exceeds what a selection must reach by SPARE, whoever has more than SPARE left is in, and whoever has
   less than minus SPARE left is out: otherwise the bound would drop too low.
3. ALIKE are candidates who count in the same rows. Of them nobody is chosen without those who have a higher score, or
   the same and an earlier ticket: else exchange the two. The ticket is HMAC-SHA-256 of the id under the seed.
4. A case that prices do not close is SPLIT on one candidate: first she is in, then she is out. Of two equal selections
   that one is first which has the first candidate, by ticket, in whom they differ. So a case in which another selection
   has lost this already needs a bound below value + STEP, every other case one below value. All scores differ by whole
   multiples of STEP; so do all values, as every seat is filled. By `tickets` all scores are 0.

A lottery draws one number from a LIST of panels; of a panel the list says only how many of each TYPE (people who count
in the same rows) have a seat, so a type's chance is its seats, over all numbers, per number and person.

5. A CEILING: no panel weighs more, the weights of its people added. It follows from prices as in 1, weights in place of
   scores, rounded down, as weights are whole; or it holds in two CASES, at most so many of a type and more. A ceiling
   that is proved is a row for those after it.
6. So in every lottery the weights times chances of all people add up to no more than the ceiling. A LEVEL follows: of
   those people whose chances are not known from earlier levels, not all can have more than its chance. The first level
   above 0 bounds the smallest chance, which is all that `lottery` and `threshold` promise. If everybody has the chance
   of her level, chances are as equal as can be, which `leximin` promises.
7. The draw is by SHA-256 of text that begins with the list's own hash and the seed; `about` tells how.

`about` is in the document's `language`; the table of its sentences at the end decides nothing.
"""

from __future__ import annotations

import argparse
import csv
import gc
import hashlib
import hmac
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import accumulate, chain, combinations, combinations_with_replacement
from math import ceil, comb, floor, gcd, lcm, prod
from operator import itemgetter
from pathlib import Path
from typing import Any

FORMAT, LIST, CAP = "cascade-selection-4", "cascade-panels-1", "organisation"
LANGUAGES = ("en", "ru", "tg")
KEY = itemgetter("weights", "most")
MERIT, TICKETS, LOTTERIES = "merit", "tickets", ("lottery", "leximin", "threshold")
NOTHING: dict[str, Any] = {MERIT: 0, TICKETS: 0, **dict.fromkeys(LOTTERIES, "0")}


class DoesNotHold(Exception):
    """The first thing that does not hold."""


def need(holds: object, *words: object) -> None:
    if not holds:
        raise DoesNotHold(" ".join(map(str, words)))


canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def written(document: Any) -> str:
    """The one form of a document as a file."""
    return json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def fraction(said: str) -> Fraction:
    """Of 2/3 or 12.5; not of 1e99999, which is short and takes minutes."""
    need(len(said) <= 1000 and set(said) <= set("0123456789/."), said[:30], "is no fraction, or too long")
    return Fraction(said)


def keys(value: Any, what: str, *names: str) -> None:
    need(isinstance(value, dict) and sorted(value) == sorted(names), what, "should consist of", ", ".join(names))


class Person:
    """A candidate; `attributes`: columns that are not empty; `rows`: where she counts; `told`: what thresholds see."""

    def __init__(self, row: dict[str, str], seed: bytes, policy: str, threshold: int | None) -> None:
        self.id, score, self.organisation = row.pop("id"), row.pop("score", "0"), row.pop("organisation", "")
        self.told = int(score) if policy == MERIT or threshold is not None else 0
        self.score = self.told if policy == MERIT else 0
        self.attributes, self.seed = {name: one for name, one in row.items() if one}, seed
        self.rows: tuple[int, ...] = (0,)

    @property
    def ticket(self) -> bytes:
        return hmac.new(self.seed, self.id.encode(), hashlib.sha256).digest()


def rows_of(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = filter(None, csv.reader(file, strict=True))
    plain = len(set(heading)) == len(heading) and all(len(row) == len(heading) for row in rows)
    need(plain, path, "has a column twice, or a row of another length than its heading")
    return [dict(zip(heading, row)) for row in rows]


def quotas_of(path: str) -> list[dict[str, Any]]:
    """Each quota as it is asked for, under its id if it has one. A combination is told as country×sector, TJ×health."""
    quotas = []
    for row in rows_of(path):
        names, values = row["feature"].split("×"), row["value"].split("×")
        need(len(set(names)) == len(names) == len(values), "quotas: one has not one value for each of its columns")
        where = {name: values[n] for n, name in enumerate(names)}
        asked = {side: row[side].strip() for side in ("min", "max") if row[side].strip()}
        quotas.append({"id": row.get("id") or f"{row['feature']}={row['value']}", "where": where, "asked": asked})
    return sorted(quotas, key=lambda quota: str(quota["id"]))


def limits_of(asked: dict[str, str], seats: int) -> tuple[int, int]:
    """In seats. Percents are rounded outwards: a minimum down, a maximum up; without maximum it is all seats."""

    def number(said: str, rounding: Any) -> int:
        return int(rounding(fraction(said[:-1].strip()) * seats / 100)) if said.endswith("%") else int(said)

    return number(asked.get("min", "0"), floor), min(seats, number(asked.get("max", str(seats)), ceil))


def input_hash(people: Iterable[tuple[str, int, str, dict[str, str]]], quotas: list[dict[str, Any]]) -> str:
    """Over the candidates (id, score, organisation, attributes) and quotas as asked for, each in order of ids."""
    return hashlib.sha256("\n".join(map(canonical, [*people, *quotas])).encode()).hexdigest()


class Program:
    """Who is free to be chosen, and the rows: all seats, the quotas, each organisation that could exceed its cap."""

    def __init__(self, decision: dict[str, Any], people: dict[str, Person]) -> None:
        seats, quotas = decision["seats"], decision["quotas"]
        self.quotas = [quota["id"] for quota in quotas]
        self.lower, self.upper = [seats, *(one["lower"] for one in quotas)], [seats, *(one["upper"] for one in quotas)]
        self.must = [people[one["id"]] for one in decision["must"]]
        gone = {one["id"] for one in decision["must"] + decision["left_out"]}
        least = decision["threshold"]
        free = (one for one in people.values() if one.id not in gone and (least is None or one.told >= least))
        self.people = sorted(free, key=lambda one: -one.score)
        self.step = gcd(*(self.people[0].score - one.score for one in self.people)) or 1
        found: dict[tuple[str, ...], dict[tuple[str | None, ...], list[int]]] = {}
        for row, quota in enumerate(quotas, 1):
            where = tuple(sorted(quota["where"].items()))
            names, values = tuple(name for name, _ in where), tuple(value for _, value in where)
            found.setdefault(names, {}).setdefault(values, []).append(row)
        known: dict[tuple[tuple[str, str], ...], tuple[int, ...]] = {}
        for one in [*self.people, *self.must]:
            same = tuple(one.attributes.items())
            if same not in known:
                keyed = ((of, tuple(map(one.attributes.get, names))) for names, of in found.items())
                known[same] = (0, *(row for of, values in keyed for row in of.get(values, ())))
            one.rows = known[same]
        self.organisations: dict[str, int] = {}
        if decision[CAP] is not None:
            self._cap(decision[CAP]["max"])
        self.by_id, self.whole = {one.id: one for one in [*self.people, *self.must]}, (self.lower, self.upper)
        self.worth = sum(one.score for one in self.must)
        self.lower, self.upper = taken_from(self.lower, self.upper, self.must)

    def _cap(self, most: int) -> None:
        there, seated = (Counter(one.organisation for one in group) for group in (self.people, self.must))
        for name in sorted(name for name in there | seated if name and there[name] > most - seated[name]):
            self.organisations[name] = len(self.lower)
            self.lower, self.upper = [*self.lower, 0], [*self.upper, most]
        for one in [*self.people, *self.must]:
            if one.organisation in self.organisations:
                one.rows += (self.organisations[one.organisation],)

    def priced(self, said: dict[str, Any]) -> dict[int, int]:
        """The price of each row that has one."""
        of_row = {0: said["seats"]}
        of_row.update((1 + self.quotas.index(name), price) for name, price in said["quotas"].items())
        of_row.update((self.organisations[name], price) for name, price in said["organisations"].items())
        return of_row

    def lift(self, sides: Iterable[tuple[str, str]]) -> tuple[list[int], list[int]]:
        """The limits without these; of the name CAP: without those of organisations."""
        limits = {"min": self.lower[:], "max": self.upper[:]}
        for name, side in sides:
            for row in self.organisations.values() if name == CAP else [1 + self.quotas.index(name)]:
                limits[side][row] = {"min": 0, "max": self.upper[0]}[side]
        return limits["min"], limits["max"]


def taken_from(lower: list[int], upper: list[int], people: Iterable[Person]) -> tuple[list[int], list[int]]:
    count = Counter(row for one in people for row in one.rows)
    left = ([limit - count[row] for row, limit in enumerate(limits)] for limits in (lower, upper))
    return next(left), next(left)


class Prices:
    """What a seat costs in each row, in 1 / unit."""

    def __init__(self, said: dict[str, Any], program: Program) -> None:
        fit = said["unit"] > 0 and said["scored"] in (0, 1)
        need(fit, "prices without a unit, or scores that count neither 0 nor 1")
        self.scored, self.of_row = said["unit"] * said["scored"], program.priced(said)
        self.lefts: list[tuple[int, Person]] = []
        self.cheapest = said["seats"] + sum(price for row, price in self.of_row.items() if row and price < 0)

    def limits(self, lower: list[int], upper: list[int]) -> int:
        return sum(price * (upper if price > 0 else lower)[row] for row, price in self.of_row.items())

    def left(self, one: Person) -> int:
        price = self.of_row
        return int(one.score * self.scored - sum([price[row] for row in one.rows if row in price]))

    def reaching(self, least: int, people: list[Person]) -> list[tuple[int, Person]]:
        """Who, of people by falling score, may have this left, with what she has."""
        far = range(len(people))
        number = next((n for n in far if self.scored * people[n].score - self.cheapest < least), len(people))
        number = number if self.scored else len(people)
        self.lefts += [(self.left(one), one) for one in people[len(self.lefts) : number]]
        return self.lefts[:number]


class Proof:
    """That nothing is worth more than `value` and, given whom it `chose`, nothing of that value comes first; without
    value: that there is no selection."""

    def __init__(self, program: Program, lift: Iterable[tuple[str, str]], value: int | None, chose: Any = None) -> None:
        self.value, self.chose, self.people, self.step = value, chose, program.people, program.step
        self.lower, self.upper = program.lift(lift)
        self.least = 0 if value is None else value + self.step * (chose is None)

    def check(self, proof: dict[str, Any], prices: list[Prices]) -> None:
        root, tree = prices[proof["root"]], proof["tree"]
        need(self.value is not None or not any(one.scored for one in prices), "scores count, and nothing is selected")
        bound = root.limits(self.lower, self.upper)
        spare = bound + sum(left for left, _ in root.reaching(0, self.people) if left > 0) - root.scored * self.least
        if spare < 0:
            return need(not tree, "cases are told where none is open")
        lefts = root.reaching(-spare, self.people)
        self.settled = [one for left, one in lefts if left > spare]
        self.worth = sum(one.score for one in self.settled)
        self.lower, self.upper = taken_from(self.lower, self.upper, self.settled)
        self.line_up([one for left, one in lefts if -spare <= left <= spare])
        return self.walk(tree, prices) if self.people else need(not tree and self.ends([]), "prices leave another")

    def line_up(self, people: list[Person]) -> None:
        """Who stays open: of those alike no more than there can be seats for, the best first."""
        groups: dict[tuple[int, ...], list[Person]] = {}
        for one in sorted(people, key=lambda one: (-one.score, one.ticket)):
            group = groups.setdefault(one.rows, [])
            group += [one][: len(group) < min(self.upper[row] for row in one.rows)]
        self.people = sorted((one for group in groups.values() for one in group), key=lambda one: one.ticket)
        self.place = {one.id: n for n, one in enumerate(self.people)}
        self.alike = [[self.place[one.id] for one in group] for group in groups.values()]

    def walk(self, tree: list[dict[str, Any]], prices: list[Prices]) -> None:
        pending: list[list[bool | None]] = [[None] * len(self.people)]
        for number, case in enumerate(tree):
            need(pending, "case", number, "belongs to no split")
            state = self.looked_at(pending.pop(), prices[case["prices"]])
            if "split" in case:
                split = self.place.get(case["split"], -1)
                need(state and split >= 0 and state[split] is None, "case", number, "is split on nobody who is open")
                pending += [[*state[:split], side, *state[split + 1 :]] for side in (False, True)]
            else:
                need(not state or self.ends(state), "case", number, "leaves another selection")
        need(not pending, "cases are missing:", len(pending))

    def looked_at(self, decided: list[bool | None], prices: Prices) -> list[bool | None]:
        """The decisions with what follows from them and the prices; none if the case is closed."""
        state = self.drawn(decided)
        if not state:
            return state
        lefts = [prices.left(one) for one in self.people]
        bound = prices.limits(self.lower, self.upper)
        bound += sum(left for n, left in enumerate(lefts) if (left > 0 if state[n] is None else state[n]))
        spare = bound - prices.scored * (self.least - self.worth + self.step * (self.first(state) is False))
        sides = [left > 0 if one is None and abs(left) > spare else one for one, left in zip(state, lefts)]
        return [] if spare < 0 else self.drawn(sides)

    def drawn(self, state: list[bool | None]) -> list[bool | None]:
        """Of those alike all ahead of one who is in are in, all behind one who is out are out; none if they cannot."""
        state = state[:]
        for group in self.alike:
            ins = max((n + 1 for n, one in enumerate(group) if state[one]), default=0)
            outs = min((n for n, one in enumerate(group) if state[one] is False), default=len(group))
            if outs < ins:
                return []
            for n, one in enumerate(group):
                state[one] = True if n < ins else False if n >= outs else None
        return state

    def first(self, state: list[bool | None]) -> bool | None:
        """Whether it has the first, by ticket, in whom it differs from those who were chosen; None if that is open."""
        if self.chose is None:
            return None
        return next((one for n, one in enumerate(state) if one is not (self.people[n].id in self.chose)), False)

    def ends(self, state: list[bool | None]) -> bool:
        """Whether everybody is decided, and it is no selection, or a worse one, or one that does not come first."""
        if None in state:
            return False
        chosen = [*self.settled, *(one for n, one in enumerate(self.people) if state[n])]
        lower, upper = taken_from(self.lower, self.upper, chosen[len(self.settled) :])
        value = sum(one.score for one in chosen)
        if max(lower) > 0 or min(upper) < 0:
            return True
        return self.value is not None and value < self.least + self.step * (self.first(state) is False)


# --- Lotteries ---


class Lots:
    """Who draws, by type; the chances that a list of panels gives, and what is proved of all lists."""

    def __init__(self, said: list[list[str]], program: Program) -> None:
        self.program, self.seats, self.idle = program, program.upper[0], set[str]()
        need(sorted(chain(*said)) == sorted(one.id for one in program.people), "types: others take part, or one twice")
        there = Counter(row for one in program.people for row in one.rows)
        lower, upper = program.lower, program.upper
        binding = {row for row, most in enumerate(upper) if lower[row] > 0 or most < min(there[row], self.seats)} | {0}
        rows = [{frozenset(binding.intersection(program.by_id[one].rows)) for one in ids} for ids in said]
        need(all(len(of) == 1 for of in rows), "types: people of one type count in different rows")
        self.rows_of = [of.pop() for of in rows]
        need(len(set(self.rows_of)) == len(said), "types: two are the same")
        self.sizes = [len(ids) for ids in said]
        self.most = [min(size, self.seats) for size in self.sizes]
        self.rows: dict[Any, tuple[dict[int, int], int, int]] = {}
        for row in binding:
            of_row = dict.fromkeys((kind for kind, of in enumerate(self.rows_of) if row in of), 1)
            most = min(upper[row], self.seats, sum(self.most[kind] for kind in of_row))
            self.rows[row] = of_row, max(lower[row], 0), most

    def chances(self, panels: list[dict[str, Any]]) -> list[Fraction]:
        """Of one person of each type."""
        sums, numbers = [0] * len(self.sizes), 0
        for at, panel in enumerate(panels, 1):
            need(panel["times"] > 0, "panel", at, "has no number")
            taken = dict.fromkeys(self.rows, 0)
            for kind, count in self.by_type(panel["counts"], f"panel {at}").items():
                need(count <= self.sizes[kind], "panel", at, "has", count, "of type", kind)
                sums[kind] += panel["times"] * count
                for row in self.rows_of[kind]:
                    taken[row] += count
            kept = all(least <= taken[row] <= most for row, (_, least, most) in self.rows.items())
            need(kept, "panel", at, "does not keep the limits")
            numbers += panel["times"]
        return [Fraction(taken, numbers * size) if taken else Fraction(0) for taken, size in zip(sums, self.sizes)]

    def by_type(self, said: list[Any], what: str) -> dict[int, int]:
        """Numbers above 0, told in order of types."""
        numbers: dict[int, int] = dict(said)
        told = [[kind, numbers[kind]] for kind in sorted(numbers) if 0 <= kind < len(self.sizes)]
        need(said == told, what, "is out of order, or of no type")
        need(all(number > 0 for number in numbers.values()), what, "has a number that is not above 0")
        return numbers

    def ceiling(self, number: int, said: dict[str, Any], before: dict[str, Any] | None) -> None:
        """`before`: where it is no level's, the one before it, on which it rests, or which has smaller weights."""
        weights, self.rests = self.by_type(said["weights"], f"ceiling {number}"), set[str]()
        proved = self.proved(said["proof"], weights, [0] * len(self.most), self.most)
        need(proved <= said["most"], "ceiling", number, "is proved for", proved, "only")
        in_order = before is None or str(number - 1) in self.rests or KEY(before) < KEY(said)
        need(in_order, "ceiling", number, "is out of order")
        self.idle = (self.idle - self.rests) | {str(number)}
        self.rows["ceiling", str(number)] = weights, 0, said["most"]

    def proved(self, proof: Any, weights: dict[int, int], least: list[int], most: list[int]) -> int:
        """What no panel weighs more than, with the least and the most of each type."""
        if "type" in proof:
            consists(proof, CASES, "cases")
            kind, split = proof["type"], proof["at_most"]
            few, more = most[:], least[:]
            few[kind], more[kind] = min(few[kind], split), max(more[kind], split + 1)
            few_people = self.proved(proof["few"], weights, least, few)
            return max(few_people, self.proved(proof["more"], weights, more, most))
        consists(proof, PARTS, "prices")
        need(proof["over"] > 0, "prices are parts of a number above 0")
        priced: dict[Any, int] = {**self.program.priced(proof)}
        priced.update((("ceiling", name), price) for name, price in proof["ceilings"].items())
        self.rests.update(name for name, price in proof["ceilings"].items() if price)
        left, cost = {kind: proof["over"] * weight for kind, weight in weights.items()}, 0
        for row, price in priced.items():
            of, low, high = self.rows[row]
            cost += price * (high if price > 0 else low)
            for kind, times in of.items():
                left[kind] = left.get(kind, 0) - price * times
        cost += sum(rest * (most if rest > 0 else least)[kind] for kind, rest in left.items())
        return int(cost // proof["over"])

    def levels(self, told: list[dict[str, Any]], ceilings: list[dict[str, Any]]) -> dict[int, Fraction]:
        """The chance of each type that has a level."""
        chances = [fraction(level["chance"]) for level in told]
        over = lcm(*(chance.denominator for chance in chances))
        said: dict[int, int] = {}
        last: tuple[Any, ...] = (Fraction(0),)
        for at, (level, chance) in enumerate(zip(told, chances)):
            number = len(ceilings) - len(told) + at
            fits = (level["ceiling"], level["chance"]) == (number, str(chance))
            ceiling, before_it, last = ceilings[number], last, (chance, *KEY(ceilings[number]))
            need(fits and before_it < last, "level", at, "is not in its one form, or is out of order")
            heavy = {kind: weight * self.sizes[kind] for kind, weight in ceiling["weights"]}
            fresh = [kind for kind in heavy if kind not in said]
            said.update(dict.fromkeys(fresh, int(chance * over)))
            reached = sum(said[kind] * weight for kind, weight in heavy.items())
            need(fresh and reached >= ceiling["most"] * over, "level", at, "does not follow from its ceiling")
        return {kind: Fraction(chance, over) for kind, chance in said.items()}

    def judged(self, chances: list[Fraction], said: dict[int, Fraction], numbers: int) -> dict[str, str]:
        """The smallest chance of those who can be on a panel, what it could be at most, and how far that is proved:
        without a panel not at all, even where nobody draws."""
        alive = [chance for kind, chance in enumerate(chances) if said.get(kind) != 0]
        value = min(alive, default=Fraction(0))
        bound = min((chance for chance in said.values() if chance), default=Fraction(bool(alive)))
        equal = all(said.get(kind) == chance for kind, chance in enumerate(chances))
        verdict = "bounded" if not numbers else "leximin" if equal else "maximin" if value == bound else "bounded"
        return {"value": str(value), "bound": str(bound), "verdict": verdict}


def lot(*words: object) -> int:
    """SHA-256 of words with a space between, as a number."""
    return int(hashlib.sha256(" ".join(map(str, words)).encode()).hexdigest(), 16)


def by_lot(list_hash: str, seed: str, what: str, people: Iterable[str]) -> list[str]:
    return sorted(people, key=lambda one: (lot(list_hash, seed, what, one), one))


def number_drawn(list_hash: str, seed: str, numbers: int) -> int:
    """From 1, each as likely: what exceeds the largest multiple of them is drawn again."""
    tries = 0
    while lot(list_hash, seed, "number", tries) >= 2**256 - 2**256 % numbers:
        tries += 1
    return lot(list_hash, seed, "number", tries) % numbers + 1


def by_lottery(decision: dict[str, Any], proof: dict[str, Any], program: Program) -> None:
    """The chances, what is proved of them, and who was drawn."""
    listed, committed = proof["list"], [one.id for one in program.must]
    need((listed["format"], listed["committed"]) == (LIST, committed), "list: another form, or others must have a seat")
    lots = Lots(listed["types"], program)
    chances = lots.chances(listed["panels"])
    ceilings, of_levels = proof["ceilings"], len(proof["ceilings"]) - len(proof["levels"])
    for number, ceiling in enumerate(ceilings):
        lots.ceiling(number, ceiling, ceilings[number - 1] if 0 < number < of_levels else None)
    need(lots.idle == set(map(str, range(of_levels, len(ceilings)))), "ceilings: nothing rests on one of them")
    numbers = sum(panel["times"] for panel in listed["panels"])
    for name, holds in lots.judged(chances, lots.levels(proof["levels"], ceilings), numbers).items():
        need(decision[name] == holds, name, "is", holds)
    told = {one: str(chance) for ids, chance in zip(listed["types"], chances) for one in ids}
    told.update(dict.fromkeys(committed, "1"))
    need(decision["chances"] == (told if numbers else {}), "chances are not those of the list")
    need(decision["list_hash"] == digest(listed), "list_hash is not of this list")
    need(decision["numbers"] == numbers <= 2**256, "numbers: the list has", numbers)
    enough = ("leximin",) if decision["policy"] == "leximin" else ("leximin", "maximin")
    status = ("proven" if decision["verdict"] in enough else "bounded") if numbers else "undecided"
    need(decision["status"] == status, "status is", status)
    complete = decision["verdict"] == "leximin" and decision["unfillable"]["two"] is not None
    need(decision["reproducible"] is complete, "reproducible: if all chances are proven, all pairs told")
    if numbers:
        return drawn(decision, listed, program)
    need(decision["number"] == 0, "number: there is none to draw")
    return nobody(decision)


def drawn(decision: dict[str, Any], listed: dict[str, Any], program: Program) -> None:
    """The number, and who sits."""
    source = decision["list_hash"], decision["seed"]
    number = number_drawn(*source, decision["numbers"])
    need(decision["number"] == number, "number: the hash of the list and the seed give", number)
    last = accumulate(panel["times"] for panel in listed["panels"])
    panel = next(panel for panel, end in zip(listed["panels"], last) if number <= end)
    sit = {one for kind, seats in panel["counts"] for one in by_lot(*source, "seat", listed["types"][kind])[:seats]}
    need(decision["selected"] == sorted(sit.union(listed["committed"])), "selected: others sit on the panel drawn")
    stands(decision, program)


# --- The document ---

TEXTS, WHOLES, COUNT = {str: str}, {str: int}, (int, None)
APART, LIMIT = {"id": str, "reason": str}, {"quota": str, "side": str, "seats": int}
QUOTA = {"id": str, "where": TEXTS, "asked": TEXTS, "lower": int, "upper": int, "seats": COUNT, "cost": COUNT}
PEOPLE = {"candidates": int, "arrival": ({"column": str, "by": str}, None), "must": [APART], "left_out": [APART]}
RULES = {"seats": int, "quotas": [QUOTA], CAP: ({"max": int, "cost": COUNT}, None), "policy": str, "threshold": COUNT}
FOUND = {"status": str, "selected": [str], "reserve": [str], "reserve_size": int, "conflict": [LIMIT]}
FOUND["unfillable"] = {"one": ("all", [[str]]), "two": ("all", [[str]], None)}
SEALED = {"format": str, "context": {str: object}, "input_hash": str, "seed": str, "reproducible": bool}
DECISION = {**PEOPLE, **RULES, **FOUND, **SEALED, "value": int, "bound": int}
DRAWN = {"list_hash": (str, None), "numbers": int, "number": int, "chances": TEXTS, "verdict": (str, None)}
BY_LOTS = {**DECISION, **DRAWN, "value": str, "bound": str}
NO_LOTS: Any = {"list_hash": None, "numbers": 0, "number": 0, "chances": {}, "verdict": None}
NO_LOTS.update(value="0", bound="0")
MADE_BY, BY_ROW = {"name": str, "version": str}, {"seats": int, "quotas": WHOLES, "organisations": WHOLES}
PLACE = range(1 << 30)
TREE = {"root": PLACE, "tree": [({"prices": PLACE}, {"prices": PLACE, "split": str})]}
OTHER, PRICES = {**TREE, "selected": [str]}, {**BY_ROW, "scored": int, "unit": int}
PROOF = {"made_by": MADE_BY, "prices": [PRICES], "selection": TREE, "without": {str: ([str], OTHER)}}
PARTS, CASES = {**BY_ROW, "ceilings": WHOLES, "over": int}, {"type": PLACE, "at_most": int, "few": dict, "more": dict}
PANELS = {"format": str, "committed": [str], "types": [[str]], "panels": [{"counts": [[int]], "times": int}]}
CEILINGS, LEVELS = [{"weights": [[int]], "most": int, "proof": dict}], [{"ceiling": int, "chance": str}]
OF_LOTS = {"made_by": MADE_BY, "list": PANELS, "ceilings": CEILINGS, "levels": LEVELS}
"""What each part consists of: a type, a value, a range, [of each], {str: of each}, (one of these)."""


def fits(value: Any, shape: Any) -> bool:
    """Types are exact: for Python, but not in JSON, true and 1 are the same."""
    if isinstance(shape, tuple):
        return any(fits(value, one) for one in shape)
    if isinstance(shape, range):
        return type(value) is int and value in shape
    if isinstance(shape, list) and isinstance(value, list):
        return all(fits(one, shape[0]) for one in value)
    if isinstance(shape, dict) and isinstance(value, dict):
        of = dict.fromkeys(value, shape[str]) if str in shape else shape
        return value.keys() == of.keys() and all(fits(value[name], of[name]) for name in of)
    return shape is object or type(value) is shape or bool(value == shape)


def consists(value: Any, shape: dict[str, Any], what: str) -> None:
    keys(value, what, *shape)
    for name, one in shape.items():
        need(fits(value[name], one), what, "has something else than it should as", name)


def whole(said: str) -> int:
    """The one form of a number in the file, which is no longer than Python writes one."""
    need(len(said) <= 4300 and said.lstrip("-").isdecimal(), said[:30], "is no whole number, or too long")
    return int(said)


def check(text: str, candidates: str, quotas: str) -> str:
    """What holds, in a sentence; raises DoesNotHold."""
    document = json.loads(text, parse_int=whole, parse_float=whole, parse_constant=whole)
    need(text == written(document), "the file is not in its one form: a name stands twice, or out of order")
    keys(document, "the document", "about", "decision", "hash", "language", "proof")
    decision, proof, language = document["decision"], document["proof"], document["language"]
    need(language in LANGUAGES, "language:", language, "is none of", ", ".join(LANGUAGES))
    by_lots, status = decision["policy"] in LOTTERIES, decision["status"]
    listed = by_lots and status != "infeasible"
    consists(decision, BY_LOTS if by_lots else DECISION, "the decision")
    consists(proof, OF_LOTS if listed else PROOF, "the proof")
    policy, least = decision["policy"], decision["threshold"]
    need(decision["format"] == FORMAT and policy in NOTHING, "format, policy: not of", FORMAT)
    need(policy == TICKETS or (least is None) is (policy != "threshold"), "threshold: told of another policy")
    need(decision["seats"] > 0 and decision["reserve_size"] >= 0, "seats, reserve_size: too small")
    need(status == "infeasible" or decision["conflict"] == [], "conflict: that there is none was not proven")
    counted = (policy, status) == (MERIT, "proven")
    need(counted or set(costs_of(decision).values()) <= {None}, "cost: there is none to count")
    asked = quotas_of(quotas)
    quoted = [{name: quota[name] for name in ("id", "where", "asked")} for quota in decision["quotas"]]
    need(quoted == asked, "quotas are others than in", quotas)
    for one in decision["quotas"]:
        need((one["lower"], one["upper"]) == limits_of(one["asked"], decision["seats"]), one["id"], "rounded otherwise")
    need(len({CAP, *(quota["id"] for quota in asked)}) > len(asked), "quotas: one is named twice, or as the cap is")
    people = people_of(decision, candidates)
    told = [(one.id, one.told, one.organisation, one.attributes) for _, one in sorted(people.items())]
    need(decision["input_hash"] == input_hash(told, asked), "input_hash is of other candidates or quotas")
    program = Program(decision, people)
    if listed:
        by_lottery(decision, proof, program)
    else:
        STATUS[status][0](decision, proof, program, [Prices(one, program) for one in proof["prices"]])
    need(document["about"] == about(decision, language), "about says otherwise than the decision, in", language)
    hashes = {"decision": digest(decision), "proof": digest(proof)}
    need(document["hash"] == hashes, "hash is not of this decision and this proof")
    return said(language, "holds: {decision}", decision=document["about"][0])


def people_of(decision: dict[str, Any], path: str) -> dict[str, Person]:
    rows, seed = rows_of(path), bytes.fromhex(decision["seed"])
    need(len(seed) == 8 and seed.hex() == decision["seed"], "seed: it is not 16 hexadecimal digits in lower case")
    people = {row["id"]: Person(row, seed, decision["policy"], decision["threshold"]) for row in rows}
    need(len(people) == len(rows) == decision["candidates"], "candidates: rows, ids:", len(rows), len(people))
    apart = [one["id"] for part in ("must", "left_out") for one in decision[part]]
    need(len(set(apart)) == len(apart) and set(apart) <= set(people), "must, left_out: somebody twice, or no candidate")
    for part in ("must", "left_out"):
        need(decision[part] == sorted(decision[part], key=itemgetter("id")), part, "is not in order of ids")
    day, late, named = decision["arrival"], set(), set(chain(*(quota["where"] for quota in decision["quotas"])))
    if day is not None:
        named.add(day["column"])
        days = {one.id: one.attributes.get(day["column"], day["by"]) for one in people.values()}
        one_form = all(str(date.fromisoformat(said)) == said for said in {day["by"], *days.values()})
        need(one_form, "arrival: a day is not told as 2017-05-15")
        late = {one for one, said in days.items() if said > day["by"]}
    need(not rows or named <= rows[0].keys(), "quotas, arrival: candidates have no such column")
    told = {one["id"] for one in decision["left_out"] if one["reason"] == "visa_lead"}
    need(told == late - (set(apart) - told), "left_out: visa_lead is told of others than arrive too late")
    return people


def proven(decision: dict[str, Any], proof: dict[str, Any], program: Program, prices: list[Prices]) -> None:
    """The best, and the first of its value; what each quota costs."""
    ids = {one.id for one in possible(decision, program)} - {one.id for one in program.must}
    need(decision["bound"] == decision["value"], "bound: it is not the value")
    Proof(program, [], decision["value"] - program.worth, ids).check(proof["selection"], prices)
    costs, by_tickets = costs_of(decision), decision["policy"] == TICKETS
    complete = decision["unfillable"]["two"] is not None and (by_tickets or None not in costs.values())
    need(decision["reproducible"] is complete, "reproducible: if all costs are proven, all pairs told")
    known = {name: cost for name, cost in costs.items() if cost is not None}
    keys(proof["without"], "without", *known)
    for name, cost in known.items():
        other, lift = proof["without"][name], [(name, "min"), (name, "max")]
        keys(other, f"without {name}", "root", "selected", "tree")
        value = worth(program, other["selected"], lift, f"without {name}: selected")
        need(value == decision["value"] + cost, "cost: without", name, "the selection is worth", value)
        Proof(program, lift, value - program.worth).check(other, prices)


def bounded(decision: dict[str, Any], proof: dict[str, Any], program: Program, prices: list[Prices]) -> None:
    """Possible, and by how much another could be better; or nothing was found in time."""
    possible(decision, program) if decision["status"] == "bounded" else nobody(decision)
    need(decision["reproducible"] is False and proof["without"] == {}, "reproducible: not proven, so it is not")
    root = prices[proof["selection"]["root"]]
    need(root.scored and proof["selection"]["tree"] == [], "bound: cases are told, or scores do not count in it")
    lefts = sum(left for left, _ in root.reaching(0, program.people) if left > 0)
    bound = (root.limits(program.lower, program.upper) + lefts) // root.scored
    bound -= (bound - program.lower[0] * sum(one.score for one in program.people[:1])) % program.step
    need(decision["bound"] == program.worth + bound, "bound: the prices prove", bound)


def infeasible(decision: dict[str, Any], proof: dict[str, Any], program: Program, prices: list[Prices]) -> None:
    """No selection keeps the limits in conflict, while without any one of them there is one."""
    nobody(decision)
    need(decision["bound"] == NOTHING[decision["policy"]], "bound: there is nothing to bound")
    need(decision["reproducible"] is True, "reproducible: it is proven, so it is")
    if decision["policy"] in LOTTERIES:
        need(all(decision[name] == nothing for name, nothing in NO_LOTS.items()), "chances, draw: there is no panel")
    limits = {} if decision[CAP] is None else {(CAP, "max"): decision[CAP]["max"]}
    for side, name in (("max", "upper"), ("min", "lower")):
        limits.update({(one["id"], side): one[name] for one in decision["quotas"]})
    conflict = [(one["quota"], one["side"]) for one in decision["conflict"]]
    told = [{"quota": one[0], "side": one[1], "seats": seats} for one, seats in limits.items() if one in conflict]
    need(told == decision["conflict"], "conflict tells other limits, or in another order")
    Proof(program, sorted(limits.keys() - set(conflict)), None).check(proof["selection"], prices)
    keys(proof["without"], "without", *map(str, range(len(conflict))))
    for number, one in enumerate(conflict):
        lift = sorted(limits.keys() - set(conflict) | {one})
        worth(program, proof["without"][str(number)], lift, f"without the conflict's {number}")


def nobody(decision: dict[str, Any]) -> None:
    need(decision["selected"] == decision["reserve"] == [], "somebody is selected all the same")
    need(decision["value"] == NOTHING[decision["policy"]], "value: there is none")
    need(decision["unfillable"] == {"one": [], "two": []}, "unfillable: there is no seat to fill")
    need(all(one["seats"] is None for one in decision["quotas"]), "seats: there is none to count")


def costs_of(decision: dict[str, Any]) -> dict[str, Any]:
    cap = {} if decision[CAP] is None else {CAP: decision[CAP]["cost"]}
    return {**{one["id"]: one["cost"] for one in decision["quotas"]}, **cap}


def possible(decision: dict[str, Any], program: Program) -> list[Person]:
    """Who is selected: they keep every limit and have the value; behind them stands the reserve."""
    need(decision["value"] == worth(program, decision["selected"], [], "selected"), "value is not the sum of scores")
    return stands(decision, program)


def stands(decision: dict[str, Any], program: Program) -> list[Person]:
    """Those selected, whose seats count for quotas, and behind them the next by score, equals by ticket."""
    ids, size = set(decision["selected"]), decision["reserve_size"]
    rest = [one for one in program.people if one.id not in ids]
    near = [one for one in rest if size and one.score >= rest[min(size, len(rest)) - 1].score]
    reserve = sorted(near, key=lambda one: (-one.score, one.ticket))[:size]
    seated = [program.by_id[one] for one in decision["selected"]]
    for row, quota in enumerate(decision["quotas"], 1):
        need(quota["seats"] == sum(row in one.rows for one in seated), "seats: another number is of", quota["id"])
    need(decision["reserve"] == [one.id for one in reserve], "reserve: these are not the next")
    told, limits = decision["unfillable"], taken_from(*program.whole, seated)
    for what, number in (("one", 1), ("two", 2)):
        ready = Reserve(*limits, [one.rows for one in reserve], number)
        empty = ready.unfillable([(one.id, one.rows) for one in seated])
        need(told[what] in (None, empty), "unfillable: the reserve can fill other seats than told")
    return seated


def worth(program: Program, ids: list[str], lift: Iterable[tuple[str, str]], what: str) -> int:
    """The sum of scores of a selection that keeps all limits but those lifted."""
    need(ids == sorted(set(ids)), what, "is not in order of ids")
    must = {one.id for one in program.must}
    known = must <= set(ids) and all(one in program.by_id for one in ids)
    need(known, what, "has somebody who is left out, or not all who must be")
    chosen = [program.by_id[one] for one in ids if one not in must]
    lower, upper = taken_from(*program.lift(lift), chosen)
    for row, name in enumerate(["seats", *program.quotas, *program.organisations]):
        need(lower[row] <= 0 <= upper[row], what, "does not keep the limits of", name)
    return program.worth + sum(one.score for one in chosen)


class Reserve:
    """Whether those in reserve can take one seat or two that fall free, so that every limit is kept. People differ only
    by the rows in which so many could miss a limit: their kind. A set of kinds is a number: a bit for each."""

    def __init__(self, lower: list[int], upper: list[int], waiting: Iterable[tuple[int, ...]], seats: int) -> None:
        """What those seated leave of the limits; the rows of everybody in reserve; how many seats."""
        self.lower, self.upper, self.seats = lower, upper, seats
        self.near = {row for row in range(1, len(lower)) if lower[row] > -seats or upper[row] < seats}
        self.full = {row for row in self.near if upper[row] == 0}
        there = Counter(map(self.kind, waiting))
        self.kinds, self.single = list(there), sum(1 << n for n, kind in enumerate(there) if there[kind] == 1)
        self.of_row = {row: sum(1 << n for n, kind in enumerate(there) if row in kind) for row in self.near}

    def kind(self, rows: Iterable[int]) -> tuple[int, ...]:
        return tuple(row for row in rows if row in self.near)

    def unfillable(self, seated: list[tuple[Any, tuple[int, ...]]]) -> Any:
        """Of those seated, with their rows, all groups whose seats it cannot fill, in order; or `all`."""
        people = [(one, self.kind(rows)) for one, rows in seated]
        of = Counter(kind for _, kind in people)
        groups = combinations_with_replacement(sorted(of), self.seats)
        empty = {kinds for kinds in groups if not self.fills(kinds)}
        number = sum(prod(comb(of[kind], n) for kind, n in Counter(kinds).items()) for kinds in empty)
        if number in (0, comb(len(people), self.seats)):
            return "all" if number else []
        gone = combinations(people, self.seats)
        return [[one for one, _ in group] for group in gone if tuple(sorted(kind for _, kind in group)) in empty]

    def fills(self, gone: Iterable[tuple[int, ...]]) -> bool:
        """`gone`: the kinds of those who leave."""
        free = Counter(chain(*gone))
        able = (1 << len(self.kinds)) - 1
        for row in self.full - free.keys():
            able &= ~self.of_row[row]
        needed = {row: self.lower[row] + seats for row, seats in free.items()}
        for row in [row for row, least in needed.items() if least == self.seats]:
            able &= self.of_row[row]
        if self.seats == 1:
            return able > 0
        one_of = [self.of_row[row] for row, least in needed.items() if least == 1]
        return any(able >> n & 1 and self._beside(n, able, free, one_of) for n in range(len(self.kinds)))

    def _beside(self, first: int, able: int, free: Counter[int], one_of: list[int]) -> bool:
        """Whether somebody can take the other seat."""
        able &= ~(1 << first & self.single)
        for kinds in one_of:
            able &= -1 if kinds >> first & 1 else kinds
        for row in self.kinds[first]:
            if self.upper[row] + free[row] == 1:
                able &= ~self.of_row[row]
        return able > 0


def points(value: int) -> str:
    return f"{value / 100:.2f}"


def said(language: str, sentence: str, /, **told: object) -> str:
    return WORDS[language][sentence].format(**told)


def about(decision: dict[str, Any], language: str = "en") -> list[str]:
    """The decision in plain words."""
    say, policy, status = partial(said, language), decision["policy"], decision["status"]
    by, best = BY[policy]
    says, there = best if status == "proven" else STATUS[status][1], {"seats": decision["seats"]}
    there.update(candidates=decision["candidates"], by=say(by), says=say(says))
    lines = [say("{seats} seats, {candidates} candidates, by {by}: {says}.", **there)]
    if decision["threshold"] is not None:
        lines.append(say("Whoever has {points} points or more takes part.", points=points(decision["threshold"])))
    if policy == TICKETS:
        lines += [say(EQUAL), f"{say('SEED is {seed}.', seed=decision['seed'])} {say(TICKET)}"]
    if decision["selected"]:
        lines.append(say("Selected: {ids}.", ids=", ".join(decision["selected"])))
    if decision["selected"] and policy == MERIT:
        worth = {"value": points(decision["value"]), "bound": points(decision["bound"])}
        lines.append(say("Together {value} points; no selection has more than {bound} points.", **worth))
    if decision["reserve"]:
        lines.append(say("In reserve, the next first: {ids}.", ids=", ".join(decision["reserve"])))
    lines += about_draw(decision, say) if policy in LOTTERIES and status != "infeasible" else []
    empty = decision["unfillable"]["one"]
    if empty == "all":
        lines.append(say("The reserve cannot fill any seat so that every limit is kept."))
    elif empty:
        ids = ", ".join(one for (one,) in empty)
        lines.append(say("The reserve cannot fill the seats of {ids} so that every limit is kept.", ids=ids))
    return lines + about_limits(decision, say)


def about_limits(decision: dict[str, Any], say: Callable[..., str]) -> list[str]:
    def limit(words: str, told: dict[str, Any]) -> str:
        has = "" if told.get("seats") is None else say(", has {seats}", **told)
        cost = "" if told["cost"] is None else say("; without it {points} points more", points=points(told["cost"]))
        return f"{say(words, **told)}{has}{cost}."

    lines = [say("{id} must have a seat: {reason}.", **one) for one in decision["must"]]
    lines += [say("{id} is left out: {reason}.", **one) for one in decision["left_out"]]
    lines += [limit("{id} is to have {lower} to {upper} seats", one) for one in decision["quotas"]]
    if decision[CAP]:
        lines.append(limit("No organisation is to have more than {max}", decision[CAP]))
    of = {"min": "at least {seats} of {quota}", "max": "at most {seats} of {quota}"}
    of_one = "at most {seats} from one organisation"
    limits = ", ".join(say(of_one if one["quota"] == CAP else of[one["side"]], **one) for one in decision["conflict"])
    return lines + ([say("These cannot hold together: {limits}.", limits=limits)] if limits else [])


def about_draw(decision: dict[str, Any], say: Callable[..., str]) -> list[str]:
    value, bound, numbers = decision["value"], decision["bound"], decision["numbers"]
    line = say("The smallest chance is {value}; in no lottery it is above {bound}", value=value, bound=bound)
    if value != bound:
        line += say("; so at most {short} is missing", short=Fraction(bound) - Fraction(value))
    lines = [f"{line}."]
    if not numbers:
        return lines
    of = Counter(map(Fraction, decision["chances"].values()))
    chances = ", ".join(say("{chance} for {people}", chance=chance, people=of[chance]) for chance in sorted(of))
    lines.append(say("Chances: {chances}.", chances=chances))
    if of[Fraction(0)] and value != "0":
        lines.append(say("Whoever has the chance 0 is on no panel that keeps every limit."))
    told = {"hash": decision["list_hash"], **decision}
    return [*lines, *(" ".join(say(one, **told) for one in line) for line in DRAW)]


STATUS: dict[str, Any] = {
    "proven": (proven, ""),
    "bounded": (bounded, "the best that was found, not proven to be the best"),
    "undecided": (bounded, "nothing was found in the time there was"),
    "infeasible": (infeasible, "no selection is possible"),
}
BY = {
    "merit": ("merit", "no selection is better, and no equal one comes first"),
    "tickets": ("tickets", "no selection that keeps every limit comes first"),
    "leximin": ("lottery, as equal as can be", "no lottery is fairer"),
    **dict.fromkeys(("lottery", "threshold"), ("lottery", "in no lottery is the smallest chance larger")),
}
"""In words, and what is then proven."""
EQUAL = "Points do not count after a lottery: the first by ticket with whom every limit holds is in, then so the next."
TICKET = "The ticket of ID is its HMAC-SHA-256 under the 8 bytes of SEED; the smallest is first."


def main(arguments: Any = None) -> int:
    parser = argparse.ArgumentParser(description="Does a selection hold? Exit code 0: it does. 1: says what does not.")
    parser.add_argument("document")
    parser.add_argument("--candidates", required=True)
    parser.add_argument("--quotas", required=True)
    asked = parser.parse_args(arguments)
    try:
        return told(check(Path(asked.document).read_text(encoding="utf-8"), asked.candidates, asked.quotas), 0)
    except DoesNotHold as wrong:
        return told(f"does not hold: {wrong}", 1)
    except (KeyboardInterrupt, MemoryError, RecursionError) as ended:
        return told(f"does not hold: it was not looked at to the end: {type(ended).__name__}", 1)
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, csv.Error) as wrong:
        return told(f"does not hold: a file or a part of it is missing, or is not what it should be: {wrong!r}", 1)


def told(sentence: str, code: int) -> int:
    """With which code to end: 1 where nobody can hear the sentence. What an id brings along moves no cursor."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in sentence)
    try:
        signs = sys.stdout.encoding or "utf-8"
        sys.stdout.write(plain.encode(signs, "backslashreplace").decode(signs) + "\n")
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):
        sys.stdout = None  # else Python tries again at its end, and complains
        return 1
    return code


# --- Each sentence in English, Russian and Tajik ---

TABLE = """\
holds: {decision}
подтверждается: {decision}
тасдиқ мешавад: {decision}
{seats} seats, {candidates} candidates, by {by}: {says}.
Мест: {seats}, кандидатов: {candidates}; решает {by}: {says}.
Ҷойҳо: {seats}, номзадҳо: {candidates}; ҳалкунанда {by} аст: {says}.
merit
сумма баллов
маҷмӯи холҳо
tickets
порядок билетов
тартиби чиптаҳо
lottery
жребий
қуръа
lottery, as equal as can be
жребий с шансами, равными насколько возможно
қуръа бо имконҳои то ҳадди имкон баробар
no selection is better, and no equal one comes first
ни один выбор не лучше, и ни один равный не идёт раньше
ягон интихоб беҳтар нест ва ягон интихоби баробар пештар намеояд
no selection that keeps every limit comes first
ни один выбор, соблюдающий все границы, не идёт раньше
ягон интихобе, ки ҳамаи ҳудудҳоро риоя мекунад, пештар намеояд
no lottery is fairer
нет жребия справедливее
қуръаи боадолаттар нест
in no lottery is the smallest chance larger
ни при каком жребии наименьший шанс не больше
дар ягон қуръа камтарин имкон калонтар нест
the best that was found, not proven to be the best
лучший из найденных; что лучше не бывает, не доказано
беҳтарини ёфташуда; исбот нашудааст, ки беҳтар аз ин нест
nothing was found in the time there was
за отведённое время ничего не найдено
дар вақти додашуда чизе ёфт нашуд
no selection is possible
отбор невозможен
интихоб имконнопазир аст
Whoever has {points} points or more takes part.
Участвуют все, чей балл не ниже {points}.
Ҳар кас, ки холаш аз {points} кам нест, иштирок мекунад.
Points do not count after a lottery: the first by ticket with whom every limit holds is in, then so the next.
После жребия баллы не считаются: место у первого по билету, с кем соблюдены все границы, затем так же у следующего.
Баъди қуръа хол ба ҳисоб намеравад: ҷойро аз рӯи чипта аввалин касе мегирад, ки бо ӯ ҳама ҳудуд риоя мешавад, ва ҳоказо.
Selected: {ids}.
Отобраны: {ids}.
Интихоб шуданд: {ids}.
Together {value} points; no selection has more than {bound} points.
Вместе баллов: {value}; ни у одного выбора их не больше, чем {bound}.
Ҷамъи холҳо: {value}; дар ягон интихоб он аз {bound} зиёд нест.
In reserve, the next first: {ids}.
В резерве, начиная со следующего по очереди: {ids}.
Дар захира, аз навбати аввал сар карда: {ids}.
The reserve cannot fill any seat so that every limit is kept.
Резерв не может занять ни одного места так, чтобы соблюдались все границы.
Захира ягон ҷойро тавре пур карда наметавонад, ки ҳамаи ҳудудҳо риоя шаванд.
The reserve cannot fill the seats of {ids} so that every limit is kept.
Так, чтобы соблюдались все границы, резерв не может занять места этих людей: {ids}.
Захира ҷойҳои ин касонро тавре пур карда наметавонад, ки ҳамаи ҳудудҳо риоя шаванд: {ids}.
{id} must have a seat: {reason}.
{id} обязательно имеет место: {reason}.
{id} ҳатман ҷой дорад: {reason}.
{id} is left out: {reason}.
{id} не участвует в отборе: {reason}.
{id} дар интихоб иштирок намекунад: {reason}.
{id} is to have {lower} to {upper} seats
{id}: должно быть мест от {lower} до {upper}
{id}: бояд аз {lower} то {upper} ҷой бошад
, has {seats}
, есть {seats}
, ҳаст {seats}
; without it {points} points more
; без этого сумма баллов была бы больше на {points}
; бе ин ҷамъи холҳо ба {points} зиёдтар мебуд
No organisation is to have more than {max}
Ни у одной организации не должно быть мест больше, чем {max}
Ягон ташкилот набояд зиёда аз {max} ҷой дошта бошад
at least {seats} of {quota}
{quota} — не меньше {seats}
{quota} — на камтар аз {seats}
at most {seats} of {quota}
{quota} — не больше {seats}
{quota} — на бештар аз {seats}
at most {seats} from one organisation
из одной организации — не больше {seats}
аз як ташкилот — на бештар аз {seats}
These cannot hold together: {limits}.
Вместе это невыполнимо: {limits}.
Инҳо якҷоя иҷрошаванда нестанд: {limits}.
The smallest chance is {value}; in no lottery it is above {bound}
Наименьший шанс: {value}; ни при каком жребии он не выше {bound}
Камтарин имкон: {value}; дар ягон қуръа он аз {bound} зиёд нест
; so at most {short} is missing
; значит, недостаёт не больше {short}
; пас, камбуд аз {short} зиёд нест
Chances: {chances}.
Шансы: {chances}.
Имконҳо: {chances}.
{chance} for {people}
{chance} (человек: {people})
{chance} (нафар: {people})
Whoever has the chance 0 is on no panel that keeps every limit.
Кто имеет шанс 0, не входит ни в один состав, соблюдающий все границы.
Касе, ки имконаш 0 аст, дар ягон ҳайате нест, ки ҳамаи ҳудудҳоро риоя мекунад.
""".splitlines()
TO_DRAW_AGAIN = """\
HASH is {hash}, the SHA-256 of `list` in the proof as JSON in one line, names in order, without white space.
HASH — это {hash}: SHA-256 части `list` доказательства в виде JSON в одну строку, имена по порядку, без пробелов.
HASH ин {hash} аст: SHA-256-и қисми `list`-и исбот ҳамчун JSON дар як сатр, номҳо бо тартиб, бе фосила.
It does not depend on the seed, so it can be published before.
Он не зависит от SEED, поэтому его можно опубликовать заранее.
Он ба SEED вобаста нест, бинобар ин онро пешакӣ нашр кардан мумкин аст.

SEED is {seed}.
SEED — это {seed}.
SEED ин {seed} аст.
The panels have the numbers 1 to {numbers} in turn, each as many as its `times`.
Составы по порядку имеют номера от 1 до {numbers}, каждый столько, сколько сказано в его `times`.
Ҳайатҳо паиҳам рақамҳои аз 1 то {numbers} доранд, ҳар яке ҳамон қадар, ки `times`-и он мегӯяд.

The number drawn is {number}: VALUE divided by {numbers}, the remainder plus 1.
Вытянут номер {number}: остаток от деления VALUE на {numbers}, плюс 1.
Рақами баромада {number} аст: бақияи тақсими VALUE ба {numbers}, ба иловаи 1.
VALUE is the SHA-256 of the text 'HASH SEED number 0', its 64 hexadecimal digits as one number.
VALUE — это SHA-256 текста 'HASH SEED number 0', его 64 шестнадцатеричные цифры как одно число.
VALUE ин SHA-256-и матни 'HASH SEED number 0' аст, 64 рақами шонздаҳии он ҳамчун як адад.
If it is not below the largest multiple of {numbers} up to 2^256, 'HASH SEED number 1' is taken, and so on.
Если оно не меньше наибольшего кратного {numbers} в пределах 2^256, берётся 'HASH SEED number 1' и так далее.
Агар он аз калонтарин каратии {numbers} то 2^256 хурд набошад, 'HASH SEED number 1' гирифта мешавад ва ҳоказо.

Of each type of the list as many have a seat as `counts` of the panel drawn tells.
Из каждого типа в списке места получают столько людей, сколько сказано в `counts` вытянутого состава.
Аз ҳар навъи рӯйхат ҳамон қадар кас ҷой мегирад, ки `counts`-и ҳайати баромада мегӯяд.
They are those whose SHA-256 of 'HASH SEED seat ID' is smallest.
Это те, у кого SHA-256 текста 'HASH SEED seat ID' наименьший.
Онҳо касонеанд, ки SHA-256-и матни 'HASH SEED seat ID'-и онҳо хурдтарин аст.

The reserve are the others who take part, in order of tickets.
В резерве стоят остальные участвующие в порядке билетов.
Дар захира дигар иштироккунандагон бо тартиби чиптаҳо меистанд.
The ticket of ID is its HMAC-SHA-256 under the 8 bytes of SEED; the smallest is first.
Билет для ID — его HMAC-SHA-256 с ключом из 8 байтов SEED; первым идёт наименьший.
Чиптаи ID ин HMAC-SHA-256-и он бо калиди 8 байти SEED аст; хурдтарин аввал меояд.
"""
DRAW = [part.splitlines()[::3] for part in TO_DRAW_AGAIN.split("\n\n")]
"""How anybody can draw again: each part is a line of `about`."""
TABLE += filter(None, TO_DRAW_AGAIN.splitlines())
WORDS = {language: dict(zip(TABLE[::3], TABLE[place::3])) for place, language in enumerate(LANGUAGES)}


if __name__ == "__main__":
    gc.disable()  # nothing here is garbage before the end, and looking for it takes a quarter of the time
    sys.exit(main())
