"""What came of a plan: reported by its planners, verified by its mentor, or withheld."""

from datetime import datetime
from uuid import UUID

from followup import facts
from followup.domain.actors import Actor
from followup.domain.catalogue import require_known
from followup.domain.machine import Request
from followup.domain.plan import Plan
from followup.domain.reach import reach_of
from followup.domain.report import Reach, Report
from followup.domain.vocabulary import RestatementReason, VerificationMethod
from followup.handlers.counting import say_reach
from followup.handlers.reminding import set_report_timer
from followup.store import drafts, plans, trainings
from followup.store.plans import Part
from shared.backbone.transaction import Transaction


async def file_report(tx: Transaction, id: UUID, by: Actor, report: Report, words: str, *, at: datetime) -> Plan:
    """CascadeReported, ReachCounted. Raises TrainingNotCompleted, ReportBelowAttendance, UnknownCodes."""
    before = await plans.for_update(tx, id)
    texts = {Part.REPORT: words}
    if before.stands(Request.REPORT, by, report) and await plans.has_texts(tx, before, texts):
        return before
    if known := await trainings.known_modules(tx):
        require_known("modules of the manuals", report.modules, known)
    plan = before.file_report(by, report, at=at)
    await plans.save(tx, plan)
    await plans.save_texts(tx, plan, texts)
    await drafts.end(tx, id)
    set_report_timer(tx, plan)
    tx.announce(facts.cascade_reported(plan, at=at))
    await say_reach(tx, reach_of(plan), at=at)
    return plan


async def verify(
    tx: Transaction, id: UUID, by: Actor, reach: Reach, method: VerificationMethod, note: str, *, at: datetime
) -> Plan:
    """CascadeVerified, ReachCounted; where the figures differ, both stand."""
    plan = (await plans.for_update(tx, id)).verify(by, reach, method, at=at)
    return await say_verified(tx, plan, note, at)


async def restate(
    tx: Transaction,
    id: UUID,
    by: Actor,
    reach: Reach,
    method: VerificationMethod,
    reason: RestatementReason,
    note: str,
    *,
    at: datetime,
) -> Plan:
    """CascadeVerified, ReachCounted."""
    plan = (await plans.for_update(tx, id)).restate(by, reach, method, reason, at=at)
    return await say_verified(tx, plan, note, at)


async def say_verified(tx: Transaction, plan: Plan, note: str, at: datetime) -> Plan:
    await plans.save(tx, plan)
    await plans.save_texts(tx, plan, {Part.VERIFICATION: note})
    tx.announce(facts.cascade_verified(plan, at=at))
    await say_reach(tx, reach_of(plan), at=at)
    return plan


async def withhold(tx: Transaction, id: UUID, by: Actor, *, at: datetime) -> Plan:
    """No fact is said, no reason asked; timers end, and what was begun of a report is gone."""
    plan = (await plans.for_update(tx, id)).withhold(by, at=at)
    await plans.save(tx, plan)
    await drafts.end(tx, id)
    set_report_timer(tx, plan)
    return plan
