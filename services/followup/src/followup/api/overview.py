"""What came of a training as a whole: who came, who is expected to plan, the tree."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from followup.api.models import AN_ID, ANOTHER_ID
from followup.domain.attendance import ExpectedPlan
from followup.domain.tree import Tree
from followup.domain.vocabulary import ExpectedState
from followup.views import people as people_views
from followup.views import plans as views
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.paging import CurrentPaging
from shared.web.principal import Staff
from shared.web.shapes import Items, Shown, example

router = APIRouter(prefix="/v1/trainings/{training}", route_class=Door, tags=["overview"])


class PeopleView(Shown):
    """How many came how far, from an application to the training."""

    model_config = example(
        {
            "applied": 168,
            "withdrawn": 11,
            "selected": 0,
            "confirmed": 25,
            "released": 3,
            "attended": 25,
            "plans": 24,
            "plans_reported": 22,
            "plans_verified": 20,
        }
    )

    applied: int
    withdrawn: int
    selected: int
    confirmed: int
    released: int
    attended: int | None
    plans: int
    plans_reported: int
    plans_verified: int


class AttendeeView(Shown):
    """Somebody of this region who was there, wholly or partly."""

    model_config = example({"participant": AN_ID, "code": "TJ-07"})

    participant: UUID
    code: str | None


class ExpectedView(Shown):
    """`due`: null once a correction says that she did not attend."""

    model_config = example(
        {
            "plan": AN_ID,
            "application": ANOTHER_ID,
            "participant": ANOTHER_ID,
            "state": "expected",
            "due": "2017-06-01T19:00:00Z",
            "overdue": False,
            "reminded": 0,
        }
    )

    plan: UUID
    application: UUID
    participant: UUID
    state: ExpectedState
    due: datetime | None
    overdue: bool
    reminded: int

    @classmethod
    def of(cls, expected: ExpectedPlan) -> "ExpectedView":
        names = ("application", "participant", "state", "due", "overdue", "reminded")
        return cls.model_validate({"plan": expected.id, **{name: getattr(expected, name) for name in names}})


class NodeView(Shown):
    """A training of the tree. Nulls while only what came of it was heard."""

    training: UUID
    generation: int
    parent: UUID | None
    also_below: list[UUID]
    planned: int | None
    reported: int | None
    verified: int | None


class GenerationView(Shown):
    """People, and how many trainings stand behind each sum."""

    generation: int
    planned: int
    trainings_planned: int
    reported: int
    trainings_reported: int
    verified: int
    trainings_verified: int


class TreeView(Shown):
    """A training and all that came of it, each training once."""

    model_config = example(
        {
            "nodes": [
                {
                    "training": AN_ID,
                    "generation": 0,
                    "parent": None,
                    "also_below": [],
                    "planned": 25,
                    "reported": 25,
                    "verified": 25,
                }
            ],
            "generations": [
                {
                    "generation": 0,
                    "planned": 25,
                    "trainings_planned": 1,
                    "reported": 25,
                    "trainings_reported": 1,
                    "verified": 25,
                    "trainings_verified": 1,
                }
            ],
        }
    )

    nodes: list[NodeView]
    generations: list[GenerationView]

    @classmethod
    def of(cls, tree: Tree, root: UUID) -> "TreeView":
        nodes = [
            NodeView(
                training=node.training,
                generation=node.generation,
                parent=node.counted.parent if node.counted else None,
                also_below=list(node.counted.co_trained_with) if node.counted else [],
                planned=node.counted.planned if node.counted else None,
                reported=node.counted.reported if node.counted else None,
                verified=node.counted.verified if node.counted else None,
            )
            for node in tree.union(root)
        ]
        generations = [GenerationView.model_validate(one) for one in tree.generations(root)]
        return cls(nodes=nodes, generations=generations)


@router.get("/people", summary="How many applied, got a place, attended, planned, reported")
@allow(Staff.COORDINATOR, Staff.MENTOR, Staff.AUDITOR)
async def people(training: UUID, tx: CurrentTransaction) -> PeopleView:
    found = await people_views.people(tx, training)
    return PeopleView(
        **asdict(found.applied),
        attended=found.attended,
        plans=found.planned.plans,
        plans_reported=found.planned.reported,
        plans_verified=found.planned.verified,
    )


@router.get("/attendees", summary="Who of this region was there, by the code that staff know her by")
@allow(Staff.COORDINATOR)
async def attendees(training: UUID, tx: CurrentTransaction) -> Items[AttendeeView]:
    found = await people_views.attendees(tx, training)
    return Items[AttendeeView](items=[AttendeeView.model_validate(one) for one in found])


@router.get("/expected-plans", summary="Of whom a plan is expected")
@allow(Staff.COORDINATOR)
async def expected_plans(training: UUID, tx: CurrentTransaction, paging: CurrentPaging) -> Items[ExpectedView]:
    found = paging.shown(await views.expected(tx, training, paging.page))
    return Items[ExpectedView](items=[ExpectedView.of(one) for one in found])


@router.get("/tree", summary="The generations that grew from a training: planned, reported, verified")
@allow(Staff.COORDINATOR, Staff.MENTOR, Staff.AUDITOR)
async def tree(training: UUID, tx: CurrentTransaction) -> TreeView:
    return TreeView.of(await views.tree(tx, training), training)
