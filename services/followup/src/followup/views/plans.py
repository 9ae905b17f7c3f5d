"""Plans, the ledger and the tree, as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from followup.domain.attendance import ExpectedPlan
from followup.domain.plan import Plan
from followup.domain.reach import ReachOfTraining
from followup.domain.tree import Tree
from followup.store import plans
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Sealed:
    part: str
    content: bytes


async def plan(tx: Transaction, id: UUID) -> Plan:
    """Raises NotKnownHere."""
    return plans.known(await tx.one(Plan, "select record from plan where id = $1", id), id)


async def plans_of(tx: Transaction, training: UUID | None, state: str | None, mentor: UUID | None) -> Sequence[Plan]:
    """In the order in which they were planned; None: whichever."""
    return await tx.many(
        Plan,
        """select record from plan where ($1::uuid is null or parent = $1) and ($2::text is null or state = $2)
           and ($3::uuid is null or mentor = $3) order by id""",
        training,
        state,
        mentor,
    )


async def words_of(tx: Transaction, shown: Plan) -> dict[str, str]:
    """Unsealed, for those who may read them: by part."""
    rows = await tx.many(Sealed, "select part, content from plan_text where plan = $1 order by part", shown.id)
    return {row.part: await tx.unseal(shown.lead.participant, row.content) for row in rows}


async def expected(tx: Transaction, training: UUID) -> Sequence[ExpectedPlan]:
    """Whoever attended and is asked for a plan."""
    return await tx.many(
        ExpectedPlan,
        """select e.id, e.application, e.participant, e.home, e.due, e.state, e.reminded, e.version
           from expected_plan e join attendance a on a.application = e.application
           where a.training = $1 order by e.id""",
        training,
    )


async def join_refused(tx: Transaction, id: UUID, participant: UUID) -> str | None:
    sql = "select sentence from join_refused where plan = $1 and participant = $2"
    return await tx.one(str, sql, id, participant)


async def tree(tx: Transaction) -> Tree:
    """Of all that every region counted."""
    return Tree.of(await tx.many(ReachOfTraining, "select counted from reach_heard"))
