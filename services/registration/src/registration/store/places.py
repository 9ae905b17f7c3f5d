"""Places at the host. Whoever changes one has locked its training before: that is what seats are counted under."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from registration.domain.place import Place
from registration.domain.place_machine import SEATED
from registration.domain.vocabulary import PlaceState
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

PLACE = """
    select application, version, participant, home, training, code, state, selection, rank, offer, offers, answer_by,
           via, how, reason, was_confirmed, not_selected, left_out, unused
    from place
"""


@dataclass(frozen=True, slots=True)
class InState:
    state: PlaceState
    count: int


async def get(tx: Transaction, application: UUID) -> Place:
    """To look at. Raises NotKnownHere."""
    return known(await tx.one(Place, f"{PLACE} where application = $1", application), application)


async def find_for_update(tx: Transaction, application: UUID) -> Place | None:
    return await tx.one(Place, f"{PLACE} where application = $1 for update", application)


async def for_update(tx: Transaction, application: UUID) -> Place:
    """The row is locked until the unit of work ends. Raises NotKnownHere."""
    return known(await find_for_update(tx, application), application)


def known(place: Place | None, application: UUID) -> Place:
    if place is None:
        raise NotKnownHere("place", application)
    return place


async def training_of(tx: Transaction, application: UUID) -> UUID:
    """Raises NotKnownHere."""
    training = await tx.one(UUID, "select training from place where application = $1", application)
    if training is None:
        raise NotKnownHere("place", application)
    return training


async def of_training(tx: Transaction, training: UUID) -> list[Place]:
    """Locked, in the order of their applications."""
    return await tx.many(Place, f"{PLACE} where training = $1 order by application for update", training)


async def seated_and_waiting(tx: Transaction, training: UUID) -> list[Place]:
    """Who has a seat or stands by, in the order of their applications: few of all who applied."""
    sql = f"{PLACE} where training = $1 and state = any($2) order by application"
    return await tx.many(Place, sql, training, [*SEATED, PlaceState.RESERVE])


async def listed(tx: Transaction, training: UUID, page: Page, state: PlaceState | None, code: str) -> Listed[Place]:
    """To show, those whose code begins so, in one state or in any, in the order of their codes."""
    order = {"code": "text", "application": "uuid"}
    sql = f"{PLACE} where training = $1 and ($2::text is null or state = $2) and starts_with(code, $3)"
    return await tx.page(Place, sql, training, state, code, order=order, page=page)


async def states(tx: Transaction, training: UUID) -> dict[PlaceState, int]:
    """How many are in each state that any is in."""
    sql = "select state, count(*) from place where training = $1 group by state"
    return {one.state: one.count for one in await tx.many(InState, sql, training)}


async def applications_in(tx: Transaction, training: UUID, states: Sequence[PlaceState]) -> list[UUID]:
    """Those whose place is in one of these states."""
    sql = "select application from place where training = $1 and state = any($2) order by application"
    return await tx.many(UUID, sql, training, states)


async def save(tx: Transaction, places: Sequence[Place]) -> None:
    await tx.execute_many(
        """insert into place (application, version, participant, home, training, code, state, selection, rank, offer,
                              offers, answer_by, via, how, reason, was_confirmed, not_selected, left_out, unused)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
           on conflict (application) do update set version = excluded.version, state = excluded.state,
             selection = excluded.selection, rank = excluded.rank, offer = excluded.offer, offers = excluded.offers,
             answer_by = excluded.answer_by, via = excluded.via, how = excluded.how, reason = excluded.reason,
             was_confirmed = excluded.was_confirmed, not_selected = excluded.not_selected,
             left_out = excluded.left_out, unused = excluded.unused""",
        [row(place) for place in places],
    )


def row(place: Place) -> tuple[object, ...]:
    return (
        place.application,
        place.version,
        place.participant,
        place.home,
        place.training,
        place.code,
        place.state,
        place.selection,
        place.rank,
        place.offer,
        place.offers,
        place.answer_by,
        place.via,
        place.how,
        place.reason,
        place.was_confirmed,
        place.not_selected,
        place.left_out,
        place.unused,
    )
