"""Candidates and quotas as files: what is wrong with one is told with its row and column."""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import TypeVar

import numpy as np

from registration.panel.call import ORGANISATION, VISA_LEAD, Arrival, Call, Policy, Quota, Side, coded
from registration.panel.verify_selection import DoesNotHold, fraction

MOST_HUNDREDTHS, MOST_SEATS = 1_000_000, 1_000_000
"""What is a whole multiple of prices then, is so in 64 bits."""
TRAVELS_FROM = "travels_from"
SIDES = IN, OFFERED, OUT = "in", "offered", "out"
T = TypeVar("T")
Row = dict[str, str]


class BadInput(Exception):
    """What is wrong where; rows are counted as a table shows them, the heading is row 1."""

    def __init__(self, path: Path, row: int, column: str, wrong: str) -> None:
        super().__init__(f"{path}, row {row}, column {column}: {wrong}")


@dataclass(frozen=True)
class Table:
    path: Path
    columns: tuple[str, ...]
    rows: Sequence[Row]

    def each(self, column: str, read: Callable[[str], T]) -> list[T]:
        """Raises BadInput at the first that cannot be read."""
        found = []
        for number, row in enumerate(self.rows, start=2):
            try:
                found.append(read(row[column]))
            except ValueError as wrong:
                raise BadInput(self.path, number, column, str(wrong)) from None
        return found

    def filled(self, **values: str) -> "Table":
        """With these columns, where they are not there."""
        columns = (*self.columns, *(name for name in values if name not in self.columns))
        return Table(self.path, columns, [{**values, **row} for row in self.rows])


def table(path: Path, *columns: str) -> Table:
    """Raises BadInput for a missing or repeated column, a row of another length, text that is not UTF-8; OSError."""
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(StringIO(_text(path), newline=""), strict=True))
    except csv.Error as wrong:
        raise BadInput(path, len(lines) + 1, "1", f"this is not a table: {wrong}") from None
    heading = lines.pop(0) if lines else []
    there = "columns are parted by commas" if len(heading) == 1 else f"there are {_quoted(heading)}"
    for column in columns:
        if column not in heading:
            raise BadInput(path, 1, column, f"this column is missing; {there}")
    if twice := sorted({column for column in heading if heading.count(column) > 1}):
        raise BadInput(path, 1, twice[0], "this column is there twice")
    while lines and not lines[-1]:
        lines.pop()
    for number, line in enumerate(lines, start=2):
        if len(line) != len(heading):
            last = str(max(1, len(line)))
            raise BadInput(path, number, last, f"{len(heading)} columns are told, this row has {len(line)}")
    return Table(path, tuple(heading), [dict(zip(heading, line, strict=True)) for line in lines])


def _text(path: Path) -> str:
    """Raises BadInput for what is not UTF-8, and for NUL: only newer Pythons read it in a table. OSError."""
    try:
        data = path.read_bytes().removeprefix(BOM_UTF8)
    except OSError as wrong:
        wrong.filename = path  # told where it cannot be opened, not where it cannot be read to its end
        raise
    try:
        text = data.decode()
    except UnicodeDecodeError as wrong:
        raise _at(path, data[: wrong.start], "this is not UTF-8, in which a table is to be saved") from None
    if "\0" in text:
        raise _at(path, data[: data.index(0)], "this is a NUL, which no table has")
    return text


def _at(path: Path, before: bytes, wrong: str) -> BadInput:
    """Behind what was read before."""
    return BadInput(path, before.count(b"\n") + 1, str(before.rpartition(b"\n")[2].count(b",") + 1), wrong)


@dataclass(frozen=True)
class Asking:
    """What is asked beside the files; `must`: who must have a seat or must not; `starts`: by when to have arrived;
    `threshold`, in hundredths: from which score on candidates take part in a lottery, or stand by after it.
    """

    seats: int
    seed: int = 0
    organisation_max: int | None = None
    must: Path | None = None
    starts: date | None = None
    policy: Policy = "merit"
    threshold: int | None = None

    @property
    def scored(self) -> bool:
        """Whether scores decide anything; otherwise they are not even read."""
        return self.policy in ("merit", "threshold") or (self.policy == "tickets" and self.threshold is not None)


@dataclass(frozen=True)
class Given:
    """`row_of`: where each quota stands in its file; `offered`: who has a seat that she has not accepted."""

    call: Call
    row_of: Mapping[str, int]
    offered: frozenset[str]


def given(candidates: Path, quotas: Path, asking: Asking) -> Given:
    """Each file is read once, as it may be a pipe. Raises BadInput, OSError."""
    capped, dated = asking.organisation_max is not None, asking.starts is not None
    needed = {"score": asking.scored, "organisation": capped, TRAVELS_FROM: dated}
    people = table(candidates, "id", *(column for column, is_needed in needed.items() if is_needed))
    ids = _unique(people, people.each("id", _named))
    score = people.each("score", _hundredths) if asking.scored else [0] * len(ids)
    order = sorted(range(len(ids)), key=ids.__getitem__)
    values = {name: people.each(name, _trimmed) for name in people.columns if name not in ("id", "score")}
    attributes = {name: coded(column[place] for place in order) for name, column in values.items()}
    organisation = attributes.pop("organisation", None)
    inside, outside, offered = _apart(asking.must, frozenset(ids))
    if asking.starts is not None:
        outside |= _late(people, ids, asking.starts, inside.keys() | outside.keys())
    rules = table(quotas, "feature", "value", "min", "max")
    call = Call(
        ids=tuple(ids[place] for place in order),
        score=np.array([score[place] for place in order], np.int64),
        attributes=attributes,
        quotas=_quotas(rules, attributes, asking.seats),
        seats=asking.seats,
        seed=asking.seed,
        organisation=organisation,
        organisation_max=asking.organisation_max,
        must=inside,
        left_out=outside,
        arrival=None if asking.starts is None else Arrival(TRAVELS_FROM, asking.starts.isoformat()),
        policy=asking.policy,
        threshold=asking.threshold,
    )
    return Given(call, {_quota_name(row): number for number, row in enumerate(rules.rows, start=2)}, offered)


