"""A small training, who attended it, and the links they got: as facts that followup hears."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from shared.events.base import Event, Visibility
from shared.events.registration import ConsentChanged, ConsentPurpose, LinkIssued, LinkPurpose, ServiceName
from shared.events.scheduling import (
    Admission,
    AgendaPublished,
    ManualPublished,
    Module,
    Outcome,
    ParticipantAttended,
    Sensitivity,
    Session,
    TrainingAnnounced,
    TrainingCompleted,
)

AT = datetime(2017, 5, 18, 13, tzinfo=UTC)
TOPICS = ("peacebuilding", "human-rights", "leadership")
EVER = datetime.now(UTC) + timedelta(days=400)


@dataclass
class Person:
    """Somebody who attended; her links' tokens."""

    participant: UUID = field(default_factory=uuid7)
    application: UUID = field(default_factory=uuid7)
    planning: str = field(default_factory=lambda: uuid7().hex)
    feedback: str = field(default_factory=lambda: uuid7().hex)
    outcome: Outcome = Outcome.ATTENDED


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
            announced(
                self.training, 1, sensitivity=self.sensitivity, publish_not_before=self.publish_not_before, seats=25
            ),
            self.agenda(),
            *[fact for person in self.people for fact in self.of(person)],
            completed(self.training, 3, attended=len(self.people)),
        ]

    def manual(self) -> ManualPublished:
        modules = (Module(code="BE-1", minutes=90, topics=TOPICS),)
        return ManualPublished(manual=uuid7(), code="BE", edition=1, language="en", modules=modules, version=1, at=AT)

    def agenda(self) -> AgendaPublished:
        session = Session(id=uuid7(), starts_at=AT, ends_at=AT + timedelta(hours=1), topics=TOPICS)
        return AgendaPublished(
            training=self.training, agenda_version=1, hash="0" * 64, sessions=(session,), version=2, at=AT
        )

    def of(self, person: Person) -> list[Event]:
        due = datetime(2017, 6, 4, 19, tzinfo=UTC)
        attended = ParticipantAttended(
            application=person.application,
            participant=person.participant,
            home="tj",
            training=self.training,
            host="tj",
            generation=0,
            outcome=person.outcome,
            minutes=1620,
            plan_due=due,
            version=1,
            at=AT,
        )
        return [
            attended,
            self.link(person, person.planning, LinkPurpose.FOLLOW_UP, 1),
            self.link(person, person.feedback, LinkPurpose.FEEDBACK, 2),
        ]

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


def announced(
    training: UUID,
    version: int,
    *,
    parent: UUID | None = None,
    plan: UUID | None = None,
    generation: int = 0,
    seats: int = 20,
    starts_on: date = date(2017, 5, 15),
    ends_on: date = date(2017, 5, 18),
    sensitivity: Sensitivity = Sensitivity.OPEN,
    publish_not_before: datetime | None = None,
) -> TrainingAnnounced:
    return TrainingAnnounced(
        training=training,
        programme=uuid7(),
        host="tj",
        country="TJ",
        time_zone="Asia/Dushanbe",
        parent=parent,
        plan=plan,
        generation=generation,
        visibility=Visibility.PROGRAMME,
        admission=Admission.SELECTION if generation == 0 else Admission.ENROLMENT,
        homes=("tj",),
        starts_on=starts_on,
        ends_on=ends_on,
        seats=seats,
        sensitivity=sensitivity,
        publish_not_before=publish_not_before,
        version=version,
        at=AT,
    )


def completed(training: UUID, version: int, *, attended: int, plan: UUID | None = None) -> TrainingCompleted:
    return TrainingCompleted(
        training=training,
        plan=plan,
        held_from=date(2017, 5, 15),
        held_to=date(2017, 5, 18),
        minutes_planned=1680,
        minutes_delivered=1620,
        modules_planned=17,
        modules_as_designed=16,
        roster=attended,
        attended=attended,
        version=version,
        at=AT,
    )


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
