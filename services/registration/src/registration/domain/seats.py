"""The seats of a training: who holds them, how many are open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from registration.domain.place import Place
from registration.domain.place_machine import OFFERED
from registration.domain.refusals.host import NoOpenSeat
from registration.domain.vocabulary import PlaceState


@dataclass(frozen=True, slots=True)
class Seats:
    seats: int
    confirmed: int
    offered: int

    @classmethod
    def of(cls, seats: int, places: Iterable[Place]) -> "Seats":
        return cls.of_states(seats, Counter(place.state for place in places))

    @classmethod
    def of_states(cls, seats: int, states: Mapping[PlaceState, int]) -> "Seats":
        """`states`: how many places are in each."""
        return cls(seats, states.get(PlaceState.CONFIRMED, 0), sum(states.get(state, 0) for state in OFFERED))

    @property
    def open(self) -> int:
        """Never below 0, also where a training was made smaller than what was given away."""
        return max(0, self.seats - self.confirmed - self.offered)

    def require_open(self, training: UUID) -> None:
        """Raises NoOpenSeat."""
        if not self.open:
            raise NoOpenSeat(training, self.seats, self.confirmed, self.offered)
