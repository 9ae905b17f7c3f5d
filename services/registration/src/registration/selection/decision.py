"""What a worker process is asked for: a decision, complete with its document. Everything here can be pickled."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from registration.selection import document
from registration.selection.document import Json
from registration.selection.merit import promote, reserve, select
from registration.selection.passed_over import AllPassedOver, passed_over
from registration.selection.problem import PER_ORGANISATION, Problem, Relaxation


@dataclass(frozen=True, slots=True)
class Decision:
    """Who gets a seat now (in order of ids), who is in reserve (by rank), and the document that says why.

    `hash` is of the document's part `decision`, which names the value, the hash of the input, prices and reasons.
    """

    selected: tuple[UUID, ...]
    reserve: tuple[UUID, ...]
    quotas_kept: tuple[str, ...]
    quotas_relaxed: tuple[str, ...]
    hash: str
    document: Mapping[str, Json]


def decide(problem: Problem, reserve_size: int, homes_left_out: tuple[str, ...] = ()) -> Decision:
    """The first selection; raises TooFewCandidates, QuotasCannotHold."""
    selection = select(problem)
    line = reserve(problem, selection, reserve_size)
    said: dict[str, Json] = {
        **document.decided(problem, selection),
        "kind": "first",
        "input_hash": document.input_hash(problem),
        "homes_left_out": sorted(homes_left_out),
        "selected": document.ids(selection.taken),
        "reserve": [{"application": str(one), "rank": rank} for rank, one in enumerate(line, start=1)],
    }
    return _decision(problem, said, selection.taken, line, passed_over(problem, selection.taken))


def decide_promotion(problem: Problem, relaxed: tuple[Relaxation, ...] = ()) -> Decision:
    """The open seats filled from the candidates who are not kept, under the problem's quotas as relaxed; where fewer
    wait than seats are open, as many as wait.

    Raises DoesNotRelax, NoReplacementKeepsQuotas.
    """
    eased = problem.relaxed(relaxed)
    selection = promote(eased)
    promoted = tuple(one for one in selection.taken if one not in problem.kept)
    said: dict[str, Json] = {
        **document.decided(eased.fillable, selection),
        "kind": "promotion",
        "input_hash": document.input_hash(problem),
        "kept": document.ids(problem.kept),
        "left_open": eased.seats - eased.fillable.seats,
        "relaxed": document.relaxations(problem, relaxed),
        "selected": document.ids(promoted),
    }
    return _decision(problem, said, promoted, (), passed_over(eased.fillable, selection.taken), relaxed)


def _decision(
    problem: Problem,
    said: dict[str, Json],
    selected: tuple[UUID, ...],
    line: tuple[UUID, ...],
    explained: AllPassedOver,
    relaxed: tuple[Relaxation, ...] = (),
) -> Decision:
    eased = {relaxation.quota for relaxation in relaxed}
    cap = () if problem.per_organisation is None else (PER_ORGANISATION,)
    asked = (*cap, *(quota.id for quota in problem.quotas))
    return Decision(
        selected=selected,
        reserve=line,
        quotas_kept=tuple(sorted(one for one in asked if one not in eased)),
        quotas_relaxed=tuple(sorted(eased)),
        hash=document.digest(said),
        document=document.signed(said, explained),
    )
