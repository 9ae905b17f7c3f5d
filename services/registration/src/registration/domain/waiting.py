"""What a training waits for, from the first application to the last report: who decides or answers next, since when,
and until when it makes a difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from registration.domain.plan import LAST_REMINDER
from registration.domain.training import Training
from registration.domain.vocabulary import Admission, CallState, PlanState


class Step(StrEnum):
    """`hear_closing`: this region closed its reviews, and the host in it has not heard of that yet. `promote`: seats
    are open and somebody stands by; `find_more`: seats are open and nobody does. From `make_plans` on followup's, once
    it was held: `late`: asked for after it was due, `chase`: asked for the last time.
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
    MAKE_PLANS = "make_plans"
    MAKE_LATE_PLANS = "make_late_plans"
    CHASE_PLANS = "chase_plans"
    GIVE_MENTORS = "give_mentors"
    APPROVE_PLANS = "approve_plans"
    CHANGE_PLANS = "change_plans"
    ANNOUNCE_TRAININGS = "announce_trainings"
    HOLD_TRAININGS = "hold_trainings"
    SEND_REPORTS = "send_reports"
    SEND_LATE_REPORTS = "send_late_reports"
    CHASE_REPORTS = "chase_reports"
    VERIFY_REPORTS = "verify_reports"


class Owner(StrEnum):
    """`nobody`: it comes by itself."""

    NOBODY = "nobody"
    COORDINATOR = "coordinator"
    REVIEWERS = "reviewers"
    OTHER_HOMES = "other_homes"
    INVITED = "invited"
    PLANNERS = "planners"
    MENTORS = "mentors"


OWNERS = {
    Step.GIVE_REVIEWS: Owner.REVIEWERS,
    Step.CLOSE_REVIEWS_ELSEWHERE: Owner.OTHER_HOMES,
    Step.HEAR_CLOSING: Owner.NOBODY,
    Step.ANSWER_OFFERS: Owner.INVITED,
    Step.MAKE_PLANS: Owner.PLANNERS,
    Step.MAKE_LATE_PLANS: Owner.PLANNERS,
    Step.APPROVE_PLANS: Owner.MENTORS,
    Step.CHANGE_PLANS: Owner.PLANNERS,
    Step.HOLD_TRAININGS: Owner.PLANNERS,
    Step.SEND_REPORTS: Owner.PLANNERS,
    Step.SEND_LATE_REPORTS: Owner.PLANNERS,
    Step.VERIFY_REPORTS: Owner.MENTORS,
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
class Alike:
    """Plans that follow one training and stand alike. `since`: of the first of them, `until`: when the first is due."""

    state: PlanState
    mentored: bool
    reminded: int
    count: int
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count`: of applications, homes, people, seats or plans."""

    step: Step
    count: int
    since: datetime | None
    until: datetime | None

    @property
    def owner(self) -> Owner:
        return OWNERS.get(self.step, Owner.COORDINATOR)


def waiting(
    training: Training, figures: Figures, plans: Iterable[Alike], *, region: str, now: datetime
) -> tuple[Waiting, ...]:
    """What this region can know of, in the order of the work."""
    steps = *giving_places(training, figures, region, now), *following(plans)
    return tuple(one for one in steps if one.count)


def giving_places(training: Training, figures: Figures, region: str, now: datetime) -> Iterator[Waiting]:
    """Nothing once the training began or ended: no place is given then."""
    told = training.announced
    if told is None or training.cancelled or training.completed or now >= told.starts_at:
        return
    if told.admission is not Admission.SELECTION:
        return
    if region in told.homes:
        yield from reviewing(training, figures, now)
    if region == told.host:
        yield from deciding(training, figures, region)


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


ASKED_FOR = {
    PlanState.EXPECTED: (Step.MAKE_PLANS, Step.MAKE_LATE_PLANS, Step.CHASE_PLANS),
    PlanState.HELD: (Step.SEND_REPORTS, Step.SEND_LATE_REPORTS, Step.CHASE_REPORTS),
}
"""Before it is due, after a reminder, after the last one."""
READ = {PlanState.PLANNED: Step.APPROVE_PLANS, PlanState.REPORTED: Step.VERIFY_REPORTS}
"""By her mentor; until she has one it is the coordinator's to give her one."""
OTHERS = {
    PlanState.RETURNED: Step.CHANGE_PLANS,
    PlanState.APPROVED: Step.ANNOUNCE_TRAININGS,
    PlanState.SCHEDULED: Step.HOLD_TRAININGS,
}


def following(plans: Iterable[Alike]) -> Iterator[Waiting]:
    """Whose turn it is, as followup's wall tells it."""
    together: dict[Step, list[Alike]] = defaultdict(list)
    for one in plans:
        if (step := step_of(one)) is not None:
            together[step].append(one)
    for step in sorted(together, key=list(Step).index):
        found = together[step]
        count, since = sum(one.count for one in found), first(one.since for one in found)
        yield Waiting(step, count, since, first(one.until for one in found))


def step_of(plan: Alike) -> Step | None:
    """None where nobody has to do anything."""
    if plan.state in ASKED_FOR:
        ahead, late, last = ASKED_FOR[plan.state]
        return last if plan.reminded >= LAST_REMINDER else late if plan.reminded else ahead
    if plan.state in READ:
        return READ[plan.state] if plan.mentored else Step.GIVE_MENTORS
    return OTHERS.get(plan.state)


def first(times: Iterable[datetime | None]) -> datetime | None:
    return min((one for one in times if one is not None), default=None)
