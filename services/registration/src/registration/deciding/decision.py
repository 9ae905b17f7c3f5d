"""What a worker process is asked for: a decision, complete with its document. Everything here can be pickled."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from registration.deciding.explained import told
from registration.deciding.handed import Handed, handed
from registration.deciding.refused import Reasons, reasons
from registration.domain.refusals.selecting import (
    NoReplacementKeepsQuotas,
    QuotasCannotHold,
    TooFewCandidates,
    UndecidedInTime,
)
from registration.domain.selection_run import SILENT, Tell
from registration.domain.vocabulary import Step
from registration.panel.call import Asked, Call, asked
from registration.panel.document import Decided, decide, document
from registration.panel.merit import Proof, Status
from registration.panel.relaxation import Clock

Json = Any

LIMIT_SECONDS = 35.0
"""For the decision and the costs of its quotas."""
EXPLAINING_SECONDS = 5.0
"""More for what is told beside it: what is not found by then is not told."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who gets a seat now (in order of ids), who is in reserve (by rank), and the document that proves it.

    `hash` is of the document's part `decision`; `explained` stands beside it; `handed` is what it was made of.
    """

    selected: tuple[UUID, ...]
    reserve: tuple[UUID, ...]
    hash: str
    document: Mapping[str, Json]
    explained: Mapping[str, Json]
    handed: Handed


@dataclass(frozen=True, slots=True)
class Proven:
    """`until`: when what explains it must be there."""

    decided: Decided
    proof: Proof
    until: Clock


def decide_first(
    call: Call, reserve: int, context: Mapping[str, Json], seconds: float = LIMIT_SECONDS, tell: Tell = SILENT
) -> Decision:
    """The first selection; raises TooFewCandidates, QuotasCannotHold, UndecidedInTime; SolverFailed."""
    question = asked(call)
    if len(question.free) < call.seats:
        raise TooFewCandidates(call.seats, len(question.free))
    found = _proven(question, reserve, seconds, tell)
    if isinstance(found, Reasons):
        raise QuotasCannotHold(
            call.seats, len(question.free), found.bounds, found.explanation, found.easings, found.together
        )
    tell(Step.WRITING)
    return _decision(found, context)


def decide_promotion(call: Call, left_open: int, context: Mapping[str, Json]) -> Decision:
    """The open seats of `call`; `left_open` more stay so, for which nobody waits. `selected` are those promoted.

    Raises NoReplacementKeepsQuotas, UndecidedInTime; SolverFailed.
    """
    question = asked(call)
    found = _proven(question, 0)
    if isinstance(found, Reasons):
        waiting, seats = len(question.free), call.seats + left_open - len(call.must)
        raise NoReplacementKeepsQuotas(seats, waiting, found.bounds, found.explanation, found.easings, found.together)
    return _decision(found, context)


def _proven(question: Asked, reserve: int, seconds: float = LIMIT_SECONDS, tell: Tell = SILENT) -> Proven | Reasons:
    tell(Step.SELECTING)
    clock = Clock(time.monotonic() + seconds)
    decided = decide(question, reserve, clock, lambda done, of: tell(Step.COSTS, done, of))
    until = Clock(time.monotonic() + EXPLAINING_SECONDS)
    if decided.conflict is not None:
        return reasons(decided.asked, decided.conflict, until)
    if decided.outcome.status != Status.PROVEN or decided.outcome.proof is None:
        raise UndecidedInTime(seconds)
    return Proven(decided, decided.outcome.proof, until)


def _decision(found: Proven, context: Mapping[str, Json]) -> Decision:
    decided = found.decided
    explained = told(decided, found.proof, found.until)
    return decision_of(decided, document(decided, context), explained, handed(decided.asked.call))


def decision_of(
    decided: Decided, written: Mapping[str, Json], explained: Mapping[str, Json], files: Handed
) -> Decision:
    question = decided.asked
    ids = question.call.ids
    return Decision(
        selected=tuple(UUID(ids[place]) for place in question.free[decided.outcome.selected]),
        reserve=tuple(UUID(ids[place]) for place in question.free[decided.reserve]),
        hash=written["hash"]["decision"],
        document=written,
        explained=explained,
        handed=files,
    )
