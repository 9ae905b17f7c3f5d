"""Facts that followup says."""

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, computed_field
from pydantic.config import JsonDict

from shared.events.base import MOST, Code, Count, Event, Leaves, Part, Positive, Region, Share


class PlanType(StrEnum):
    GIRLS_LEADERSHIP = "girls-leadership"
    HUMAN_RIGHTS = "human-rights"
    SURVIVORS_RURAL = "survivors-rural"
    DISABILITY = "disability"
    PEACEBUILDING = "peacebuilding"
    OTHER = "other"


class ReturnReason(StrEnum):
    SECOND_ADULT = "second_adult"
    DATE = "date"
    COSTS = "costs"
    VENUE = "venue"
    TIME = "time"
    FIGURES = "figures"
    OTHER = "other"


class ReturnedPart(StrEnum):
    PLAN = "plan"
    REPORT = "report"


class JoiningRefusal(StrEnum):
    """Why somebody was not added to a plan."""

    PLANNERS_FROZEN = "planners-frozen"
    ALREADY_PLANNER = "already-planner"
    SHARE_OUT_OF_RANGE = "share-out-of-range"


class PlanEnd(StrEnum):
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class FollowUpStep(StrEnum):
    PLAN = "plan"
    REPORT = "report"


class VerificationMethod(StrEnum):
    CALL = "call"
    VISIT = "visit"
    DOCUMENTS = "documents"


Quarter = Annotated[str, StringConstraints(pattern=r"^\d{4}Q[1-4]$")]


class Planner(Part):
    participant: UUID
    home: Region
    share: Share


def with_total(schema: JsonDict) -> None:
    """What is computed where it is said, the schemas of what is read leave out."""
    properties = schema["properties"]
    assert isinstance(properties, dict)  # noqa: S101 - what pydantic makes of every model
    properties["total"] = {
        "type": "integer",
        "minimum": 0,
        "maximum": MOST,
        "description": "Of the three; may be missing.",
    }


class Reach(Part):
    """People, each counted once; a reader may rely on the parts alone."""

    model_config = ConfigDict(json_schema_extra=with_total)

    girls: Count = 0
    women: Count = 0
    men: Count = 0

    @computed_field  # type: ignore[prop-decorator] # mypy does not know properties under it
    @property
    def total(self) -> int:
        return self.girls + self.women + self.men


class PlanFact(Event):
    publisher: ClassVar[str] = "followup"
    key: ClassVar[str] = "plan"
    leaves: ClassVar[Leaves] = Leaves.NEVER

    plan: UUID


class PlanSnapshot(PlanFact):
    planners: tuple[Planner, ...]
    parent: UUID
    generation: Positive
    kind: PlanType
    topics: tuple[Code, ...]
    audience: Code
    minors: bool
    quarter: Quarter
    expected_reach: Positive


class CascadePlanned(PlanSnapshot):
    pass


class CascadeApproved(PlanSnapshot):
    mentor: UUID | None = None
    training: UUID
    """The id that the training of this plan will have."""


class PlannerJoined(Event):
    publisher: ClassVar[str] = "followup"
    key: ClassVar[str] = "application"
    leaves: ClassVar[Leaves] = Leaves.ALWAYS

    application: UUID
    participant: UUID
    home: Region
    training: UUID
    plan: UUID
    share: Share | None = None
    """None: she asks for none, the plan's region makes it an equal one."""


class JoiningAnswered(PlanFact):
    """The plan's region added her, or says why not: her home waits for no other plan of hers, or still does."""

    leaves: ClassVar[Leaves] = Leaves.ALWAYS

    application: UUID
    participant: UUID
    home: Region
    refused: JoiningRefusal | None = None


class CascadeReturned(PlanFact):
    planners: tuple[Planner, ...]
    parent: UUID
    training: UUID | None = None
    """That it became, if it was approved; not in facts of old."""
    part: ReturnedPart
    reasons: Annotated[tuple[ReturnReason, ...], Field(min_length=1)]


class CascadeWithdrawn(PlanFact):
    planners: tuple[Planner, ...]
    parent: UUID | None = None
    """The training that it follows; not in facts of old."""
    training: UUID | None = None
    how: PlanEnd


class MentorAssigned(PlanFact):
    planners: tuple[Planner, ...]
    parent: UUID | None = None
    """The training that it follows; not in facts of old."""
    training: UUID | None = None
    """That it became, if it was approved; not in facts of old."""
    mentor: UUID


class FollowUpDue(PlanFact):
    planners: tuple[Planner, ...]
    parent: UUID
    """The training that it follows: a link opens her plan for it."""
    training: UUID | None = None
    """That it became, if it was approved; not in facts of old."""
    mentor: UUID | None = None
    step: FollowUpStep
    due: AwareDatetime
    nth: Annotated[int, Field(ge=1, le=3)]


class CascadeReported(PlanFact):
    planners: tuple[Planner, ...]
    parent: UUID | None = None
    """The training that it follows; not in facts of old."""
    training: UUID
    reach: Reach
    modules: tuple[Code, ...] = ()
    minutes: Count


class CascadeVerified(PlanFact):
    planners: tuple[Planner, ...]
    training: UUID
    reach: Reach
    method: VerificationMethod


class ReachCounted(Event):
    """People of one training, counted once; totals only."""

    publisher: ClassVar[str] = "followup"
    key: ClassVar[str] = "training"
    leaves: ClassVar[Leaves] = Leaves.ALWAYS

    training: UUID
    parent: UUID | None = None
    generation: Count
    planned: Count
    """Frozen at approval."""
    reported: Count | None = None
    verified: Count | None = None
    co_trained_with: tuple[UUID, ...] = ()
