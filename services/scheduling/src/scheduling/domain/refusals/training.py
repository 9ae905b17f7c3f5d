"""Refusals about a training: its particulars, its changes, its completion."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from shared.refusals import Refusal, listed


@dataclass(frozen=True, slots=True)
class QuotaSum:
    """What the quotas over one attribute add up to. `maximums` is None where one of them has no maximum."""

    attribute: str
    quotas: tuple[str, ...]
    minimums: int
    maximums: int | None


@dataclass(eq=False)
class QuotasDoNotFit(Refusal):
    """No set of people fills the seats and keeps these quotas."""

    status: ClassVar[int] = 422

    seats: int
    sums: tuple[QuotaSum, ...]

    def sentence(self) -> str:
        return " ".join(self._about(each) for each in self.sums)

    def _about(self, group: QuotaSum) -> str:
        several = len(group.quotas) > 1
        quotas = f"{'Quotas' if several else 'Quota'} {listed(group.quotas)} ({group.attribute})"
        if group.minimums > self.seats:
            needs = "minimums need" if several else "minimum needs"
            return f"{quotas}: the {needs} {group.minimums} seats, there are {self.seats}."
        fills = "maximums fill" if several else "maximum fills"
        return f"{quotas}: the {fills} {group.maximums} seats of {self.seats}."


@dataclass(eq=False)
class QuotaIdIsTaken(Refusal):
    """This id names the cap per organisation."""

    quota: str

    def sentence(self) -> str:
        return f"{self.quota} names the cap per organisation; the quota needs another id."


@dataclass(eq=False)
class MinimumAboveMaximum(Refusal):
    """A quota asks for more than it allows."""

    status: ClassVar[int] = 422

    quota: str
    minimum: int
    maximum: int

    def sentence(self) -> str:
        return f"Quota {self.quota} has a minimum of {self.minimum} and a maximum of {self.maximum}."


@dataclass(eq=False)
class WeightsDoNotSum(Refusal):
    """Weights of criteria sum to 100."""

    status: ClassVar[int] = 422

    total: int

    def sentence(self) -> str:
        return f"The weights of the criteria sum to {self.total}; they have to sum to 100."


@dataclass(eq=False)
class EndsBeforeItStarts(Refusal):
    """The last day lies before the first."""

    status: ClassVar[int] = 422

    starts_on: date
    ends_on: date

    def sentence(self) -> str:
        return f"The training would start on {self.starts_on} and end on {self.ends_on}."


@dataclass(eq=False)
class UnknownTimeZone(Refusal):
    """No such time zone."""

    status: ClassVar[int] = 422

    time_zone: str

    def sentence(self) -> str:
        return f"{self.time_zone} is not in the IANA time zone database; an example is Asia/Dushanbe."


@dataclass(eq=False)
class CallOutOfOrder(Refusal):
    """A call opens, closes, and then the training starts."""

    status: ClassVar[int] = 422

    opens_at: datetime
    closes_at: datetime
    starts_at: datetime | None

    def sentence(self) -> str:
        start = f" and the training starts at {self.starts_at}" if self.starts_at else ""
        return f"The call would open at {self.opens_at} and close at {self.closes_at}{start}: that is out of order."


@dataclass(eq=False)
class NotForThisAdmission(Refusal):
    """Only a selection has these."""

    status: ClassVar[int] = 422

    admission: str
    fields: tuple[str, ...]

    def sentence(self) -> str:
        return f"People enter by {self.admission}: {listed(self.fields)} belong to admission by selection alone."


@dataclass(eq=False)
class PlansDueInGenerationZero(Refusal):
    """A plan is expected after a training of trainers alone."""

    status: ClassVar[int] = 422

    generation: int
    plans_due_days: int

    def sentence(self) -> str:
        return (
            f"plans_due_days is {self.plans_due_days} for a training of generation {self.generation}; "
            "from generation 1 on everybody may plan and nobody has to."
        )


@dataclass(eq=False)
class ParentIsThePlans(Refusal):
    """The parent of a training that grew from a plan is fixed."""

    training: UUID
    parent: UUID | None
    asked: UUID | None

    def sentence(self) -> str:
        return f"Training {self.training} grew from a plan; its parent is {self.parent}, not {self.asked}."


@dataclass(eq=False)
class ParticularsMissing(Refusal):
    """Too little is known to announce it."""

    training: UUID
    missing: tuple[str, ...]

    def sentence(self) -> str:
        return f"Before training {self.training} can be announced it needs: {listed(self.missing)}."


@dataclass(eq=False)
class SeatsBelowConfirmed(Refusal):
    """Fewer seats than people who were promised one."""

    training: UUID
    seats: int
    confirmed: int

    def sentence(self) -> str:
        return f"{self.seats} seats were asked for; {self.confirmed} places in training {self.training} are confirmed."


@dataclass(eq=False)
class SelectionDecidedAlready(Refusal):
    """The rules of a selection stay as they were when it was published."""

    training: UUID
    parts: tuple[str, ...]

    def sentence(self) -> str:
        return (
            f"A selection for training {self.training} is published: {listed(self.parts)} stay as they are. "
            "A quota can be relaxed for one promotion, with a reason."
        )


@dataclass(eq=False)
class NotPublic(Refusal):
    """Nothing is public under this id."""

    status: ClassVar[int] = 404

    id: UUID

    def sentence(self) -> str:
        return f"Nothing is public under {self.id}."
