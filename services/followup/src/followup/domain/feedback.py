"""What those who attended chose; free text is kept apart, under her own key."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from followup.domain.attendance import Attendance
from followup.domain.catalogue import require_known
from followup.domain.refusals import FeedbackAlreadyGiven

SHOWN_FROM = 5
"""Fewer answers could be told apart."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Topic codes that one participant chose, each at most once for each question."""

    training: UUID
    participant: UUID
    impactful: frozenset[str]
    useful: frozenset[str]


@dataclass(frozen=True, slots=True)
class FeedbackSums:
    """How often each topic was chosen, most often first, then by code."""

    answers: int
    impactful: tuple[tuple[str, int], ...]
    useful: tuple[tuple[str, int], ...]


def give(
    attendance: Attendance,
    *,
    impactful: Collection[str],
    useful: Collection[str],
    offered: Collection[str],
    earlier: Feedback | None,
) -> Feedback:
    """Raises DidNotAttend, FeedbackAlreadyGiven, UnknownCodes (a topic that is not offered)."""
    attendance.require("give feedback")
    if earlier:
        raise FeedbackAlreadyGiven(attendance.training, attendance.participant)
    require_known("topics of this training", (*impactful, *useful), offered)
    return Feedback(attendance.training, attendance.participant, frozenset(impactful), frozenset(useful))


def may_be_shown(answers: int) -> bool:
    """Sums, and free text without ids, are shown from five answers on."""
    return answers >= SHOWN_FROM


def sums(feedbacks: Collection[Feedback]) -> FeedbackSums | None:
    """None while the answers are too few to be shown."""
    if not may_be_shown(len(feedbacks)):
        return None
    return FeedbackSums(
        answers=len(feedbacks),
        impactful=_ranked(topic for feedback in feedbacks for topic in feedback.impactful),
        useful=_ranked(topic for feedback in feedbacks for topic in feedback.useful),
    )


def _ranked(topics: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(topics).items(), key=lambda pair: (-pair[1], pair[0])))
