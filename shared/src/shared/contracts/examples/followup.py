"""Facts of followup: a plan that two made at Dushanbe, and what became of it."""

from collections.abc import Mapping

from shared.contracts.examples.ids import (
    APPLICATION,
    CO_PLANNER,
    DUSHANBE,
    MENTOR,
    PARTICIPANT,
    PLAN,
    WORKSHOP,
)
from shared.events.base import Event
from shared.events.followup import (
    CascadeApproved,
    CascadePlanned,
    CascadeReported,
    CascadeReturned,
    CascadeVerified,
    CascadeWithdrawn,
    FollowUpDue,
    JoiningAnswered,
    MentorAssigned,
    PlannerJoined,
    ReachCounted,
)

PLANNERS = [
    {"participant": PARTICIPANT, "home": "tj", "share": 6000},
    {"participant": CO_PLANNER, "home": "tj", "share": 4000},
]
REACH = {"girls": 4, "women": 15, "men": 3}
SNAPSHOT: Mapping[str, object] = {
    "parent": DUSHANBE,
    "generation": 1,
    "kind": "human-rights",
    "topics": ["human-rights", "trafficking"],
    "audience": "citizens",
    "minors": False,
    "quarter": "2017Q3",
    "expected_reach": 22,
}


def its(version: int, at: str, **said: object) -> Mapping[str, object]:
    return {"plan": PLAN, "planners": PLANNERS, **said, "version": version, "at": at}


SAID: Mapping[type[Event], Mapping[str, object]] = {
    CascadePlanned: its(1, "2017-05-28T09:00:00Z", **SNAPSHOT),
    CascadeApproved: its(4, "2017-06-05T09:00:00Z", **SNAPSHOT, mentor=MENTOR, training=WORKSHOP),
    CascadeReturned: its(2, "2017-06-01T09:00:00Z", parent=DUSHANBE, part="plan", reasons=["date", "costs"]),
    CascadeWithdrawn: its(5, "2017-07-20T09:00:00Z", parent=DUSHANBE, training=WORKSHOP, how="withdrawn"),
    MentorAssigned: its(3, "2017-06-03T09:00:00Z", parent=DUSHANBE, mentor=MENTOR),
    FollowUpDue: its(
        6,
        "2017-08-27T19:00:00Z",
        parent=DUSHANBE,
        training=WORKSHOP,
        mentor=MENTOR,
        step="report",
        due="2017-08-27T19:00:00Z",
        nth=1,
    ),
    CascadeReported: its(
        7,
        "2017-08-20T09:00:00Z",
        parent=DUSHANBE,
        training=WORKSHOP,
        reach=REACH,
        modules=["VV-1", "VV-2"],
        minutes=450,
    ),
    CascadeVerified: its(8, "2017-09-02T09:00:00Z", training=WORKSHOP, reach=REACH, method="visit"),
    PlannerJoined: {
        "application": APPLICATION,
        "participant": PARTICIPANT,
        "home": "tj",
        "training": DUSHANBE,
        "plan": PLAN,
        "share": 4000,
        "version": 1,
        "at": "2017-05-29T09:00:00Z",
    },
    JoiningAnswered: {
        "plan": PLAN,
        "application": APPLICATION,
        "participant": CO_PLANNER,
        "home": "kz",
        "version": 2,
        "at": "2017-05-29T09:00:01Z",
    },
    ReachCounted: {
        "training": WORKSHOP,
        "parent": DUSHANBE,
        "generation": 1,
        "planned": 22,
        "reported": 22,
        "verified": 22,
        "co_trained_with": [DUSHANBE],
        "version": 8,
        "at": "2017-09-02T09:00:00Z",
    },
}

ALSO: Mapping[type[Event], Mapping[str, object]] = {
    CascadeReturned: {"training": WORKSHOP},
    MentorAssigned: {"training": WORKSHOP},
    JoiningAnswered: {"refused": "planners-frozen"},
}
