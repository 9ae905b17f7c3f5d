"""An agenda as a board: of one part of a day the rooms beside one another, and beneath them the sessions in order of
time. A day is one part, unless more is on it than a page can hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from scheduling.pages import times

Json = Mapping[str, Any]

NO_ROOM = ""
MOST_IN_PART = 30
"""Sessions in one part of a day."""
MOST_CONFLICTS = 20
"""Conflicts on one page of their list."""
MOST_ROOMS = 8
"""Rooms beside one another in which nothing is."""


@dataclass(frozen=True, slots=True)
class Part:
    """Of a day; `number` from one. `conflicts` that concern a session in it, each with its place in the whole list."""

    day: str
    number: int
    sessions: Sequence[Json]
    conflicts: Sequence[Json]

    @property
    def query(self) -> str:
        return f"day={self.day}" if self.number == 1 else f"day={self.day}&part={self.number}"

    @property
    def standing(self) -> int:
        """Conflicts that nobody took upon herself."""
        return sum(not one["accepted_by"] for one in self.conflicts)

    @property
    def codes(self) -> set[str]:
        return {one["code"] for one in self.sessions}

    def page(self, number: int) -> Sequence[Json]:
        """Of its conflicts; `number` from one."""
        return self.conflicts[(number - 1) * MOST_CONFLICTS : number * MOST_CONFLICTS]

    def pages(self) -> range:
        return range(1, -(-len(self.conflicts) // MOST_CONFLICTS) + 1)


@dataclass(frozen=True, slots=True)
class Line:
    """Sessions that begin at the same time, by room; none where something ends and nothing begins."""

    begins: str
    cells: Mapping[str, Sequence[Json]]


@dataclass(frozen=True, slots=True)
class Board:
    rooms: Sequence[str]
    lines: Sequence[Line]


def told(agenda: Json) -> list[dict[str, Any]]:
    """Its sessions with the day and the time on the clock of the training, and what stands against each: rules, with
    whether one blocks.
    """
    against: dict[str, dict[str, bool]] = {}
    for conflict in agenda["conflicts"]:
        if conflict["accepted_by"] is None:
            for session in conflict["sessions"]:
                against.setdefault(session, {})[conflict["rule"]] = conflict["level"] == "BLOCK"
    return [
        {**one, **times.place_in_time(one, agenda["time_zone"]), "against": against.get(one["session"], {})}
        for one in agenda["sessions"]
    ]


def parts(sessions: Sequence[Json], conflicts: Iterable[Json]) -> list[Part]:
    """`sessions`: as they are told, in order of time."""
    numbered = [{**one, "number": number} for number, one in enumerate(conflicts, start=1)]
    made = []
    for day, of_day in groupby(sessions, key=lambda one: str(one["day"])):
        own = list(of_day)
        for number, first in enumerate(range(0, len(own), MOST_IN_PART), start=1):
            shown = own[first : first + MOST_IN_PART]
            ids = {one["session"] for one in shown}
            made.append(Part(day, number, shown, [one for one in numbered if not ids.isdisjoint(one["sessions"])]))
    return made


def chosen(among: Sequence[Part], day: str | None, number: int, now: datetime, zone: str | None) -> Part | None:
    """That part; else the first of that day, of today on the clock of the training, of all. None where none is."""
    today = str(now.astimezone(times.zone_of(zone)).date())
    wanted = [(day, number), (day, 1), (today, 1)]
    found = (one for place in wanted for one in among if (one.day, one.number) == place)
    return next(found, next(iter(among), None))


def board(part: Part, rooms: Sequence[str]) -> Board:
    """`rooms`: to which something may be moved, and at which times it might: then there is a line for each end too."""
    used = {one["room"] or NO_ROOM for one in part.sessions}
    offered = {*rooms, NO_ROOM} if 0 < len(rooms) <= MOST_ROOMS else set()
    beside = sorted(used | offered, key=lambda room: (room == NO_ROOM, room))
    begins = {one["begins"] for one in part.sessions}
    ends = {one["ends"] for one in part.sessions if one["ends"] > one["begins"]} if rooms else set()
    return Board(beside, [Line(at, cells_at(at, beside, part.sessions)) for at in sorted(begins | ends)])


def cells_at(begins: str, rooms: Sequence[str], own: Sequence[Json]) -> dict[str, list[Json]]:
    return {
        room: [one for one in own if one["begins"] == begins and (one["room"] or NO_ROOM) == room] for room in rooms
    }
