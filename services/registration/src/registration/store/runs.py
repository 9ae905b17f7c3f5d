"""Drafts while they are made. Whether somebody still works at one is read from the locks of the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from registration.domain.selection_run import Progress, SelectionRun, Wanted
from registration.domain.vocabulary import RunState, Step
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

HELD = """
    exists (select from pg_locks l join pg_database d on d.oid = l.database
            where d.datname = current_database() and l.locktype = 'advisory' and l.objsubid = 1 and l.granted
              and (l.classid::bigint << 32 | l.objid::bigint) = r.owner)
"""
RUN = f"""
    select id, training, owner, seed, reserve, homes_left_out, asked_at,
           case when state = 'running' and not {HELD} then 'lost' else state end as state,
           step, done, parts, selection, problem, ended_at
    from selection_run r
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    training: UUID
    owner: int
    seed: int
    reserve: int
    homes_left_out: tuple[str, ...]
    asked_at: datetime
    state: RunState
    step: Step
    done: int
    parts: int
    selection: UUID | None
    problem: dict[str, Any] | None
    ended_at: datetime | None

    @property
    def run(self) -> SelectionRun:
        return SelectionRun(
            id=self.id,
            training=self.training,
            owner=self.owner,
            wanted=Wanted(self.seed, self.reserve, self.homes_left_out),
            asked_at=self.asked_at,
            state=self.state,
            progress=Progress(self.step, self.done, self.parts),
            selection=self.selection,
            problem=self.problem,
            ended_at=self.ended_at,
        )


async def add(tx: Transaction, run: SelectionRun) -> None:
    await tx.execute(
        """insert into selection_run (id, training, owner, seed, reserve, homes_left_out, asked_at, state, step, done,
                                      parts)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
        run.id,
        run.training,
        run.owner,
        run.wanted.seed,
        run.wanted.reserve,
        list(run.wanted.homes_left_out),
        run.asked_at,
        run.state,
        run.progress.step,
        run.progress.done,
        run.progress.of,
    )


async def save(tx: Transaction, run: SelectionRun) -> None:
    """How far it is, and what became of it."""
    await tx.execute(
        """update selection_run set state = $2, step = $3, done = $4, parts = $5, selection = $6, problem = $7,
             ended_at = $8 where id = $1""",
        run.id,
        run.state,
        run.progress.step,
        run.progress.done,
        run.progress.of,
        run.selection,
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
