"""The seats of a training: who holds them, how many are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from registration.domain.place import Place
from registration.domain.refusals.host import NoOpenSeat
from registration.domain.vocabulary import PlaceState


@dataclass(frozen=True, slots=True)
class Seats:
    seats: int
    confirmed: int
    offered: int

    @classmethod
    def of(cls, seats: int, places: Iterable[Place]) -> "Seats":
        held = [place.state for place in places if place.seated]
        confirmed = held.count(PlaceState.CONFIRMED)
        return cls(seats, confirmed, len(held) - confirmed)

    @property
    def open(self) -> int:
        """Never below 0, also where a training was made smaller than what was given away."""
        return max(0, self.seats - self.confirmed - self.offered)

    def require_open(self, training: UUID) -> None:
        """Raises NoOpenSeat."""
        if not self.open:
            raise NoOpenSeat(training, self.seats, self.confirmed, self.offered)
