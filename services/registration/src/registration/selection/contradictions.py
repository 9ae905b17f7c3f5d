"""Quotas that cannot hold, seen by adding up, without a solver."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from registration.selection.problem import PER_ORGANISATION, Candidate, Problem, Quota
from registration.selection.refusals import Bound


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Bounds that cannot hold together (all of them; perhaps fewer cannot either), and the sum that shows it."""

    bounds: tuple[Bound, ...]
    words: str


def contradictions(problem: Problem) -> tuple[Contradiction, ...]:
    """All that adding up shows, the simplest first. None is no promise that the quotas can hold."""
    return (*_single(problem), *_minimums(problem), *_maximums(problem), *_organisations(problem))


def _single(problem: Problem) -> Iterator[Contradiction]:
    for quota in sorted(problem.quotas, key=lambda quota: quota.id):
        there = sum(map(quota.counts, problem.candidates))
        seated = sum(map(quota.counts, _kept(problem)))
        if quota.minimum > there:
            words = f"{quota.id} needs {_seats(quota.minimum)}, {there} of the candidates can take one"
            yield Contradiction((_least(quota),), words)
        if quota.maximum is not None and quota.maximum < seated:
            words = f"{quota.id} allows {_seats(quota.maximum)}, {seated} of those who stay have one"
            yield Contradiction((_most(quota),), words)
        if quota.maximum is not None and quota.maximum < quota.minimum:
            words = f"{quota.id} asks for at least {quota.minimum} and at most {quota.maximum}"
            yield Contradiction((_most(quota), _least(quota)), words)


def _minimums(problem: Problem) -> Iterator[Contradiction]:
    """The values of one attribute need more of the open seats than there are."""
    more = "more " if problem.kept else ""
    for attribute, quotas in _strictest(problem, lambda quota: quota.minimum):
        seated = _values(attribute, _kept(problem))
        missing = {value: max(0, quota.minimum - seated[value]) for value, quota in quotas.items()}
        needed: list[str] = []
        for value in sorted(missing, key=lambda value: (-missing[value], value)):
            needed.append(value)
            if (total := sum(missing[value] for value in needed)) > problem.open_seats:
                words = f"the minimums of {attribute} need {total} {more}seats, there are {problem.open_seats}"
                yield Contradiction(tuple(_least(quotas[value]) for value in needed), words)
                break


def _maximums(problem: Problem) -> Iterator[Contradiction]:
    """The values of one attribute, counting all candidates, leave seats empty."""
    for attribute, quotas in _strictest(problem, lambda quota: None if quota.maximum is None else -quota.maximum):
        there = _values(attribute, problem.candidates)
        tight = [quota for value, quota in sorted(quotas.items()) if (quota.maximum or 0) < there[value]]
        room = len(problem.candidates) - sum(there[quota.where[attribute]] - (quota.maximum or 0) for quota in tight)
        if room < problem.seats:
            words = f"the maximums of {attribute} leave {room} of the candidates for {_seats(problem.seats)}"
            yield Contradiction(tuple(map(_most, tight)), words)


def _organisations(problem: Problem) -> Iterator[Contradiction]:
    cap = problem.per_organisation
    if cap is None:
        return
    bounds = (Bound(PER_ORGANISATION, "maximum", cap),)
    there, seated = (
        Counter(candidate.organisation for candidate in people if candidate.organisation is not None)
        for people in (problem.candidates, _kept(problem))
    )
    room = len(problem.candidates) - sum(max(0, size - cap) for size in there.values())
    if room < problem.seats:
        words = f"at most {cap} per organisation leave {room} of the candidates for {_seats(problem.seats)}"
        yield Contradiction(bounds, words)
    if seated and (most := max(seated.values())) > cap:
        yield Contradiction(bounds, f"at most {cap} per organisation, {most} of those who stay are of one")


def _strictest(problem: Problem, key: Callable[[Quota], int | None]) -> Iterator[tuple[str, dict[str, Quota]]]:
    """Per attribute and value the quota on that value alone with the largest key."""
    found: dict[str, dict[str, Quota]] = defaultdict(dict)
    for quota in sorted(problem.quotas, key=lambda quota: (key(quota) or 0, quota.id)):
        if len(quota.where) == 1 and key(quota) is not None:
            [(attribute, value)] = quota.where.items()
            found[attribute][value] = quota
    yield from sorted(found.items())


def _kept(problem: Problem) -> list[Candidate]:
    return [candidate for candidate in problem.candidates if candidate.id in problem.kept]


def _values(attribute: str, candidates: Iterable[Candidate]) -> Counter[str]:
    return Counter(c.attributes[attribute] for c in candidates if attribute in c.attributes)


def _least(quota: Quota) -> Bound:
    return Bound(quota.id, "minimum", quota.minimum)


def _most(quota: Quota) -> Bound:
    return Bound(quota.id, "maximum", quota.maximum or 0)


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"
