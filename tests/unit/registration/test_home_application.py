"""An application at home: every request in every state, and what it hears."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from registration.domain.announcement import Quota, Terms
from registration.domain.application import Application
from registration.domain.application_machine import HEARS, REQUESTS, STANDING, Heard, Request
from registration.domain.closing import Tally
from registration.domain.refusals.application import AlreadyEnrolled, OutcomeIsKnown
from registration.domain.refusals.training import CallClosed, ReviewsAreClosed, ReviewsMissing
from registration.domain.vocabulary import Admission, EligibilityRule, Outcome, WithdrawalReason
from registration.domain.vocabulary import ApplicationState as S
from shared.refusals import NotInThisState
from tests.unit.registration.home import (
    APPLICATION,
    CALLED,
    CLOSED,
    OFFER,
    OPENED,
    PARTICIPANT,
    PROFILE,
    draft,
    enrolling,
    in_state,
    sheet,
    shortlisted,
    submitted,
    training,
)

ASKED: dict[Request, Callable[[Application], object]] = {
    Request.FILL_IN: lambda one: one.admit(Request.FILL_IN),
    Request.SUBMIT: lambda one: one.submit(PROFILE, training(), number=1, earlier=None, now=OPENED),
    Request.ASSIGN_REVIEWERS: lambda one: one.assign(training()),
    Request.REVIEW: lambda one: one.review(sheet(8, 8), training()),
    Request.NAME_ORGANISATION: lambda one: one.name_organisation("X", training()),
    Request.RULE_OUT: lambda one: one.rule_out(EligibilityRule.OTHER, training()),
    Request.RULE_IN: lambda one: one.rule_in(sheet(8, 8), training()),
    Request.WITHDRAW: lambda one: one.withdraw(WithdrawalReason.PERSONAL),
    Request.ERASE: lambda one: one.erase(training(), now=OPENED),
}
TOLD: dict[Heard, tuple[Callable[[Application], Application], S]] = {
    Heard.SELECTED: (lambda one: one.on_selected(OFFER), S.SELECTED),
    Heard.RESERVED: (lambda one: one.on_reserved(), S.RESERVED),
    Heard.NOT_SELECTED: (lambda one: one.on_not_selected(), S.NOT_SELECTED),
    Heard.CONFIRMED: (lambda one: one.on_confirmed(), S.CONFIRMED),
    Heard.RELEASED: (lambda one: one.on_released(), S.RELEASED),
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("request_", Request)
def test_a_request_is_admitted_in_the_states_that_are_listed_and_refused_by_name_elsewhere(
    state: S, request_: Request
) -> None:
    one = in_state(state)
    refused = None
    try:
        ASKED[request_](one)
    except NotInThisState as error:
        refused = (error.asked, error.state)
    assert refused == (None if state in REQUESTS[request_] else (request_, state))


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("fact", Heard)
def test_a_fact_that_meets_a_finished_state_changes_nothing(state: S, fact: Heard) -> None:
    hear, becomes = TOLD[fact]
    one = in_state(state)
    after = hear(one)
    moves = state in HEARS[fact] and state is not S.SUBMITTED
    assert after.state is (becomes if moves else state)
    assert after.version == one.version


@pytest.mark.parametrize("fact", [Heard.CONFIRMED, Heard.NOT_SELECTED])
def test_in_enrolment_a_submitted_application_is_decided_at_once(fact: Heard) -> None:
    hear, becomes = TOLD[fact]
    assert hear(in_state(S.SUBMITTED, Admission.ENROLMENT)).state is becomes


def test_it_starts_as_a_draft_with_the_admission_of_its_training() -> None:
    started = Application.start(APPLICATION, PARTICIPANT, enrolling(), home="tj", now=OPENED)
    assert (started.state, started.admission, started.version) == (S.DRAFT, Admission.ENROLMENT, 0)


def test_submission_gives_a_code_of_country_and_number() -> None:
    one = draft().submit(PROFILE, training(), number=7, earlier=None, now=OPENED)
    assert (one.code, one.state, one.version, one.submitted_at) == ("TJ-07", S.SUBMITTED, 1, OPENED)


def test_enrolled_people_are_numbered_apart() -> None:
    one = draft(Admission.ENROLMENT).submit(PROFILE, enrolling(), number=101, earlier=None, now=OPENED)
    assert one.code == "E-101"


def test_a_second_application_is_flagged_and_a_second_enrolment_refused() -> None:
    earlier = UUID(int=90)
    assert draft().submit(PROFILE, training(), number=8, earlier=earlier, now=OPENED).duplicate_of == earlier
    with pytest.raises(AlreadyEnrolled, match=str(earlier)):
        draft(Admission.ENROLMENT).submit(PROFILE, enrolling(), number=2, earlier=earlier, now=OPENED)


def test_who_was_told_full_or_lost_her_place_may_enrol_again() -> None:
    assert {S.NOT_SELECTED, S.RELEASED, S.WITHDRAWN}.isdisjoint(STANDING[Admission.ENROLMENT])
    assert {S.SUBMITTED, S.CONFIRMED} <= set(STANDING[Admission.ENROLMENT]) & set(STANDING[Admission.SELECTION])


def test_whether_she_attended_before_is_told_as_it_is_known_last() -> None:
    quotas = Terms(25, (Quota("alumna", {"alumna": "no"}),))
    one = shortlisted()
    assert one.recognised(alumna=False) is one
    assert one.recognised(alumna=True).attributes(quotas) == {"alumna": "yes"}


def test_it_is_shortlisted_by_its_last_review() -> None:
    one = submitted().review(sheet(8), training())
    assert (one.state, one.version) == (S.SUBMITTED, 1)
    both = one.review(sheet(8, 7), training())
    assert (both.state, both.score, both.reviews, both.revision, both.version) == (S.SHORTLISTED, 7500, 2, 1, 2)


def test_a_review_that_changes_nothing_is_not_announced() -> None:
    one = shortlisted()
    assert one.review(sheet(8, 8), training()) == one
    assert one.review(sheet(8, 9), training()).revision == 2


def test_a_review_of_somebody_ineligible_changes_nothing_until_she_is_ruled_in() -> None:
    out = submitted().rule_out(EligibilityRule.UNDER_18, training())
    assert out.review(sheet(8, 8), training()) == out
    back = out.rule_in(sheet(8, 8), training())
    assert (back.state, back.rule, back.score, back.eligible) == (S.SHORTLISTED, None, 8000, True)


def test_nobody_is_ruled_in_without_her_reviews() -> None:
    out = submitted().rule_out(EligibilityRule.UNDER_18, training())
    with pytest.raises(ReviewsMissing):
        out.rule_in(sheet(8), training())


def test_the_same_rule_twice_says_nothing_new() -> None:
    out = submitted().rule_out(EligibilityRule.UNDER_18, training())
    assert out.rule_out(EligibilityRule.UNDER_18, training()) == out
    assert out.rule_out(EligibilityRule.OTHER, training()).revision == 2


def test_an_organisation_is_said_where_a_cap_may_depend_on_it() -> None:
    assert submitted().name_organisation("X", training()).version == 1
    named = shortlisted().name_organisation("X", training())
    assert named.version == 3
    assert named.name_organisation("X", training()) == named


CLOSED_REVIEWS = replace(training(), declared=Tally(1, 2))
COMPARING: dict[Request, Callable[[], object]] = {
    Request.ASSIGN_REVIEWERS: lambda: shortlisted().assign(CLOSED_REVIEWS),
    Request.REVIEW: lambda: shortlisted().review(sheet(9, 9), CLOSED_REVIEWS),
    Request.NAME_ORGANISATION: lambda: shortlisted().name_organisation("X", CLOSED_REVIEWS),
    Request.RULE_OUT: lambda: shortlisted().rule_out(EligibilityRule.OTHER, CLOSED_REVIEWS),
}


@pytest.mark.parametrize("request_", COMPARING)
def test_closed_reviews_are_closed_for_everything_that_is_compared(request_: Request) -> None:
    with pytest.raises(ReviewsAreClosed, match=request_):
        COMPARING[request_]()


def test_an_outcome_is_known_in_any_state_and_ends_withdrawals() -> None:
    attended = in_state(S.CONFIRMED).on_attended(Outcome.ATTENDED)
    with pytest.raises(OutcomeIsKnown):
        attended.withdraw(WithdrawalReason.PERSONAL)
    assert attended.on_attended(Outcome.NO_SHOW).outcome is Outcome.NO_SHOW
    assert {in_state(state).on_attended(Outcome.PARTLY).outcome for state in S} == {Outcome.PARTLY}


def test_the_same_offer_twice_changes_nothing_and_a_new_one_replaces_it() -> None:
    selected = shortlisted().on_selected(OFFER)
    assert selected.on_selected(OFFER) == selected
    assert selected.on_selected(UUID(int=5)).offer == UUID(int=5)


def test_only_attributes_that_the_quotas_use_leave_home() -> None:
    assert shortlisted().attributes(CALLED.terms) == {"country": "TJ"}
    told = {"country": "TJ", "sector": "NGO", "rural": "yes", "under30": "yes", "alumna": "no"}
    assert shortlisted().attributes(Terms(25, (Quota("q", told),))) == told


def test_new_quotas_are_answered_when_they_use_something_else() -> None:
    other = Terms(25, (Quota("rural", {"rural": "yes"}),))
    same = Terms(20, (Quota("GE", {"country": "GE"}),))
    assert shortlisted().on_terms_changed(CALLED.terms, other).version == 3
    assert shortlisted().on_terms_changed(CALLED.terms, same) == shortlisted()
    assert submitted().on_terms_changed(CALLED.terms, other) == submitted()


def test_after_the_call_nothing_is_submitted() -> None:
    with pytest.raises(CallClosed):
        draft().submit(PROFILE, training(), number=1, earlier=None, now=CLOSED)
