"""People reached by one training, totals only: what ReachCounted says."""

from dataclasses import dataclass, replace
from uuid import UUID

from followup.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class ReachOfTraining:
    """`co_trained_with`: other trainings than the parent in which planners were trained, so the people stand below
    each of them too, counted once in their union. `version` counts what was announced about the training."""

    training: UUID
    parent: UUID | None
    generation: int
    planned: int
    reported: int | None = None
    verified: int | None = None
    co_trained_with: tuple[UUID, ...] = ()
    version: int = 0


def reach_of(plan: Plan) -> ReachOfTraining | None:
    """The figures of an approved plan, whatever became of it; None before approval."""
    if plan.training is None or plan.planned is None:
        return None
    elsewhere = dict.fromkeys(planner.trained_in for planner in plan.planners if planner.trained_in != plan.parent)
    return ReachOfTraining(
        training=plan.training,
        parent=plan.parent,
        generation=plan.generation,
        planned=plan.planned,
        reported=plan.people_reported,
        verified=plan.people_verified,
        co_trained_with=tuple(elsewhere),
    )


def count(before: ReachOfTraining | None, now: ReachOfTraining) -> ReachOfTraining:
    """The next version to announce, or `before` itself where no figure differs."""
    version = before.version if before else 0
    if before == replace(now, version=version):
        return before
    return replace(now, version=version + 1)
