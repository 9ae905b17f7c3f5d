"""Plans, the ledger and the tree, as they are shown."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from followup.domain.attendance import ExpectedPlan
from followup.domain.machine import WAITING
from followup.domain.plan import Plan
from followup.domain.reach import ReachOfTraining
from followup.domain.training import Training
from followup.domain.tree import Node, Tree
from followup.domain.vocabulary import PlanOrder, PlanState
from followup.store import plans, trainings
from shared.backbone.pages import Listed, Order, Page
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction


async def plan(tx: Transaction, id: UUID) -> Plan:
    """Raises NotKnownHere."""
    return plans.known(await tx.one(Plan, "select record from plan where id = $1", id), id)


GOING_ON = going_on("plan.parent, plan.training")


@dataclass(frozen=True, slots=True)
class Which:
    """None: whichever."""

    training: UUID | None
    state: PlanState | None
    mentor: UUID | None


ORDERS: Mapping[PlanOrder, Order] = {
    PlanOrder.PLANNED: {"by_id": "uuid"},
    PlanOrder.DUE: {"by_rest": "boolean", "by_due": "timestamptz", "by_id": "uuid"},
}
"""By what is due: what is due on no day stands behind what is, and where nobody has to do anything last."""


async def plans_of(tx: Transaction, which: Which, order: PlanOrder, page: Page) -> Listed[Plan]:
    """A report alone is due on a day (`wall.turn_of`)."""
    sql = f"""select record, id as by_id, state <> all($4::text[]) as by_rest,
              coalesce(case state when $5 then (record ->> 'report_due')::timestamptz end, 'infinity') as by_due
              from plan where ($1::uuid is null or parent = $1)
              and ($2::text is null or state = $2) and ($3::uuid is null or mentor = $3) and {GOING_ON}"""  # noqa: S608
    asked = which.training, which.state, which.mentor, list(WAITING), PlanState.HELD
    return await tx.page(Plan, sql, *asked, order=ORDERS[order], page=page)


Attended = Mapping[UUID, Training]
"""By its id."""


async def attended_by(tx: Transaction, shown: Collection[Plan]) -> Attended:
    """The trainings that their leads attended."""
    sql = f"{trainings.TRAINING} where id = any($1)"
    return {one.id: one for one in await tx.many(Training, sql, list({plan.parent for plan in shown}))}


async def words_of(tx: Transaction, shown: Plan) -> dict[str, str]:
    """Unsealed, for those who may read them: by part."""
    return await plans.texts_of(tx, shown)


async def expected(tx: Transaction, training: UUID, page: Page) -> Listed[ExpectedPlan]:
    """Whoever attended and is asked for a plan. Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    return await tx.page(
        ExpectedPlan,
        """select e.id, e.application, e.participant, e.home, e.due, e.state, e.reminded, e.version
           from expected_plan e join attendance a on a.application = e.application where a.training = $1""",
        training,
        order={"id": "uuid"},
        page=page,
    )


async def expected_of(tx: Transaction, training: UUID, participant: UUID) -> ExpectedPlan | None:
    everybody = await tx.many(
        ExpectedPlan,
        """select e.id, e.application, e.participant, e.home, e.due, e.state, e.reminded, e.version
           from expected_plan e join attendance a on a.application = e.application
           where a.training = $1 and e.participant = $2 order by e.id""",
        training,
        participant,
    )
    return next(iter(everybody), None)


async def of_planner(tx: Transaction, training: UUID, participant: UUID) -> Sequence[Plan]:
    """Plans that she carries as somebody who was trained there."""
    sql = f"select record from plan where $1 = any(planners) and {GOING_ON} order by id"  # noqa: S608
    carried = await tx.many(Plan, sql, participant)
    return [
        one for one in carried if (participant, training) in {(by.participant, by.trained_in) for by in one.planners}
    ]


@dataclass(frozen=True, slots=True)
class JoinRefused:
    """Why somebody was not added."""

    plan: UUID
    reason: str


async def joins_refused(tx: Transaction, participant: UUID) -> Sequence[JoinRefused]:
    return await tx.many(
        JoinRefused, "select plan, reason from join_refused where participant = $1 order by plan", participant
    )


async def ledger_of(tx: Transaction, training: UUID) -> Sequence[Plan]:
    """Plans of those who were trained there, each under the training of its lead. Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    sql = f"select record from plan where parent = $1 and {GOING_ON} order by id"  # noqa: S608
    return await tx.many(Plan, sql, training)


async def tree(tx: Transaction, root: UUID) -> Tree:
    """Of all that every region counted, without what is suspended and what came of that; a training of which nobody
    counted yet stands alone. Raises NotKnownHere.
    """
    sql = f"select counted from reach_heard where {going_on('reach_heard.training')}"  # noqa: S608
    counted = Tree.of(await tx.many(ReachOfTraining, sql))
    if root in counted.nodes:
        return counted
    await trainings.require_known(tx, root)
    announced = (await trainings.find(tx, root)).announced
    return Tree({root: Node(root, announced.generation if announced else 0, None, ())})


@dataclass(frozen=True, slots=True)
class Mentor:
    """`plans`: how many she was given; none of a suspended training."""

    mentor: UUID
    plans: int


async def mentors(tx: Transaction, page: Page) -> Listed[Mentor]:
    sql = f"select mentor, count(*) as plans from plan where mentor is not null and {GOING_ON} group by mentor"  # noqa: S608
    return await tx.page(Mentor, sql, order={"mentor": "uuid"}, page=page)
