"""Who gets a seat by merit: the first selection, the reserve behind it, and promotion from the reserve."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from registration.selection.conflict import conflict, explanation
from registration.selection.optimum import best, prices
from registration.selection.problem import Problem
from registration.selection.program import in_order_of_ties, program_of
from registration.selection.refusals import (
    NoReplacementKeepsQuotas,
    QuotasCannotHold,
    TooFewCandidates,
)
from registration.selection.ties import first_among_equals


@dataclass(frozen=True, slots=True)
class Selection:
    """All who then have a seat, in order of their ids, and the sum of their scores (hundredths); no other is as good.

    `prices`: per quota, and `per_organisation` where it matters, by how much the best sum would be higher without it.
    """

    taken: tuple[UUID, ...]
    value: int
    prices: Mapping[str, int]


def select(problem: Problem) -> Selection:
    """The best selection for all seats; raises TooFewCandidates, QuotasCannotHold."""
    if len(problem.candidates) < problem.seats:
        raise TooFewCandidates(problem.seats, len(problem.candidates))
    selection = _best(problem)
    if selection is None:
        found = conflict(problem)
        raise QuotasCannotHold(problem.seats, len(problem.candidates), found, explanation(problem, found))
    return selection


def reserve(problem: Problem, selection: Selection, size: int) -> tuple[UUID, ...]:
    """The best `size` of the rest by score, equals in the order of ties; the first has rank 1."""
    taken = set(selection.taken)
    rest = (candidate for candidate in in_order_of_ties(problem) if candidate.id not in taken)
    return tuple(candidate.id for candidate in sorted(rest, key=lambda candidate: -candidate.score)[:size])


def promote(problem: Problem) -> Selection:
    """All open seats filled at once with the best total from those who wait, i.e. from the candidates who are not kept;
    where fewer wait than seats are open, as many as wait.

    Raises NoReplacementKeepsQuotas.
    """
    waiting = len(problem.candidates) - len(problem.kept)
    if not waiting:
        raise NoReplacementKeepsQuotas(problem.open_seats, 0, (), "nobody waits")
    filled = problem.fillable
    selection = _best(filled)
    if selection is None:
        found = conflict(filled)
        raise NoReplacementKeepsQuotas(problem.open_seats, waiting, found, explanation(filled, found))
    return selection


def _best(problem: Problem) -> Selection | None:
    candidates = in_order_of_ties(problem)
    program, members = program_of(problem, candidates)
    optimum = best(program)
    if optimum is None:
        return None
    seats = first_among_equals(optimum.limit.reaching(optimum.value), members, optimum.value)
    places = (place for group, count in zip(members, seats, strict=True) for place in group[:count])
    taken = tuple(sorted(candidates[place].id for place in places))
    return Selection(taken, optimum.value, prices(program, optimum))
