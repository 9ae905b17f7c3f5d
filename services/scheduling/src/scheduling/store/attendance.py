"""The register of a training."""

from collections.abc import Iterable
from uuid import UUID

from scheduling.domain.agenda.session import Session
from scheduling.domain.attendance.register import Correction, Delivery, Mark, Register
from scheduling.domain.attendance.roster import RosterEntry
from scheduling.domain.refusals.agenda import NoAgendaPublished
from scheduling.store import agendas, roster
from shared.backbone.transaction import Transaction


async def register_for_update(tx: Transaction, training: UUID) -> Register:
    """To be asked while the training's row is locked; locks its roster. Raises NoAgendaPublished."""
    agenda = await agendas.published(tx, training)
    if agenda is None:
        raise NoAgendaPublished(training)
    return await register(tx, training, agenda.sessions, await roster.of_training_for_update(tx, training))


async def register(
    tx: Transaction, training: UUID, sessions: tuple[Session, ...], entries: Iterable[RosterEntry]
) -> Register:
    deliveries = await tx.many(
        Delivery, "select session, minutes, as_designed from delivery where training = $1", training
    )
    marks = await tx.many(Mark, "select session, application, kind, minutes from mark where training = $1", training)
    return Register(
        training=training,
        sessions=sessions,
        roster=tuple(entries),
        deliveries={delivery.session: delivery for delivery in deliveries},
        marks={(mark.session, mark.application): mark for mark in marks},
    )


async def save_deliveries(tx: Transaction, training: UUID, deliveries: Iterable[Delivery]) -> None:
    await tx.execute_many(
        """insert into delivery (training, session, minutes, as_designed) values ($1, $2, $3, $4)
           on conflict (training, session) do update set minutes = excluded.minutes,
           as_designed = excluded.as_designed""",
        [(training, one.session, one.minutes, one.as_designed) for one in deliveries],
    )


async def save_marks(tx: Transaction, training: UUID, marks: Iterable[Mark]) -> None:
    await tx.execute_many(
        """insert into mark (training, session, application, kind, minutes) values ($1, $2, $3, $4, $5)
           on conflict (training, session, application) do update set kind = excluded.kind,
           minutes = excluded.minutes""",
        [(training, mark.session, mark.application, mark.kind, mark.minutes) for mark in marks],
    )


async def add_corrections(tx: Transaction, training: UUID, corrections: Iterable[Correction]) -> None:
    await tx.execute_many(
        """insert into correction (training, session, application, before, after, reason, at, by)
           values ($1, $2, $3, $4, $5, $6, $7, $8)""",
        [
            (training, one.session, one.application, one.before, one.after, one.reason, one.at, one.by)
            for one in corrections
        ],
    )
