"""What may become of a place."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from registration.domain.place import Answer, Place
from registration.domain.place_machine import GRACE
from registration.domain.refusals.host import CandidateIsOut, EnrolledPlaceIsNotOffered, OfferStillOpen
from registration.domain.vocabulary import (
    AnswerValue,
    NotSelectedReason,
    PlaceState,
    ReleaseCause,
    ReleaseReason,
    UnusedAnswerCause,
    Via,
    WithdrawalReason,
)
from shared.refusals import NotInThisState
from tests.unit.registration.host import (
    ANSWER_BY,
    LATER,
    OFFER,
    OTHER_OFFER,
    PUBLISHED,
    SELECTION,
    candidate,
    in_reserve,
    invited,
    nobody_yet,
    released,
    selected,
)

YES, NO = AnswerValue.ACCEPTED, AnswerValue.DECLINED
TICK = timedelta(seconds=1)


def confirmed() -> Place:
    return invited().on_answered(Answer(OFFER, YES, PUBLISHED))


def enrolled() -> Place:
    return nobody_yet().enrol()


def stood_down() -> Place:
    return in_reserve().on_list_closed()


def turned_away() -> Place:
    return nobody_yet().turn_away(NotSelectedReason.BELOW_SELECTED, SELECTION)


ALL = (nobody_yet, selected, invited, confirmed, enrolled, in_reserve, released, stood_down, turned_away)
HOLDING = (selected, invited, confirmed, enrolled)


def test_a_selected_place_carries_its_offer_and_a_badge_that_is_the_code() -> None:
    place = selected()
    assert (place.code, place.offer, place.offers, place.answer_by, place.via) == (
        "TJ-07",
        OFFER,
        1,
        ANSWER_BY,
        Via.SELECTION,
    )


@pytest.mark.parametrize("at", [PUBLISHED, ANSWER_BY])
def test_an_answer_in_time_confirms(at: object) -> None:
    place = invited().on_answered(Answer(OFFER, YES, at))  # type: ignore[arg-type] # a time
    assert (place.state, place.version) == (PlaceState.CONFIRMED, 2)


def test_an_answer_may_be_heard_before_the_mail_counts_as_sent() -> None:
    assert selected().on_answered(Answer(OFFER, YES, PUBLISHED)).state is PlaceState.CONFIRMED


def test_declining_releases_with_her_reason() -> None:
    place = invited().on_answered(Answer(OFFER, NO, PUBLISHED, ReleaseReason.EMPLOYER_LEAVE))
    assert (place.state, place.how, place.reason) == (
        PlaceState.RELEASED,
        ReleaseCause.DECLINED,
        ReleaseReason.EMPLOYER_LEAVE,
    )
    assert not place.was_confirmed


def test_a_late_answer_changes_nothing_and_is_kept_to_be_shown() -> None:
    late = Answer(OFFER, YES, ANSWER_BY + TICK)
    place = invited().on_answered(late)
    assert (place.state, place.version) == (PlaceState.INVITED, 1)
    assert [(unused.answer, unused.cause) for unused in place.unused] == [(late, UnusedAnswerCause.LATE)]
    assert place.on_answered(late) is place


def test_an_answer_in_time_that_is_heard_after_the_expiry_is_late() -> None:
    expired = invited().on_answer_due(at=ANSWER_BY + GRACE)
    place = expired.on_answered(Answer(OFFER, YES, PUBLISHED))
    assert (place.state, place.unused[0].cause) == (PlaceState.RELEASED, UnusedAnswerCause.LATE)


def test_an_answer_to_another_offer_changes_nothing_and_is_kept() -> None:
    place = invited().on_answered(Answer(OTHER_OFFER, NO, PUBLISHED))
    assert (place.state, place.version) == (PlaceState.INVITED, 1)
    assert place.unused[0].cause is UnusedAnswerCause.OTHER_OFFER


def test_an_invitation_expires_after_the_grace_and_not_before() -> None:
    assert invited().on_answer_due(at=ANSWER_BY + GRACE - TICK).state is PlaceState.INVITED
    expired = invited().on_answer_due(at=ANSWER_BY + GRACE)
    assert (expired.state, expired.how, expired.reason) == (PlaceState.RELEASED, ReleaseCause.EXPIRED, None)


@pytest.mark.parametrize("place", [p for p in ALL if p is not invited])
def test_only_who_was_invited_expires(place: Callable[[], Place]) -> None:
    before = place()
    assert before.on_answer_due(at=LATER + GRACE) is before


def test_an_offer_that_reached_nobody_is_shown_as_not_delivered() -> None:
    assert selected().is_undelivered(ANSWER_BY + TICK)
    assert not selected().is_undelivered(ANSWER_BY)
    assert not invited().is_undelivered(LATER)


def test_a_mail_that_goes_out_after_the_deadline_reaches_nobody() -> None:
    before = selected()
    assert before.on_invited(OFFER, at=ANSWER_BY + TICK) is before
    assert before.on_invited(OTHER_OFFER, at=PUBLISHED) is before


@pytest.mark.parametrize("place", [*HOLDING, in_reserve])
def test_the_host_releases_with_a_reason(place: Callable[[], Place]) -> None:
    after = place().release(ReleaseReason.VISA_REFUSED)
    assert (after.state, after.how, after.reason) == (
        PlaceState.RELEASED,
        ReleaseCause.BY_HOST,
        ReleaseReason.VISA_REFUSED,
    )
    assert after.was_confirmed == (place in (confirmed, enrolled))


@pytest.mark.parametrize("place", [nobody_yet, released, stood_down, turned_away])
def test_what_is_not_held_is_not_released(place: Callable[[], Place]) -> None:
    with pytest.raises(NotInThisState, match="needed: selected, invited, confirmed, reserve"):
        place().release(ReleaseReason.OTHER)


def test_the_reserve_is_promoted_and_keeps_its_rank() -> None:
    place = in_reserve(6).select(SELECTION, OFFER, ANSWER_BY, Via.PROMOTION)
    assert (place.state, place.rank, place.via, place.version) == (PlaceState.SELECTED, 6, Via.PROMOTION, 2)


@pytest.mark.parametrize("place", [p for p in ALL if p not in (nobody_yet, in_reserve)])
def test_a_decision_is_made_about_her_once(place: Callable[[], Place]) -> None:
    with pytest.raises(NotInThisState):
        place().select(SELECTION, OTHER_OFFER, ANSWER_BY, Via.SELECTION)
    with pytest.raises(NotInThisState):
        place().turn_away(NotSelectedReason.FULL)
    with pytest.raises(NotInThisState):
        place().enrol()
    with pytest.raises(NotInThisState):
        place().reserve(SELECTION, 1)


@pytest.mark.parametrize("reason", WithdrawalReason)
def test_a_withdrawal_releases_what_she_had_or_waited_for(reason: WithdrawalReason) -> None:
    after = confirmed().on_withdrawn(reason)
    erased = reason is WithdrawalReason.ERASED
    assert after.how is (ReleaseCause.ERASED if erased else ReleaseCause.WITHDRAWN)
    assert after.reason == (None if erased else ReleaseReason(reason))
    assert after.was_confirmed
    assert in_reserve().on_withdrawn(reason).state is PlaceState.RELEASED
    assert turned_away().on_withdrawn(reason) == turned_away()


@pytest.mark.parametrize("place", ALL)
def test_cancelling_the_training_leaves_nobody_with_a_place_or_waiting(place: Callable[[], Place]) -> None:
    before = place()
    after = before.on_cancelled()
    if place in HOLDING:
        assert (after.state, after.how) == (PlaceState.RELEASED, ReleaseCause.CANCELLED)
    elif place is in_reserve:
        assert (after.state, after.not_selected) == (PlaceState.STOOD_DOWN, NotSelectedReason.STOOD_DOWN)
    else:
        assert after is before


@pytest.mark.parametrize("place", ALL)
def test_when_the_training_took_place_the_reserve_alone_is_stood_down(place: Callable[[], Place]) -> None:
    before = place()
    after = before.on_list_closed()
    assert (after.state is PlaceState.STOOD_DOWN and after.version == 2) if place is in_reserve else after is before


def test_a_released_place_is_offered_again_with_a_new_offer() -> None:
    place = released().offer_again(candidate(), OTHER_OFFER, LATER, now=PUBLISHED)
    assert (place.state, place.offer, place.offers, place.answer_by) == (PlaceState.SELECTED, OTHER_OFFER, 2, LATER)
    assert place.via is Via.SELECTION


def test_who_was_passed_over_can_still_be_offered_a_place() -> None:
    place = in_reserve().release(ReleaseReason.OTHER).offer_again(candidate(), OFFER, LATER, now=PUBLISHED)
    assert (place.state, place.via, place.selection) == (PlaceState.SELECTED, Via.PROMOTION, SELECTION)


def test_an_offer_that_ran_out_undelivered_stands_longer_as_the_same_offer() -> None:
    place = selected().offer_again(candidate(), OTHER_OFFER, LATER, now=ANSWER_BY + TICK)
    assert (place.state, place.offer, place.offers, place.answer_by) == (PlaceState.SELECTED, OFFER, 1, LATER)
    assert place.version == 2


def test_an_offer_that_can_be_answered_is_not_made_again() -> None:
    with pytest.raises(OfferStillOpen, match=r"2017-03-10T19:00:00\+00:00"):
        selected().offer_again(candidate(), OTHER_OFFER, LATER, now=ANSWER_BY)


def test_who_withdrew_is_offered_nothing() -> None:
    out = candidate().on_withdrawn(WithdrawalReason.PERSONAL, version=3)
    with pytest.raises(CandidateIsOut, match=r"TJ-07 .* withdrew \(personal\)"):
        released().offer_again(out, OTHER_OFFER, LATER, now=PUBLISHED)


def test_who_was_enrolled_enrols_again_instead() -> None:
    with pytest.raises(EnrolledPlaceIsNotOffered):
        enrolled().release(ReleaseReason.OTHER).offer_again(candidate(), OFFER, LATER, now=PUBLISHED)


@pytest.mark.parametrize("place", [nobody_yet, invited, confirmed, in_reserve, stood_down, turned_away])
def test_only_a_released_place_or_an_offer_that_reached_nobody_is_offered_again(place: Callable[[], Place]) -> None:
    with pytest.raises(NotInThisState, match="needed: selected, released"):
        place().offer_again(candidate(), OTHER_OFFER, LATER, now=LATER)


@pytest.mark.parametrize("place", [selected, invited])
def test_new_days_or_a_suspension_give_an_open_offer_more_time_and_never_less(place: Callable[[], Place]) -> None:
    before = place()
    after = before.on_more_time(LATER)
    assert (after.state, after.offer, after.answer_by, after.version) == (before.state, OFFER, LATER, 2)
    assert after.on_more_time(ANSWER_BY) is after


def test_more_time_changes_no_place_that_is_confirmed() -> None:
    before = confirmed()
    assert before.on_more_time(LATER) is before


def test_an_invitation_is_looked_at_again_when_its_grace_is_over_and_no_other_place_is() -> None:
    assert invited().expires_at == ANSWER_BY + GRACE
    assert {place().expires_at for place in ALL if place is not invited} == {None}
