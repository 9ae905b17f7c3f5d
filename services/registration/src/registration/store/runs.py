"""Drafts and lists of lotteries while they are made. Whether somebody works at one, locks of the database tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from registration.domain.lottery import Rules
from registration.domain.selection_run import Progress, SelectionRun, Wanted
from registration.domain.vocabulary import LotteryPolicy, RunState, Step
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

HELD = """
    exists (select from pg_locks l join pg_database d on d.oid = l.database
            where d.datname = current_database() and l.locktype = 'advisory' and l.objsubid = 1 and l.granted
              and (l.classid::bigint << 32 | l.objid::bigint) = r.owner)
"""
RUN = f"""
    select id, training, owner, seed, policy, threshold, reserve, homes_left_out, asked_at,
           case when state = 'running' and not {HELD} then 'lost' else state end as state,
           step, done, parts, coalesce(selection, lottery) as made, problem, ended_at
    from selection_run r
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    training: UUID
    owner: int
    seed: int | None
    policy: LotteryPolicy | None
    threshold: int | None
    reserve: int
    homes_left_out: tuple[str, ...]
    asked_at: datetime
    state: RunState
    step: Step
    done: int
    parts: int
    made: UUID | None
    problem: dict[str, Any] | None
    ended_at: datetime | None

    @property
    def wanted(self) -> Wanted | Rules:
        if self.policy is not None:
            return Rules(self.policy, self.threshold, self.reserve, self.homes_left_out)
        return Wanted(self.seed or 0, self.reserve, self.homes_left_out)

    @property
    def run(self) -> SelectionRun:
        return SelectionRun(
            id=self.id,
            training=self.training,
            owner=self.owner,
            wanted=self.wanted,
            asked_at=self.asked_at,
            state=self.state,
            progress=Progress(self.step, self.done, self.parts),
            made=self.made,
            problem=self.problem,
            ended_at=self.ended_at,
        )


async def add(tx: Transaction, run: SelectionRun) -> None:
    wanted = run.wanted
    by_rules = (None, wanted.policy, wanted.threshold) if isinstance(wanted, Rules) else (wanted.seed, None, None)
    await tx.execute(
        """insert into selection_run (id, training, owner, seed, policy, threshold, reserve, homes_left_out, asked_at,
                                      state, step, done, parts)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""",
        run.id,
        run.training,
        run.owner,
        *by_rules,
        wanted.reserve,
        list(wanted.homes_left_out),
        run.asked_at,
        run.state,
        run.progress.step,
        run.progress.done,
        run.progress.of,
    )


async def save(tx: Transaction, run: SelectionRun) -> None:
    """How far it is, and what became of it."""
    draft, lottery = (None, run.made) if isinstance(run.wanted, Rules) else (run.made, None)
    await tx.execute(
        """update selection_run set state = $2, step = $3, done = $4, parts = $5, selection = $6, lottery = $7,
             problem = $8, ended_at = $9 where id = $1""",
        run.id,
        run.state,
        run.progress.step,
        run.progress.done,
        run.progress.of,
        draft,
        lottery,
        run.problem,
        run.ended_at,
    )


async def forget(tx: Transaction, id: UUID) -> None:
    await tx.execute("delete from selection_run where id = $1", id)


async def get(tx: Transaction, id: UUID) -> SelectionRun:
    """Raises NotKnownHere."""
    return known(await tx.one(Row, f"{RUN} where id = $1", id), id)


async def if_there(tx: Transaction, id: UUID) -> SelectionRun | None:
    """The row is locked until the unit of work ends."""
    row = await tx.one(Row, f"{RUN} where id = $1 for update of r", id)
    return None if row is None else row.run


async def under_way(tx: Transaction, training: UUID) -> int:
    """How many are made or wait for their turn. Nobody else counts those of this training until the end of the unit of
    work.
    """
    await tx.execute("select pg_advisory_xact_lock(hashtextextended(current_schema() || $1::uuid::text, 0))", training)
    sql = f"select count(*) from selection_run r where training = $1 and state = 'running' and {HELD}"  # noqa: S608
    return await tx.one(int, sql, training) or 0


async def for_update(tx: Transaction, id: UUID) -> SelectionRun:
    """The row is locked until the unit of work ends. Raises NotKnownHere."""
    return known(await tx.one(Row, f"{RUN} where id = $1 for update of r", id), id)


def known(row: Row | None, id: UUID) -> SelectionRun:
    if row is None:
        raise NotKnownHere("selection run", id)
    return row.run


async def of_training(tx: Transaction, training: UUID) -> list[SelectionRun]:
    """In the order in which they were asked for."""
    return [row.run for row in await tx.many(Row, f"{RUN} where training = $1 order by asked_at, id", training)]
