"""What followup refuses: one class each; what was asked, what holds, which values."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.refusals import Refusal, listed


@dataclass(eq=False)
class NotPermitted(Refusal):
    """This is for others to do."""

    status: ClassVar[int] = 403

    what: str
    id: UUID
    asked: str
    role: str
    needed: tuple[str, ...]

    def sentence(self) -> str:
        return (
            f"'{self.asked}' was asked of {self.what} {self.id} by a {self.role} "
            f"who is none of those who may: {listed(self.needed)}."
        )


@dataclass(eq=False)
class OwnPlan(Refusal):
    """Nobody is the mentor of her own plan."""

    status: ClassVar[int] = 403

    plan: UUID
    asked: str
    mentor: UUID

    def sentence(self) -> str:
        return f"'{self.asked}' needs a mentor who is not a planner; {self.mentor} is a planner of plan {self.plan}."


@dataclass(eq=False)
class DidNotAttend(Refusal):
    """Only who attended the training can do this."""

    asked: str
    participant: UUID
    training: UUID
    outcome: str

    def sentence(self) -> str:
        return (
            f"'{self.asked}' is for those who attended training {self.training}, wholly or partly; "
            f"the outcome of {self.participant} is {self.outcome}."
        )


@dataclass(eq=False)
class PlannersFrozen(Refusal):
    """Planners join before approval.

    Who is none of them does not read how far it is.
    """

    plan: UUID

    def sentence(self) -> str:
        return f"Plan {self.plan} is no longer planned or returned: planners can join until it is approved."


@dataclass(eq=False)
class AlreadyPlanner(Refusal):
    """She is a planner of it already."""

    plan: UUID
    participant: UUID

    def sentence(self) -> str:
        return f"{self.participant} is already a planner of plan {self.plan}."


@dataclass(eq=False)
class AlreadyPlanned(Refusal):
    """Her plan from this training is not at its end."""

    plan: UUID
    participant: UUID
    state: str

    def sentence(self) -> str:
        return (
            f"A second plan from this training was asked for; {self.participant} leads plan {self.plan}, "
            f"which is {self.state}, and from one training she leads one plan at a time."
        )


@dataclass(eq=False)
class ShareOutOfRange(Refusal):
    """The share leaves nothing for the others."""

    share: int
    planners: int
    most: int

    def sentence(self) -> str:
        return (
            f"A share of {self.share} ten-thousandths was asked for; beside {self.planners} planners who keep "
            f"at least one each it lies between 1 and {self.most}."
        )


@dataclass(eq=False)
class SecondAdultMissing(Refusal):
    """A plan with minors needs a second adult."""

    plan: UUID
    audience: str

    def sentence(self) -> str:
        return f"The audience {self.audience} of plan {self.plan} is minors: approval needs a second adult."


@dataclass(eq=False)
class ReasonMissing(Refusal):
    """A return needs a reason."""

    status: ClassVar[int] = 422

    plan: UUID
    asked: str

    def sentence(self) -> str:
        return f"'{self.asked}' of plan {self.plan} needs at least one reason code; none was given."


@dataclass(eq=False)
class TrainingNotCompleted(Refusal):
    """The report waits for the completed training."""

    plan: UUID
    training: UUID
    state: str

    def sentence(self) -> str:
        return (
            f"Plan {self.plan} is {self.state}: scheduling has not said yet that training {self.training} took place. "
            "Complete it there, then report."
        )


@dataclass(eq=False)
class ReportBelowAttendance(Refusal):
    """The report counts fewer people than attended by name."""

    plan: UUID
    reported: int
    attended: int

    def sentence(self) -> str:
        return (
            f"The report of plan {self.plan} counts {self.reported} people; "
            f"{self.attended} enrolled people attended, and the total includes them."
        )


@dataclass(eq=False)
class BelowLeast(Refusal):
    """A number is too small."""

    status: ClassVar[int] = 422

    field: str
    value: int
    least: int

    def sentence(self) -> str:
        return f"{self.field} is {self.value}; it is at least {self.least}."


@dataclass(eq=False)
class UnknownCodes(Refusal):
    """Codes that nobody has published."""

    status: ClassVar[int] = 422

    what: str
    unknown: tuple[str, ...]
    known: tuple[str, ...]

    def sentence(self) -> str:
        return f"Not known as {self.what}: {listed(self.unknown)}. Known: {listed(self.known)}."


@dataclass(eq=False)
class FeedbackAlreadyGiven(Refusal):
    """One feedback for each participant and training."""

    training: UUID
    participant: UUID

    def sentence(self) -> str:
        return f"{self.participant} has already given feedback on training {self.training}."
