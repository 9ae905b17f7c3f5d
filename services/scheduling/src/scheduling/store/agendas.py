"""Resources and agendas of a training."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from scheduling.domain.agenda.agenda import Agenda
from scheduling.domain.resources import Guest, Resources
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

AGENDA = """select id, training, number, sessions, starts_on, ends_on, drafted_at, state, accepted, published_at
            from agenda"""


async def resources(tx: Transaction, training: UUID) -> Resources:
    """Empty ones where nobody has named any."""
    sql = "select rooms, facilitators, interpreters, guests from resources where training = $1"
    return await tx.one(Resources, sql, training) or Resources()


@dataclass(frozen=True, slots=True)
class GuestsOf:
    training: UUID
    guests: tuple[Guest, ...]


async def guests_of(tx: Transaction, trainings: Collection[UUID]) -> dict[UUID, tuple[Guest, ...]]:
    """Of those of them for which anybody named resources."""
    sql = "select training, guests from resources where training = any($1::uuid[])"
    return {one.training: one.guests for one in await tx.many(GuestsOf, sql, list(trainings))}


async def save_resources(tx: Transaction, training: UUID, resources: Resources) -> None:
    await tx.execute(
        """insert into resources (training, rooms, facilitators, interpreters, guests) values ($1, $2, $3, $4, $5)
           on conflict (training) do update set rooms = excluded.rooms, facilitators = excluded.facilitators,
           interpreters = excluded.interpreters, guests = excluded.guests""",
        training,
        resources.rooms,
        resources.facilitators,
        resources.interpreters,
        resources.guests,
    )


async def add(tx: Transaction, agenda: Agenda) -> None:
    await tx.execute(
        """insert into agenda (id, training, number, sessions, starts_on, ends_on, drafted_at, state, accepted)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        agenda.id,
        agenda.training,
        agenda.number,
        agenda.sessions,
        agenda.starts_on,
        agenda.ends_on,
        agenda.drafted_at,
        agenda.state,
        agenda.accepted,
    )


async def save(tx: Transaction, agenda: Agenda) -> None:
    sql = "update agenda set state = $2, accepted = $3, published_at = $4 where id = $1"
    await tx.execute(sql, agenda.id, agenda.state, agenda.accepted, agenda.published_at)


async def get(tx: Transaction, id: UUID) -> Agenda:
    """Raises NotKnownHere."""
    agenda = await tx.one(Agenda, f"{AGENDA} where id = $1", id)
    if agenda is None:
        raise NotKnownHere("agenda", id)
    return agenda


async def next_number(tx: Transaction, training: UUID) -> int:
    """To be asked while the training's row is locked."""
    return await tx.one(int, "select coalesce(max(number), 0) + 1 from agenda where training = $1", training) or 1


async def newest(tx: Transaction, training: UUID) -> UUID | None:
    """To be asked while the training's row is locked."""
    return await tx.one(UUID, "select id from agenda where training = $1 order by number desc limit 1", training)


async def published(tx: Transaction, training: UUID) -> Agenda | None:
    where = "where training = $1 and state = 'published'"
    return await tx.one(Agenda, f"{AGENDA} {where}", training)


async def supersede_before(tx: Transaction, agenda: Agenda) -> None:
    """Older versions, published or not."""
    sql = "update agenda set state = 'superseded' where training = $1 and number < $2"
    await tx.execute(sql, agenda.training, agenda.number)
