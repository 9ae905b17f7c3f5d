"""The first selection: drafted once every home has declared, then published or discarded."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from registration.deciding.decision import Decision, decide_first
from registration.deciding.handed import handed
from registration.deciding.worker import in_a_process
from registration.domain.candidate import Candidate
from registration.domain.closing import Tally, homes_to_select_from, require_complete
from registration.domain.place import Place
from registration.domain.quota_remarks import QuotaRemark, quota_remarks
from registration.domain.refusals.selecting import QuotasCannotHold
from registration.domain.selection import NOTHING, Selection, Since
from registration.domain.selection_run import Tell, Wanted
from registration.domain.training import Training
from registration.domain.vocabulary import DecisionKind, LeftOutReason, NotSelectedReason, Via
from registration.facts import host as facts
from registration.facts.home import visibility
from registration.handlers.keeping import Change, keep
from registration.handlers.problem import (
    TRAVELS_FROM,
    arriving,
    as_decided_by,
    context_of,
    late_otherwise,
    problem_of,
    selection_of,
)
from registration.panel.call import Call
from registration.store import candidates, selections, trainings
from shared.backbone.transaction import Transaction

DRAFT = "draft a selection"
MORE_SECONDS = 15.0
"""For what is told of a decision once it is made, and to write it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a draft is made from, as it was read: whoever computes it holds nothing of the database."""

    training: Training
    known: Mapping[UUID, Candidate]
    problem: Call
    remarks: tuple[QuotaRemark, ...]
    wanted: Wanted
    at: datetime


async def read_for_draft(tx: Transaction, id: UUID, wanted: Wanted, *, at: datetime) -> Reading:
    """Raises CandidatesIncomplete, HomeNotOfTraining, AlreadyDecided and others."""
    training = await trainings.for_share(tx, id)
    training.require_host(tx.region)
    training.require_undecided(DRAFT, now=at)
    known = await candidates.of_training(tx, id)
    homes = await complete_homes(tx, training, wanted.homes_left_out, known)
    chosen_from = taking_part(known, homes)
    problem = problem_of(training.known.terms, chosen_from, wanted.seed)
    problem = arriving(problem, wanted.travels_from, training.known.starts_on)
    crowd = await candidates.crowd(tx, id, training.known.terms, homes, [UUID(one) for one in problem.left_out])
    return Reading(training, known, problem, quota_remarks(training.known.terms, crowd), wanted, at)


async def decision_on(reading: Reading, tell: Tell, within: float) -> Decision:
    """Raises TooFewCandidates, QuotasCannotHold, UndecidedInTime."""
    wanted = reading.wanted
    context = context_of(reading.training, DecisionKind.FIRST, homes_left_out=wanted.homes_left_out)
    try:
        return await in_a_process(
            decide_first, reading.problem, wanted.reserve, context, within, tell=tell, within=within + MORE_SECONDS
        )
    except QuotasCannotHold as refusal:
        refusal.remarks = reading.remarks
        raise


async def keep_draft(tx: Transaction, decision: Decision, *, reading: Reading) -> Selection:
    """With the hash of what it was made from: if that changed meanwhile, publishing it is refused. Raises
    AlreadyDecided and others.
    """
    (await trainings.find(tx, reading.training.id)).require_undecided(DRAFT, now=tx.now)
    draft = selection_of(
        reading.training,
        DecisionKind.FIRST,
        reading.wanted.seed,
        decision,
        reading.known,
        homes_left_out=reading.wanted.homes_left_out,
        at=reading.at,
    )
    await selections.add(tx, draft)
    await selections.hand_on(tx, draft.id, decision.handed)
    return draft


async def publish_selection(tx: Transaction, id: UUID, *, at: datetime) -> Selection:
    """Offers, reserve, and one reason for all others. Raises AlreadyDecided, SelectionStale and others."""
    training = await trainings.for_update(tx, (await selections.get(tx, id)).training)
    training.require_undecided("publish a selection", now=at)
    known = await candidates.of_training(tx, training.id)
    draft = await selections.for_update(tx, id)
    since = await changes_since(tx, training, draft, known)
    selection = draft.publish(known.values(), training.known.terms, since=since, now=at)
    await complete_homes(tx, training, selection.homes_left_out, known)
    await say_decided(tx, training, selection, at=at)
    await selections.save(tx, selection)
    answer_by = training.known.answer_by(due=at, now=tx.now)
    await keep(tx, training, list(outcomes(selection, known, answer_by)), at=at)
    return selection


async def changes_since(
    tx: Transaction, training: Training, draft: Selection, known: Mapping[UUID, Candidate]
) -> Since:
    """Who stands otherwise in what the draft would be made of now, and who stands there for the first time. Whoever is
    gone took part without being chosen, or is told as one who was: without her the proof holds as well.
    """
    kept = await selections.kept_input(tx, draft.id)
    if kept is None or training.known.terms != draft.terms:
        return NOTHING
    homes = homes_to_select_from(training.id, training.known.homes, draft.homes_left_out)
    problem = problem_of(training.known.terms, taking_part(known, homes), draft.seed)
    before = kept.rows
    moved = late_otherwise(draft, before, training.known.starts_on)
    for row in before.values():
        row.pop(TRAVELS_FROM, None)
    now = handed(as_decided_by(draft, problem)).rows
    beside = [UUID(one) for one, row in now.items() if one in before and before[one] != row]
    return Since(beside, [UUID(one) for one in now.keys() - before.keys()], moved)


async def discard_selection(tx: Transaction, id: UUID) -> Selection:
    """Raises NotInThisState."""
    selection = (await selections.for_update(tx, id)).discard()
    await selections.save(tx, selection)
    return selection


async def say_decided(tx: Transaction, training: Training, selection: Selection, *, at: datetime) -> None:
    """Raises AlreadyDecided, TrainingHasStarted and others."""
    after = training.decide(selection.id, selection.kind, now=at)
    await trainings.save(tx, after)
    tx.announce(facts.selection_decided(after, selection, at=at), visibility=visibility(training))


async def complete_homes(
    tx: Transaction, training: Training, left_out: Sequence[str], known: Mapping[UUID, Candidate]
) -> tuple[str, ...]:
    """The homes that take part. Raises CandidatesIncomplete, HomeNotOfTraining."""
    homes = homes_to_select_from(training.id, training.known.homes, left_out)
    arrived = {home: Tally.of(one.heard for one in known.values() if one.home == home) for home in homes}
    require_complete(training.id, homes, await candidates.declared(tx, training.id), arrived)
    return homes


def taking_part(known: Mapping[UUID, Candidate], homes: Collection[str]) -> list[Candidate]:
    return [one for one in known.values() if one.selectable and one.home in homes]


def outcomes(selection: Selection, known: Mapping[UUID, Candidate], answer_by: datetime) -> Iterator[Change]:
    """What becomes of everybody who could be selected, those of homes that were left out included."""
    left_out = {UUID(one["id"]): LeftOutReason(one["reason"]) for one in selection.left_out}
    selected, ranks = set(selection.selected), {one: rank for rank, one in enumerate(selection.reserve, start=1)}
    for candidate in known.values():
        new = Place.of(candidate)
        if candidate.application in selected:
            yield new, new.select(selection.id, uuid7(), answer_by, Via.SELECTION)
        elif candidate.application in ranks:
            yield new, new.reserve(selection.id, ranks[candidate.application])
        elif candidate.selectable:
            why = left_out.get(candidate.application)
            yield new, new.turn_away(NotSelectedReason.BELOW_SELECTED, selection.id, why)
