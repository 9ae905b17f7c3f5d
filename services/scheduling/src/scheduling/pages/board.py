"""An agenda as a board: for each day the rooms beside one another, and beneath them the sessions in order of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduling.pages import times

Json = Mapping[str, Any]

NO_ROOM = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Sessions that begin at the same time, by room."""

    begins: str
    cells: Mapping[str, Sequence[Json]]


@dataclass(slots=True)
class Day:
    day: str
    rooms: list[str]
    lines: list[Line] = field(default_factory=list)


def told(agenda: Json) -> list[dict[str, Any]]:
    """Its sessions with the day and the time on the clock of the training, and what stands against each."""
    against: dict[str, list[Json]] = {}
    for conflict in agenda["conflicts"]:
        for session in conflict["sessions"]:
            against.setdefault(session, []).append(conflict)
    return [
        {**one, **times.place_in_time(one, agenda["time_zone"]), "against": against.get(one["session"], [])}
        for one in agenda["sessions"]
    ]


def board(sessions: Sequence[Json]) -> list[Day]:
    """`sessions`: as they are told, in order of time."""
    days: dict[str, Day] = {}
    for day in dict.fromkeys(one["day"] for one in sessions):
        own = [one for one in sessions if one["day"] == day]
        rooms = sorted({one["room"] or NO_ROOM for one in own}, key=lambda room: (room == NO_ROOM, room))
        begins = dict.fromkeys(one["begins"] for one in own)
        days[day] = Day(day, rooms, [Line(at, cells_at(at, rooms, own)) for at in begins])
    return list(days.values())


def cells_at(begins: str, rooms: Sequence[str], own: Sequence[Json]) -> dict[str, list[Json]]:
    return {
        room: [one for one in own if one["begins"] == begins and (one["room"] or NO_ROOM) == room] for room in rooms
    }
