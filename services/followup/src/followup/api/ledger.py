"""The ledger: every plan in exactly one column."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter
from pydantic.config import JsonDict

from followup.api.models import AN_ID, ANOTHER_ID
from followup.domain.ledger import Entry, Row, ledger
from followup.domain.plan import Plan
from followup.domain.report import Reach
from followup.domain.vocabulary import PlanType
from followup.views import plans as views
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, allow
from shared.web.principal import Staff
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1/trainings/{training}", route_class=Door, tags=["overview"])
SUMS: JsonDict = {"plans": 1, "columns": {"verified": 1}, "people_verified": 22, "people_reported_only": 0}


class LedgerRow(Shown):
    """One plan. `planned`: people it expects, frozen once `approved`. Girls, women and men are those verified, else
    those reported. For an auditor an approved plan that is not reported reads `open`, without figures and people.
    """

    plan: UUID
    planners: list[UUID]
    kind: PlanType
    state: str
    """How far it is; for an auditor `open` while it is approved and not reported."""
    column: str
    planned: int | None
    approved: bool | None
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
        state = plan.state_for(None) if outside else plan.state
        hidden = state == "open"
        reach = None if hidden else newest_reach(plan)
        return cls(
            plan=plan.id,
            planners=[] if outside else [one.participant for one in plan.planners],
            kind=plan.proposal.kind,
            state=state,
            column=Entry.of(plan).column(outside=outside),
            planned=None if hidden else plan.proposal.expected_reach,
            approved=None if hidden else plan.training is not None,
            reported=None if hidden else plan.people_reported,
            verified=plan.people_verified,
            girls=reach.girls if reach else None,
            women=reach.women if reach else None,
            men=reach.men if reach else None,
            mentor=None if outside else plan.mentor,
            postponed=None if outside else plan.postponed,
            reminded=None if outside else plan.reminded,
        )


def newest_reach(plan: Plan) -> Reach | None:
    """Verified, else reported."""
    if plan.verifications:
        return plan.verifications[-1].reach
    return plan.report.reach if plan.report else None


class LedgerSums(Shown):
    """`plans` is the sum of `columns`."""

    kind: str
    """Of which plans; `all` in the totals."""
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
    model_config = example(
        {
            "rows": [
                {
                    "plan": AN_ID,
                    "planners": [ANOTHER_ID],
                    "kind": "girls-leadership",
                    "state": "verified",
                    "column": "verified",
                    "planned": 24,
                    "approved": True,
                    "reported": 28,
                    "verified": 25,
                    "girls": 22,
                    "women": 3,
                    "men": 0,
                    "mentor": ANOTHER_ID,
                    "postponed": 0,
                    "reminded": 0,
                }
            ],
            "by_kind": [{"kind": "girls-leadership", **SUMS}],
            "totals": {"kind": "all", **SUMS},
        }
    )

    rows: list[LedgerRow]
    by_kind: list[LedgerSums]
    totals: LedgerSums


@router.get("/ledger", summary="Every plan in exactly one column")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def plan_ledger(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> LedgerView:
    outside = not who.has(Staff.COORDINATOR)
    found = await views.ledger_of(tx, training)
    sums = ledger((Entry.of(plan) for plan in found), outside=outside)
    return LedgerView(
        rows=[LedgerRow.of(plan, outside=outside) for plan in found],
        by_kind=[LedgerSums.of(kind, row) for kind, row in sums.rows.items()],
        totals=LedgerSums.of("all", sums.total),
    )
