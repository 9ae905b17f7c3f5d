"""What came of a training as a whole: expected plans, the ledger, the tree."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from followup.api.models import AN_ID, Items, Shown, example
from followup.domain.ledger import Entry, Row, ledger
from followup.domain.plan import Plan
from followup.domain.tree import Tree
from followup.domain.vocabulary import ExpectedState, PlanType
from followup.views import plans as views
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, allow
from shared.web.principal import Staff

router = APIRouter(prefix="/v1/trainings/{training}", route_class=Door, tags=["overview"])


class ExpectedView(Shown):
    model_config = example({"plan": AN_ID, "state": "expected", "due": "2017-06-05T19:00:00Z", "overdue": False})

    plan: UUID
    application: UUID
    participant: UUID
    state: ExpectedState
    due: datetime | None
    overdue: bool
    reminded: int


class LedgerRow(Shown):
    """One plan. Outside its own circle an unfinished plan reads `open` and its figures are those of its column."""

    plan: UUID
    planners: list[UUID]
    kind: PlanType
    state: str
    column: str
    planned: int
    approved: bool
    reported: int | None
    verified: int | None
    girls: int | None
    women: int | None
    men: int | None
    mentor: UUID | None
    postponed: int | None
    reminded: int | None

    @classmethod
    def of(cls, plan: Plan, *, outside: bool) -> "LedgerRow":
        newest = plan.verifications[-1].reach if plan.verifications else None
        return cls(
            plan=plan.id,
            planners=[] if outside else [one.participant for one in plan.planners],
            kind=plan.proposal.kind,
            state=plan.state_for(None) if outside else plan.state,
            column=Entry.of(plan).column(outside=outside),
            planned=plan.proposal.expected_reach,
            approved=plan.training is not None,
            reported=plan.people_reported,
            verified=plan.people_verified,
            girls=newest.girls if newest else None,
            women=newest.women if newest else None,
            men=newest.men if newest else None,
            mentor=None if outside else plan.mentor,
            postponed=None if outside else plan.postponed,
            reminded=None if outside else plan.reminded,
        )


class LedgerSums(Shown):
    """`plans` is the sum of `columns`."""

    kind: str
    plans: int
    columns: Mapping[str, int]
    people_verified: int
    people_reported_only: int

    @classmethod
    def of(cls, kind: str, row: Row) -> "LedgerSums":
        return cls(
            kind=kind,
            plans=row.plans,
            columns={column.value: count for column, count in row.columns.items()},
            people_verified=row.people_verified,
            people_reported_only=row.people_reported_only,
        )


class LedgerView(Shown):
    model_config = example({"rows": [], "by_kind": [], "totals": {"kind": "all", "plans": 0, "columns": {}}})

    rows: list[LedgerRow]
    by_kind: list[LedgerSums]
    totals: LedgerSums


class NodeView(Shown):
    """`parents`: the training from which it grew, and others in which its planners were trained."""

    training: UUID
    generation: int
    parent: UUID | None
    parents: list[UUID]
    planned: int | None
    reported: int | None
    verified: int | None


class GenerationView(Shown):
    generation: int
    planned: int
    trainings_planned: int
    reported: int
    trainings_reported: int
    verified: int
    trainings_verified: int


class TreeView(Shown):
    """A training and all that came of it, each training once."""

    model_config = example({"nodes": [], "generations": []})

    nodes: list[NodeView]
    generations: list[GenerationView]

    @classmethod
    def of(cls, tree: Tree, root: UUID) -> "TreeView":
        nodes = [
            NodeView(
                training=node.training,
                generation=node.generation,
                parent=node.counted.parent if node.counted else None,
                parents=[above for above in tree.nodes if node.training in tree.nodes[above].children],
                planned=node.counted.planned if node.counted else None,
                reported=node.counted.reported if node.counted else None,
                verified=node.counted.verified if node.counted else None,
            )
            for node in tree.union(root)
        ]
        generations = [GenerationView.model_validate(one) for one in tree.generations(root)]
        return cls(nodes=nodes, generations=generations)


@router.get("/expected-plans", summary="Of whom a plan is expected")
@allow(Staff.COORDINATOR)
async def expected_plans(training: UUID, tx: CurrentTransaction) -> Items[ExpectedView]:
    found = await views.expected(tx, training)
    items = [
        ExpectedView(
            plan=one.id,
            application=one.application,
            participant=one.participant,
            state=one.state,
            due=one.due,
            overdue=one.overdue,
            reminded=one.reminded,
        )
        for one in found
    ]
    return Items[ExpectedView](items=items)


@router.get("/ledger", summary="Every plan in exactly one column")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def plan_ledger(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> LedgerView:
    outside = not who.has(Staff.COORDINATOR)
    found = await views.plans_of(tx, training, None, None)
    sums = ledger((Entry.of(plan) for plan in found), outside=outside)
    return LedgerView(
        rows=[LedgerRow.of(plan, outside=outside) for plan in found],
        by_kind=[LedgerSums.of(kind, row) for kind, row in sums.rows.items()],
        totals=LedgerSums.of("all", sums.total),
    )


@router.get("/tree", summary="The generations that grew from a training: planned, reported, verified")
@allow(Staff.COORDINATOR, Staff.MENTOR, Staff.AUDITOR)
async def tree(training: UUID, tx: CurrentTransaction) -> TreeView:
    return TreeView.of(await views.tree(tx), training)
