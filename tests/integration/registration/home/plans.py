"""What followup says of a plan."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from shared.events.base import Event
from shared.events.followup import (
    CascadeApproved,
    CascadePlanned,
    CascadeReported,
    CascadeReturned,
    CascadeVerified,
    CascadeWithdrawn,
    FollowUpDue,
    FollowUpStep,
    JoiningAnswered,
    JoiningRefusal,
    MentorAssigned,
    PlanEnd,
    Planner,
    PlanType,
    Reach,
    ReturnedPart,
    ReturnReason,
    VerificationMethod,
)
from tests.integration.registration.home.facts import AFTER, Applied

PLAN, MENTOR = UUID(int=40), UUID(int=7)
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


def joining_answered(host: Applied, refused: JoiningRefusal | None = None, **own: Any) -> JoiningAnswered:
    """Of another's plan, which may be of another region."""
    about = {"application": host.application, "participant": host.participant, "home": host.home}
    return JoiningAnswered.model_validate({"plan": PLAN, "version": 1, "at": AFTER, **about, "refused": refused, **own})


def whole_life(host: Applied) -> list[Event]:
    """Everything that is ever said of it, in order."""
    figures = {"training": UUID(int=41), "reach": Reach(women=20), "method": VerificationMethod.CALL}
    facts = [
        *told(host).values(),
        CascadeApproved(**snapshot(host, training=UUID(int=41))),
        joining_answered(host),
        CascadeVerified(**of_plan(host, **figures)),
    ]
    return [fact.model_copy(update={"version": number}) for number, fact in enumerate(facts, start=1)]


@dataclass
class Plan:
    """One that is told of step by step; `lead`: as she took part in the training that it follows."""

    lead: Applied
    id: UUID = field(default_factory=uuid4)
    became: UUID = field(default_factory=uuid4)
    version: int = 0

    def _next(self, at: datetime, **own: Any) -> dict[str, Any]:
        self.version += 1
        return of_plan(self.lead, plan=self.id, version=self.version, at=at, **own)

    def _trainings(self) -> dict[str, UUID]:
        return {"parent": self.lead.training, "training": self.became}

    def due(self, nth: int, due: datetime = DUE) -> FollowUpDue:
        own = {"parent": self.lead.training, "step": FollowUpStep.PLAN, "nth": nth, "due": due}
        return FollowUpDue(**self._next(due, **own))

    def planned(self, at: datetime = AFTER) -> CascadePlanned:
        return CascadePlanned(**snapshot(self.lead, **self._next(at)))

    def mentored(self, at: datetime = AFTER) -> MentorAssigned:
        return MentorAssigned(**self._next(at, parent=self.lead.training, mentor=MENTOR))

    def returned(self, part: ReturnedPart, at: datetime = AFTER) -> CascadeReturned:
        own = {"parent": self.lead.training, "part": part, "reasons": (ReturnReason.DATE,)}
        return CascadeReturned(**self._next(at, **own))

    def approved(self, at: datetime = AFTER) -> CascadeApproved:
        return CascadeApproved(**snapshot(self.lead, **self._next(at), training=self.became, mentor=MENTOR))

    def withdrawn(self, how: PlanEnd = PlanEnd.WITHDRAWN, at: datetime = AFTER) -> CascadeWithdrawn:
        """As it was said of old: without the training that it follows."""
        return CascadeWithdrawn(**self._next(at, how=how))

    def report_due(self, nth: int, due: datetime) -> FollowUpDue:
        return FollowUpDue(**self._next(due, **self._trainings(), step=FollowUpStep.REPORT, nth=nth, due=due))

    def reported(self, at: datetime = AFTER) -> CascadeReported:
        return CascadeReported(**self._next(at, training=self.became, reach=Reach(women=20), minutes=480))

    def verified(self, at: datetime = AFTER) -> CascadeVerified:
        own = {"training": self.became, "reach": Reach(women=20), "method": VerificationMethod.CALL}
        return CascadeVerified(**self._next(at, **own))
