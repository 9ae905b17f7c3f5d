"""A training as a home knows it: the call, entries, the closing of reviews, deadlines."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from registration.domain.announcement import Quota, Terms
from registration.domain.closing import Tally
from registration.domain.deadlines import age_on, deadline, end_of_day
from registration.domain.form import Form
from registration.domain.refusals.application import BirthDateNotPossible, FormIncomplete
from registration.domain.refusals.training import (
    AlreadyDecided,
    CallClosed,
    CallNotOpenYet,
    CallStillOpen,
    EntryByLinkOnly,
    HomeNotServed,
    MissingReview,
    ReviewsAreOpen,
    ReviewsMissing,
    TrainingIsCancelled,
    TrainingIsOver,
    WrongAdmission,
)
from registration.domain.training import Training
from registration.domain.vocabulary import Admission, CallState, DecisionKind, LinkPurpose, ReviewsState, Sensitivity
from shared.refusals import NotKnownHere, Refusal
from tests.unit.registration.home import APPLICATION, CALLED, CLOSED, LATER, OPENED, TRAINING, enrolling, training

MOMENT = timedelta(microseconds=1)
SELECTION = UUID(int=5)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (OPENED - MOMENT, CallState.KNOWN),
        (OPENED, CallState.OPEN),
        (CLOSED - MOMENT, CallState.OPEN),
        (CLOSED, CallState.CLOSED),
    ],
)
def test_a_call_is_open_from_its_first_moment_until_before_its_end(now: datetime, state: CallState) -> None:
    assert training().call_state(now) is state


def test_a_cancelled_training_has_a_cancelled_call() -> None:
    assert training().on_cancelled().call_state(OPENED) is CallState.CANCELLED


def test_nothing_is_asked_of_a_training_that_was_not_announced_to_us() -> None:
    with pytest.raises(NotKnownHere):
        Training(TRAINING).require_receiving("submit", home="tj", now=OPENED)
    assert Training(TRAINING).call_state(OPENED) is CallState.KNOWN


@pytest.mark.parametrize(
    ("known", "now", "refusal"),
    [
        (training(), OPENED - MOMENT, CallNotOpenYet),
        (training(), CLOSED, CallClosed),
        (training(homes=("ge",)), OPENED, HomeNotServed),
        (training(admission=Admission.NONE), OPENED, WrongAdmission),
        (training().on_cancelled(), OPENED, TrainingIsCancelled),
        (enrolling().on_completed(), OPENED, TrainingIsOver),
        (training(call=None), OPENED, CallNotOpenYet),
    ],
)
def test_who_comes_at_the_wrong_time_or_place_is_told_why(
    known: Training, now: datetime, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        known.require_receiving("submit", home="tj", now=now)


def test_enrolment_has_no_window() -> None:
    enrolling().require_receiving("submit", home="tj", now=OPENED - timedelta(days=400))
    assert enrolling().entry_purpose is LinkPurpose.ENROLMENT


@pytest.mark.parametrize(
    ("known", "via", "refusal"),
    [
        (training(sensitivity=Sensitivity.DISCREET), None, NotKnownHere),
        (training(sensitivity=Sensitivity.CLOSED), LinkPurpose.ENROLMENT, NotKnownHere),
        (training(sensitivity=Sensitivity.CLOSED, admission=Admission.NONE), None, NotKnownHere),
        (training(admission=Admission.NONE), None, WrongAdmission),
        (enrolling(), None, EntryByLinkOnly),
        (enrolling(), LinkPurpose.CALL, EntryByLinkOnly),
    ],
)
def test_who_comes_without_the_link_stays_outside(
    known: Training, via: LinkPurpose | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        known.require_entry(via)


def test_an_open_call_needs_no_link() -> None:
    for via in (None, LinkPurpose.CALL):
        training().require_entry(via)
    assert training().entry_purpose is LinkPurpose.CALL


def test_reviews_are_closed_with_what_the_home_declares() -> None:
    closed = training().close_reviews(Tally(3, 7), [], home="tj", now=LATER)
    assert (closed.reviews_state, closed.declared, closed.version) == (ReviewsState.CLOSED, Tally(3, 7), 1)


def test_a_home_that_takes_no_part_closes_no_reviews() -> None:
    with pytest.raises(HomeNotServed):
        training().close_reviews(Tally(), [], home="kz", now=LATER)


def test_reviews_stay_open_while_the_call_is() -> None:
    with pytest.raises(CallStillOpen):
        training().close_reviews(Tally(), [], home="tj", now=CLOSED - MOMENT)


def test_missing_reviews_are_listed_by_code() -> None:
    late = [MissingReview(APPLICATION, code, 1, 2) for code in ("TJ-09", "TJ-02")]
    with pytest.raises(ReviewsMissing) as refused:
        training().close_reviews(Tally(2, 4), late, home="tj", now=LATER)
    assert [one.code for one in refused.value.missing] == ["TJ-02", "TJ-09"]


def test_a_declaration_is_said_again_when_it_changed() -> None:
    closed = training().close_reviews(Tally(3, 7), [], home="tj", now=LATER)
    assert closed.on_tally(Tally(3, 7)) == closed
    assert closed.on_tally(Tally(3, 8)).version == 2
    assert training().on_tally(Tally(3, 8)) == training()
    decided = closed.on_selection_decided(SELECTION, DecisionKind.FIRST)
    assert decided.on_tally(Tally(3, 8)) is decided


def test_reviews_reopen_only_while_nothing_is_decided() -> None:
    with pytest.raises(ReviewsAreOpen):
        training().reopen_reviews()
    closed = training().close_reviews(Tally(3, 7), [], home="tj", now=LATER)
    assert closed.reopen_reviews().reviews_state is ReviewsState.REVIEWING
    with pytest.raises(AlreadyDecided):
        closed.on_selection_decided(SELECTION, DecisionKind.FIRST).reopen_reviews()


def test_a_promotion_decides_nothing_for_a_home() -> None:
    assert training().on_selection_decided(SELECTION, DecisionKind.PROMOTION) == training()
    decided = training().on_selection_decided(SELECTION, DecisionKind.FIRST)
    assert decided.on_selection_decided(UUID(int=6), DecisionKind.FIRST) == decided


def test_a_tally_counts_what_was_announced() -> None:
    assert Tally.of([0, 2, 5]) == Tally(2, 7)


def test_a_deadline_ends_with_its_day_where_the_training_is() -> None:
    due = datetime(2017, 2, 27, 20, tzinfo=UTC)
    assert deadline(11, "Asia/Dushanbe", due=due, now=due) == datetime(2017, 3, 11, 19, tzinfo=UTC)
    assert end_of_day(date(2017, 3, 11), "Asia/Dushanbe") == datetime(2017, 3, 11, 19, tzinfo=UTC)


def test_an_outage_takes_no_days_from_a_deadline() -> None:
    due = datetime(2017, 2, 27, 9, tzinfo=UTC)
    late = due + timedelta(days=30)
    assert CALLED.answer_by(due=due, now=late) == CALLED.answer_by(due=late, now=late)


@pytest.mark.parametrize(("day", "age"), [(date(2017, 5, 14), 29), (date(2017, 5, 15), 30), (date(2016, 5, 15), 29)])
def test_a_year_of_life_is_complete_on_the_birthday(day: date, age: int) -> None:
    assert age_on(day, born=date(1987, 5, 15)) == age


@pytest.mark.parametrize(("day", "age"), [(date(2017, 2, 28), 0), (date(2017, 3, 1), 1)])
def test_who_was_born_on_a_leap_day_completes_a_year_in_march(day: date, age: int) -> None:
    assert age_on(day, born=date(2016, 2, 29)) == age


def test_a_form_says_what_it_needs() -> None:
    form = Form(name=" ", country="TJ")
    with pytest.raises(FormIncomplete, match="name, sector, birth_date, rural, letter"):
        form.profile(Admission.SELECTION, first_day=CALLED.starts_on, alumna=False)
    assert form.missing(Admission.ENROLMENT) == ("name",)


@pytest.mark.parametrize("born", [CALLED.starts_on, date(9999, 12, 31), date(1890, 1, 1)])
def test_a_birth_date_that_cannot_be_is_refused_and_not_repeated(born: date) -> None:
    form = Form("N", "TJ", "NGO", born, rural=False, letter="…")
    with pytest.raises(BirthDateNotPossible) as refused:
        form.profile(Admission.SELECTION, first_day=CALLED.starts_on, alumna=False)
    assert str(born.year) not in str(refused.value)


@pytest.mark.parametrize(("born", "under18"), [(date(1999, 5, 16), True), (date(1999, 5, 15), False), (None, None)])
def test_a_profile_says_at_home_alone_who_is_younger_than_eighteen(born: date | None, under18: bool | None) -> None:
    form = Form("N", "TJ", birth_date=born)
    profile = form.profile(Admission.ENROLMENT, first_day=CALLED.starts_on, alumna=False)
    assert profile.under18 is under18
    assert "under18" not in profile.attributes


def test_nobody_is_born_in_the_future_however_late_the_training_is() -> None:
    form = Form(birth_date=date(2017, 2, 1))
    with pytest.raises(BirthDateNotPossible):
        form.require_possible(first_day=date(2020, 5, 15), today=date(2017, 1, 31))
    form.require_possible(first_day=date(2020, 5, 15), today=date(2017, 2, 1))


def test_quotas_know_age_only_as_under_thirty() -> None:
    form = Form("N", "TJ", "NGO", date(1987, 5, 16), rural=False, letter="…")
    profile = form.profile(Admission.SELECTION, first_day=CALLED.starts_on, alumna=True)
    assert profile.attributes == {"country": "TJ", "sector": "NGO", "rural": "no", "under30": "yes", "alumna": "yes"}
    assert profile.under18 is False
    older = replace(form, birth_date=date(1987, 5, 15))
    assert older.profile(Admission.SELECTION, first_day=CALLED.starts_on, alumna=True).under30 is False


@pytest.mark.parametrize(
    ("found", "via", "now", "refusal"),
    [
        (training(), None, OPENED, None),
        (training(), None, CLOSED, CallClosed),
        (training().on_cancelled(), None, OPENED, TrainingIsCancelled),
        (training(sensitivity=Sensitivity.DISCREET), None, OPENED, NotKnownHere),
        (training(sensitivity=Sensitivity.DISCREET), LinkPurpose.CALL, OPENED, None),
        (enrolling(), None, OPENED, EntryByLinkOnly),
        (enrolling(), LinkPurpose.ENROLMENT, OPENED, None),
    ],
)
def test_why_nobody_begins_is_what_she_would_be_told(
    found: Training, via: LinkPurpose | None, now: datetime, refusal: type[Refusal] | None
) -> None:
    told = found.why_nobody_begins(via, home="tj", now=now)
    assert (told and type(told)) == refusal


def test_values_that_quotas_name_are_told_once_each() -> None:
    quotas = (
        Quota("a", {"country": "TJ"}),
        Quota("b", {"country": "KG", "sector": "NGO"}),
        Quota("c", {"country": "TJ"}),
    )
    terms = Terms(25, quotas)
    assert (terms.named("country"), terms.named("sector"), terms.named("alumna")) == (("KG", "TJ"), ("NGO",), ())
