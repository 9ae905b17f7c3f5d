"""What adding up shows of quotas: told at the quota that causes it, before anything is solved."""

import random
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import combinations
from typing import Any

from registration.domain.announcement import Quota, Terms
from registration.domain.candidate import Candidate
from registration.domain.quota_remarks import Counted, Crowd, all_seats, quota_remarks
from tests.unit.registration.host import candidate

FEW = {"TJ": "health", "KZ": "media"}


def people(**by_country: int) -> list[Candidate]:
    countries = [country for country, number in by_country.items() for _ in range(number)]
    return [of(number, country, None) for number, country in enumerate(countries)]


def of(number: int, country: str, organisation: str | None) -> Candidate:
    found = candidate(number, country)
    assert found.assessment is not None
    attributes = {"country": country, "sector": FEW[country]}
    return replace(found, assessment=replace(found.assessment, attributes=attributes, organisation=organisation))


def quota(id: str, minimum: int = 0, maximum: int | None = None, **where: Any) -> Quota:
    return Quota(id, where, minimum, maximum)


TJ: dict[str, Any] = {"country": "TJ"}
KZ: dict[str, Any] = {"country": "KZ"}
HEALTH_TJ: dict[str, Any] = {"country": "TJ", "sector": "health"}


def crowd_of(terms: Terms, people: Collection[Candidate]) -> Crowd:
    """As the database counts them."""
    found = {quota.id: counted(quota, people, terms.per_organisation) for quota in (all_seats(terms), *terms.quotas)}
    return {quota: count for quota, count in found.items() if count.people}


def counted(quota: Quota, people: Iterable[Candidate], cap: int | None) -> Counted:
    found = Counter(one.assessment and one.assessment.organisation for one in people if quota.counts(one.attributes))
    capped = (
        number if cap is None or organisation is None else min(cap, number) for organisation, number in found.items()
    )
    return Counted(found.total(), sum(capped))


def told(*quotas: Quota, of: Iterable[Candidate] = (), seats: int = 5, cap: int | None = None) -> list[Any]:
    terms = Terms(seats, quotas, cap)
    found = quota_remarks(terms, crowd_of(terms, list(of)))
    return [(one.quota, one.index, one.side, one.code.value, one.needed, one.there, one.others) for one in found]


def test_a_minimum_above_its_maximum_is_told_there() -> None:
    assert told(quota("a", 1, 5, **KZ), quota("b", 3, 2, **TJ)) == [
        ("b", 1, None, "minimum_above_maximum", 3, 2, ()),
    ]


def test_minimums_of_one_attribute_that_need_more_than_all_seats_are_told_at_each() -> None:
    assert told(quota("a", 3, **TJ), quota("b", 3, **KZ), quota("c", 1, 2, sector="media")) == [
        ("a", 0, "minimum", "above_seats", 6, 5, ("b",)),
        ("b", 1, "minimum", "above_seats", 6, 5, ("a",)),
    ]


def test_one_minimum_above_all_seats_is_told_there() -> None:
    assert told(quota("a", 6, **TJ)) == [("a", 0, "minimum", "above_seats", 6, 5, ())]


def test_a_combination_that_needs_more_than_its_part_may_have_is_told_at_both() -> None:
    assert told(quota("tj", 0, 2, **TJ), quota("tj-health", 3, **HEALTH_TJ)) == [
        ("tj", 0, "maximum", "above_whole", 3, 2, ("tj-health",)),
        ("tj-health", 1, "minimum", "above_whole", 3, 2, ("tj",)),
    ]


def test_two_quotas_for_the_same_people_that_exclude_one_another_are_told() -> None:
    found = told(quota("few", 0, 1, **TJ), quota("many", 2, **TJ))
    assert [(one[0], one[3]) for one in found] == [("few", "above_whole"), ("many", "above_whole")]


def test_a_minimum_larger_than_the_candidates_who_count_is_told_there() -> None:
    assert told(quota("kz", 2, **KZ), of=people(TJ=9, KZ=1)) == [("kz", 0, "minimum", "too_few", 2, 1, ())]


def test_maximums_that_leave_too_few_for_all_seats_are_told_at_each() -> None:
    assert told(quota("tj", 0, 2, **TJ), quota("kz", 0, 2, **KZ), of=people(TJ=9, KZ=9)) == [
        ("tj", 0, "maximum", "kept_out", 5, 4, ("kz",)),
        ("kz", 1, "maximum", "kept_out", 5, 4, ("tj",)),
    ]


