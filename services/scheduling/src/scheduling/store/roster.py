"""Who is on the roster of a training."""

from collections.abc import Iterable
from uuid import UUID

from scheduling.domain.attendance.roster import RosterEntry
from shared.backbone.transaction import Transaction

ENTRY = """select application, training, participant, home, badge, state, version, outcome, minutes, plan_due
           from roster"""


async def confirmed(tx: Transaction, training: UUID) -> int:
    """How many places in it are confirmed, as far as we have heard."""
    sql = "select count(*) from roster where training = $1 and state = 'on_roster'"
    return await tx.one(int, sql, training) or 0


async def find_for_update(tx: Transaction, application: UUID) -> RosterEntry | None:
    sql = f"{ENTRY} where application = $1 for update"
    return await tx.one(RosterEntry, sql, application)


async def of_training_for_update(tx: Transaction, training: UUID) -> list[RosterEntry]:
    """Those who are on it, in order of badge."""
    where = "where training = $1 and state = 'on_roster' order by badge, application for update"
    return await tx.many(RosterEntry, f"{ENTRY} {where}", training)


async def save(tx: Transaction, entries: Iterable[RosterEntry]) -> None:
    await tx.execute_many(
        """insert into roster (application, training, participant, home, badge, state, version, outcome, minutes,
                               plan_due)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           on conflict (application) do update set badge = excluded.badge, state = excluded.state,
           version = excluded.version, outcome = excluded.outcome, minutes = excluded.minutes,
           plan_due = excluded.plan_due""",
        [row(entry) for entry in entries],
    )


def row(entry: RosterEntry) -> tuple[object, ...]:
    return (
        entry.application,
        entry.training,
        entry.participant,
        entry.home,
        entry.badge,
        entry.state,
        entry.version,
        entry.outcome,
        entry.minutes,
        entry.plan_due,
    )
