"""What is known of a plan, and how it reads to whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from followup.domain.actors import Actor
from followup.domain.deadlines import Dates, Reminder, next_reminder
from followup.domain.machine import OPEN_OUTSIDE, RULES, Request
from followup.domain.proposal import Planner, Proposal
from followup.domain.refusals import NotPermitted, OwnPlan, ReasonMissing
from followup.domain.report import Held, Report, Verification
from followup.domain.vocabulary import PlanState, Relation, ReturnedPart, ReturnReason, Role
from shared.refusals import NotInThisState


@dataclass(frozen=True, slots=True)
class Returned:
    part: ReturnedPart
    reasons: tuple[ReturnReason, ...]


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """The lead is the first planner; parent and generation are hers. `since`: when it came into its state."""

    id: UUID
    planners: tuple[Planner, ...]
    parent: UUID
    generation: int
    proposal: Proposal
    since: datetime
    version: int
    state: PlanState = PlanState.PLANNED
    mentor: UUID | None = None
    returned: Returned | None = None
    """The last return; stays when the plan goes on."""
    training: UUID | None = None
    """The id of the training that it becomes: given by approval."""
    dates: Dates | None = None
    postponed: int = 0
    held: Held | None = None
    report_due: datetime | None = None
    """None: no report is awaited."""
    reminded: int = 0
    report: Report | None = None
    verifications: tuple[Verification, ...] = ()
    """The newest last; every earlier one is what it restated."""

    @property
    def lead(self) -> Planner:
        return self.planners[0]

    @property
    def training_id(self) -> UUID:
        """For what is said after approval. Raises LookupError before it."""
        if self.training is None:
            raise LookupError(f"plan {self.id} is {self.state}: approval gives it the id of its training")
        return self.training

    @property
    def planned(self) -> int | None:
        """The figure that approval froze."""
        return None if self.training is None else self.proposal.expected_reach

    @property
    def people_reported(self) -> int | None:
        return self.report.reach.total if self.report else None

    @property
    def people_verified(self) -> int | None:
        """The newest verified figure."""
        return self.verifications[-1].reach.total if self.verifications else None

    @property
    def overdue(self) -> bool:
        """Its report was asked for at least once since it became due."""
        return self.reminded > 0

    @property
    def next_reminder(self) -> Reminder | None:
        """The timer that must run now: compare before and after a change."""
        return next_reminder(self.report_due, self.reminded)

    def relation_of(self, actor: Actor) -> Relation | None:
        match actor.role:
            case Role.COORDINATOR:
                return Relation.COORDINATOR
            case Role.MENTOR:
                return Relation.MENTOR if actor.person == self.mentor else None
            case Role.PARTICIPANT:
                return Relation.PLANNER if self.is_planner(actor.person) else None

    def state_for(self, actor: Actor | None) -> PlanState | Literal["open"]:
        """What a reader sees; None is everybody who is neither participant, mentor nor coordinator."""
        if actor is not None and self.relation_of(actor):
            return self.state
        return "open" if self.state in OPEN_OUTSIDE else self.state

    # ── what the transitions ask

    def is_planner(self, person: UUID) -> bool:
        return any(planner.participant == person for planner in self.planners)

    def admit(self, request: Request, by: Actor) -> None:
        """Raises NotPermitted, OwnPlan, NotInThisState, in this order."""
        self.permit(request, by)
        states = RULES[request].states
        if self.state not in states:
            raise NotInThisState("plan", self.id, request, self.state, states)

    def stands(self, request: Request, by: Actor, content: Proposal | Report | UUID) -> bool:
        """Whether this was asked with the same content, done, and still holds: who sends it again has lost the answer,
        and it is not done and said twice. Raises NotPermitted, OwnPlan.
        """
        self.permit(request, by)
        held = {Request.RESUBMIT: self.proposal, Request.ASSIGN_MENTOR: self.mentor, Request.REPORT: self.report}
        return self.state in RULES[request].stands and held[request] == content

    def acts_of(self, actor: Actor) -> tuple[Request, ...]:
        """What she may ask of it now."""
        relation = self.relation_of(actor)
        if relation is None or (relation is Relation.MENTOR and self.is_planner(actor.person)):
            return ()
        return tuple(request for request, rule in RULES.items() if relation in rule.by and self.state in rule.states)

    def permit(self, request: Request, by: Actor) -> None:
        """Raises NotPermitted, OwnPlan."""
        relation, allowed = self.relation_of(by), RULES[request].by
        if relation not in allowed:
            raise NotPermitted("plan", self.id, request, by.role, allowed)
        if relation is Relation.MENTOR and self.is_planner(by.person):
            raise OwnPlan(self.id, request, by.person)

    def returning(self, part: ReturnedPart, reasons: Collection[ReturnReason], request: Request) -> Returned:
        """Each reason once, in the order given. Raises ReasonMissing."""
        if not reasons:
            raise ReasonMissing(self.id, request)
        return Returned(part, tuple(dict.fromkeys(reasons)))
