"""Everybody whom a training trained, and how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from followup.domain.attendance import ExpectedPlan
from followup.domain.plan import Plan
from followup.domain.training import Training
from followup.domain.wall import Cell, cells
from followup.store import trainings
from followup.views.people import codes
from followup.views.plans import GOING_ON
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Kept:
    expected: ExpectedPlan | None
    plan: Plan | None

    @property
    def participant(self) -> UUID:
        return self.plan.lead.participant if self.plan else self.awaited.participant

    @property
    def awaited(self) -> ExpectedPlan:
        """Raises LookupError for a plan that nobody waited for."""
        if self.expected is None:
            raise LookupError("neither a plan nor an expected one")
        return self.expected


@dataclass(frozen=True, slots=True)
class Row:
    """`planned`: whether there is a plan under this id yet; `code`: the lead's, where it is known."""

    plan: UUID
    planned: bool
    participant: UUID
    code: str | None
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Wall:
    """`coordinator`: who looks after the training."""

    coordinator: UUID | None
    rows: Listed[Row]


ROWS = f"""
    select coalesce(e.id, p.id) as by_id, case when e.id is not null then to_jsonb(e) end as expected, p.record as plan
    from (select expected_plan.* from expected_plan join attendance using (application)
          where attendance.training = $1) e
    full join (select id, record, {GOING_ON} as goes_on from plan where parent = $1) p on p.id = e.id
    where (p.id is not null or e.due is not null) and p.goes_on is not false"""  # noqa: S608 - a constant


async def wall(tx: Transaction, training: UUID, page: Page) -> Wall:
    """One row for each plan, and for each that is expected. Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    found = await trainings.find(tx, training)
    kept = await tx.page(Kept, ROWS, training, order={"by_id": "uuid"}, page=page)
    known = await codes(tx, {(one.participant, training) for one in kept.rows})
    rows = [row(one, found, known.get((one.participant, training))) for one in kept.rows]
    return Wall(found.coordinator, Listed(rows, kept.next))


def row(kept: Kept, training: Training, code: str | None) -> Row:
    known_as = kept.plan.id if kept.plan else kept.awaited.id
    zone = training.announced.dates.time_zone if training.announced else "UTC"
    steps = cells(kept.expected, kept.plan, zone, training.coordinator)
    return Row(known_as, kept.plan is not None, kept.participant, code, steps)
