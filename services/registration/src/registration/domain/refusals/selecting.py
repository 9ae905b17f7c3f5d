"""Why a selection cannot be made. Built with positional arguments: so they survive the way out of a worker process."""

from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from registration.domain.quota_remarks import QuotaRemark
from shared.refusals import Refusal

Side = Literal["minimum", "maximum"]


@dataclass(frozen=True, slots=True)
class Bound:
    """One side of a quota; `quota` is `per_organisation` for the cap per organisation."""

    quota: str
    side: Side
    value: int


@dataclass(frozen=True, slots=True)
class Easing:
    """With `value` as this bound all others can be kept.

    By merit the best total is `total` then, in hundredths of a point; by lot the smallest chance is `smallest_chance`,
    a fraction, or it was not computed.
    """

    quota: str
    side: Side
    value: int
    total: int | None
    smallest_chance: str | None = None


@dataclass(frozen=True, slots=True)
class EasedTogether:
    """With all of `bounds` at once all others can be kept; what that would give, as of an `Easing`."""

    bounds: tuple[Bound, ...]
    total: int | None
    smallest_chance: str | None = None


@dataclass(eq=False)
class TooFewCandidates(Refusal):
    """There are fewer candidates than seats."""

    seats: int
    candidates: int

    def sentence(self) -> str:
        return f"There are {self.candidates} candidates for {self.seats} seats."


@dataclass(eq=False)
class QuotasCannotHold(Refusal):
    """The quotas cannot hold together.

    Leaving out any one of `conflict` would make the rest of it possible; each of `easings` is enough alone, the
    smallest change first. `remarks`: what adding up shows, as it was told before. `together`: where none of them is
    enough alone, the cheapest two or three that are at once.
    """

    seats: int
    candidates: int
    conflict: tuple[Bound, ...]
    explanation: str
    easings: tuple[Easing, ...]
    together: tuple[EasedTogether, ...] = ()
    remarks: tuple[QuotaRemark, ...] = ()

    def sentence(self) -> str:
        return f"The quotas cannot hold together: {self.explanation}."


@dataclass(frozen=True, slots=True)
class Moved:
    application: UUID
    code: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """Once the places of `released` are released, who have not answered their offers, `promoted` fill the seats so that
    every quota holds. No exchange takes an offer from fewer.
    """

    released: tuple[Moved, ...]
    promoted: tuple[Moved, ...]


@dataclass(eq=False)
class NoReplacementKeepsQuotas(Refusal):
    """Nobody on the reserve list can fill the open seats so that every quota holds.

    `exchange` is told to whoever looks ahead.
    """

    open_seats: int
    reserve: int
    conflict: tuple[Bound, ...]
    explanation: str
    easings: tuple[Easing, ...]
    together: tuple[EasedTogether, ...] = ()
    exchange: Exchange | None = None

    def sentence(self) -> str:
        seats = "1 seat is" if self.open_seats == 1 else f"{self.open_seats} seats are"
        return f"{seats} open and nobody of the {self.reserve} in reserve keeps every quota: {self.explanation}."


@dataclass(eq=False)
class TooManyUnderWay(Refusal):
    """Too many drafts of this training are being made already."""

    status: ClassVar[int] = 429
    retry_after = 60

    training: UUID
    at_most: int

    def sentence(self) -> str:
        return (
            f"{self.at_most} drafts or lists of training {self.training} are being made or wait for their turn. "
            "Wait for one of them, or cancel one."
        )


@dataclass(eq=False)
class UndecidedInTime(Refusal):
    """No decision was found in the time there is."""

    status: ClassVar[int] = 503
    retry_after = 60

    seconds: float

    def sentence(self) -> str:
        return (
            f"No decision was found within {self.seconds:.0f} seconds, and nothing was decided. "
            "Try again, or ease a quota."
        )


@dataclass(eq=False)
class QuotaIdIsTaken(Refusal):
    """This id names the cap per organisation."""

    quota: str

    def sentence(self) -> str:
        return f"{self.quota} names the cap per organisation; the quota needs another id."


@dataclass(eq=False)
class DoesNotRelax(Refusal):
    """This does not relax a quota of this training."""

    status: ClassVar[int] = 422

    quota: str
    why: str

    def sentence(self) -> str:
        return f"This does not relax quota {self.quota}: {self.why}."
