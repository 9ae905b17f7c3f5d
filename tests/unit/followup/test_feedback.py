"""One feedback each, shown as sums from five answers on."""

from dataclasses import replace

import pytest

from followup.domain.feedback import Feedback, FeedbackSums, give, may_be_shown, sums
from followup.domain.refusals import DidNotAttend, FeedbackAlreadyGiven, UnknownCodes
from followup.domain.vocabulary import Outcome
from tests.unit.followup.plans import ATTENDANCE, PARENT, numbered

TOPICS = {"peacebuilding", "rights-laws", "horizontal-lead"}


def given(number: int, impactful: set[str], useful: set[str]) -> Feedback:
    return Feedback(PARENT, numbered(number), frozenset(impactful), frozenset(useful))


def test_who_attended_chooses_among_the_topics_of_the_agenda() -> None:
    feedback = give(ATTENDANCE, impactful=["peacebuilding"], useful=[], offered=TOPICS, earlier=None)
    assert feedback == Feedback(PARENT, ATTENDANCE.participant, frozenset({"peacebuilding"}), frozenset())


def test_a_topic_that_the_agenda_does_not_have_is_named() -> None:
    with pytest.raises(UnknownCodes, match="knitting"):
        give(ATTENDANCE, impactful=["peacebuilding"], useful=["knitting"], offered=TOPICS, earlier=None)


def test_a_second_feedback_is_refused() -> None:
    first = give(ATTENDANCE, impactful=[], useful=[], offered=TOPICS, earlier=None)
    with pytest.raises(FeedbackAlreadyGiven):
        give(ATTENDANCE, impactful=[], useful=[], offered=TOPICS, earlier=first)


def test_who_did_not_come_gives_none() -> None:
    with pytest.raises(DidNotAttend, match="give feedback"):
        give(replace(ATTENDANCE, outcome=Outcome.NO_SHOW), impactful=[], useful=[], offered=TOPICS, earlier=None)


def test_four_answers_show_nothing_and_five_do() -> None:
    answers = [given(number, {"peacebuilding"}, set()) for number in range(5)]
    assert sums(answers[:4]) is None
    assert not may_be_shown(4)
    assert sums(answers) == FeedbackSums(5, (("peacebuilding", 5),), ())


def test_24_of_25_answer_and_the_topics_come_in_the_published_order() -> None:
    answers = [
        given(
            number,
            {"peacebuilding"} if number < 21 else {"rights-laws"},
            ({"rights-laws"} if number < 19 else set()) | ({"horizontal-lead"} if number >= 6 else set()),
        )
        for number in range(24)
    ]
    assert sums(answers) == FeedbackSums(
        24, (("peacebuilding", 21), ("rights-laws", 3)), (("rights-laws", 19), ("horizontal-lead", 18))
    )
