"""Selections and promotions, and the seats that none could fill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from registration.deciding.handed import Handed
from registration.domain.refusals.selecting import Bound
from registration.domain.selection import MERIT, Selection
from registration.domain.vocabulary import DecisionKind, SelectionState
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

SELECTION = """
    select id, training, kind, state, seed, selected, reserve, terms, hash, document, explained, homes_left_out,
           revisions, quotas_kept, quotas_relaxed, drafted_at, published_at
    from selection
"""


async def add(tx: Transaction, selection: Selection) -> None:
    await tx.execute(
        """insert into selection (id, training, kind, state, seed, selected, reserve, terms, hash, document,
                                  explained, homes_left_out, revisions, quotas_kept, quotas_relaxed, drafted_at,
                                  published_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)""",
        selection.id,
        selection.training,
        selection.kind,
        selection.state,
        selection.seed,
        list(selection.selected),
        list(selection.reserve),
        selection.terms,
        selection.hash,
        selection.document,
        selection.explained,
        list(selection.homes_left_out),
        selection.revisions,
        list(selection.quotas_kept),
        list(selection.quotas_relaxed),
        selection.drafted_at,
        selection.published_at,
    )


async def save(tx: Transaction, selection: Selection) -> None:
    """What was decided stays; only what became of it changes."""
    await tx.execute(
        "update selection set state = $2, published_at = $3 where id = $1",
        selection.id,
        selection.state,
        selection.published_at,
    )


async def hand_on(tx: Transaction, id: UUID, handed: Handed) -> None:
    """Keeps what it was decided from: candidates are assessed anew, the document is checked against what they were."""
    await tx.execute(
        "insert into selection_input (selection, candidates, quotas) values ($1, $2, $3)",
        id,
        handed.candidates,
        handed.quotas,
    )


async def handed_on(tx: Transaction, id: UUID) -> Handed:
    """Raises NotKnownHere: there is no such selection, or it is from before this was kept."""
    found = await kept_input(tx, id)
    if found is None:
        raise NotKnownHere("input of selection", id)
    return found


async def kept_input(tx: Transaction, id: UUID) -> Handed | None:
    """None of one that is from before this was kept."""
    return await tx.one(Handed, "select candidates, quotas from selection_input where selection = $1", id)


async def get(tx: Transaction, id: UUID) -> Selection:
    """Raises NotKnownHere."""
    return known(await tx.one(Selection, f"{SELECTION} where id = $1", id), id)


async def for_update(tx: Transaction, id: UUID) -> Selection:
    """The row is locked until the unit of work ends. Raises NotKnownHere."""
    return known(await tx.one(Selection, f"{SELECTION} where id = $1 for update", id), id)


def known(selection: Selection | None, id: UUID) -> Selection:
    if selection is None:
        raise NotKnownHere("selection", id)
    return selection


async def some_of_training(tx: Transaction, training: UUID, ids: Sequence[UUID]) -> dict[UUID, Selection]:
    """Those of these that are this training's."""
    found = await tx.many(Selection, f"{SELECTION} where training = $1 and id = any($2)", training, ids)
    return {selection.id: selection for selection in found}


@dataclass(frozen=True, slots=True)
class Listed:
    """A selection without its people and its document, of which one may have megabytes. `given`: how many get a seat by
    it; `standing_by`: how many are in its reserve.
    """

    selection: UUID
    training: UUID
    kind: DecisionKind
    policy: str
    threshold: int | None
    state: SelectionState
    hash: str
    input_hash: str
    seed: int
    seats: int
    candidates: int
    given: int
    standing_by: int
    quotas_relaxed: Sequence[str]
    homes_left_out: Sequence[str]
    drafted_at: datetime
    published_at: datetime | None
    checkable: bool


async def listed(tx: Transaction, training: UUID) -> list[Listed]:
    """Drafts and discarded ones too, in the order in which they were made."""
    return await tx.many(
        Listed,
        """select id as selection, training, kind, coalesce(said.policy, $2) as policy, said.threshold, state, hash,
                  said.input_hash, seed, said.seats, said.candidates, cardinality(selected) as given,
                  cardinality(reserve) as standing_by, quotas_relaxed, homes_left_out, drafted_at, published_at,
                  document ? 'proof' as checkable
           from selection cross join jsonb_to_record(document -> 'decision')
                as said (policy text, threshold int, input_hash text, seats int, candidates int)
           where training = $1 order by drafted_at, id""",
        training,
        MERIT,
    )


async def first_published(tx: Transaction, training: UUID) -> Selection:
    """Raises NotKnownHere."""
    sql = f"{SELECTION} where training = $1 and kind = $2 and state = $3"
    found = await tx.one(Selection, sql, training, DecisionKind.FIRST, SelectionState.PUBLISHED)
    return known(found, training)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Why seats stay open since `at`: `code` is that of the refusal to fill them. `conflict`: the bounds of quotas that
    nobody in reserve keeps.
    """

    code: str
    open_seats: int
    reserve: int
    conflict: Sequence[Bound]
    explanation: str
    at: datetime


async def note_vacancy(tx: Transaction, training: UUID, vacancy: Vacancy) -> None:
    await tx.execute(
        """insert into vacancy (training, code, open_seats, reserve, conflict, explanation, at)
           values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (training) do update set code = excluded.code, open_seats = excluded.open_seats,
             reserve = excluded.reserve, conflict = excluded.conflict, explanation = excluded.explanation,
             at = excluded.at""",
        training,
        vacancy.code,
        vacancy.open_seats,
        vacancy.reserve,
        vacancy.conflict,
        vacancy.explanation,
        vacancy.at,
    )


async def end_vacancy(tx: Transaction, training: UUID) -> None:
    await tx.execute("delete from vacancy where training = $1", training)


async def vacancy_of(tx: Transaction, training: UUID) -> Vacancy | None:
    sql = "select code, open_seats, reserve, conflict, explanation, at from vacancy where training = $1"
    return await tx.one(Vacancy, sql, training)
