"""Rosters and attendance as they stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from scheduling.domain.actors import Actor
from scheduling.domain.attendance.register import Register
from scheduling.domain.attendance.roster import RosterEntry
from scheduling.domain.training import Request
from scheduling.store import agendas, trainings
from scheduling.store import attendance as store
from scheduling.store.roster import ENTRY
from shared.backbone.transaction import Transaction


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
    """Of those who are on the roster, in the sessions of the published agenda."""

    register: Register
    corrections: list[CorrectionRow]


CORRECTIONS = """
    select session, application, before, after, reason, at, by from correction where training = $1 order by id
"""


async def roster(tx: Transaction, training: UUID, by: Actor) -> list[RosterEntry]:
    """In order of badge, those who were removed as well. Raises NotKnownHere, NotHerTraining, ForTheCoordinator."""
    await refuse_others(tx, training, by)
    return await tx.many(RosterEntry, f"{ENTRY} where training = $1 order by badge, application", training)


async def attendance(tx: Transaction, training: UUID, by: Actor) -> Attendance:
    """Raises NotKnownHere, NotHerTraining, ForTheCoordinator."""
    entries = [entry for entry in await roster(tx, training, by) if entry.on_roster]
    agenda = await agendas.published(tx, training)
    return Attendance(
        register=await store.register(tx, training, agenda.sessions if agenda else (), entries),
        corrections=await tx.many(CorrectionRow, CORRECTIONS, training),
    )


async def refuse_others(tx: Transaction, id: UUID, by: Actor) -> None:
    by.permit(Request.READ, await trainings.get(tx, id), await agendas.resources(tx, id))
