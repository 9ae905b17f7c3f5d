"""Plans, read and written whole; their words, sealed for the lead; what was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from followup.domain.machine import DONE
from followup.domain.plan import Plan
from followup.domain.reach import ReachOfTraining
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere


class Part(StrEnum):
    """Which words of a plan."""

    TITLE = "title"
    WORDS = "words"
    RETURN = "return"
    REPORT = "report"
    VERIFICATION = "verification"


async def for_update(tx: Transaction, id: UUID) -> Plan:
    """The row is locked until the unit of work ends. Raises NotKnownHere."""
    return known(await find_for_update(tx, id), id)


async def find_for_update(tx: Transaction, id: UUID) -> Plan | None:
    return await tx.one(Plan, "select record from plan where id = $1 for update", id)


async def becoming(tx: Transaction, training: UUID) -> Plan | None:
    """The plan that becomes this training; locked."""
    return await tx.one(Plan, "select record from plan where training = $1 for update", training)


async def running_of(tx: Transaction, lead: UUID, parent: UUID) -> Plan | None:
    """The plan that she leads from this training, unless it came to an end or was verified."""
    sql = "select record from plan where planners[1] = $1 and parent = $2 and state <> all($3)"
    return await tx.one(Plan, sql, lead, parent, list(DONE))


def known(plan: Plan | None, id: UUID) -> Plan:
    if plan is None:
        raise NotKnownHere("plan", id)
    return plan


async def save(tx: Transaction, plan: Plan) -> None:
    await tx.execute(
        """insert into plan (id, version, state, parent, training, mentor, planners, record)
           values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (id) do update set version = excluded.version, state = excluded.state,
             training = excluded.training, mentor = excluded.mentor, planners = excluded.planners,
             record = excluded.record""",
        plan.id,
        plan.version,
        plan.state,
        plan.parent,
        plan.training,
        plan.mentor,
        [planner.participant for planner in plan.planners],
        plan,
    )


@dataclass(frozen=True, slots=True)
class Sealed:
    part: str
    content: bytes


async def save_texts(tx: Transaction, plan: Plan, texts: Mapping[Part, str]) -> None:
    """In place of what stood there."""
    for part, text in texts.items():
        await tx.execute(
            """insert into plan_text (plan, part, content) values ($1, $2, $3)
               on conflict (plan, part) do update set content = excluded.content""",
            plan.id,
            part,
            await tx.seal(plan.lead.participant, text),
        )


async def texts_of(tx: Transaction, plan: Plan) -> dict[str, str]:
    """Unsealed, by part."""
    rows = await tx.many(Sealed, "select part, content from plan_text where plan = $1 order by part", plan.id)
    texts = await tx.unseal_all([(plan.lead.participant, row.content) for row in rows])
    return {row.part: text for row, text in zip(rows, texts, strict=True)}


async def has_texts(tx: Transaction, plan: Plan, texts: Mapping[Part, str]) -> bool:
    """Whether these are the words that it has in these parts."""
    return texts.items() <= (await texts_of(tx, plan)).items()


async def note_join_refused(tx: Transaction, plan: UUID, participant: UUID, reason: str) -> None:
    await tx.execute(
        """insert into join_refused (plan, participant, reason) values ($1, $2, $3)
           on conflict (plan, participant) do update set reason = excluded.reason""",
        plan,
        participant,
        reason,
    )


async def reach_said_for_update(tx: Transaction, training: UUID) -> ReachOfTraining | None:
    sql = "select counted from reach_said where training = $1 for update"
    return await tx.one(ReachOfTraining, sql, training)


async def save_reach_said(tx: Transaction, counted: ReachOfTraining) -> None:
    await tx.execute(
        """insert into reach_said (training, counted) values ($1, $2)
           on conflict (training) do update set counted = excluded.counted""",
        counted.training,
        counted,
    )


async def save_reach_heard(tx: Transaction, counted: ReachOfTraining) -> None:
    await tx.execute(
        """insert into reach_heard (training, counted) values ($1, $2)
           on conflict (training) do update set counted = excluded.counted""",
        counted.training,
        counted,
    )
