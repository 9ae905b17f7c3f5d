"""The rules of selection by trying everything: slow, and simple enough to be believed."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from uuid import UUID

from registration.selection import PER_ORGANISATION, Bound, Candidate, Problem


def ticket(problem: Problem, candidate: Candidate) -> bytes:
    return hmac.new(problem.seed.to_bytes(8, "big"), str(candidate.id).encode(), hashlib.sha256).digest()


def bounds(problem: Problem) -> list[Bound]:
    cap = problem.per_organisation
    least = [Bound(quota.id, "minimum", quota.minimum) for quota in problem.quotas if quota.minimum]
    most = [Bound(quota.id, "maximum", quota.maximum) for quota in problem.quotas if quota.maximum is not None]
    return least + most + ([] if cap is None else [Bound(PER_ORGANISATION, "maximum", cap)])


def keeps(problem: Problem, group: Iterable[Candidate], asked: Iterable[Bound]) -> bool:
    group = list(group)
    organisations = Counter(c.organisation for c in group if c.organisation is not None)
    seats = {quota.id: sum(map(quota.counts, group)) for quota in problem.quotas}
    seats[PER_ORGANISATION] = max(organisations.values(), default=0)
    return all(
        seats[bound.quota] >= bound.value if bound.side == "minimum" else seats[bound.quota] <= bound.value
        for bound in asked
    )


def groups(problem: Problem) -> Iterator[tuple[Candidate, ...]]:
    """Every way to fill all seats beside those who are kept."""
    kept = tuple(c for c in problem.candidates if c.id in problem.kept)
    others = [c for c in problem.candidates if c.id not in problem.kept]
    if len(kept) <= problem.seats:
        for added in combinations(others, problem.seats - len(kept)):
            yield kept + added


def possible(problem: Problem, asked: Iterable[Bound]) -> bool:
    asked = list(asked)
    return any(keeps(problem, group, asked) for group in groups(problem))


def value(problem: Problem, asked: Iterable[Bound]) -> int:
    asked = list(asked)
    return max(sum(c.score for c in group) for group in groups(problem) if keeps(problem, group, asked))


def best(problem: Problem) -> tuple[int, tuple[UUID, ...]] | None:
    """Highest total; among equals the group whose ascending list of places in the order of ties comes first."""
    order = sorted(problem.candidates, key=lambda c: ticket(problem, c))
    place = {c.id: i for i, c in enumerate(order)}
    asked = bounds(problem)
    fitting = [group for group in groups(problem) if keeps(problem, group, asked)]
    if not fitting:
        return None
    group = min(fitting, key=lambda group: (-sum(c.score for c in group), sorted(place[c.id] for c in group)))
    return sum(c.score for c in group), tuple(sorted(c.id for c in group))
