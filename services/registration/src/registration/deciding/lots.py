"""A lottery in two acts, as a worker process is asked for each: the list of panels; then the draw, without a solver."""

import csv
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from io import StringIO
from typing import Any

import numpy as np

from registration.deciding.decision import Decision, decision_of
from registration.deciding.explained import BY_LOT
from registration.deciding.handed import TOLD, Handed, handed
from registration.deciding.refused import reasons
from registration.domain.refusals.selecting import QuotasCannotHold, TooFewCandidates, UndecidedInTime
from registration.domain.selection_run import SILENT, Tell
from registration.domain.vocabulary import Step
from registration.lottery import Lottery
from registration.panel.call import ORGANISATION, Arrival, Asked, Call, Quota, asked, coded
from registration.panel.document import decide, document, drawn
from registration.panel.lot_proofs import Proved
from registration.panel.lots import Lots, drawing
from registration.panel.relaxation import Clock

Json = Any

EASING_SECONDS = 5.0
"""More for what would be enough where no panel is possible."""


@dataclass(frozen=True, slots=True)
class Committed:
    """`hash`: of the list of panels; `document`: what proves it, as it would be with the seed of the call."""

    hash: str
    document: Mapping[str, Json]
    handed: Handed


def commit(call: Call, reserve: int, context: Mapping[str, Json], seconds: float, tell: Tell = SILENT) -> Committed:
    """The list that is proved, or the best after so many seconds. Raises TooFewCandidates, QuotasCannotHold,
    UndecidedInTime; SolverFailed.
    """
    question = asked(call)
    if len(question.free) < call.seats:
        raise TooFewCandidates(call.seats, len(question.free))
    tell(Step.SELECTING)
    decided = decide(question, reserve, Clock(time.monotonic() + seconds))
    if decided.conflict is not None:
        why = reasons(decided.asked, decided.conflict, Clock(time.monotonic() + EASING_SECONDS))
        raise QuotasCannotHold(call.seats, len(question.free), why.bounds, why.explanation, why.easings, why.together)
    if decided.lots is None or not decided.lots.number:
        raise UndecidedInTime(seconds)
    tell(Step.WRITING)
    return Committed(decided.lots.hash, document(decided, context), handed(call))


@dataclass(frozen=True)
class Kept(Lots):
    """A lottery of a document: its list and what proves it are as they were committed."""

    document: Mapping[str, Json]

    @cached_property
    def proved(self) -> Proved:
        proof, decision = self.document["proof"], self.document["decision"]
        bounds = Fraction(decision["value"]), Fraction(decision["bound"])
        return Proved(proof["ceilings"], proof["levels"], *bounds, decision["verdict"])

    @cached_property
    def list(self) -> Json:
        return self.document["proof"]["list"]


def draw(committed: Mapping[str, Json], files: Handed, seed: int) -> Decision:
    """Who is drawn by this seed, and the document of it."""
    decision = committed["decision"]
    question = asked(call_of(decision, files, seed))
    found = kept(question, committed)
    decided = drawn(question, found, decision["reserve_size"])
    return decision_of(decided, document(decided, decision["context"]), BY_LOT, files)


def kept(question: Asked, committed: Mapping[str, Json]) -> Kept:
    """The types are those of the list, in its order: what a panel counts refers to them."""
    listed, chances = committed["proof"]["list"], committed["decision"]["chances"]
    pool = replace(drawing(question), people=tuple(map(tuple, listed["types"])))
    entries = tuple((one["times"], dense(one["counts"], len(pool.people))) for one in listed["panels"])
    each = tuple(Fraction(chances[people[0]]) for people in pool.people)
    told = committed["decision"]
    bounds = Fraction(told["value"]), Fraction(told["bound"])
    return Kept(question, pool, Lottery(pool.call, entries, each, (), (), told["verdict"], *bounds, 0), committed)


def dense(pairs: Json, types: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    counts = np.zeros(types, np.int64)
    for place, number in pairs:
        counts[place] = number
    return counts


def call_of(decision: Mapping[str, Json], files: Handed, seed: int) -> Call:
    """What was asked, from the document and the files that it was made of."""
    people = list(csv.DictReader(StringIO(files.candidates)))
    names = [name for name in (people[0] if people else ()) if name not in TOLD]
    cap, arrival = decision["organisation"], decision["arrival"]
    return Call(
        ids=tuple(one["id"] for one in people),
        score=np.array([int(one["score"]) for one in people], np.int64),
        attributes={name: coded(one[name] for one in people) for name in names},
        quotas=tuple(Quota(one["id"], one["where"], one["asked"]) for one in decision["quotas"]),
        seats=decision["seats"],
        seed=seed,
        organisation=None if cap is None else coded(one[ORGANISATION] for one in people),
        organisation_max=None if cap is None else cap["max"],
        left_out={one["id"]: one["reason"] for one in decision["left_out"]},
        arrival=None if arrival is None else Arrival(**arrival),
        policy=decision["policy"],
        threshold=decision["threshold"],
    )