def test_maximums_of_combinations_that_leave_too_few_for_a_minimum_are_told_at_both() -> None:
    assert told(quota("tj", 3, **TJ), quota("tj-health", 0, 1, **HEALTH_TJ), of=people(TJ=9, KZ=9)) == [
        ("tj", 0, "minimum", "kept_out", 3, 1, ("tj-health",)),
        ("tj-health", 1, "maximum", "kept_out", 3, 1, ("tj",)),
    ]


def test_a_cap_that_leaves_too_few_is_told_at_the_quota_and_at_the_cap() -> None:
    crowd = [of(number, "TJ", "same") for number in range(6)] + [of(10 + number, "KZ", None) for number in range(9)]
    assert told(quota("tj", 3, **TJ), of=crowd, cap=2) == [
        ("tj", 0, "minimum", "capped_out", 3, 2, ("per_organisation",)),
        ("per_organisation", None, "maximum", "capped_out", 3, 2, ("tj",)),
    ]


def test_a_quota_that_any_selection_keeps_is_said_to_say_nothing() -> None:
    assert told(quota("a", **TJ), quota("b", 0, 5, **TJ), quota("c", 1, 5, **KZ), cap=5) == [
        ("a", 0, None, "always_kept", 0, 0, ()),
        ("b", 1, None, "always_kept", 0, 0, ()),
        ("per_organisation", None, "maximum", "always_kept", 0, 0, ()),
    ]


def test_one_that_any_selection_of_these_candidates_keeps_says_nothing_either() -> None:
    """Of nine from Tajikistan and one other at least four of five seats go to Tajikistan."""
    found = told(quota("tj", 4, **TJ), quota("kz", 0, 1, **KZ), of=people(TJ=9, KZ=1))
    assert [(one[0], one[3]) for one in found] == [("tj", "always_kept"), ("kz", "always_kept")]


def test_of_nobody_only_what_the_numbers_say_is_told() -> None:
    assert told(quota("tj", 2, 4, **TJ), quota("kz", 1, 3, **KZ), cap=2) == []


def test_quotas_that_can_hold_and_say_something_are_not_remarked() -> None:
    assert told(quota("tj", 2, 3, **TJ), quota("kz", 1, 3, **KZ), of=people(TJ=9, KZ=9)) == []


def keeps(panel: Iterable[Candidate], one: Quota) -> bool:
    number = sum(one.where.items() <= person.attributes.items() for person in panel)
    return one.minimum <= number and (one.maximum is None or number <= one.maximum)


def under(cap: int, panel: Iterable[Candidate]) -> bool:
    found = Counter(one.assessment.organisation for one in panel if one.assessment and one.assessment.organisation)
    return max(found.values(), default=0) <= cap


def test_what_is_remarked_is_so_whoever_is_selected() -> None:
    """Against every panel of small calls."""
    chance, seen = random.Random(20170515), Counter[str]()
    wheres = (TJ, KZ, {"sector": "health"}, HEALTH_TJ, {"country": "KZ", "sector": "health"})
    for _ in range(300):
        seats, cap = chance.randint(1, 4), chance.randint(1, 3)
        crowd = [
            of(n, chance.choice(("TJ", "KZ")), chance.choice(("a", "b", None))) for n in range(chance.randint(4, 7))
        ]
        quotas = [
            quota(str(n), chance.randint(0, 2), chance.choice((None, 1, 2, 3)), **chance.choice(wheres))
            for n in range(chance.randint(1, 4))
        ]
        terms = Terms(seats, tuple(quotas), cap)
        found = quota_remarks(terms, crowd_of(terms, crowd))
        panels = list(combinations(crowd, seats))
        for one in found:
            seen[one.code] += 1
            if one.kind == "says_nothing":
                bound = [quotas[one.index]] if one.index is not None else []
                assert all(keeps(panel, quota) for panel in panels for quota in bound)
                assert bound or all(under(cap, panel) for panel in panels)
            else:
                assert not any(under(cap, panel) and all(keeps(panel, q) for q in quotas) for panel in panels)
    assert len(seen) == 7
