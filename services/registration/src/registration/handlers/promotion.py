"""Open seats are filled from the reserve, all at once, so that every quota holds; each promotion is a selection: by
points after one by merit, by tickets after a lottery.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from uuid_utils.compat import uuid7

from registration.deciding.decision import Decision, decide_promotion
from registration.deciding.handed import handed
from registration.deciding.worker import in_a_process
from registration.domain.candidate import Candidate
from registration.domain.place import Place
from registration.domain.place_machine import OFFERED
from registration.domain.refusals.selecting import NoReplacementKeepsQuotas
from registration.domain.relaxing import Relaxation, relaxed
from registration.domain.seats import Seats
from registration.domain.selection import Selection
from registration.domain.training import Training
from registration.domain.vocabulary import DecisionKind, PlaceState, Via
from registration.handlers.keeping import keep
from registration.handlers.problem import as_after, context_of, eased, fillable, problem_of, selection_of
from registration.handlers.selections import say_decided
from registration.panel.call import Call
from registration.panel.verify_selection import written
from registration.store import candidates, places, selections, trainings
from registration.store.selections import Vacancy
from shared.backbone.suspensions import is_held
from shared.backbone.transaction import Transaction
from shared.refusals import Refusal
from shared.runtime.database import TRANSIENT
from shared.web.problems import BROKEN, TITLES

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a promotion is decided from, as it was read. `left_open`: seats for which nobody waits; `offered`: who has a
    seat by an offer that she has not answered.
    """

    training: Training
    known: Mapping[UUID, Candidate]
    problem: Call
    left_open: int
    offered: Sequence[UUID]
    context: Mapping[str, Any]
    relax: Sequence[Relaxation]
    at: datetime

    @property
    def key(self) -> Hashable:
        """All that is decided from: where it is the same, the decision is."""
        call = self.problem
        rules = call.seats, call.seed, call.organisation_max, call.policy, call.threshold
        return handed(call), rules, tuple(sorted(call.must.items())), self.left_open, written(self.context)

    async def decide(self) -> Decision:
        """Without the database. Raises NoReplacementKeepsQuotas, UndecidedInTime."""
        return await in_a_process(decide_promotion, self.problem, self.left_open, self.context)

    def draft(self, decision: Decision) -> Selection:
        training, seed, known = self.training, self.problem.seed, self.known
        return selection_of(training, DecisionKind.PROMOTION, seed, decision, known, relaxed=self.relax, at=self.at)


async def fill_open_seats(tx: Transaction, training: Training, *, at: datetime) -> None:
    """After a seat fell free. Where that cannot be decided, for whatever reason, it stays open and that is shown: what
    made it fall free, an answer or a release, stands all the same. While the training is suspended nobody is promoted:
    that is done once it is resumed.

    `training` is the locked row as it stands.
    """
    if not training.promotes(now=max(at, tx.now)) or await is_held(tx, training.id):
        return
    found = await places.seated_and_waiting(tx, training.id)
    seats = Seats.of(training.known.terms.seats, found)
    if not seats.open:
        return
    try:
        async with tx.attempt():
            await fill(tx, training, found, (), at=at)
    except TRANSIENT:
        raise
    except Exception as fault:
        if not isinstance(fault, Refusal):
            log.exception("promotion_failed", error=type(fault).__name__, training=str(training.id))
        await selections.note_vacancy(tx, training.id, vacancy(fault, seats, found, at))


def vacancy(fault: Exception, seats: Seats, found: Sequence[Place], at: datetime) -> Vacancy:
    """Nothing of a fault is told but that there was one: its words may hold values."""
    if isinstance(fault, NoReplacementKeepsQuotas):
        return Vacancy(fault.code(), seats.open, fault.reserve, fault.conflict, fault.explanation, at)
    waiting = sum(place.state is PlaceState.RESERVE for place in found)
    code, told = (fault.code(), str(fault)) if isinstance(fault, Refusal) else (BROKEN, f"{TITLES[BROKEN]}.")
    return Vacancy(code, seats.open, waiting, (), told, at)


async def promote(tx: Transaction, id: UUID, relax: Sequence[Relaxation], *, at: datetime) -> Selection:
    """The coordinator eases quotas for this one decision, or tries again.

    Raises NoOpenSeat, NoReplacementKeepsQuotas, DoesNotRelax and others.
    """
    training = await trainings.for_update(tx, id)
    training.require_host(tx.region)
    training.require_decided("promote", now=at)
    found = await places.seated_and_waiting(tx, id)
    Seats.of(training.known.terms.seats, found).require_open(id)
    return await fill(tx, training, found, relax, at=at)


async def fill(
    tx: Transaction, training: Training, found: Sequence[Place], relax: Sequence[Relaxation], *, at: datetime
) -> Selection:
    """Raises NoReplacementKeepsQuotas, DoesNotRelax."""
    asking = await read(tx, training, found, relax, at=at)
    decision = await tx.apart(asking.key, asking.decide)
    selection = asking.draft(decision).publish(asking.known.values(), training.known.terms, now=at)
    await selections.add(tx, selection)
    await selections.hand_on(tx, selection.id, decision.handed)
    await selections.end_vacancy(tx, training.id)
    await say_decided(tx, training, selection, at=at)
    answer_by = training.known.answer_by(due=at, now=tx.now)
    promoted = [place for place in found if place.application in selection.selected]
    offers = [(place, place.select(selection.id, uuid7(), answer_by, Via.PROMOTION)) for place in promoted]
    await keep(tx, training, offers, at=at)
    return selection


async def look_ahead(tx: Transaction, id: UUID, relax: Sequence[Relaxation], *, at: datetime) -> Asking:
    """What `promote` would decide on now: nothing is kept, and nobody waits for it. Raises what `promote` raises."""
    training = await trainings.find(tx, id)
    training.require_host(tx.region)
    training.require_decided("promote", now=at)
    found = await places.seated_and_waiting(tx, id)
    Seats.of(training.known.terms.seats, found).require_open(id)
    return await read(tx, training, found, relax, at=at)


async def read(
    tx: Transaction, training: Training, found: Sequence[Place], relax: Sequence[Relaxation], *, at: datetime
) -> Asking:
    """`found`: who has a seat or stands by. Raises NoReplacementKeepsQuotas, DoesNotRelax."""
    known = await candidates.of_applications(tx, [place.application for place in found])
    seated = [place.application for place in found if place.seated]
    reserve = [known[place.application] for place in found if place.state is PlaceState.RESERVE]
    waiting = [candidate for candidate in reserve if candidate.selectable]
    first = await selections.first_published(tx, training.id)
    able = [one for one in waiting if first.threshold is None or (one.score or 0) >= first.threshold]
    terms = relaxed(training.known.terms, relax)
    if not able:
        raise NoReplacementKeepsQuotas(terms.seats - len(seated), 0, (), "nobody waits", ())
    filled = fillable(terms, len(seated) + len(able))
    left_open = terms.seats - filled.seats
    eases = eased(training.known.terms, terms, relax)
    context = context_of(training, DecisionKind.PROMOTION, relaxed=eases, left_open=left_open, after=first.policy)
    people = [*(known[one] for one in seated), *waiting]
    problem = as_after(first, problem_of(filled, people, first.seed, seated))
    offered = [place.application for place in found if place.state in OFFERED]
    return Asking(training, known, problem, left_open, offered, context, relax, at)
