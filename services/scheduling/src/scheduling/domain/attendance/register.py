"""The attendance register of one training: its sessions, what took place of them, and every mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from scheduling.domain.agenda.session import Session
from scheduling.domain.attendance.roster import RosterEntry
from scheduling.domain.days import day_of
from scheduling.domain.particulars import refuse_twice
from scheduling.domain.refusals.attendance import (
    MarksExceedDelivery,
    MinutesDoNotFit,
    NotOnRoster,
    NotRecordedYet,
    ReasonNeeded,
)
from scheduling.domain.training import Held
from scheduling.domain.vocabulary import MarkKind, Outcome
from shared.refusals import NotKnownHere

ATTENDED_PERCENT = 80
"""Of the delivered minutes."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """`minutes` that took place; `as_designed`: all of what its modules ask for was done."""

    session: UUID
    minutes: int
    as_designed: bool

    def __str__(self) -> str:
        return f"{self.minutes} minutes, {'as designed' if self.as_designed else 'not as designed'}"


@dataclass(frozen=True, slots=True)
class Mark:
    """`minutes` beside partly alone."""

    session: UUID
    application: UUID
    kind: MarkKind
    minutes: int | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.minutes}" if self.minutes is not None else self.kind


MarkGiven = tuple[Mark, str | None]
"""With the reason for changing what was recorded."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that is recorded of one session at once. `reason`: why its delivery is another now."""

    delivery: Delivery
    marks: tuple[MarkGiven, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What was recorded differently before. `application`: None where it is the delivery; `by`: who corrected."""

    session: UUID
    application: UUID | None
    before: Delivery | Mark
    after: Delivery | Mark
    reason: str
    at: datetime
    by: UUID | None


@dataclass(frozen=True, slots=True)
class Register:
    """`roster`: those who are on it. Marks are found by session and application."""

    training: UUID
    sessions: tuple[Session, ...]
    roster: tuple[RosterEntry, ...]
    deliveries: Mapping[UUID, Delivery]
    marks: Mapping[tuple[UUID, UUID], Mark]

    # ── recording

    def deliver(self, delivery: Delivery, reason: str | None, *, is_over: bool) -> Self:
        """`is_over`: completed, so that a change needs a reason. Raises NotKnownHere, ReasonNeeded,
        MarksExceedDelivery.
        """
        self.session(delivery.session)
        before = self.deliveries.get(delivery.session)
        if is_over and before not in (None, delivery) and not reason:
            raise ReasonNeeded(delivery.session, None, str(before), str(delivery))
        beyond = [mark for mark in self.marks.values() if mark.session == delivery.session]
        longer = tuple(mark.application for mark in beyond if (mark.minutes or 0) > delivery.minutes)
        if longer:
            raise MarksExceedDelivery(delivery.session, delivery.minutes, longer)
        return replace(self, deliveries={**self.deliveries, delivery.session: delivery})

    def record(self, told: Told, *, is_over: bool) -> Self:
        """Minutes of marks that are given with it are measured by what took place now, not by what was recorded of it
        before. Raises what `deliver` and `mark` raise.
        """
        given = {(mark.session, mark.application) for mark, _ in told.marks}
        others = {place: mark for place, mark in self.marks.items() if place not in given}
        delivered = replace(self, marks=others).deliver(told.delivery, told.reason, is_over=is_over)
        return replace(delivered, marks=self.marks).mark(told.marks)

    def mark(self, marks: Iterable[MarkGiven]) -> Self:
        """Each with the reason for changing what was recorded. Raises CodesTwice, NotKnownHere, NotOnRoster,
        MinutesDoNotFit, ReasonNeeded; then nothing was recorded.
        """
        recorded = dict(self.marks)
        named = tuple(marks)
        refuse_twice("marks", (str(mark.application) for mark, _ in named))
        on_roster = {entry.application for entry in self.roster}
        if strangers := tuple(mark.application for mark, _ in named if mark.application not in on_roster):
            raise NotOnRoster(self.training, strangers)
        for mark, reason in named:
            self._check_minutes(mark)
            before = recorded.get((mark.session, mark.application))
            if before not in (None, mark) and not reason:
                raise ReasonNeeded(mark.session, mark.application, str(before), str(mark))
            recorded[mark.session, mark.application] = mark
        return replace(self, marks=recorded)

    def _check_minutes(self, mark: Mark) -> None:
        session, delivery = self.session(mark.session), self.deliveries.get(mark.session)
        most = delivery.minutes if delivery else session.minutes
        fits = 1 <= (mark.minutes or 0) <= most if mark.kind is MarkKind.PARTLY else mark.minutes is None
        if not fits:
            raise MinutesDoNotFit(mark.session, mark.application, mark.kind, mark.minutes, most)

    def session(self, id: UUID) -> Session:
        """Raises NotKnownHere."""
        found = next((session for session in self.sessions if session.id == id), None)
        if found is None:
            raise NotKnownHere("session", id)
        return found

    # ── what it sums to

    @property
    def minutes_planned(self) -> int:
        return sum(session.minutes for session in self.sessions)

    @property
    def minutes_delivered(self) -> int:
        return sum(self._delivered(session.id) for session in self.sessions)

    @property
    def modules(self) -> frozenset[str]:
        return frozenset(code for session in self.sessions for code in session.modules)

    @property
    def modules_as_designed(self) -> frozenset[str]:
        """Those of which every session took place as designed."""
        changed = (session for session in self.sessions if not self._as_designed(session.id))
        return self.modules - {code for session in changed for code in session.modules}

    @property
    def standing(self) -> tuple[Mark, ...]:
        """Marks of those who are on the roster, in order of session and of roster."""
        places = [(session.id, entry.application) for session in self.sessions for entry in self.roster]
        return tuple(self.marks[place] for place in places if place in self.marks)

    def minutes_of(self, application: UUID) -> int:
        """How long she was there, in minutes that took place."""
        return sum(self._minutes_in(session.id, application) for session in self.sessions)

    def outcome_of(self, application: UUID) -> Outcome:
        minutes, delivered = self.minutes_of(application), self.minutes_delivered
        if minutes == 0:
            return Outcome.NO_SHOW
        return Outcome.ATTENDED if 100 * minutes >= ATTENDED_PERCENT * delivered else Outcome.PARTLY

    def is_marked(self, application: UUID) -> bool:
        """In every session."""
        return all((session.id, application) in self.marks for session in self.sessions)

    def require_complete(self) -> None:
        """Raises NotRecordedYet with what is missing."""
        undelivered = tuple(session.code for session in self.sessions if session.id not in self.deliveries)
        unmarked = [
            session.code
            for session in self.sessions
            for entry in self.roster
            if (session.id, entry.application) not in self.marks
        ]
        if undelivered or unmarked:
            raise NotRecordedYet(self.training, undelivered, tuple(dict.fromkeys(unmarked)), len(unmarked))

    def held(self, roster: Iterable[RosterEntry], time_zone: str) -> Held:
        """With the outcomes in `roster`. The days are those on which something took place; the planned ones if
        nothing did.
        """
        taught = [session for session in self.sessions if self._delivered(session.id)] or list(self.sessions)
        entries = tuple(roster)
        return Held(
            held_from=min(day_of(session.starts_at, time_zone) for session in taught),
            held_to=max(day_of(session.starts_at, time_zone) for session in taught),
            minutes_planned=self.minutes_planned,
            minutes_delivered=self.minutes_delivered,
            modules_planned=len(self.modules),
            modules_as_designed=len(self.modules_as_designed),
            roster=len(entries),
            attended=sum(entry.attended for entry in entries),
        )

    def _delivered(self, session: UUID) -> int:
        delivery = self.deliveries.get(session)
        return delivery.minutes if delivery else 0

    def _as_designed(self, session: UUID) -> bool:
        delivery = self.deliveries.get(session)
        return delivery is not None and delivery.as_designed

    def _minutes_in(self, session: UUID, application: UUID) -> int:
        mark = self.marks.get((session, application))
        match mark.kind if mark else None:
            case MarkKind.PRESENT:
                return self._delivered(session)
            case MarkKind.PARTLY:
                return mark.minutes or 0 if mark else 0
            case _:
                return 0
