"""An invitation: mailed, answered in time, closed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from registration.domain.invitation import Invitation
from registration.domain.refusals.application import (
    AlreadyAnswered,
    AnswerTooLate,
    InvitationClosed,
    OfferSuperseded,
    WithdrawInstead,
)
from registration.domain.vocabulary import AnswerValue, ReleaseCause, ReleaseReason
from registration.domain.vocabulary import InvitationState as S
from tests.unit.registration.home import APPLICATION, OFFER, PARTICIPANT, TRAINING

ANSWER_BY = datetime(2017, 3, 10, 19, tzinfo=UTC)
AT = ANSWER_BY - timedelta(days=3)
NEW = Invitation(OFFER, APPLICATION, TRAINING, PARTICIPANT, ANSWER_BY)
SENT = NEW.on_mail_accepted(at=AT)


def answered(answer: AnswerValue, reason: ReleaseReason | None = None) -> Invitation:
    return SENT.answer(answer, reason, newest=OFFER, now=AT)


def test_it_is_sent_once() -> None:
    assert (SENT.state, SENT.sent_at) == (S.SENT, AT)
    assert SENT.on_mail_accepted(at=ANSWER_BY) == SENT


def test_an_offer_that_was_read_before_it_counted_as_sent_is_answered() -> None:
    assert NEW.answer(AnswerValue.ACCEPTED, None, newest=OFFER, now=AT).state is S.ACCEPTED


def test_the_last_moment_counts() -> None:
    assert SENT.answer(AnswerValue.ACCEPTED, None, newest=OFFER, now=ANSWER_BY).answered_at == ANSWER_BY
    with pytest.raises(AnswerTooLate):
        SENT.answer(AnswerValue.ACCEPTED, None, newest=OFFER, now=ANSWER_BY + timedelta(microseconds=1))


def test_a_reason_belongs_to_a_decline() -> None:
    assert answered(AnswerValue.DECLINED, ReleaseReason.CARE_DUTY).reason is ReleaseReason.CARE_DUTY
    assert answered(AnswerValue.ACCEPTED, ReleaseReason.CARE_DUTY).reason is None


@pytest.mark.parametrize(
    ("before", "then", "refusal"),
    [
        (AnswerValue.ACCEPTED, AnswerValue.DECLINED, WithdrawInstead),
        (AnswerValue.ACCEPTED, AnswerValue.ACCEPTED, AlreadyAnswered),
        (AnswerValue.DECLINED, AnswerValue.ACCEPTED, AlreadyAnswered),
    ],
)
def test_an_answer_stands(before: AnswerValue, then: AnswerValue, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        answered(before).answer(then, None, newest=OFFER, now=AT)


def test_only_the_newest_offer_is_answered() -> None:
    with pytest.raises(OfferSuperseded):
        SENT.answer(AnswerValue.ACCEPTED, None, newest=UUID(int=9), now=AT)


def test_a_released_place_cannot_be_accepted() -> None:
    closed = SENT.on_closed(ReleaseCause.EXPIRED)
    with pytest.raises(InvitationClosed, match="expired"):
        closed.answer(AnswerValue.ACCEPTED, None, newest=OFFER, now=AT)


def test_what_was_answered_stays_when_the_place_is_released() -> None:
    accepted = answered(AnswerValue.ACCEPTED)
    assert accepted.on_closed(ReleaseCause.BY_HOST) == accepted


def test_more_time_is_mailed_again_and_less_is_not() -> None:
    later = ANSWER_BY + timedelta(days=1)
    assert SENT.on_offered_again(later) == replace(SENT, state=S.TO_SEND, answer_by=later)
    assert SENT.on_offered_again(ANSWER_BY) == SENT
    assert answered(AnswerValue.ACCEPTED).on_offered_again(later).state is S.ACCEPTED


@pytest.mark.parametrize(
    ("invitation", "newest", "now", "is_open"),
    [
        (NEW, OFFER, AT, True),
        (SENT, OFFER, ANSWER_BY, True),
        (SENT, OFFER, ANSWER_BY + timedelta(microseconds=1), False),
        (SENT, UUID(int=5), AT, False),
        (answered(AnswerValue.ACCEPTED), OFFER, AT, False),
        (SENT.on_closed(ReleaseCause.BY_HOST), OFFER, AT, False),
    ],
)
def test_it_is_open_while_it_can_be_answered(
    invitation: Invitation, newest: UUID, now: datetime, is_open: bool
) -> None:
    assert invitation.is_open(newest=newest, now=now) is is_open
