"""What the story tells of the selection is forced, whatever the seed draws."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import pytest

from cascade.story.data import draw, places
from cascade.story.data.call import call
from cascade.story.data.cast import RESERVE, SELECTED, Role
from cascade.story.data.kazakhstan import ALUMNAE
from cascade.story.data.programme import Sector
from cascade.story.data.quotas import NO, PER_ORGANISATION, QUOTAS, SEATS, YES
from registration.deciding.decision import Decision, decide_first, decide_promotion
from registration.domain.announcement import Quota, Terms
from registration.domain.candidate import Assessment, Candidate
from registration.handlers.problem import problem_of
from registration.panel.call import Call, asked
from registration.panel.merit import solve

OPTIMUM = 213_525
TERMS = Terms(SEATS, tuple(Quota(q.id, q.where, q.minimum, q.maximum) for q in QUOTAS), PER_ORGANISATION)
CODES: dict[UUID, str] = {}


def coded(truth: bool) -> str:
    return YES if truth else NO


def candidate(role: Role, *, alumna: bool, key: str = "") -> Candidate:
    name = key or role.code
    key_id = UUID(bytes=name.ljust(16).encode()[:16])
    CODES[key_id] = name
    attributes = {
        "country": role.country.value,
        "sector": role.sector.value,
        "rural": coded(role.rural),
        "under30": coded(role.under30),
        "alumna": coded(alumna),
    }
    assessment = Assessment(1, eligible=True, score=role.score or 0, reviews=2, attributes=attributes)
    return Candidate(key_id, key_id, "tj", UUID(int=1), assessment=replace(assessment, organisation=role.organisation))


def told(roles: Iterable[Role]) -> tuple[Candidate, ...]:
    return tuple(candidate(role, alumna=role.code in ALUMNAE) for role in roles)


def most_helpful() -> tuple[Candidate, ...]:
    """As many as can be drawn of each country and sector, once as alumnae and once not; nobody drawn is better."""
    made = []
    for country, counts in draw.COUNTS.items():
        for sector, n in zip(Sector, counts, strict=True):
            for number in range(min(n, SEATS) * 2):
                key = f"{country.value}-x{sector.value[:3]}{number}"
                role = Role(key, sector, SELECTED[0].ending, draw.HIGHEST, rural=True, under30=True, organisation=key)
                made.append(candidate(role, alumna=number % 2 == 0, key=key))
    return tuple(made)


def problem(candidates: Iterable[Candidate], seated: frozenset[UUID] = frozenset()) -> Call:
    return problem_of(TERMS, candidates, places.SELECTION_SEED, seated)


def value(decision: Decision) -> int:
    return int(decision.document["decision"]["value"])


@pytest.fixture(scope="module")
def best_of_all_seeds() -> tuple[Candidate, ...]:
    return (*told(SELECTED), *told(RESERVE), *most_helpful())


def test_the_25_are_the_optimum_against_the_most_helpful_that_any_seed_could_draw(
    best_of_all_seeds: tuple[Candidate, ...],
) -> None:
    found = decide_first(problem(best_of_all_seeds), 0, {})
    assert value(found) == OPTIMUM
    assert {CODES[one] for one in found.selected} == {role.code for role in SELECTED}


def test_no_other_25_are_as_good(best_of_all_seeds: tuple[Candidate, ...]) -> None:
    for role in SELECTED:
        question = asked(problem(one for one in best_of_all_seeds if CODES[one.application] != role.code))
        assert solve(question.program, question.tickets).value < OPTIMUM


def test_the_reserve_is_the_told_ten_by_score() -> None:
    everybody = problem(candidate_of(code) for code in all_codes())
    line = decide_first(everybody, places.RESERVE_LENGTH, {}).reserve
    assert [CODES[one] for one in line] == [role.code for role in RESERVE]


def test_each_vacancy_is_filled_as_told_and_first_come_would_break_the_named_quotas() -> None:
    seated, waiting = {r.code for r in SELECTED}, {r.code for r in RESERVE}
    roles = {role.code: role for role in (*SELECTED, *RESERVE)}
    for vacancy in places.VACANCIES:
        seated.discard(vacancy.leaves)
        ahead = [role.code for role in RESERVE if role.code in waiting]
        assert ahead[0] == vacancy.first_in_line
        assert broken([roles[code] for code in (*seated, vacancy.first_in_line)]) == set(vacancy.would_break)
        everybody = told(roles[code] for code in (*seated, *ahead))
        kept = frozenset(one.application for one in everybody if CODES[one.application] in seated)
        (promoted,) = decide_promotion(problem(everybody, kept), 0, {}).selected
        assert CODES[promoted] == vacancy.successor
        assert [role.code for role in RESERVE].index(vacancy.successor) + 1 == vacancy.rank
        seated.add(vacancy.successor)
        waiting.discard(vacancy.successor)
    assert seated == set(places.PARTICIPANTS)


def broken(roles: list[Role]) -> set[str]:
    """Names of the quotas that these 25 do not keep."""
    people = told(roles)
    return {
        rule.id
        for rule in TERMS.quotas
        if not rule.minimum <= counted(rule, people) <= (SEATS if rule.maximum is None else rule.maximum)
    }


def counted(rule: Quota, people: Iterable[Candidate]) -> int:
    return sum(rule.where.items() <= one.attributes.items() for one in people)


def all_codes() -> list[str]:
    return [applicant.code for applicant in call().remaining]


def candidate_of(code: str) -> Candidate:
    a = call().by_code(code)
    role = Role(a.code, a.sector, a.ending, a.score, a.rural, a.under30, a.organisation)
    return candidate(role, alumna=a.alumna_of is not None)
