"""How a training is shown."""

from datetime import date, datetime
from uuid import UUID

from scheduling.api.training_models import DRAFT, ID
from scheduling.domain.particulars import Particulars
from scheduling.domain.training import Training
from scheduling.domain.vocabulary import (
    Admission,
    CancelReason,
    PartnerRole,
    PartnerScope,
    Sensitivity,
    TrainingState,
    Visibility,
)
from shared.web.shapes import Shown, example


class QuotaView(Shown):
    id: str
    where: dict[str, str]
    minimum: int
    maximum: int | None


class CriterionView(Shown):
    code: str
    weight: int


class PartnerView(Shown):
    organisation: UUID
    role: PartnerRole
    scopes: tuple[PartnerScope, ...]


class CallView(Shown):
    opens_at: datetime
    closes_at: datetime


class NoteView(Shown):
    at: datetime
    about: str
    words: str


class CancellationView(Shown):
    reason: CancelReason
    at: datetime


class HeldView(Shown):
    """What took place: minutes, modules, people. `attended`: wholly or partly."""

    held_from: date
    held_to: date
    minutes_planned: int
    minutes_delivered: int
    modules_planned: int
    modules_as_designed: int
    roster: int
    attended: int


class AnnouncementView(Shown):
    """What stands between a draft and its announcement."""

    model_config = example({"training": ID, "missing": ["title", "call"]})

    training: UUID
    missing: tuple[str, ...]
    """Particulars that have to be said before; empty where nothing stands in the way, or it is no draft any more."""


class TrainingView(Shown):
    """`version`: of the last fact said about it; 0 for a draft."""

    model_config = example(
        {"training": ID, "state": "draft", "version": 0, "generation": 0, "plan": None, "notes": [], **DRAFT}
    )

    training: UUID
    state: TrainingState
    version: int
    """Grows with every fact said about it; 0 for a draft."""
    generation: int
    plan: UUID | None
    parent: UUID | None
    cancelled: CancellationView | None
    held: HeldView | None
    notes: list[NoteView]
    programme: UUID | None
    title: str | None
    place: str | None
    country: str | None
    time_zone: str | None
    admission: Admission
    visibility: Visibility
    homes: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    languages: tuple[str, ...]
    seats: int
    quotas: tuple[QuotaView, ...]
    per_organisation: int | None
    criteria: tuple[CriterionView, ...]
    partners: tuple[PartnerView, ...]
    sensitivity: Sensitivity
    publish_not_before: datetime | None
    call: CallView | None
    answer_within_days: int | None
    plans_due_days: int | None
    manuals: tuple[UUID, ...]
    topics: tuple[str, ...]

    @classmethod
    def of(cls, training: Training) -> "TrainingView":
        own = ("state", "version", "generation", "plan", "parent", "cancelled", "held", "notes")
        said = {name: getattr(training.particulars, name) for name in Particulars.__dataclass_fields__}
        return cls.model_validate({"training": training.id, **said, **{name: getattr(training, name) for name in own}})
