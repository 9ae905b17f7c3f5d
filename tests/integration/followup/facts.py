"""A small training, who attended it, and the links they got: as facts that followup hears."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from shared.events.base import Event, Visibility
from shared.events.followup import ReachCounted
from shared.events.registration import (
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ConsentChanged,
    ConsentPurpose,
    LinkIssued,
    LinkPurpose,
    LinksRevoked,
    ParticipantSelected,
    PlaceConfirmed,
    PlaceReleased,
    ReleaseCause,
    ServiceName,
    Via,
    WithdrawalReason,
)
from shared.events.scheduling import (
    Admission,
    AgendaPublished,
    CancelReason,
    ChangedPart,
    ManualPublished,
    Module,
    Outcome,
    ParticipantAttended,
    Sensitivity,
    Session,
    SuspensionReason,
    TrainingAnnounced,
    TrainingCancelled,
    TrainingChanged,
    TrainingCompleted,
    TrainingResumed,
    TrainingSuspended,
)

AT = datetime(2017, 5, 18, 13, tzinfo=UTC)
FACILITATOR = UUID(int=51)
TOPICS = ("peacebuilding", "human-rights", "leadership")
EVER = datetime.now(UTC) + timedelta(days=400)
PLAN_DUE = datetime(2017, 6, 1, 19, tzinfo=UTC)


@dataclass
class Person:
    """Somebody who attended; her links' tokens."""

    participant: UUID = field(default_factory=uuid7)
    application: UUID = field(default_factory=uuid7)
    planning: str = field(default_factory=lambda: uuid7().hex)
    feedback: str = field(default_factory=lambda: uuid7().hex)
    outcome: Outcome = Outcome.ATTENDED
    home: str = "tj"


@dataclass
class Told:
    """A training with so many people, and everything that was said of it."""

    training: UUID = field(default_factory=uuid7)
    people: list[Person] = field(default_factory=lambda: [Person() for _ in range(6)])
    sensitivity: Sensitivity = Sensitivity.OPEN
    publish_not_before: datetime | None = None

    def facts(self) -> list[Event]:
        return [
            self.manual(),
            announced(self.training, sensitivity=self.sensitivity, publish_not_before=self.publish_not_before),
            self.agenda(),
            *[fact for person in self.people for fact in self.of(person)],
            completed(self.training, 3, attended=len(self.people)),
        ]

    def manual(self) -> ManualPublished:
        modules = (Module(code="BE-1", minutes=90, topics=TOPICS),)
        return ManualPublished(
            manual=UUID(int=5), code="BE", edition=1, language="en", modules=modules, version=1, at=AT
        )

    def agenda(self) -> AgendaPublished:
        session = Session(id=UUID(int=6), starts_at=AT, ends_at=AT + timedelta(hours=1), topics=TOPICS)
        return AgendaPublished(
            training=self.training,
            agenda_version=1,
            hash="0" * 64,
            sessions=(session,),
            facilitators=(FACILITATOR,),
            version=2,
            at=AT,
        )

    def of(self, person: Person) -> list[Event]:
        return [
            self.attended(person),
            self.link(person, person.planning, LinkPurpose.FOLLOW_UP, 1),
            self.link(person, person.feedback, LinkPurpose.FEEDBACK, 2),
        ]

    def attended(self, person: Person, version: int = 1, **told: Any) -> ParticipantAttended:
        fact = {
            "application": person.application,
            "participant": person.participant,
            "home": person.home,
            "training": self.training,
            "host": "tj",
            "generation": 0,
            "outcome": person.outcome,
            "minutes": 1620,
            "plan_due": PLAN_DUE,
            "version": version,
            "at": AT,
        }
        return ParticipantAttended.model_validate({**fact, **told})

    def link(self, person: Person, token: str, purpose: LinkPurpose, version: int) -> LinkIssued:
        return LinkIssued(
            participant=person.participant,
            token_hash=hashlib.sha256(token.encode()).hexdigest(),
            service=ServiceName.FOLLOWUP,
            purpose=purpose,
            training=self.training,
            application=person.application,
            expires_at=EVER,
            version=version,
            at=AT,
        )


def revoked(person: Person, version: int, *kept: str) -> LinksRevoked:
    """All her links but those with these tokens."""
    digests = tuple(hashlib.sha256(token.encode()).hexdigest() for token in kept)
    return LinksRevoked(participant=person.participant, kept=digests, version=version, at=AT)


