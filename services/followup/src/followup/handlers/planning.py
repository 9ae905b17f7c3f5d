"""A plan before it is a training: written, joined, given to a mentor, sent back, approved, given up."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from followup import facts
from followup.domain import planning
from followup.domain.actors import Actor
from followup.domain.catalogue import require_known
from followup.domain.machine import Request
from followup.domain.plan import Plan
from followup.domain.proposal import Newcomer, Proposal
from followup.domain.reach import reach_of
from followup.domain.refusals import AlreadyPlanned
from followup.domain.vocabulary import ReturnedPart, ReturnReason
from followup.handlers.counting import say_reach
from followup.handlers.reminding import set_plan_timer, set_report_timer
from followup.store import drafts, plans, trainings
from followup.store.plans import Part
from shared.backbone.transaction import Transaction
from shared.events.followup import JoiningAnswered


async def plan_cascade(
    tx: Transaction, person: UUID, training: UUID, proposal: Proposal, title: str, words: str, *, at: datetime
) -> Plan:
    """CascadePlanned. Raises DidNotAttend, AlreadyPlanned, UnknownCodes."""
    await refuse_unknown_topics(tx, proposal)
    attendance = await trainings.attendance_of(tx, person, training)
    if earlier := await plans.running_of(tx, person, training):
        raise AlreadyPlanned(earlier.id, person, earlier.state)
    expected = await trainings.expected_of(tx, attendance.application)
    plan, closed = planning.propose(attendance, proposal, id=uuid7(), expected=expected, at=at)
    if closed is not None:
        await trainings.save_expected(tx, closed)
        set_plan_timer(tx, closed)
    await plans.save(tx, plan)
    await plans.save_texts(tx, plan, {Part.TITLE: title, Part.WORDS: words})
    await drafts.end(tx, training, person)
    tx.announce(facts.cascade_planned(plan, at=at))
    return plan


async def refuse_unknown_topics(tx: Transaction, proposal: Proposal) -> None:
    """Raises UnknownCodes for topics that no manual has."""
    if known := await trainings.known_topics(tx):
        require_known("topics of the manuals", proposal.topics, known)


async def join_plan(tx: Transaction, person: UUID, training: UUID, plan: UUID, *, at: datetime) -> None:
    """PlannerJoined, from her own home; the plan's region answers, and a plan is expected of her until it does. Raises
    DidNotAttend, and what speaks against it where the plan is known here.
    """
    joined = (await trainings.attendance_of(tx, person, training)).join()
    await trainings.save_attendance(tx, joined)
    known = await plans.find_for_update(tx, plan)
    if known and (refusal := known.join_refusal(Newcomer(joined.application, person, joined.home, training))):
        raise refusal
    tx.announce(facts.planner_joined(joined, plan, at=at))


async def note_joined(tx: Transaction, id: UUID, newcomer: Newcomer, *, at: datetime) -> None:
    """Here, if the plan is ours: she is added, or not, and her home hears which (JoiningAnswered)."""
    before = await plans.find_for_update(tx, id)
    if before is None:
        return
    after = before.on_planner_joined(newcomer)
    await plans.save(tx, after)
    tx.announce(facts.joining_answered(after, newcomer, before.join_refusal(newcomer), at=at))


async def note_answered(tx: Transaction, fact: JoiningAnswered) -> None:
    """At her home: what was expected of her is closed, or it is kept for her why not."""
    if fact.home != tx.region:
        return
    if fact.refused is not None:
        await plans.note_join_refused(tx, fact.plan, fact.participant, fact.refused)
        return
    before = await trainings.expected_of(tx, fact.application)
    if before is not None:
        after = before.on_joined()
        await trainings.save_expected(tx, after)
        set_plan_timer(tx, after)


async def plan_again(
    tx: Transaction, id: UUID, by: Actor, proposal: Proposal, title: str, words: str, *, at: datetime
) -> Plan:
    """CascadePlanned, after a return."""
    before = await plans.for_update(tx, id)
    texts = {Part.TITLE: title, Part.WORDS: words}
    if before.stands(Request.RESUBMIT, by, proposal) and await plans.has_texts(tx, before, texts):
        return before
    await refuse_unknown_topics(tx, proposal)
    plan = before.resubmit(by, proposal, at=at)
    await plans.save(tx, plan)
    await plans.save_texts(tx, plan, texts)
    await drafts.end(tx, id)
    tx.announce(facts.cascade_planned(plan, at=at))
    return plan


async def assign_mentor(tx: Transaction, id: UUID, by: Actor, mentor: UUID, *, at: datetime) -> Plan:
    """MentorAssigned."""
    before = await plans.for_update(tx, id)
    if before.stands(Request.ASSIGN_MENTOR, by, mentor):
        return before
    plan = before.assign_mentor(by, mentor)
    await plans.save(tx, plan)
    tx.announce(facts.mentor_assigned(plan, at=at))
    return plan


async def send_back(
    tx: Transaction,
    id: UUID,
    by: Actor,
    part: ReturnedPart,
    reasons: Collection[ReturnReason],
    words: str,
    *,
    at: datetime,
) -> Plan:
    """CascadeReturned; the words stay here."""
    before = await plans.for_update(tx, id)
    returned = before.return_plan if part is ReturnedPart.PLAN else before.return_report
    plan = returned(by, reasons, at=at)
    await plans.save(tx, plan)
    await plans.save_texts(tx, plan, {Part.RETURN: words})
    set_report_timer(tx, plan)
    tx.announce(facts.cascade_returned(plan, at=at))
    return plan


async def approve(tx: Transaction, id: UUID, by: Actor, *, at: datetime) -> Plan:
    """CascadeApproved names the training that the plan becomes; its planned reach is frozen (ReachCounted)."""
    plan = (await plans.for_update(tx, id)).approve(by, uuid7(), at=at)
    await plans.save(tx, plan)
    tx.announce(facts.cascade_approved(plan, at=at))
    await say_reach(tx, reach_of(plan), at=at)
    return plan


async def withdraw(tx: Transaction, id: UUID, by: Actor, *, at: datetime) -> Plan:
    """CascadeWithdrawn."""
    return await end(tx, (await plans.for_update(tx, id)).withdraw(by, at=at), at)


async def lapse(tx: Transaction, id: UUID, by: Actor, *, at: datetime) -> Plan:
    """CascadeWithdrawn(lapsed)."""
    return await end(tx, (await plans.for_update(tx, id)).lapse(by, at=at), at)


async def end(tx: Transaction, plan: Plan, at: datetime) -> Plan:
    await plans.save(tx, plan)
    await drafts.end(tx, plan.id)
    set_report_timer(tx, plan)
    tx.announce(facts.cascade_withdrawn(plan, at=at))
    return plan
