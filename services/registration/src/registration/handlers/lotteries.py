"""A lottery in two acts: committed to while nobody knows the seed, then drawn; what is drawn is a draft like others."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import numpy as np
from uuid_utils.compat import uuid7

from registration.deciding.handed import Handed
from registration.deciding.lots import commit, draw
from registration.deciding.worker import in_a_process
from registration.domain.lottery import Lottery, Rules
from registration.domain.refusals.selecting import QuotasCannotHold
from registration.domain.selection import Selection
from registration.domain.selection_run import Wanted
from registration.domain.vocabulary import DecisionKind, LotteryPolicy
from registration.handlers.problem import context_of, selection_of
from registration.handlers.selections import DRAFT, Reading, read_for_draft
from registration.panel.call import Call
from registration.store import candidates, lotteries, selections, trainings
from shared.backbone.transaction import Transaction

NO_SEED = 0
"""The list does not depend on it."""


async def commit_to(tx: Transaction, id: UUID, rules: Rules, *, at: datetime) -> Lottery:
    """Raises CandidatesIncomplete, HomeNotOfTraining, AlreadyDecided, TooFewCandidates, QuotasCannotHold,
    UndecidedInTime and others.
    """
    reading = await read_for_draft(tx, id, Wanted(NO_SEED, rules.reserve, rules.homes_left_out), at=at)
    context = context_of(reading.training, DecisionKind.FIRST, homes_left_out=rules.homes_left_out)
    try:
        found = await in_a_process(commit, drawn_by(reading.problem, rules), rules.reserve, context)
    except QuotasCannotHold as refusal:
        refusal.remarks = reading.remarks
        raise
    lottery = Lottery(
        id=uuid7(),
        training=id,
        rules=rules,
        terms=reading.training.known.terms,
        revisions=revisions(reading),
        hash=found.hash,
        document=found.document,
        candidates=found.handed.candidates,
        quotas=found.handed.quotas,
        committed_at=at,
    )
    await lotteries.add(tx, lottery)
    return lottery


def drawn_by(problem: Call, rules: Rules) -> Call:
    """Scores are asked for by a threshold alone; nobody is handed them otherwise."""
    scored = rules.policy is LotteryPolicy.THRESHOLD
    score = problem.score if scored else np.zeros_like(problem.score)
    return replace(problem, score=score, policy=rules.policy.value, threshold=rules.threshold)


def revisions(reading: Reading) -> dict[UUID, int]:
    return {UUID(one): reading.known[UUID(one)].revision for one in reading.problem.ids}


async def draw_from(tx: Transaction, id: UUID, seed: int, *, at: datetime) -> Selection:
    """A draft, from what was committed: whatever changed since is found when it is published. Raises NotInThisState,
    AlreadyDecided and others.
    """
    lottery = await lotteries.for_update(tx, id)
    lottery.require_undrawn()
    training = await trainings.for_share(tx, lottery.training)
    training.require_undecided(DRAFT, now=tx.now)
    files = Handed(lottery.candidates, lottery.quotas)
    decision = await in_a_process(draw, lottery.document, files, seed)
    known = await candidates.of_training(tx, lottery.training)
    left_out = lottery.rules.homes_left_out
    drawn = selection_of(training, DecisionKind.FIRST, seed, decision, known, homes_left_out=left_out, at=at)
    chosen = (*decision.selected, *decision.reserve)
    draft = replace(drawn, terms=lottery.terms, revisions={one: lottery.revisions[one] for one in chosen})
    await selections.add(tx, draft)
    await selections.hand_on(tx, draft.id, decision.handed)
    await lotteries.save(tx, lottery.draw(seed, draft.id, at=at))
    return draft
