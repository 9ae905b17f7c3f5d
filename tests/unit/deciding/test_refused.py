"""Why no selection is possible: bounds that exclude one another, the sum that shows it, and what would be enough."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from registration.deciding import refused as refusing
from registration.deciding.decision import decide_first, decide_promotion
from registration.deciding.exchanging import exchange
from registration.deciding.lots import commit
from registration.domain.announcement import PER_ORGANISATION, Quota
from registration.domain.candidate import Candidate
from registration.domain.refusals.selecting import (
    Bound,
    EasedTogether,
    Easing,
    NoReplacementKeepsQuotas,
    QuotasCannotHold,
)
from registration.panel import replacement
from registration.panel.call import Call
from registration.panel.relaxation import SolverFailed
from tests.unit.deciding.calls import call, ids, person, quota


def people(**numbers: int) -> list[Candidate]:
    """So many of each sector, each with an organisation of her own."""
    sectors = [sector for sector, number in numbers.items() for _ in range(number)]
    return [person(i, 5000 + i, f"o{i}", sector=sector) for i, sector in enumerate(sectors)]


def sectors(**limits: tuple[int, int | None]) -> Iterable[Quota]:
    return [quota(sector, least, most, sector=sector) for sector, (least, most) in limits.items()]


def refusal(asked: Call) -> QuotasCannotHold:
    with pytest.raises(QuotasCannotHold) as refused:
        decide_first(asked, 0, {})
    return refused.value


def test_minimums_that_need_more_seats_than_there_are_are_told_as_their_sum() -> None:
    quotas = sectors(NGO=(9, None), media=(6, None), gov=(6, None), edu=(6, 7))
    refused = refusal(call(people(NGO=20, media=9, gov=9, edu=9), 25, *quotas))
    assert str(refused) == "The quotas cannot hold together: seats that the minimums of sector need: 27, there: 25."
    assert {bound.quota for bound in refused.conflict} == {"NGO", "media", "gov", "edu"}
    assert {bound.side for bound in refused.conflict} == {"minimum"}


def test_each_bound_that_is_enough_alone_is_told_with_what_it_would_give() -> None:
    refused = refusal(call(people(NGO=3, media=3), 3, *sectors(NGO=(2, None), media=(3, None))))
    assert refused.easings == (
        Easing("NGO", "minimum", 0, 5003 + 5004 + 5005),
        Easing("media", "minimum", 1, 5001 + 5002 + 5005),
    )


def test_that_nothing_is_possible_is_told_though_the_solver_fails_to_say_what_would_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: Any) -> Any:
        raise SolverFailed

    for module, name in ((refusing, "enough"), (replacement, "exchange")):
        monkeypatch.setattr(module, name, fails)
    refused = refusal(call(people(NGO=3, media=3), 3, *sectors(NGO=(2, None), media=(3, None))))
    assert (len(refused.conflict), refused.easings, refused.together) == (2, (), ())
    assert exchange(call(people(NGO=1), 1), ids(0)) is None


def test_by_lot_it_is_told_with_the_smallest_chance_that_it_would_give() -> None:
    asked = call(people(NGO=3, media=3), 3, *sectors(NGO=(2, None), media=(3, None)))
    with pytest.raises(QuotasCannotHold) as refused:
        commit(replace(asked, policy="lottery"), 0, {}, 30)
    assert refused.value.easings == (
        Easing("NGO", "minimum", 0, None, "1"),
        Easing("media", "minimum", 1, None, "1/3"),
    )


def test_where_none_is_enough_alone_those_that_are_together_are_told() -> None:
    refused = refusal(call(people(NGO=9, media=2, gov=1), 6, *sectors(gov=(2, None), media=(3, None))))
    assert refused.easings == ()
    eased = (Bound("gov", "minimum", 1), Bound("media", "minimum", 2))
    assert refused.together == (EasedTogether(eased, 5006 + 5007 + 5008 + 5009 + 5010 + 5011),)


def test_a_minimum_that_needs_more_candidates_than_there_are_stands_alone() -> None:
    refused = refusal(call(people(NGO=9, media=2), 5, *sectors(NGO=(1, 4), media=(3, None))))
    assert refused.conflict == (Bound("media", "minimum", 3),)
    assert refused.explanation == "seats that media needs: 3, candidates who count for it: 2"
    assert refused.easings == (Easing("media", "minimum", 2, 5006 + 5007 + 5008 + 5009 + 5010),)


def test_maximums_that_leave_seats_empty_are_told_as_their_sum() -> None:
    refused = refusal(call(people(NGO=9, media=9, gov=1), 6, *sectors(NGO=(0, 2), media=(0, 2))))
    assert refused.conflict == (Bound("NGO", "maximum", 2), Bound("media", "maximum", 2))
    assert refused.explanation == "candidates that the maximums of sector leave: 5, seats: 6"


def test_values_without_a_quota_fill_what_the_maximums_leave() -> None:
    found = decide_first(call(people(NGO=9, media=9, gov=2), 6, *sectors(NGO=(0, 2), media=(0, 2))), 0, {})
    assert found.selected == ids(7, 8, 16, 17, 18, 19)


def test_a_cap_per_organisation_that_leaves_seats_empty_is_told_by_its_name() -> None:
    refused = refusal(call([person(i, 5000, f"o{i % 2}") for i in range(8)], 5, cap=2))
    assert refused.conflict == (Bound(PER_ORGANISATION, "maximum", 2),)
    assert refused.explanation == "candidates that at most 2 per organisation leave: 4, seats: 5"
    assert refused.easings == (Easing(PER_ORGANISATION, "maximum", 3, 25_000),)


def test_what_no_sum_shows_is_told_as_a_list() -> None:
    """Two of one organisation are needed for one quota."""
    asked = call(
        [
            person(1, 5000, "o", sector="NGO", rural="yes"),
            person(2, 5000, "o", sector="media", rural="yes"),
            person(3, 5000, "p", sector="NGO", rural="no"),
            person(4, 5000, "q", sector="gov", rural="no"),
        ],
        3,
        quota("rural", 2, rural="yes"),
        quota("NGO", 1, sector="NGO"),
        cap=1,
    )
    refused = refusal(asked)
    assert refused.conflict == (Bound(PER_ORGANISATION, "maximum", 1), Bound("rural", "minimum", 2))
    assert (
        refused.explanation == "with 3 seats these exclude one another: at most 1 per organisation, at least 2 of rural"
    )


SEATED = [person(1, 9000, "o", country="TM"), person(2, 8900, country="TM"), person(3, 8800, "o", country="KZ")]
QUOTAS = (quota("TM", 3, 4, country="TM"), quota("KZ", 0, 1, country="KZ"))


def vacancies(*reserve: Candidate, seats: int = 4, quotas: Iterable[Quota] = QUOTAS, cap: int = 2) -> Call:
    return call([*SEATED, *reserve], seats, *quotas, cap=cap, seated=(1, 2, 3))


def open_still(asked: Call, left_open: int = 0) -> NoReplacementKeepsQuotas:
    with pytest.raises(NoReplacementKeepsQuotas) as refused:
        decide_promotion(asked, left_open, {})
    return refused.value


def test_the_first_in_line_is_passed_over_where_a_quota_would_break() -> None:
    found = decide_promotion(vacancies(person(4, 8000, country="KZ"), person(5, 5000, country="TM")), 0, {})
    assert found.selected == ids(5)
    said = found.document["decision"]
    assert said["value"] == 9000 + 8900 + 8800 + 5000
    assert {one["id"]: one["cost"] for one in said["quotas"]} == {"KZ": 0, "TM": 0}
    assert [one["application"] for one in found.explained["passed_over"]["first"]] == [str(*ids(4))]


def test_the_quotas_that_nobody_in_reserve_keeps_are_named() -> None:
    refused = open_still(vacancies(person(4, 8000, country="GE"), person(5, 7000, country="GE")))
    assert (refused.open_seats, refused.reserve) == (1, 2)
    assert refused.conflict == (Bound("TM", "minimum", 3),)
    assert refused.easings == (Easing("TM", "minimum", 2, 9000 + 8900 + 8800 + 8000),)
    assert str(refused) == (
        "1 seat is open and nobody of the 2 in reserve keeps every quota: "
        "seats that TM needs: 3, candidates who count for it: 2."
    )


def test_where_fewer_wait_than_seats_are_open_the_quotas_hold_all_the_same() -> None:
    refused = open_still(vacancies(person(4, 8000, country="GE")), left_open=2)
    assert (refused.open_seats, refused.reserve, refused.conflict) == (3, 1, (Bound("TM", "minimum", 3),))


def test_minimums_beside_those_who_stay_are_told_by_the_seats_that_are_open() -> None:
    quotas = (quota("TM", 3, country="TM"), quota("GE", 1, country="GE"))
    refused = open_still(vacancies(person(4, 8000, country="GE"), person(5, 7000, country="TM"), quotas=quotas))
    assert refused.explanation == "seats that the minimums of country still need: 2, there: 1"


def test_a_relaxed_minimum_lets_the_next_in_line_in() -> None:
    eased = (quota("TM", 2, 4, country="TM"), QUOTAS[1])
    asked = vacancies(person(4, 8000, country="GE"), person(5, 7000, country="GE"), quotas=eased)
    assert decide_promotion(asked, 0, {}).selected == ids(4)


def test_a_relaxed_cap_lets_another_one_of_an_organisation_in() -> None:
    another = person(4, 8000, "o", country="TM")
    assert open_still(vacancies(another)).conflict == (Bound(PER_ORGANISATION, "maximum", 2),)
    assert decide_promotion(vacancies(another, cap=3), 0, {}).selected == ids(4)


def test_a_cap_that_those_who_stay_exceed_is_told() -> None:
    refused = open_still(vacancies(person(4, 8000, country="TM"), cap=1))
    assert refused.explanation == "at most 1 per organisation, 2 of one must have a seat"


def test_what_is_short_is_told_of_one_as_of_many() -> None:
    refused = refusal(call(people(NGO=9, media=1), 5, *sectors(media=(2, None))))
    assert refused.explanation == "seats that media needs: 2, candidates who count for it: 1"
