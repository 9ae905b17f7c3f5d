"""What has to fit together before a training may be saved."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from scheduling.domain.particulars import Call, Criterion, Quota, check_quotas, sums
from scheduling.domain.refusals.common import CodesTwice
from scheduling.domain.refusals.training import (
    CallOutOfOrder,
    EndsBeforeItStarts,
    MinimumAboveMaximum,
    NotForThisAdmission,
    QuotaIdIsTaken,
    QuotasDoNotFit,
    UnknownTimeZone,
    WeightsDoNotSum,
)
from scheduling.domain.vocabulary import Admission, Sensitivity
from shared.refusals import Refusal
from tests.unit.scheduling.trainings import CASCADE, DUSHANBE, quota


def test_minimums_above_the_seats_are_refused_with_their_sum() -> None:
    sectors = tuple(quota(value, n, 13) for value, n in zip(("NGO", "media", "gov", "edu"), (9, 6, 6, 6), strict=True))
    with pytest.raises(QuotasDoNotFit) as refused:
        check_quotas(sectors, 25)
    assert [group.minimums for group in refused.value.sums] == [27]
    assert "the minimums need 27 seats, there are 25" in str(refused.value)


def test_maximums_below_the_seats_are_refused_with_their_sum() -> None:
    with pytest.raises(QuotasDoNotFit, match="the maximums fill 24 seats of 25"):
        check_quotas((quota("NGO", 0, 12), quota("media", 0, 12)), 25)


def test_every_attribute_that_does_not_fit_is_named() -> None:
    quotas = (quota("TJ", 13, attribute="country"), quota("KZ", 13, attribute="country"), quota("NGO", 26))
    with pytest.raises(QuotasDoNotFit) as refused:
        check_quotas(quotas, 25)
    assert [group.attribute for group in refused.value.sums] == ["country", "sector"]


@pytest.mark.parametrize(
    "quotas",
    [
        (quota("yes", 3, 6, "alumna"),),
        (quota("NGO", 9, 10), quota("media", 4)),
        (Quota("both", {"country": "TJ", "sector": "NGO"}, 25),),
    ],
    ids=["one value says nothing of the others", "a value without a maximum", "a combination"],
)
def test_a_maximum_binds_only_where_all_values_have_one(quotas: tuple[Quota, ...]) -> None:
    check_quotas(quotas, 25)


def test_two_quotas_for_one_value_count_once() -> None:
    (group,) = sums((Quota("a", {"sector": "NGO"}, 9, 13), Quota("b", {"sector": "NGO"}, 5, 10), quota("edu", 4, 9)))
    assert (group.minimums, group.maximums) == (13, 19)


def test_a_quota_that_is_named_like_the_cap_per_organisation_is_refused() -> None:
    with pytest.raises(QuotaIdIsTaken, match="per_organisation names the cap"):
        check_quotas((Quota("per_organisation", {"country": "TJ"}),), 25)


def test_a_quota_that_asks_for_more_than_it_allows_is_refused() -> None:
    with pytest.raises(MinimumAboveMaximum, match="minimum of 9 and a maximum of 8"):
        check_quotas((quota("NGO", 9, 8),), 25)


def test_a_quota_id_is_given_once() -> None:
    with pytest.raises(CodesTwice, match="sector-NGO"):
        check_quotas((quota("NGO", 1), quota("NGO", 2)), 25)


FEBRUARY = datetime(2017, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"ends_on": date(2017, 5, 14)}, EndsBeforeItStarts),
        ({"time_zone": "Asia/Duschanbe"}, UnknownTimeZone),
        ({"time_zone": "Europe"}, UnknownTimeZone),
        ({"call": Call(FEBRUARY, FEBRUARY)}, CallOutOfOrder),
        ({"call": Call(FEBRUARY, datetime(2017, 5, 14, 19, 1, tzinfo=UTC))}, CallOutOfOrder),
        ({"criteria": (Criterion("need", 99),)}, WeightsDoNotSum),
        ({"criteria": (Criterion("need", 50), Criterion("need", 50))}, CodesTwice),
        ({"admission": Admission.ENROLMENT}, NotForThisAdmission),
    ],
)
def test_what_does_not_fit_together_is_refused(changes: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        replace(DUSHANBE, **changes).check()


def test_a_call_may_close_when_the_training_starts() -> None:
    replace(DUSHANBE, call=Call(FEBRUARY, datetime(2017, 5, 14, 19, tzinfo=UTC))).check()


def test_a_village_workshop_needs_no_title_before_it_is_announced() -> None:
    assert CASCADE.missing() == ()
    assert replace(CASCADE, sensitivity=Sensitivity.DISCREET).missing() == ("title", "place")


def test_a_selection_needs_criteria_a_call_and_days_to_answer() -> None:
    assert DUSHANBE.missing() == ()
    bare = replace(DUSHANBE, criteria=(), call=None, answer_within_days=None)
    assert bare.missing() == ("criteria", "call", "answer_within_days")
