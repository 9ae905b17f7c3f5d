"""Places, selections, and seats that stay open."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from registration.domain.candidate import Candidate
from registration.domain.place import Place
from registration.domain.selecting import SelectionRecord
from registration.domain.vocabulary import AnswerValue, SelectionState, UnusedAnswerCause
from registration.selection import NoReplacementKeepsQuotas
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

PLACE = """select application, version, training, participant, home, code, state, selection, offer, offers, answer_by,
                  rank, via, how, reason from place"""


async def find_for_update(tx: Transaction, application: UUID) -> Place | None:
    return await tx.one(Place, f"{PLACE} where application = $1 for update", application)


async def for_update(tx: Transaction, application: UUID) -> Place:
    """Raises NotKnownHere."""
    found = await find_for_update(tx, application)
    if found is None:
        raise NotKnownHere("place", application)
    return found


async def of(tx: Transaction, candidate: Candidate) -> Place:
    return await find_for_update(tx, candidate.application) or Place.of(candidate)


async def of_training(tx: Transaction, training: UUID) -> list[Place]:
    """In order of application; locked."""
    return await tx.many(Place, f"{PLACE} where training = $1 order by application for update", training)


async def save(tx: Transaction, place: Place) -> None:
    await tx.execute(
        """insert into place (application, version, training, participant, home, code, state, selection, offer, offers,
                              answer_by, rank, via, how, reason)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
           on conflict (application) do update set version = excluded.version, state = excluded.state,
             selection = excluded.selection, offer = excluded.offer, offers = excluded.offers,
             answer_by = excluded.answer_by, rank = excluded.rank, via = excluded.via, how = excluded.how,
             reason = excluded.reason""",
        place.application,
        place.version,
        place.training,
        place.participant,
        place.home,
        place.code,
        place.state,
        place.selection,
        place.offer,
        place.offers,
        place.answer_by,
        place.rank,
        place.via,
        place.how,
        place.reason,
    )


async def note_unused_answer(
    tx: Transaction,
    application: UUID,
    offer: UUID,
    cause: UnusedAnswerCause,
    answer: AnswerValue,
    answered_at: datetime,
) -> None:
    await tx.execute(
        """insert into unused_answer (application, offer, cause, answer, answered_at) values ($1, $2, $3, $4, $5)
           on conflict do nothing""",
        application,
        offer,
        cause,
        answer,
        answered_at,
    )


SELECTION = """select id, training, kind, state, seed, homes_left_out, selected, reserve,
                      quotas_kept, quotas_relaxed, hash, document, terms, heard, drafted_at, published_at
               from selection"""


async def save_selection(tx: Transaction, selection: SelectionRecord) -> None:
    await tx.execute(
        """insert into selection (id, training, kind, state, seed, homes_left_out, selected, reserve, quotas_kept,
                                  quotas_relaxed, hash, document, terms, heard, drafted_at, published_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
           on conflict (id) do update set state = excluded.state, published_at = excluded.published_at""",
        selection.id,
        selection.training,
        selection.kind,
        selection.state,
        str(selection.seed),
        list(selection.homes_left_out),
        list(selection.selected),
        list(selection.reserve),
        list(selection.quotas_kept),
        list(selection.quotas_relaxed),
        selection.hash,
        selection.document,
        selection.terms,
        {str(one): version for one, version in selection.heard.items()},
        selection.drafted_at,
        selection.published_at,
    )


async def selection_for_update(tx: Transaction, id: UUID) -> SelectionRecord:
    """Raises NotKnownHere."""
    return known(await tx.one(SelectionRecord, f"{SELECTION} where id = $1 for update", id), id)


async def selection(tx: Transaction, id: UUID) -> SelectionRecord:
    """Raises NotKnownHere."""
    return known(await tx.one(SelectionRecord, f"{SELECTION} where id = $1", id), id)


def known(selection: SelectionRecord | None, id: UUID) -> SelectionRecord:
    if selection is None:
        raise NotKnownHere("selection", id)
    return selection


async def first_published(tx: Transaction, training: UUID) -> SelectionRecord | None:
    sql = f"{SELECTION} where training = $1 and kind = 'first' and state = $2"
    return await tx.one(SelectionRecord, sql, training, SelectionState.PUBLISHED)


async def note_vacancy(tx: Transaction, training: UUID, problem: NoReplacementKeepsQuotas, at: datetime) -> None:
    """A seat stays open; since when and why is shown to the coordinator."""
    await tx.execute(
        """insert into vacancy (training, since, problem) values ($1, $2, $3)
           on conflict (training) do update set problem = excluded.problem""",
        training,
        at,
        asdict(problem),
    )


async def end_vacancy(tx: Transaction, training: UUID) -> None:
    await tx.execute("delete from vacancy where training = $1", training)
