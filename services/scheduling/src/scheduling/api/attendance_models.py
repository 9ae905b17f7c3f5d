"""How attendance is recorded and shown."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from pydantic.config import JsonDict

from scheduling.api.models import MOST_SESSIONS, Count, Positive, Words
from scheduling.domain.agenda.session import Session
from scheduling.domain.attendance.register import Delivery, Mark, MarkGiven, Told
from scheduling.domain.vocabulary import MarkKind, Outcome, RosterState
from scheduling.views.attendance import Attendance
from shared.web.models import Body
from shared.web.shapes import Shown, example

ID = "0192f0c1-0000-7000-8000-000000000001"
MOST_MARKS = 2_000
PARTLY: JsonDict = {"application": ID, "mark": "partly", "minutes": 30, "reason": None}
DELIVERED: JsonDict = {"session": ID, "minutes": 60, "as_designed": False, "reason": None, "marks": [PARTLY]}
ENTRY: JsonDict = {
    "application": ID,
    "participant": ID,
    "home": "tj",
    "badge": "TJ-07",
    "state": "on_roster",
    "outcome": None,
    "minutes": None,
}


class DeliveryBody(Body):
    """`minutes` that took place; `as_designed`: all of what the modules ask for was done. After completion a change
    needs a reason.
    """

    model_config = example({"minutes": 60, "as_designed": False, "reason": None})

    minutes: Count
    """How many took place."""
    as_designed: bool
    reason: Words | None = None
    """Why it is recorded otherwise now; needed after completion."""

    def of(self, session: UUID) -> Delivery:
        return Delivery(session, self.minutes, self.as_designed)


class MarkBody(Body):
    """`minutes` beside partly alone; `reason` where a recorded mark changes."""

    application: UUID
    mark: MarkKind
    minutes: Positive | None = None
    """How many she was there; of `partly` alone."""
    reason: Words | None = None
    """Why it is recorded otherwise now; needed after completion."""

    def of(self, session: UUID) -> MarkGiven:
        return Mark(session, self.application, self.mark, self.minutes), self.reason


class MarksBody(Body):
    model_config = example({"marks": [PARTLY]})

    marks: Annotated[tuple[MarkBody, ...], Field(min_length=1, max_length=MOST_MARKS)]
    """Who was there, and how long."""

    def of(self, session: UUID) -> list[MarkGiven]:
        return [one.of(session) for one in self.marks]


class SessionBody(DeliveryBody):
    """How one session took place, and who was there; who is not named stays as she is recorded."""

    model_config = example(DELIVERED)

    session: UUID
    marks: Annotated[tuple[MarkBody, ...], Field(max_length=MOST_MARKS)] = ()
    """Who was there, and how long."""

    def told(self) -> Told:
        return Told(self.of(self.session), tuple(one.of(self.session) for one in self.marks), self.reason)


class SessionsBody(Body):
    model_config = example({"sessions": [DELIVERED]})

    sessions: Annotated[tuple[SessionBody, ...], Field(min_length=1, max_length=MOST_SESSIONS)]
    """Those of a day, or whichever are written down together; the others stay as they are recorded."""


class RosterView(Shown):
    model_config = example(ENTRY)

    application: UUID
    participant: UUID
    home: str
    badge: str
    state: RosterState
    outcome: Outcome | None
    minutes: int | None
    """How many she was there in all; null before completion."""


class SessionAttendance(Shown):
    """`minutes` and `as_designed` are null while its delivery is not recorded."""

    session: UUID
    code: str
    minutes_planned: int
    minutes: int | None
    """How many took place; null while that is not recorded."""
    as_designed: bool | None

    @classmethod
    def of(cls, session: Session, delivery: Delivery | None) -> "SessionAttendance":
        return cls(
            session=session.id,
            code=session.code,
            minutes_planned=session.minutes,
            minutes=delivery.minutes if delivery else None,
            as_designed=delivery.as_designed if delivery else None,
        )


class MarkView(Shown):
    session: UUID
    application: UUID
    mark: MarkKind = Field(validation_alias="kind")
    minutes: int | None
    """How many she was there; of `partly` alone."""


class CorrectionView(Shown):
    """`application` is null where it is the delivery that was corrected."""

    session: UUID
    application: UUID | None
    """Of whom the mark was; null where it is the delivery that was corrected."""
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    """Why it is recorded otherwise now."""
    at: datetime
    by: UUID | None


class AttendanceView(Shown):
    """`marks`: how many of each kind; `recorded`: each of them."""

    model_config = example(
        {
            "marks": {"present": 585, "partly": 3, "absent": 12},
            "entries": [ENTRY],
            "sessions": [{"session": ID, "code": "S-07", "minutes_planned": 120, "minutes": 60, "as_designed": False}],
            "recorded": [{"session": ID, "application": ID, "mark": "partly", "minutes": 30}],
            "minutes_planned": 1680,
            "minutes_delivered": 1620,
            "modules_planned": 17,
            "modules_as_designed": 16,
            "corrections": [],
        }
    )

    marks: dict[MarkKind, int]
    """How many of each kind."""
    entries: list[RosterView]
    sessions: list[SessionAttendance]
    """What was planned of each, and what took place."""
    recorded: list[MarkView]
    """Every mark."""
    minutes_planned: int
    minutes_delivered: int
    modules_planned: int
    modules_as_designed: int
    corrections: list[CorrectionView]

    @classmethod
    def of(cls, attendance: Attendance) -> "AttendanceView":
        register, marks = attendance.register, attendance.register.standing
        return cls(
            marks={kind: sum(mark.kind is kind for mark in marks) for kind in MarkKind},
            entries=[RosterView.model_validate(entry) for entry in register.roster],
            sessions=[SessionAttendance.of(one, register.deliveries.get(one.id)) for one in register.sessions],
            recorded=[MarkView.model_validate(mark) for mark in marks],
            minutes_planned=register.minutes_planned,
            minutes_delivered=register.minutes_delivered,
            modules_planned=len(register.modules),
            modules_as_designed=len(register.modules_as_designed),
            corrections=[CorrectionView.model_validate(one) for one in attendance.corrections],
        )
