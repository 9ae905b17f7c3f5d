"""What followup says of a plan."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from shared.events.base import Event
from shared.events.followup import (
    CascadeApproved,
    CascadePlanned,
    CascadeReported,
    CascadeReturned,
    CascadeWithdrawn,
    FollowUpDue,
    FollowUpStep,
    MentorAssigned,
    PlanEnd,
    Planner,
    PlanType,
    Reach,
    ReturnedPart,
    ReturnReason,
)
from tests.integration.registration.home.facts import AFTER, Applied

PLAN = UUID(int=40)
DUE = datetime(2017, 6, 1, 19, tzinfo=UTC)


def of_plan(host: Applied, **own: Any) -> dict[str, Any]:
    planner = Planner(participant=host.participant, home="tj", share=10_000)
    stranger = Planner(participant=uuid4(), home="ge", share=1)
    return {"plan": PLAN, "planners": (planner, stranger), "version": 1, "at": AFTER, **own}


def snapshot(host: Applied, **own: Any) -> dict[str, Any]:
    plan = {
        "parent": host.training,
        "generation": 1,
        "kind": PlanType.HUMAN_RIGHTS,
        "topics": (),
        "audience": "citizens",
        "minors": False,
        "quarter": "2017Q3",
        "expected_reach": 20,
    }
    return {**of_plan(host), **plan, **own}


def told(host: Applied) -> dict[str, Event]:
    figures = {"training": uuid4(), "reach": Reach(women=20), "minutes": 480}
    about = {"parent": host.training, "reasons": (ReturnReason.DATE,)}
    due = {"parent": host.training, "due": DUE, "nth": 1}
    return {
        "was received": CascadePlanned(**snapshot(host)),
        "sent your plan back": CascadeReturned(**of_plan(host, part=ReturnedPart.PLAN, **about)),
        "sent your report back": CascadeReturned(**of_plan(host, part=ReturnedPart.REPORT, **about)),
        "was closed": CascadeWithdrawn(**of_plan(host, how=PlanEnd.LAPSED)),
        "you have a mentor": MentorAssigned(**of_plan(host, mentor=uuid4())),
        "waiting for your plan": FollowUpDue(**of_plan(host, step=FollowUpStep.PLAN, **due)),
        "waiting for your report": FollowUpDue(**of_plan(host, step=FollowUpStep.REPORT, **due)),
        "thank you for your report": CascadeReported(**of_plan(host, **figures)),
    }


def whole_life(host: Applied) -> list[Event]:
    """Everything that is ever said of it, in order."""
    facts = [*told(host).values(), CascadeApproved(**snapshot(host, training=UUID(int=41)))]
    return [fact.model_copy(update={"version": number}) for number, fact in enumerate(facts, start=1)]
