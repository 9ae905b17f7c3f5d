"""Candidates and terms as the service knows them, and the call that is made of them."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from registration.domain.announcement import Quota, Terms
from registration.domain.candidate import Assessment, Candidate
from registration.handlers.problem import problem_of
from registration.panel.call import Call

SEED = 2017


def person(
    number: int, score: int, organisation: str | None = None, /, application: UUID | None = None, **attributes: str
) -> Candidate:
    assessment = Assessment(1, eligible=True, score=score, reviews=2, attributes=attributes, organisation=organisation)
    return Candidate(application or UUID(int=number), UUID(int=number), "tj", UUID(int=77), assessment=assessment)


def quota(id: str, minimum: int = 0, maximum: int | None = None, **where: str) -> Quota:
    return Quota(id, where, minimum, maximum)


def call(
    people: Iterable[Candidate],
    seats: int,
    *quotas: Quota,
    cap: int | None = None,
    seated: Collection[int] = (),
    seed: int = SEED,
) -> Call:
    return problem_of(Terms(seats, quotas, cap), people, seed, [UUID(int=number) for number in seated])


def ids(*numbers: int) -> tuple[UUID, ...]:
    return tuple(UUID(int=number) for number in numbers)


PEOPLE = (
    person(1, 9000, "o", country="TJ"),
    person(2, 8800, "o", country="TJ"),
    person(3, 8500, country="TJ"),
    person(4, 8000, country="GE"),
    person(5, 7000, country="GE"),
    person(6, 6000, country="TJ"),
)
QUOTAS = (quota("TJ", 0, 2, country="TJ"), quota("GE", 1, country="GE"))
CONTEXT: dict[str, Any] = {
    "training": str(UUID(int=77)),
    "kind": "first",
    "homes_left_out": ["kz"],
    "relaxed": [],
    "left_open": "0",
}


def first(**changes: Any) -> Call:
    return call(PEOPLE, 3, *QUOTAS, **{"cap": 2, **changes})
