"""What is asked of a selection, as arrays: who applied, for how many seats, under which quotas; and its program."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Literal

import numpy as np

from registration.panel.program import UNLIMITED, Places, Program, Row, Whole, tickets

ORGANISATION = "organisation"
"""Under this name the cap per organisation stands beside the quotas."""
VISA_LEAD = "visa_lead"
Side = Literal["min", "max"]
Policy = Literal["merit", "lottery", "leximin", "threshold", "tickets"]
"""By what is chosen: the highest sum of scores; a lottery whose smallest chance is as large as can be; one in which the
next larger are too, and so on; a lottery among all who reach a score; the first by tickets, scores do not count, as a
seat that falls free after a lottery is filled."""


@dataclass(frozen=True)
class Coded:
    """A column of codes: the place of each value among `values`, -1 for none."""

    codes: Row
    values: tuple[str, ...]

    def value(self, place: int) -> str | None:
        code = int(self.codes[place])
        return None if code < 0 else self.values[code]

    def where(self, value: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        code = self.values.index(value) if value in self.values else len(self.values)
        return np.asarray(self.codes == code)


def coded(values: Iterable[str | None]) -> Coded:
    """No value and the empty one are the same."""
    places: dict[str, int] = {}
    codes = [places.setdefault(value, len(places)) if value else -1 for value in values]
    return Coded(np.array(codes, np.int32), tuple(places))


@dataclass(frozen=True)
class Quota:
    """Seats for those who match every pair of `where`. `asked`: `min` and `max` as a number of seats or in percent."""

    id: str
    where: Mapping[str, str]
    asked: Mapping[Side, str]

    def limits(self, seats: int) -> tuple[int, int]:
        """In seats. Percents are rounded outwards: a minimum down, a maximum up; without maximum it is all seats."""
        least = self.asked.get("min", "0")
        most = self.asked.get("max", str(seats))
        lower = floor(Fraction(least[:-1]) * seats / 100) if least.endswith("%") else int(least)
        upper = ceil(Fraction(most[:-1]) * seats / 100) if most.endswith("%") else int(most)
        return lower, min(seats, upper)


@dataclass(frozen=True)
class Arrival:
    """Whoever could travel only after the day `by` is left out; `column` is the attribute that says from when."""

    column: str
    by: str


@dataclass(frozen=True)
class Call:
    """Candidates in order of ids; `score` in hundredths, 0 where the policy asks for none; `quotas` in order of ids.

    `must` and `left_out` give the reason for each id; nobody is in both. `threshold` is the score from which on
    candidates take part, of that policy, and of tickets after it; who must have a seat has it all the same. Raises
    ValueError where parts do not fit.
    """

    ids: tuple[str, ...]
    score: Whole
    attributes: Mapping[str, Coded]
    quotas: tuple[Quota, ...]
    seats: int
    seed: int = 0
    organisation: Coded | None = None
    organisation_max: int | None = None
    must: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    arrival: Arrival | None = None
    policy: Policy = "merit"
    threshold: int | None = None

    def __post_init__(self) -> None:
        if self.policy == "threshold" and self.threshold is None:
            raise ValueError("the policy threshold needs a threshold")
        if self.policy not in ("threshold", "tickets") and self.threshold is not None:
            raise ValueError(f"the policy {self.policy} takes no threshold; threshold does, and tickets may")
        if not 0 <= self.seed < 2**64:
            raise ValueError(f"the seed is an unsigned integer of 64 bits, not {self.seed}")
        if self.seats < 1:
            raise ValueError(f"a selection fills at least one seat, not {self.seats}")
        if both := sorted(self.must.keys() & self.left_out.keys()):
            raise ValueError(f"must have a seat and must not: {', '.join(both)}")

    @cached_property
    def counted(self) -> Whole:
        """What scores count for in a choice: by lot and by tickets everybody is equal."""
        return self.score if self.policy == "merit" else np.zeros_like(self.score)

    @cached_property
    def place(self) -> Mapping[str, int]:
        return {one: place for place, one in enumerate(self.ids)}

    @property
    def seed_text(self) -> str:
        """As it stands in documents and, in a lottery, before what is hashed."""
        return f"{self.seed:016x}"

    def places(self, ids: Collection[str]) -> Places:
        return np.array(sorted(self.place[one] for one in ids), np.intp)

    def tickets(self, who: Places) -> list[bytes]:
        return tickets(self.seed, [self.ids[place] for place in who])


@dataclass(frozen=True)
class Asked:
    """The program over whoever is free to be chosen (`free`, places in the call) beside those who must be (`must`).

    Its rows: all seats, the quotas in order, the organisations that could exceed their cap (`organisations`), none.
    `whole`: the same rows over everybody, before anybody is seated.
    """

    call: Call
    free: Places
    must: Places
    program: Program
    whole: Program
    organisations: tuple[str, ...]

    @property
    def value_of_must(self) -> int:
        return int(self.call.counted[self.must].sum())

    def tickets(self, who: Places) -> list[bytes]:
        return self.call.tickets(self.free[who])

    def ids(self, selected: Places) -> list[str]:
        """All who have a seat then, in order."""
        return [self.call.ids[place] for place in np.sort(np.concatenate([self.must, self.free[selected]]))]

    def rows(self, name: str) -> list[int]:
        """Of a quota, or of all organisations."""
        first = 1 + len(self.call.quotas)
        if name == ORGANISATION:
            return list(range(first, first + len(self.organisations)))
        return [1 + next(n for n, quota in enumerate(self.call.quotas) if quota.id == name)]

    def lifted(self, sides: Iterable[tuple[str, Side]]) -> Program:
        """The program without these limits."""
        lower, upper = self.program.lower.copy(), self.program.upper.copy()
        for name, side in sides:
            for row in self.rows(name):
                if side == "min":
                    lower[row] = 0
                else:
                    upper[row] = upper[0]
        return Program(self.program.score, self.program.families, lower, upper)


def asked(call: Call) -> Asked:
    """The call as a program."""
    must, out = call.places(call.must.keys()), call.places(call.left_out.keys())
    open_ = np.ones(len(call.ids), bool)
    open_[must] = open_[out] = False
    if call.threshold is not None:
        open_ &= call.score >= call.threshold
    free = np.flatnonzero(open_)
    limits = [(call.seats, call.seats), *(quota.limits(call.seats) for quota in call.quotas)]
    organisations, of_organisation = _organisations(call, free, must, len(limits))
    limits += [(0, call.organisation_max or 0)] * len(organisations)
    none = len(limits)
    limits.append((0, UNLIMITED))
    families = [np.where(family < 0, none, family).astype(np.int32) for family in (*_families(call), *of_organisation)]
    lower, upper = np.array(limits, np.int64).T.copy()
    whole = Program(call.counted, tuple(families), lower, upper)
    seated = whole.counts(must)
    if len(free) == len(call.ids):
        return Asked(call, free, must, whole, whole, organisations)
    program = Program(call.counted[free], tuple(family[free] for family in families), lower - seated, upper - seated)
    return Asked(call, free, must, program, whole, organisations)


def _families(call: Call) -> Iterator[Row]:
    """Per set of attributes the row of each candidate, -1 for none; the second of two quotas on the same apart."""
    found: dict[tuple[tuple[str, ...], int], list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    seen: dict[tuple[tuple[str, str], ...], int] = defaultdict(int)
    for row, quota in enumerate(call.quotas, start=1):
        pairs = tuple(sorted(quota.where.items()))
        names, values = tuple(name for name, _ in pairs), tuple(value for _, value in pairs)
        found[names, seen[pairs]].append((row, values))
        seen[pairs] += 1
    for (names, _), rows in found.items():
        yield _family(call, names, rows)


def _family(call: Call, names: Sequence[str], rows: Sequence[tuple[int, tuple[str, ...]]]) -> Row:
    columns = [call.attributes.get(name, Coded(np.full(len(call.ids), -1, np.int32), ())) for name in names]
    if len(columns) == 1:
        row_of = np.full(len(columns[0].values) + 1, -1, np.int32)
        for row, (value,) in rows:
            if value in columns[0].values:
                row_of[columns[0].values.index(value)] = row
        return row_of[columns[0].codes]
    family = np.full(len(call.ids), -1, np.int32)
    for row, values in rows:
        family[np.logical_and.reduce([one.where(value) for one, value in zip(columns, values, strict=True)])] = row
    return family


def _organisations(call: Call, free: Places, must: Places, first: int) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Those of which more are free than may still be chosen, in order, and each candidate's row."""
    if call.organisation is None or call.organisation_max is None:
        return (), ()
    codes, values = call.organisation.codes, call.organisation.values
    there, seated = (np.bincount(codes[who][codes[who] >= 0], minlength=len(values)) for who in (free, must))
    crowded = sorted((values[code], int(code)) for code in np.flatnonzero(there > call.organisation_max - seated))
    row_of = np.full(len(values) + 1, -1, np.int32)
    row_of[[code for _, code in crowded]] = first + np.arange(len(crowded))
    return tuple(name for name, _ in crowded), (row_of[codes],)
