"""A plan as it is sent and shown."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from followup.api.acting import readers
from followup.api.models import AN_ID, ANOTHER_ID, Count, Title, Words
from followup.api.trainings import told
from followup.domain.actors import Actor
from followup.domain.machine import Request
from followup.domain.plan import Plan
from followup.domain.proposal import Planner, Proposal
from followup.domain.training import Training
from followup.domain.vocabulary import PlanType, ReturnedPart, ReturnReason, Role, Standing, Step, VerificationMethod
from followup.domain.wall import turn_of
from followup.views import plans as views
from followup.views.people import Codes, codes_of
from shared.backbone.transaction import Transaction
from shared.web.models import Body
from shared.web.principal import Principal
from shared.web.shapes import Shown, example
from shared.web.values import Code, Quarter


class PlanBody(Body):
    """What she plans. `title` and `words` are read by planners, mentor and coordinator alone."""

    model_config = example(
        {
            "kind": "human-rights",
            "topics": ["human-rights"],
            "audience": "citizens",
            "minors": False,
            "quarter": "2017Q3",
            "expected_reach": 22,
            "title": "Our rights at the market",
            "words": "Two evenings with those who sell there.",
        }
    )

    kind: PlanType
    topics: Annotated[tuple[Code, ...], Field(min_length=1, max_length=20)]
    audience: Code
    minors: bool
    second_adult: bool = False
    quarter: Quarter
    expected_reach: Annotated[int, Field(ge=1, le=100_000)]
    title: Title
    """What she calls it; read by planners, mentor and coordinator."""
    words: Words
    """What she intends; read by planners, mentor and coordinator."""

    def proposal(self) -> Proposal:
        return Proposal(
            self.kind,
            self.topics,
            self.audience,
            self.minors,
            self.second_adult,
            self.quarter,
            self.expected_reach,
        )


class PlannerView(Shown):
    """Who carries a part of the plan."""

    participant: UUID
    code: str | None = None
    home: str
    share: int


class CellView(Shown):
    """One step of a plan. `owner` has to act, or acted."""

    step: Step
    standing: Standing
    month: date
    owner: Role
    person: UUID | None
    due: datetime | None


class ReachView(Shown):
    girls: Count
    women: Count
    men: Count
    total: Count


class VerificationView(Shown):
    reach: ReachView
    method: VerificationMethod
    verified_at: datetime
    reason: str | None
    """Why it was stated again; null of the first."""


class ReportView(Shown):
    reach: ReachView
    modules: list[str]
    minutes: int


class ReturnedView(Shown):
    part: ReturnedPart
    reasons: list[ReturnReason]


class DatesView(Shown):
    starts_on: date
    ends_on: date
    time_zone: str


class AttendedView(Shown):
    title: str | None
    """Null where it is not public."""
    starts_on: date | None
    ends_on: date | None


class PlanView(Shown):
    """`training` was attended; `words` by part: title, words, return, report, verification. Everything after `kind` is
    shown to its planners, its mentor and the coordinator alone, `words` not in lists.
    """

    model_config = example(
        {
            "plan": AN_ID,
            "state": "held",
            "training": ANOTHER_ID,
            "kind": "human-rights",
            "version": 6,
            "planners": [{"participant": ANOTHER_ID, "code": "TJ-07", "home": "tj", "share": 10_000}],
            "becomes": ANOTHER_ID,
            "topics": ["human-rights"],
            "audience": "citizens",
            "minors": False,
            "second_adult": False,
            "quarter": "2017Q3",
            "expected_reach": 22,
            "mentor": AN_ID,
            "returned": {"part": "report", "reasons": ["figures"]},
            "dates": {"starts_on": "2017-09-30", "ends_on": "2017-09-30", "time_zone": "Asia/Dushanbe"},
            "postponed": 0,
            "overdue": False,
            "reminded": 0,
            "report_due": "2017-10-14T19:00:00Z",
            "report": {
                "reach": {"girls": 0, "women": 19, "men": 5, "total": 24},
                "modules": ["BE-1"],
                "minutes": 240,
            },
            "verifications": [],
            "words": {"title": "Our rights at the market", "words": "Two evenings.", "return": "Who was counted?"},
            "turn": {
                "step": "report",
                "standing": "waiting",
                "month": "2017-10-01",
                "owner": "participant",
                "person": ANOTHER_ID,
                "due": "2017-10-14T19:00:00Z",
            },
            "time_zone": "Asia/Dushanbe",
            "trained_in": {"title": "Leading to choices", "starts_on": "2017-05-15", "ends_on": "2017-05-18"},
            "acts": ["report", "withhold"],
        }
    )

    plan: UUID
    state: str
    """How far it is; outside `open` while it is approved and not reported."""
    training: UUID
    kind: PlanType
    version: int | None = None
    planners: list[PlannerView] | None = None
    becomes: UUID | None = None
    topics: list[str] | None = None
    audience: str | None = None
    minors: bool | None = None
    second_adult: bool | None = None
    quarter: str | None = None
    expected_reach: int | None = None
    mentor: UUID | None = None
    returned: ReturnedView | None = None
    dates: DatesView | None = None
    postponed: int | None = None
    overdue: bool | None = None
    reminded: int | None = None
    report_due: datetime | None = None
    report: ReportView | None = None
    verifications: list[VerificationView] | None = None
    words: dict[str, str] | None = None
    """By part: title, words, return, report, verification; null in lists."""
    turn: CellView | None = None
    time_zone: str | None = None
    """Of the training that was attended: on its clock every time is told until the plan has a training of its own."""
    trained_in: AttendedView | None = None
    """The training that was attended, by which whoever accompanies several tells its plans apart."""
    acts: list[Request] | None = None

    @classmethod
    def outside(cls, plan: Plan) -> "PlanView":
        return cls(
            plan=plan.id,
            state=plan.state_for(None),
            training=plan.parent,
            kind=plan.proposal.kind,
        )

    @classmethod
    def of(
        cls,
        plan: Plan,
        readers: Sequence[Actor],
        codes: Codes,
        attended: views.Attended,
        words: dict[str, str] | None = None,
    ) -> "PlanView":
        """As who reads it, in each capacity that she has, may see it; `words` by part. Which coordinator looks after
        it, coordinators alone are told.
        """
        inside = [reader for reader in readers if plan.relation_of(reader) is not None]
        if not inside:
            return cls.outside(plan)
        parent = attended.get(plan.parent) or Training(plan.parent)
        hers = parent.coordinator if any(reader.role is Role.COORDINATOR for reader in inside) else None
        proposal, turn = plan.proposal, turn_of(plan, hers)
        return cls(
            plan=plan.id,
            state=plan.state,
            training=plan.parent,
            kind=proposal.kind,
            version=plan.version,
            planners=[planner_view(one, codes) for one in plan.planners],
            becomes=plan.training,
            topics=list(proposal.topics),
            audience=proposal.audience,
            minors=proposal.minors,
            second_adult=proposal.second_adult,
            quarter=proposal.quarter,
            expected_reach=proposal.expected_reach,
            mentor=plan.mentor,
            returned=ReturnedView.model_validate(plan.returned) if plan.returned else None,
            dates=DatesView.model_validate(plan.dates) if plan.dates else None,
            postponed=plan.postponed,
            overdue=plan.overdue,
            reminded=plan.reminded,
            report_due=plan.report_due,
            report=ReportView.model_validate(plan.report) if plan.report else None,
            verifications=[VerificationView.model_validate(one) for one in plan.verifications],
            words=words,
            turn=CellView.model_validate(turn) if turn else None,
            time_zone=parent.announced.dates.time_zone if parent.announced else None,
            trained_in=AttendedView.model_validate(told(parent)),
            acts=list(dict.fromkeys(act for reader in inside for act in plan.acts_of(reader))),
        )


def planner_view(planner: Planner, codes: Codes) -> PlannerView:
    code = codes.get((planner.participant, planner.trained_in))
    return PlannerView(participant=planner.participant, code=code, home=planner.home, share=planner.share)


async def shown(tx: Transaction, plan: Plan, who: Principal) -> PlanView:
    """Whole, with its words, for those who may read them."""
    reading = readers(who)
    if all(plan.relation_of(reader) is None for reader in reading):
        return PlanView.outside(plan)
    attended = await views.attended_by(tx, [plan])
    return PlanView.of(plan, reading, await codes_of(tx, [plan]), attended, await views.words_of(tx, plan))
