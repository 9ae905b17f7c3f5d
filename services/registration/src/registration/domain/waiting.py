"""What a training waits for: who decides or answers next, since when, and until when it makes a difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from registration.domain.training import Training
from registration.domain.vocabulary import Admission, CallState


class Step(StrEnum):
    """`hear_closing`: this region closed its reviews, and the host in it has not heard of that yet. `promote`: seats
    are open and somebody stands by; `find_more`: seats are open and nobody does.
    """

    ASSIGN_REVIEWERS = "assign_reviewers"
    GIVE_REVIEWS = "give_reviews"
    CLOSE_REVIEWS = "close_reviews"
    CLOSE_REVIEWS_ELSEWHERE = "close_reviews_elsewhere"
    HEAR_CLOSING = "hear_closing"
    DRAFT_SELECTION = "draft_selection"
    PUBLISH_SELECTION = "publish_selection"
    ANSWER_OFFERS = "answer_offers"
    OFFER_AGAIN = "offer_again"
    PROMOTE = "promote"
    FIND_MORE = "find_more"


class Owner(StrEnum):
    """`nobody`: it comes by itself."""

    NOBODY = "nobody"
    COORDINATOR = "coordinator"
    REVIEWERS = "reviewers"
    OTHER_HOMES = "other_homes"
    INVITED = "invited"


OWNERS = {
    Step.GIVE_REVIEWS: Owner.REVIEWERS,
    Step.CLOSE_REVIEWS_ELSEWHERE: Owner.OTHER_HOMES,
    Step.HEAR_CLOSING: Owner.NOBODY,
    Step.ANSWER_OFFERS: Owner.INVITED,
}
"""All other steps are the coordinator's."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a training. At home: `unassigned` have too few reviewers, `unreviewed` wait for a review of
    theirs. At the host: `drafted_at` of the newest draft of the first selection; `offered` can still answer, the first
    of them until `answer_by`; `undelivered` could not; `held` seats are given, `standing_by` are in reserve, and
    `vacant_since` says since when nobody of them fits.
    """

    unassigned: int
    unreviewed: int
    declared: Sequence[str]
    drafted_at: datetime | None
    offered: int
    answer_by: datetime | None
    undelivered: int
    undelivered_since: datetime | None
    held: int
    standing_by: int
    vacant_since: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count`: of applications, homes, people or seats."""

    step: Step
    count: int
    since: datetime | None
    until: datetime | None

    @property
    def owner(self) -> Owner:
        return OWNERS.get(self.step, Owner.COORDINATOR)


def waiting(training: Training, figures: Figures, *, region: str, now: datetime) -> tuple[Waiting, ...]:
    """What this region can know of, in the order of the work. Nothing once the training began or ended: no place is
    given then.
    """
    told = training.announced
    if told is None or training.cancelled or training.completed or now >= told.starts_at:
        return ()
    if told.admission is not Admission.SELECTION:
        return ()
    at_home = list(reviewing(training, figures, now)) if region in told.homes else []
    at_host = list(deciding(training, figures, region)) if region == told.host else []
    return tuple(one for one in (*at_home, *at_host) if one.count)


def reviewing(training: Training, figures: Figures, now: datetime) -> Iterator[Waiting]:
    if training.declared is not None or training.decided is not None:
        return
    until = training.known.starts_at
    closed = training.call_state(now) is CallState.CLOSED
    since = training.known.call.closes_at if training.known.call and closed else None
    yield Waiting(Step.ASSIGN_REVIEWERS, figures.unassigned, since, until)
    yield Waiting(Step.GIVE_REVIEWS, figures.unreviewed, since, until)
    if closed and not figures.unassigned and not figures.unreviewed:
        yield Waiting(Step.CLOSE_REVIEWS, 1, since, until)


def deciding(training: Training, figures: Figures, region: str) -> Iterator[Waiting]:
    until = training.known.starts_at
    if training.decided is None:
        open_homes = [home for home in training.known.homes if home not in figures.declared]
        yield Waiting(Step.CLOSE_REVIEWS_ELSEWHERE, sum(home != region for home in open_homes), None, until)
        yield Waiting(Step.HEAR_CLOSING, int(region in open_homes and training.declared is not None), None, until)
        if figures.drafted_at is not None:
            yield Waiting(Step.PUBLISH_SELECTION, 1, figures.drafted_at, until)
        elif not open_homes:
            yield Waiting(Step.DRAFT_SELECTION, 1, None, until)
        return
    yield Waiting(Step.ANSWER_OFFERS, figures.offered, None, figures.answer_by)
    yield Waiting(Step.OFFER_AGAIN, figures.undelivered, figures.undelivered_since, until)
    vacant = max(0, training.known.terms.seats - figures.held)
    step = Step.PROMOTE if figures.standing_by else Step.FIND_MORE
    yield Waiting(step, vacant, figures.vacant_since, until)