def snapshot(
    training: UUID,
    version: int,
    *,
    parent: UUID | None = None,
    plan: UUID | None = None,
    generation: int = 0,
    host: str = "tj",
    seats: int = 25,
    starts_on: date = date(2017, 5, 15),
    ends_on: date = date(2017, 5, 18),
    sensitivity: Sensitivity = Sensitivity.OPEN,
    publish_not_before: datetime | None = None,
) -> dict[str, Any]:
    return {
        "training": training,
        "programme": UUID(int=7),
        "host": host,
        "country": "TJ",
        "time_zone": "Asia/Dushanbe",
        "parent": parent,
        "plan": plan,
        "generation": generation,
        "visibility": Visibility.PROGRAMME,
        "admission": Admission.ENROLMENT if generation else Admission.SELECTION,
        "homes": ("tj",),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "seats": seats,
        "sensitivity": sensitivity,
        "publish_not_before": publish_not_before,
        "version": version,
        "at": AT,
    }


def announced(training: UUID, version: int = 1, **told: Any) -> TrainingAnnounced:
    return TrainingAnnounced(**snapshot(training, version, **told))


def changed(training: UUID, version: int, **told: Any) -> TrainingChanged:
    return TrainingChanged(parts=(ChangedPart.DATES,), **snapshot(training, version, **told))


def cancelled(training: UUID, version: int, plan: UUID | None = None) -> TrainingCancelled:
    return TrainingCancelled(training=training, plan=plan, reason=CancelReason.VENUE, version=version, at=AT)


def suspended(training: UUID, version: int) -> TrainingSuspended:
    return TrainingSuspended(training=training, reason=SuspensionReason.PRECAUTION, version=version, at=AT)


def resumed(training: UUID, version: int) -> TrainingResumed:
    return TrainingResumed(training=training, reason=SuspensionReason.PRECAUTION, version=version, at=AT)


def completed(
    training: UUID, version: int, *, attended: int, plan: UUID | None = None, day: date = date(2017, 5, 18)
) -> TrainingCompleted:
    return TrainingCompleted(
        training=training,
        plan=plan,
        held_from=day,
        held_to=day,
        minutes_planned=1680,
        minutes_delivered=1620,
        modules_planned=17,
        modules_as_designed=16,
        roster=attended,
        attended=attended,
        version=version,
        at=AT,
    )


def counted(training: UUID, version: int, *, generation: int, **told: Any) -> ReachCounted:
    return ReachCounted(training=training, generation=generation, version=version, at=AT, **told)


def applied(training: UUID, number: int, version: int = 1) -> ApplicationSubmitted:
    code = f"TJ-{number:02d}"
    return ApplicationSubmitted(admission=Admission.SELECTION, code=code, **application(training, number, version))


def withdrew(training: UUID, number: int, version: int = 2) -> ApplicationWithdrawn:
    return ApplicationWithdrawn(reason=WithdrawalReason.PERSONAL, **application(training, number, version))


def selected(training: UUID, number: int, version: int = 1) -> ParticipantSelected:
    offer = {"selection": UUID(int=8), "offer": UUID(int=9), "answer_by": AT}
    return ParticipantSelected(**offer, **application(training, number, version))


def confirmed(training: UUID, number: int, version: int = 2) -> PlaceConfirmed:
    return PlaceConfirmed(badge=f"TJ-{number:02d}", via=Via.SELECTION, **application(training, number, version))


def released(training: UUID, number: int, version: int = 3) -> PlaceReleased:
    how = {"how": ReleaseCause.WITHDRAWN, "was_confirmed": True}
    return PlaceReleased(**how, **application(training, number, version))


def application(training: UUID, number: int, version: int) -> dict[str, Any]:
    person = {"application": UUID(int=1_000 + number), "participant": UUID(int=2_000 + number), "home": "tj"}
    return {**person, "training": training, "version": version, "at": AT}


def consent(person: Person, item: UUID | None, version: int, *, given: bool, purpose: ConsentPurpose) -> ConsentChanged:
    return ConsentChanged(
        participant=person.participant,
        purpose=purpose,
        text_version=1,
        given=given,
        item=item,
        version=version,
        at=AT,
    )
