"""A lottery in two acts: committed to while nobody knows the seed, then drawn; what is drawn is a draft like others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

import numpy as np
from uuid_utils.compat import uuid7

from registration.deciding.handed import Handed, handed
from registration.deciding.lots import Committed, commit, draw
from registration.deciding.worker import in_a_process
from registration.domain.lottery import Lottery, Rules
from registration.domain.refusals.host import TRAINING, ChangedWhileMade
from registration.domain.refusals.selecting import QuotasCannotHold
from registration.domain.selection import Selection
from registration.domain.selection_run import Tell, Wanted
from registration.domain.vocabulary import DecisionKind, LotteryPolicy
from registration.handlers.problem import context_of, selection_of
from registration.handlers.selections import DRAFT, MORE_SECONDS, Reading, read_for_draft
from registration.panel.call import Call
from registration.store import candidates, lotteries, selections, trainings
from shared.backbone.transaction import Transaction

NO_SEED = 0
"""The list does not depend on it."""


async def read_for_list(tx: Transaction, id: UUID, rules: Rules, *, at: datetime) -> Reading:
    """Raises CandidatesIncomplete, HomeNotOfTraining, AlreadyDecided and others."""
    wanted = Wanted(NO_SEED, rules.reserve, rules.homes_left_out, rules.travels_from)
    return await read_for_draft(tx, id, wanted, at=at)


async def list_of(reading: Reading, rules: Rules, tell: Tell, within: float) -> Committed:
    """Raises TooFewCandidates, QuotasCannotHold, UndecidedInTime."""
    context = context_of(reading.training, DecisionKind.FIRST, homes_left_out=rules.homes_left_out)
    call = drawn_by(reading.problem, rules)
    try:
        return await in_a_process(commit, call, rules.reserve, context, within, tell=tell, within=within + MORE_SECONDS)
    except QuotasCannotHold as refusal:
        refusal.remarks = reading.remarks
        raise


async def commit_to(tx: Transaction, found: Committed, *, reading: Reading, rules: Rules) -> Lottery:
    """Of what holds now, not only of what was read: a list that is published is not replaced quietly. Raises
    ChangedWhileMade, AlreadyDecided and others.
    """
    now = await read_for_list(tx, reading.training.id, rules, at=tx.now)
    require_unchanged(reading, now, found, rules)
    lottery = Lottery(
        id=uuid7(),
        training=now.training.id,
        rules=rules,
        terms=now.training.known.terms,
        revisions=revisions(now),
        hash=found.hash,
        document=found.document,
        candidates=found.handed.candidates,
        quotas=found.handed.quotas,
        committed_at=tx.now,
    )
    await lotteries.add(tx, lottery)
    return lottery


def require_unchanged(before: Reading, now: Reading, found: Committed, rules: Rules) -> None:
    """Raises ChangedWhileMade. A score that the policy does not ask for may be another."""
    same_terms = before.training.known.terms == now.training.known.terms
    if not same_terms or handed(drawn_by(now.problem, rules)) != found.handed:
        changed = (*([] if same_terms else [TRAINING]), *sorted(changed_codes(before, now)))
        raise ChangedWhileMade(now.training.id, changed)


def changed_codes(before: Reading, now: Reading) -> Iterator[str]:
    """Of whoever came, went or was assessed anew."""
    was, is_now = revisions(before), revisions(now)
    for one in was.keys() | is_now.keys():
        if was.get(one) != is_now.get(one):
            yield (now.known.get(one) or before.known[one]).code or str(one)


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
    decision = await tx.apart((lottery.id, seed), partial(in_a_process, draw, lottery.document, files, seed))
    known = await candidates.of_training(tx, lottery.training)
    left_out = lottery.rules.homes_left_out
    drawn = selection_of(training, DecisionKind.FIRST, seed, decision, known, homes_left_out=left_out, at=at)
    chosen = (*decision.selected, *decision.reserve)
    draft = replace(drawn, terms=lottery.terms, revisions={one: lottery.revisions[one] for one in chosen})
    await selections.add(tx, draft)
    await selections.hand_on(tx, draft.id, decision.handed)
    await lotteries.save(tx, lottery.draw(seed, draft.id, at=at))
    return draft
