"""Rosters and attendance as they stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from scheduling.domain.actors import Actor
from scheduling.domain.training import Request, Training
from scheduling.domain.vocabulary import MarkKind, Outcome, RosterState
from scheduling.store import agendas, trainings
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RosterRow:
    application: UUID
    participant: UUID
    home: str
    badge: str
    state: RosterState
    outcome: Outcome | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """`minutes` and `as_designed` are None while its delivery is not recorded."""

    session: UUID
    code: str
    minutes_planned: int
    modules: list[str]
    minutes: int | None
    as_designed: bool | None


@dataclass(frozen=True, slots=True)
class MarkRow:
    session: UUID
    application: UUID
    mark: MarkKind
    minutes: int | None


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    session: UUID
    application: UUID | None
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    at: datetime
    by: UUID | None


@dataclass(frozen=True, slots=True)
class Attendance:
    roster: list[RosterRow]
    sessions: list[SessionRow]
    marks: list[MarkRow]
    corrections: list[CorrectionRow]


ROSTER = """
    select application, participant, home, badge, state, outcome, minutes from roster
    where training = $1 order by badge, application
"""
SESSIONS = """
    select (s ->> 'id')::uuid as session, s ->> 'code' as code, s -> 'modules' as modules,
           (extract(epoch from (s ->> 'ends_at')::timestamptz - (s ->> 'starts_at')::timestamptz) / 60)::int
               as minutes_planned,
           d.minutes, d.as_designed
    from agenda a cross join jsonb_array_elements(a.sessions) with ordinality as planned (s, place)
         left join delivery d on d.training = a.training and d.session = (s ->> 'id')::uuid
    where a.training = $1 and a.state = 'published' order by place
"""
MARKS = """
    select m.session, m.application, m.kind as mark, m.minutes from mark m
         join roster r using (application)
         join agenda a on a.training = m.training and a.state = 'published'
         join jsonb_array_elements(a.sessions) s on (s ->> 'id')::uuid = m.session
    where m.training = $1 and r.state = 'on_roster' order by s ->> 'starts_at', s ->> 'code', r.badge
"""
CORRECTIONS = """
    select session, application, before, after, reason, at, by from correction where training = $1 order by id
"""


async def roster(tx: Transaction, training: UUID, by: Actor) -> list[RosterRow]:
    """In order of badge, those who were removed as well. Raises NotKnownHere, NotHerTraining, ForTheCoordinator."""
    await readable(tx, training, by)
    return await tx.many(RosterRow, ROSTER, training)


async def attendance(tx: Transaction, training: UUID, by: Actor) -> Attendance:
    """Of those who are on the roster, in the sessions of the published agenda. Raises NotKnownHere,
    NotHerTraining, ForTheCoordinator.
    """
    await readable(tx, training, by)
    entries = await tx.many(RosterRow, ROSTER, training)
    return Attendance(
        roster=[entry for entry in entries if entry.state is RosterState.ON_ROSTER],
        sessions=await tx.many(SessionRow, SESSIONS, training),
        marks=await tx.many(MarkRow, MARKS, training),
        corrections=await tx.many(CorrectionRow, CORRECTIONS, training),
    )


async def readable(tx: Transaction, id: UUID, by: Actor) -> Training:
    training = await trainings.get(tx, id)
    by.permit(Request.READ, training, await agendas.resources(tx, id))
    return training
