"""Drafts while they are made, as the host's coordinator and its auditors see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from registration.domain.selection_run import SelectionRun
from registration.domain.vocabulary import RunState, Step
from registration.store import runs as store
from registration.views.host import hosted
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RunRow:
    run: UUID
    training: UUID
    state: RunState
    step: Step
    done: int
    of: int
    seed: int
    reserve: int
    homes_left_out: Sequence[str]
    selection: UUID | None
    problem: Mapping[str, Any] | None
    asked_at: datetime
    ended_at: datetime | None

    @classmethod
    def of_run(cls, run: SelectionRun) -> "RunRow":
        wanted, progress = run.wanted, run.progress
        return cls(
            run=run.id,
            training=run.training,
            state=run.state,
            step=progress.step,
            done=progress.done,
            of=progress.of,
            seed=wanted.seed,
            reserve=wanted.reserve,
            homes_left_out=wanted.homes_left_out,
            selection=run.selection,
            problem=run.problem,
            asked_at=run.asked_at,
            ended_at=run.ended_at,
        )


async def run(tx: Transaction, id: UUID) -> RunRow:
    """Raises NotKnownHere."""
    return RunRow.of_run(await store.get(tx, id))


async def runs(tx: Transaction, training: UUID) -> list[RunRow]:
    """In the order in which they were asked for. Raises NotKnownHere, NotTheHost."""
    await hosted(tx, training)
    return [RunRow.of_run(one) for one in await store.of_training(tx, training)]
