"""What scheduling and hosts say to a home."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from shared.events.base import Visibility, Window
from shared.events.registration import (
    ApplicationNotSelected,
    LeftOutReason,
    NotSelectedReason,
    ParticipantReserved,
    ParticipantSelected,
    PlaceConfirmed,
    PlaceReleased,
    ReleaseCause,
    SelectionDecided,
    Via,
)
from shared.events.registration import DecisionKind as Kind
from shared.events.scheduling import (
    Admission,
    AgendaPublished,
    CancelReason,
    ChangedPart,
    Criterion,
    Outcome,
    ParticipantAttended,
    Quota,
    Sensitivity,
    TrainingAnnounced,
    TrainingCancelled,
    TrainingChanged,
    TrainingCompleted,
    TrainingResumed,
    TrainingSuspended,
)

BEFORE = datetime(2017, 1, 1, tzinfo=UTC)
OPENED = datetime(2017, 1, 9, tzinfo=UTC)
CLOSED = datetime(2017, 2, 4, tzinfo=UTC)
PUBLISHED = datetime(2017, 2, 27, tzinfo=UTC)
ANSWER_BY = datetime(2017, 3, 10, 19, tzinfo=UTC)
AFTER = datetime(2017, 5, 18, 13, tzinfo=UTC)
ENROLMENT: dict[str, Any] = {"admission": Admission.ENROLMENT, "criteria": (), "call": None, "quotas": ()}
OPEN = {"sensitivity": Sensitivity.OPEN}
HOST = "ge"
"""It is hosted elsewhere: nothing but the home is at work here."""


@dataclass
class Training:
    """As scheduling tells of it."""

    said: dict[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid4)
    version: int = 0

    @property
    def path(self) -> str:
        return f"/v1/trainings/{self.id}"

    def _next(self, at: datetime) -> dict[str, Any]:
        self.version += 1
        return {"training": self.id, "version": self.version, "at": at}

    def _snapshot(self, at: datetime) -> dict[str, Any]:
        return {
            "programme": UUID(int=9),
            "host": HOST,
            "country": "GE",
            "time_zone": "Asia/Tbilisi",
            "generation": 0,
            "visibility": Visibility.PROGRAMME,
            "admission": Admission.SELECTION,
            "homes": ("tj",),
            "starts_on": date(2017, 5, 15),
            "ends_on": date(2017, 5, 18),
            "seats": 3,
            "quotas": (Quota(id="TJ", where={"country": "TJ"}, minimum=0, maximum=2),),
            "criteria": (Criterion(code="commitment", weight=60), Criterion(code="need", weight=40)),
            "sensitivity": Sensitivity.DISCREET,
            "call": Window(opens_at=OPENED, closes_at=CLOSED),
            "answer_within_days": 11,
            **self.said,
            **self._next(at),
        }

    def announced(self) -> TrainingAnnounced:
        return TrainingAnnounced.model_validate(self._snapshot(BEFORE))

    def changed(self, *parts: ChangedPart, at: datetime = PUBLISHED, **changes: Any) -> TrainingChanged:
        self.said |= changes
        return TrainingChanged.model_validate({**self._snapshot(at), "parts": parts})

    def cancelled(self) -> TrainingCancelled:
        return TrainingCancelled.model_validate({**self._next(PUBLISHED), "reason": CancelReason.VENUE})

    def suspended(self) -> TrainingSuspended:
        return TrainingSuspended.model_validate({**self._next(PUBLISHED), "reason": "precaution"})

    def resumed(self) -> TrainingResumed:
        return TrainingResumed.model_validate({**self._next(PUBLISHED), "reason": "precaution"})

    def completed(self) -> TrainingCompleted:
        figures = {"minutes_planned": 1680, "minutes_delivered": 1620, "modules_planned": 17, "modules_as_designed": 16}
        held = {"held_from": date(2017, 5, 15), "held_to": date(2017, 5, 18), "roster": 3, "attended": 3}
        return TrainingCompleted.model_validate({**self._next(AFTER), **held, **figures})

    def agenda_published(self, version: int = 1, *sessions: dict[str, Any]) -> AgendaPublished:
        own = {"agenda_version": version, "hash": "0" * 64, "sessions": sessions}
        return AgendaPublished.model_validate({**self._next(PUBLISHED), **own})

    def decided(self) -> SelectionDecided:
        return SelectionDecided(
            training=self.id,
            selection=UUID(int=5),
            hash="0" * 64,
            kind=Kind.FIRST,
            quotas_kept=(),
            version=1,
            at=PUBLISHED,
        )


@dataclass
class Applied:
    """An application as its host speaks of it."""

    application: UUID
    participant: UUID
    training: UUID
    home: str = "tj"
    version: int = 0

    def _about(self, at: datetime = PUBLISHED) -> dict[str, Any]:
        self.version += 1
        return {
            "application": self.application,
            "participant": self.participant,
            "training": self.training,
            "home": self.home,
            "version": self.version,
            "at": at,
        }

    def selected(self, offer: UUID, answer_by: datetime = ANSWER_BY) -> ParticipantSelected:
        own = {"selection": UUID(int=5), "offer": offer, "answer_by": answer_by}
        return ParticipantSelected.model_validate({**self._about(), **own})

    def reserved(self) -> ParticipantReserved:
        return ParticipantReserved.model_validate({**self._about(), "selection": UUID(int=5), "rank": 1})

    def not_selected(
        self, reason: NotSelectedReason = NotSelectedReason.BELOW_SELECTED, left_out: LeftOutReason | None = None
    ) -> ApplicationNotSelected:
        return ApplicationNotSelected.model_validate({**self._about(), "reason": reason, "left_out": left_out})

    def confirmed(self, offer: UUID | None = None, via: Via = Via.SELECTION) -> PlaceConfirmed:
        return PlaceConfirmed.model_validate({**self._about(), "offer": offer, "badge": "TJ-01", "via": via})

    def released(self, offer: UUID | None, how: ReleaseCause) -> PlaceReleased:
        own = {"offer": offer, "how": how, "was_confirmed": True}
        return PlaceReleased.model_validate({**self._about(), **own})

    def attended(
        self, outcome: Outcome = Outcome.ATTENDED, plan_due: datetime | None = None, version: int = 1
    ) -> ParticipantAttended:
        """From scheduling, which counts its own facts about her."""
        own = {"host": HOST, "generation": 0, "outcome": outcome, "minutes": 960, "version": version}
        own |= {"plan_due": plan_due}
        return ParticipantAttended.model_validate({**self._about(AFTER), **own})