def _late(people: Table, ids: Sequence[str], starts: date, told: Sequence[str] | set[str]) -> dict[str, str]:
    """Whoever cannot travel in time, if nothing else is said of her."""
    days = people.each(TRAVELS_FROM, lambda day: _day(day) if day else date.min)
    late = (one for one, day in zip(ids, days, strict=True) if day > starts)
    return {one: VISA_LEAD for one in late if one not in told}


def _day(said: str) -> date:
    """In one form: days are compared as text where a selection is verified."""
    day = date.fromisoformat(said)
    if str(day) != said:
        raise ValueError(f"{said!r} is no day as {day}")
    return day


def _apart(path: Path | None, ids: frozenset[str]) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Who must have a seat and who must not, with the reason: columns `id`, `must` (in, offered or out), `reason`; and
    whose seat was offered.
    """
    if path is None:
        return {}, {}, frozenset()
    rows = table(path, "id").filled(must=IN, reason="required")
    people = _unique(rows, rows.each("id", lambda one: _one_of(one, ids, "is no candidate")))
    sides = rows.each("must", lambda one: _one_of(one, frozenset(SIDES), f"is none of {', '.join(SIDES)}"))
    reasons = rows.each("reason", _named)
    told = list(zip(people, sides, reasons, strict=True))
    inside = {one: why for one, side, why in told if side != OUT}
    outside = {one: why for one, side, why in told if side == OUT}
    return inside, outside, frozenset(one for one, side, _ in told if side == OFFERED)


def _quotas(rows: Table, names: Collection[str], seats: int) -> tuple[Quota, ...]:
    features = rows.each("feature", lambda feature: _features(feature, names))
    values = rows.each("value", lambda value: [_named(part) for part in value.split("×")])
    asked: dict[Side, list[str]] = {"min": rows.each("min", _limit), "max": rows.each("max", _limit)}
    found: dict[str, Quota] = {}
    for place, row in enumerate(rows.rows):
        if len(features[place]) != len(values[place]):
            raise BadInput(rows.path, place + 2, "value", f"{len(features[place])} values are needed, joined by ×")
        sides: list[Side] = ["min", "max"]
        quota = Quota(
            _quota_name(row),
            dict(zip(features[place], values[place], strict=True)),
            {side: asked[side][place] for side in sides if asked[side][place]},
        )
        if quota.id in found:
            raise BadInput(rows.path, place + 2, "feature", f"{quota.id} is there twice")
        if quota.id == ORGANISATION:
            raise BadInput(rows.path, place + 2, "id", f"{quota.id} names the cap per organisation")
        lower, upper = quota.limits(seats)
        if lower > upper < seats:
            raise BadInput(rows.path, place + 2, "max", f"at least {lower}, at most {upper} seats: that cannot be")
        found[quota.id] = quota
    return tuple(found[name] for name in sorted(found))


def _quota_name(row: Row) -> str:
    return row.get("id") or f"{row['feature']}={row['value']}"


def _features(feature: str, names: Collection[str]) -> list[str]:
    features = feature.split("×")
    there = f"is no attribute of the candidates (several are joined by ×); there are {_quoted(names)}"
    for name in features:
        _one_of(name, names, there)
    if len(set(features)) != len(features):
        raise ValueError(f"{feature!r} names a column twice")
    return features


def _limit(said: str) -> str:
    """A number of seats, or percent."""
    said = said.strip()
    try:
        number = fraction(said[:-1].strip()) if said.endswith("%") else Fraction(int(said or "0"))
    except (DoesNotHold, ValueError, ZeroDivisionError):
        raise ValueError(f"{said!r} is neither a number of seats nor percent") from None
    if not 0 <= number <= (100 if said.endswith("%") else MOST_SEATS):
        raise ValueError(f"{said!r} is out of range")
    return said


def _hundredths(said: str) -> int:
    try:
        score = int(said)
    except ValueError:
        raise ValueError(f"{said!r} is not a whole number of hundredths, as 9450 is for 94.50") from None
    if abs(score) > MOST_HUNDREDTHS:
        raise ValueError(f"{said!r} is not between -{MOST_HUNDREDTHS} and {MOST_HUNDREDTHS}")
    return score


def _trimmed(said: str) -> str:
    """A value with a space more would count for no quota, and nobody would see why."""
    if said != said.strip():
        raise ValueError(f"{said!r} begins or ends with a space")
    return said


def _named(said: str) -> str:
    if not _trimmed(said):
        raise ValueError("this is empty")
    return said


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names)) or "none"


def _one_of(said: str, known: Collection[str], otherwise: str) -> str:
    if said not in known:
        raise ValueError(f"{said!r} {otherwise}")
    return said


def _unique(rows: Table, ids: Sequence[str]) -> Sequence[str]:
    first: dict[str, int] = {}
    for number, one in enumerate(ids, start=2):
        if one in first:
            raise BadInput(rows.path, number, "id", f"{one!r} is already in row {first[one]}")
        first[one] = number
    return ids
