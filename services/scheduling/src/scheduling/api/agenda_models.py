"""How agendas are written down and shown."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, TypeAdapter
from pydantic.config import JsonDict

from scheduling.api.models import MOST_SESSIONS, Codes, Count, Instant, Positive, Title, Words
from scheduling.domain.agenda.conflicts import Conflict
from scheduling.domain.agenda.session import Session, session_id
from scheduling.domain.vocabulary import AgendaState, Level
from scheduling.views.agendas import Judged
from shared.web.models import Body
from shared.web.shapes import Shown, example
from shared.web.values import Code

SESSIONS = TypeAdapter(tuple[Session, ...])

ID = "0192f0c1-0000-7000-8000-000000000001"
SESSION: JsonDict = {
    "code": "S-04",
    "title": "Leading side by side",
    "kind": "module",
    "starts_at": "2017-05-15T08:20:00Z",
    "ends_at": "2017-05-15T09:50:00Z",
    "room": "R-A",
    "modules": ["LC-2"],
    "topics": ["horizontal"],
    "facilitators": ["F-1"],
    "interpreters": ["I-1"],
    "guests": [],
    "expected": None,
}
CONFLICT: JsonDict = {
    "rule": "edition-missing",
    "level": "WARN",
    "sessions": [ID],
    "sentence": "Manual COMPASSION has no published edition in tg.",
    "values": {"manual": "COMPASSION", "language": "tg"},
    "accepted_by": None,
    "reason": None,
}
AGENDA: JsonDict = {
    "agenda": ID,
    "training": ID,
    "training_title": "Training of Trainers, Dushanbe 2017",
    "training_starts_on": "2017-05-15",
    "training_ends_on": "2017-05-18",
    "version": 1,
    "state": "draft",
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "stale": False,
    "time_zone": "Asia/Dushanbe",
    "sessions": [{"session": ID, "minutes": 90, **SESSION}],
    "conflicts": [CONFLICT],
    "drafted_at": "2017-04-10T08:00:00Z",
    "published_at": None,
}


class SessionBody(Body):
    """The same code is the same session in every version. Everything is named by its code.

    `expected`: people; none: all seats of the training.
    """

    code: Code
    title: Title
    kind: Code
    starts_at: Instant
    ends_at: Instant
    room: Code | None = None
    modules: Codes = ()
    topics: Codes = ()
    facilitators: Codes = ()
    interpreters: Codes = ()
    guests: Codes = ()
    expected: Positive | None = None


class AgendaDraft(Body):
    """`follows`: the version that it was made from, so that no newer one is passed over unseen; null: whichever."""

    model_config = example({"sessions": [SESSION], "follows": None})

    sessions: Annotated[tuple[SessionBody, ...], Field(min_length=1, max_length=MOST_SESSIONS)]
    follows: UUID | None = None

    def of(self, training: UUID) -> tuple[Session, ...]:
        told = [{**one.model_dump(), "id": session_id(training, one.code)} for one in self.sessions]
        return SESSIONS.validate_python(told)


class Accepting(Body):
    """A warning, named by its rule and its sessions, and why it is acceptable."""

    model_config = example({"rule": "edition-missing", "sessions": [ID], "reason": "I-1 interprets the ru edition"})

    rule: Annotated[str, Field(max_length=60)]
    sessions: Annotated[tuple[UUID, ...], Field(max_length=MOST_SESSIONS)]
    """Ids of the sessions that it is between."""
    reason: Words
    """Why it is acceptable."""


class SessionView(Shown):
    session: UUID = Field(validation_alias="id")
    code: str
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    minutes: Count
    """From its start to its end."""
    room: str | None
    modules: tuple[str, ...]
    topics: tuple[str, ...]
    facilitators: tuple[str, ...]
    interpreters: tuple[str, ...]
    guests: tuple[str, ...]
    expected: int | None


class ConflictView(Shown):
    """What stands against an agenda, or is doubtful."""

    rule: str
    level: Level
    sessions: tuple[UUID, ...]
    """Ids of the sessions that it is between."""
    sentence: str
    values: dict[str, str | int | None]
    """What the sentence is made of, by name: for a reader of another language."""
    accepted_by: UUID | None
    reason: str | None
    """Why the warning was found acceptable."""


class AgendaView(Shown):
    """One version of an agenda."""

    model_config = example(AGENDA)

    agenda: UUID
    training: UUID
    training_title: str | None
    """Null where it is not open: then it is called by its days."""
    training_starts_on: date | None
    """Its first day; null while that is not known."""
    training_ends_on: date | None
    """Its last day; null while that is not known."""
    version: int
    state: AgendaState
    hash: str
    stale: bool
    time_zone: str | None
    sessions: list[SessionView]
    conflicts: list[ConflictView]
    drafted_at: datetime
    published_at: datetime | None

    @classmethod
    def of(cls, judged: Judged) -> "AgendaView":
        agenda = judged.agenda
        starts_on, ends_on = judged.days
        return cls(
            agenda=agenda.id,
            training=agenda.training,
            training_title=judged.title,
            training_starts_on=starts_on,
            training_ends_on=ends_on,
            version=agenda.number,
            state=agenda.state,
            hash=agenda.hash,
            stale=judged.stale,
            time_zone=judged.time_zone,
            sessions=[SessionView.model_validate(session) for session in agenda.sessions],
            conflicts=[shown(judged, conflict) for conflict in judged.conflicts],
            drafted_at=agenda.drafted_at,
            published_at=agenda.published_at,
        )


class ReadableAgendaView(Shown):
    """The newest version of a training's agenda, without its sessions."""

    model_config = example(
        {
            "training": ID,
            "title": "Training of Trainers, Dushanbe 2017",
            "agenda": ID,
            "version": 3,
            "state": "draft",
            "time_zone": "Asia/Dushanbe",
            "starts_on": "2017-05-15",
            "ends_on": "2017-05-18",
        }
    )

    training: UUID
    title: str | None
    """Null where the training is not open: then it is called by its days."""
    agenda: UUID
    version: int
    state: AgendaState
    time_zone: str | None
    starts_on: date | None
    ends_on: date | None


def shown(judged: Judged, conflict: Conflict) -> ConflictView:
    acceptance = judged.agenda.acceptance_of(conflict)
    return ConflictView(
        rule=conflict.rule,
        level=conflict.level,
        sessions=conflict.sessions,
        sentence=conflict.sentence,
        values=dict(conflict.values),
        accepted_by=acceptance.person if acceptance else None,
        reason=acceptance.reason if acceptance else None,
    )


class FieldChangeView(Shown):
    field: str
    before: Any
    after: Any


class SessionChangeView(Shown):
    session: UUID
    code: str
    fields: list[FieldChangeView]


class DifferenceView(Shown):
    """From one version to another, in order of time."""

    model_config = example(
        {
            "added": [],
            "removed": [],
            "changed": [
                {
                    "session": ID,
                    "code": "S-13",
                    "fields": [
                        {"field": "starts_at", "before": "2017-05-17T04:00:00Z", "after": "2017-05-17T05:30:00Z"}
                    ],
                }
            ],
        }
    )

    added: list[SessionView]
    removed: list[SessionView]
    changed: list[SessionChangeView]
