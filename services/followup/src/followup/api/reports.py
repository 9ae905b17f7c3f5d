"""Reports and their verification."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from followup.api.acting import actor, mentor
from followup.api.models import Count, Words
from followup.api.plan_models import PlanView, shown
from followup.api.plans import plan as plan_shown
from followup.domain.report import Reach, Report
from followup.domain.vocabulary import RestatementReason, VerificationMethod
from followup.handlers import reporting as handlers
from shared.privacy import audit
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.principal import Link, Staff
from shared.web.shapes import example
from shared.web.values import Code

router = APIRouter(prefix="/v1/plans/{plan}", route_class=Door, tags=["reports"])


class Figures(Body):
    """People, each counted once."""

    girls: Count = 0
    women: Count = 0
    men: Count = 0

    @property
    def reach(self) -> Reach:
        return Reach(self.girls, self.women, self.men)


class ReportBody(Figures):
    model_config = example(
        {"girls": 0, "women": 19, "men": 5, "modules": ["BE-1"], "minutes": 240, "words": "All stayed."}
    )

    modules: Annotated[tuple[Code, ...], Field(max_length=60)] = ()
    minutes: Count
    words: Words
    """How it went; read by planners, mentor and coordinator."""


class VerificationBody(Figures):
    """What the mentor found; where it differs from the report, both stand."""

    model_config = example({"method": "call", "girls": 22, "women": 3, "men": 0, "note": "Two came twice."})

    method: VerificationMethod
    note: Words


class RestatementBody(VerificationBody):
    model_config = example(
        {
            "reason": "counted_twice",
            "method": "documents",
            "girls": 21,
            "women": 0,
            "men": 0,
            "note": "Two came twice.",
        }
    )

    reason: RestatementReason


@router.put("/report", summary="Report what came of a plan")
@allow(Link.FOLLOW_UP, checked_here=("plan",), changes=plan_shown)
async def file_report(
    plan: UUID, body: ReportBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> PlanView:
    report = Report(body.reach, body.modules, body.minutes)
    found = await handlers.file_report(tx, plan, actor(who), report, body.words, at=now)
    await audit.note(tx, who, "report-changed", found.lead.participant)
    return await shown(tx, found, who)


@router.post("/verification", status_code=201, summary="Verify a report")
@allow(Staff.MENTOR, judges=plan_shown)
@shown_by(plan_shown)
async def verify(
    plan: UUID, body: VerificationBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> PlanView:
    found = await handlers.verify(tx, plan, mentor(who), body.reach, body.method, body.note, at=now)
    await audit.note(tx, who, "verification-changed", found.lead.participant)
    return await shown(tx, found, who)


@router.post("/restatement", status_code=201, summary="State verified figures again, with the reason")
@allow(Staff.MENTOR, judges=plan_shown)
@shown_by(plan_shown)
async def restate(
    plan: UUID, body: RestatementBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> PlanView:
    found = await handlers.restate(tx, plan, mentor(who), body.reach, body.method, body.reason, body.note, at=now)
    await audit.note(tx, who, "verification-changed", found.lead.participant)
    return await shown(tx, found, who)


@router.post("/withholding", status_code=201, summary="It cannot be reported safely: nobody asks why")
@allow(Link.FOLLOW_UP, Staff.COORDINATOR, checked_here=("plan",), judges=plan_shown)
@shown_by(plan_shown)
async def withhold(plan: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> PlanView:
    return await shown(tx, await handlers.withhold(tx, plan, actor(who), at=now), who)
