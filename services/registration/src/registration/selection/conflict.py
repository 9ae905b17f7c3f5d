"""Which quotas cannot hold together, and why, in words."""

from collections.abc import Sequence
from dataclasses import replace

from registration.selection import solver
from registration.selection.contradictions import contradictions
from registration.selection.problem import PER_ORGANISATION, Problem
from registration.selection.program import program_of
from registration.selection.refusals import Bound


def conflict(problem: Problem) -> tuple[Bound, ...]:
    """For a problem without solution: a set of bounds that cannot hold together, while all but any one of them can.

    Deletion filter (Chinneck, *Feasibility and Infeasibility in Optimization*, 2008): leave one bound out after the
    other, and for good where what is left still cannot hold. Begins with a sum that cannot hold, if there is one.
    """
    program, _ = program_of(problem, problem.candidates, scored=False)
    plain = contradictions(problem)
    suspects = plain[0].bounds if plain else bounds(problem)
    for bound in suspects:
        rest = tuple(other for other in suspects if other != bound)
        if solver.solve(program.keeping(rest)) is None:
            suspects = rest
    return suspects


def bounds(problem: Problem) -> tuple[Bound, ...]:
    """Everything that limits who may be taken: the cap per organisation, maximums, then minimums."""
    quotas = sorted(problem.quotas, key=lambda quota: quota.id)
    cap = () if problem.per_organisation is None else (Bound(PER_ORGANISATION, "maximum", problem.per_organisation),)
    return (
        *cap,
        *(Bound(quota.id, "maximum", quota.maximum) for quota in quotas if quota.maximum is not None),
        *(Bound(quota.id, "minimum", quota.minimum) for quota in quotas if quota.minimum > 0),
    )


def explanation(problem: Problem, found: Sequence[Bound]) -> str:
    """Why these bounds cannot hold together: the sum that shows it, or else their list."""
    plain = contradictions(_limited_to(problem, found))
    if plain:
        return plain[0].words
    return f"with {problem.seats} seats these exclude one another: {', '.join(map(_told, found))}"


def _limited_to(problem: Problem, found: Sequence[Bound]) -> Problem:
    sides = {(bound.quota, bound.side) for bound in found}
    quotas = tuple(
        replace(
            quota,
            minimum=quota.minimum if (quota.id, "minimum") in sides else 0,
            maximum=quota.maximum if (quota.id, "maximum") in sides else None,
        )
        for quota in problem.quotas
    )
    cap = problem.per_organisation if (PER_ORGANISATION, "maximum") in sides else None
    return replace(problem, quotas=quotas, per_organisation=cap)


def _told(bound: Bound) -> str:
    word = "at least" if bound.side == "minimum" else "at most"
    return f"{word} {bound.value} {'' if bound.quota == PER_ORGANISATION else 'of '}{bound.quota.replace('_', ' ')}"
