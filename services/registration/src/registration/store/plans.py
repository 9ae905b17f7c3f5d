"""Plans as followup tells of them, and those that are awaited of who attended."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from registration.domain.plan import Plan
from shared.backbone.transaction import Transaction

PLAN = "select id, parent, lead, training, state, mentored, since, due, reminded from plan"


async def for_update(tx: Transaction, id: UUID) -> Plan:
    """The row is locked until the unit of work ends; made if there is none."""
    sql = "insert into plan (id, mentored, reminded) values ($1, false, 0) on conflict (id) do nothing"
    await tx.execute(sql, id)
    return await tx.one(Plan, f"{PLAN} where id = $1 for update", id) or Plan(id)


async def save(tx: Transaction, plan: Plan) -> None:
    await tx.execute(
        """update plan set parent = $2, lead = $3, training = $4, state = $5, mentored = $6, since = $7, due = $8,
             reminded = $9 where id = $1""",
        plan.id,
        plan.parent,
        plan.lead,
        plan.training,
        plan.state,
        plan.mentored,
        plan.since,
        plan.due,
        plan.reminded,
    )


async def led_by(tx: Transaction, person: UUID, trainings: Collection[UUID]) -> list[UUID]:
    """Those among these that a plan of hers became, and those that her plans after these became."""
    sql = """select training from plan where lead = $1 and training is not null
             and (training = any($2::uuid[]) or parent = any($2::uuid[])) order by id"""
    return await tx.many(UUID, sql, person, list(trainings))


async def expect(tx: Transaction, training: UUID, participant: UUID, due: datetime | None, *, at: datetime) -> None:
    """Until `due`, or no longer; the newest word of her attendance counts."""
    await tx.execute(
        """insert into expected_plan (training, participant, due, since) values ($1, $2, $3, $4)
           on conflict (training, participant) do update set due = excluded.due,
             since = case when expected_plan.due = excluded.due then coalesce(expected_plan.since, excluded.since)
                     else excluded.since end""",
        training,
        participant,
        due,
        at,
    )


async def remind(tx: Transaction, training: UUID, participant: UUID, due: datetime, nth: int) -> None:
    """Whatever was heard of her attendance says what is due."""
    await tx.execute(
        """insert into expected_plan (training, participant, due, reminded, reminded_due) values ($1, $2, $3, $4, $3)
           on conflict (training, participant) do update set reminded = excluded.reminded,
             reminded_due = excluded.reminded_due""",
        training,
        participant,
        due,
        nth,
    )


async def close(tx: Transaction, training: UUID, participant: UUID) -> None:
    """She planned, whether or not anything was asked of her yet."""
    await tx.execute(
        """insert into expected_plan (training, participant, closed) values ($1, $2, true)
           on conflict (training, participant) do update set closed = excluded.closed""",
        training,
        participant,
    )


async def close_by(tx: Transaction, application: UUID) -> None:
    """As she is known by her application for that training; nothing for one that is not known."""
    await tx.execute(
        """insert into expected_plan (training, participant, closed)
           select training, participant, true from application where id = $1
           on conflict (training, participant) do update set closed = excluded.closed""",
        application,
    )
