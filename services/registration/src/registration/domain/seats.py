"""The seats of a training: who holds them, how many are open."""

from collections import Counter
from collections.abc import Iterable, Mapping
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
        return cls.of_states(seats, Counter(place.state for place in places if place.seated))

    @classmethod
    def of_states(cls, seats: int, held: Mapping[PlaceState, int]) -> "Seats":
        """`held`: how many hold a seat, by how they do."""
        confirmed = held.get(PlaceState.CONFIRMED, 0)
        return cls(seats, confirmed, sum(held.values()) - confirmed)

    @property
    def open(self) -> int:
        """Never below 0, also where a training was made smaller than what was given away."""
        return max(0, self.seats - self.confirmed - self.offered)

    def require_open(self, training: UUID) -> None:
        """Raises NoOpenSeat."""
        if not self.open:
            raise NoOpenSeat(training, self.seats, self.confirmed, self.offered)
