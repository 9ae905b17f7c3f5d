"""What an agenda is judged by: the days, the rooms, the people, the manuals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from scheduling.domain.manual import Module
from scheduling.domain.resources import Guest, Resources, Room


@dataclass(frozen=True, slots=True)
class Taught:
    """A module as the training's manuals have it. `manual`: the manual's code."""

    manual: str
    module: Module


@dataclass(frozen=True, slots=True)
class Setting:
    """`editions`: (manual, language) of what is published of the training's manuals."""

    starts_on: date | None
    ends_on: date | None
    time_zone: str | None
    seats: int
    languages: tuple[str, ...]
    resources: Resources
    modules: Mapping[str, Taught]
    editions: frozenset[tuple[str, str]]

    def room(self, code: str | None) -> Room | None:
        return next((room for room in self.resources.rooms if room.code == code), None)

    def guest(self, code: str) -> Guest | None:
        return next((guest for guest in self.resources.guests if guest.code == code), None)

    def person(self, code: str) -> UUID | None:
        return next((person.person for person in self.resources.people if person.code == code), None)
