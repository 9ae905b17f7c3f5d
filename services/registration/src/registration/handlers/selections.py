"""Selections: drafted from what the homes declared, published once; promotions from the reserve."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from registration.domain.announcement import Terms
from registration.domain.candidate import Candidate
from registration.domain.closing import Tally, homes_to_select_from, require_complete
from registration.domain.place import OFFERED, TAKEN, Place
from registration.domain.refusals.host import NoOpenSeat
from registration.domain.selecting import SelectionRecord
from registration.domain.training import Training
from registration.domain.vocabulary import (
    Admission,
    DecisionKind,
    NotSelectedReason,
    PlaceState,
    SelectionState,
    Via,
)
from registration.facts import home
from registration.facts import host as facts
from registration.handlers import seating
from registration.selection import Candidate as Row
from registration.selection import (
    Decision,
    NoReplacementKeepsQuotas,
    Problem,
    Quota,
    Relaxation,
    decide,
    decide_promotion,
)
from registration.selection.worker import WORKER
from registration.store import candidates, places, trainings
from shared.backbone.transaction import Transaction


async def draft_selection(
    tx: Transaction, id: UUID, seed: int, reserve: int, left_out: Sequence[str], *, at: datetime
) -> SelectionRecord:
    """Raises CandidatesIncomplete, QuotasCannotHold, TooFewCandidates and others."""
    training = await trainings.for_update(tx, id)
    training.require_host(tx.region)
    training.require_undecided("draft a selection", now=at)
    homes = homes_to_select_from(id, training.known.homes, left_out)
    known = await candidates.of_training(tx, id)
    require_complete(id, homes, await candidates.declared(tx, id), arrived(known))
    rows = tuple(row(one) for one in known.values() if one.selectable and one.home in homes)
    problem = problem_of(id, training.known.terms, rows, seed)
    decision = await WORKER.run(decide, problem, reserve, tuple(left_out))
    selection = record(training, DecisionKind.FIRST, seed, left_out, decision, known, at)
    await places.save_selection(tx, selection)
    return selection


def arrived(known: Mapping[UUID, Candidate]) -> dict[str, Tally]:
    homes = {one.home for one in known.values()}
    return {name: Tally.of(one.heard for one in known.values() if one.home == name) for name in homes}


def row(candidate: Candidate) -> Row:
    """Raises AssertionError for one that is not selectable."""
    assessment = candidate.assessment
    assert assessment is not None  # noqa: S101 - selectable ones and those with a place were assessed
    return Row(candidate.application, assessment.score or 0, dict(assessment.attributes), assessment.organisation)


def problem_of(
    id: UUID, terms: Terms, rows: tuple[Row, ...], seed: int, kept: frozenset[UUID] = frozenset()
) -> Problem:
    quotas = tuple(Quota(one.id, dict(one.where), one.minimum, one.maximum) for one in terms.quotas)
    return Problem(id, rows, terms.seats, quotas, seed, terms.per_organisation, kept)


def record(
    training: Training,
    kind: DecisionKind,
    seed: int,
    left_out: Sequence[str],
    decision: Decision,
    known: Mapping[UUID, Candidate],
    at: datetime,
) -> SelectionRecord:
    return SelectionRecord(
        id=uuid7(),
        training=training.id,
        kind=kind,
        state=SelectionState.DRAFT,
        seed=seed,
        homes_left_out=tuple(left_out),
        selected=decision.selected,
        reserve=decision.reserve,
        quotas_kept=decision.quotas_kept,
        quotas_relaxed=decision.quotas_relaxed,
        hash=decision.hash,
        document=decision.document,
        terms=training.known.terms,
        heard={one: known[one].heard for one in (*decision.selected, *decision.reserve)},
        drafted_at=at,
    )


async def discard_selection(tx: Transaction, id: UUID) -> SelectionRecord:
    selection = (await places.selection_for_update(tx, id)).discard()
    await places.save_selection(tx, selection)
    return selection


async def publish_selection(tx: Transaction, id: UUID, *, at: datetime) -> SelectionRecord:
    """Everybody is told: offers, reserve, and one reason for all others. Raises SelectionStale and others."""
    training = await trainings.for_update(tx, (await places.selection(tx, id)).training)
    known = await candidates.of_training(tx, training.id)
    selection = (await places.selection_for_update(tx, id)).publish(training.known.terms, known, now=at)
    await decided(tx, training, selection, at)
    for application in selection.selected:
        await seating.offer(tx, training, Place.of(known[application]), id, Via.SELECTION, at=at)
    for rank, application in enumerate(selection.reserve, start=1):
        place = Place.of(known[application]).reserved(id, rank)
        await places.save(tx, place)
        tx.announce(facts.participant_reserved(place, at=at), visibility=home.visibility(training))
    told = {*selection.selected, *selection.reserve}
    for candidate in (one for one in known.values() if one.selectable and one.application not in told):
        place = Place.of(candidate).not_selected(id)
        await places.save(tx, place)
        fact = facts.not_selected(place, NotSelectedReason.BELOW_SELECTED, at=at)
        tx.announce(fact, visibility=home.visibility(training))
    return selection


async def decided(tx: Transaction, training: Training, selection: SelectionRecord, at: datetime) -> None:
    """SelectionDecided."""
    after = training.decide(selection.id, selection.kind, now=at)
    await trainings.save(tx, after)
    await places.save_selection(tx, selection)
    tx.announce(facts.selection_decided(selection, after, at=at), visibility=home.visibility(after))


async def promote_if_possible(tx: Transaction, id: UUID, *, at: datetime) -> None:
    """After a seat became free: from the reserve, if the quotas allow it; else the seat stays open and is shown."""
    training = await trainings.for_update(tx, id)
    if not promotes(training, max(at, tx.now)):
        return
    found = await places.of_training(tx, id)
    if open_seats(training, found) < 1 or not any(one.state is PlaceState.RESERVE for one in found):
        return
    try:
        await promote(tx, training, found, (), at)
    except NoReplacementKeepsQuotas as problem:
        await places.note_vacancy(tx, id, problem, at)


def promotes(training: Training, now: datetime) -> bool:
    known = training.announced
    going_on = not training.cancelled and not training.completed and training.decided is not None
    return known is not None and going_on and known.admission is Admission.SELECTION and now < known.starts_at


def open_seats(training: Training, found: Sequence[Place]) -> int:
    return training.known.terms.seats - sum(one.state in TAKEN for one in found)


def require_open_seat(training: Training, found: Sequence[Place]) -> None:
    """Raises NoOpenSeat."""
    if open_seats(training, found) < 1:
        confirmed = sum(one.state is PlaceState.CONFIRMED for one in found)
        offered = sum(one.state in OFFERED for one in found)
        raise NoOpenSeat(training.id, training.known.terms.seats, confirmed, offered)


async def promote_relaxed(
    tx: Transaction, id: UUID, relaxed: tuple[Relaxation, ...], *, at: datetime
) -> SelectionRecord:
    """By the coordinator. Raises NoReplacementKeepsQuotas, NotARelaxation, NoOpenSeat and others."""
    training = await trainings.for_update(tx, id)
    training.require_host(tx.region)
    training.require_decided("promote", now=at)
    found = await places.of_training(tx, id)
    require_open_seat(training, found)
    return await promote(tx, training, found, relaxed, at)


async def promote(
    tx: Transaction, training: Training, found: Sequence[Place], relaxed: tuple[Relaxation, ...], at: datetime
) -> SelectionRecord:
    """All open seats at once, under every quota that is not relaxed. Raises NoReplacementKeepsQuotas."""
    first = await places.first_published(tx, training.id)
    assert first is not None  # noqa: S101 - a decided training has one
    known = await candidates.of_training(tx, training.id)
    by_application = {one.application: one for one in found}
    kept = frozenset(one.application for one in found if one.state in TAKEN)
    waiting = {one.application for one in found if one.state is PlaceState.RESERVE}
    rows = tuple(row(known[one]) for one in sorted(kept | waiting))
    problem = problem_of(training.id, training.known.terms, rows, first.seed, kept)
    decision = await WORKER.run(decide_promotion, problem, relaxed)
    draft = record(training, DecisionKind.PROMOTION, first.seed, first.homes_left_out, decision, known, at)
    selection = draft.publish(training.known.terms, known, now=at)
    await decided(tx, training, selection, at)
    await places.end_vacancy(tx, training.id)
    for application in selection.selected:
        await seating.offer(tx, training, by_application[application], selection.id, Via.PROMOTION, at=at)
    return selection
