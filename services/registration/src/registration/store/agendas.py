"""Agendas as they were published last."""

from uuid import UUID

from registration.domain.agenda import Agenda
from shared.backbone.transaction import Transaction


async def save(tx: Transaction, agenda: Agenda) -> bool:
    """In place of an earlier version; False if a later one is known."""
    saved = await tx.one(
        bool,
        """insert into agenda (training, agenda_version, sessions) values ($1, $2, $3)
           on conflict (training) do update set agenda_version = excluded.agenda_version, sessions = excluded.sessions
             where agenda.agenda_version < excluded.agenda_version
           returning true""",
        agenda.training,
        agenda.agenda_version,
        agenda.sessions,
    )
    return bool(saved)


async def of_training(tx: Transaction, training: UUID) -> Agenda | None:
    return await tx.one(Agenda, "select training, agenda_version, sessions from agenda where training = $1", training)
