"""Every plan in exactly one column."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from followup.domain.machine import OPEN_OUTSIDE
from followup.domain.plan import Plan
from followup.domain.vocabulary import PlanState, PlanType


class Column(StrEnum):
    VERIFIED = "verified"
    REPORTED_ONLY = "reported only"
    WITHHELD = "withheld"
    POSTPONED = "postponed"
    OVERDUE = "overdue"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    OPEN = "open"
    """On its way and unremarkable; outside, all that is not finished."""


FINISHED = {
    PlanState.VERIFIED: Column.VERIFIED,
    PlanState.REPORTED: Column.REPORTED_ONLY,
    PlanState.WITHHELD: Column.WITHHELD,
    PlanState.CANCELLED: Column.CANCELLED,
    PlanState.LAPSED: Column.LAPSED,
    PlanState.WITHDRAWN: Column.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a ledger asks of a plan; people as totals, None where nothing was said."""

    kind: PlanType
    state: PlanState
    overdue: bool
    postponed: int
    reported: int | None
    verified: int | None

    @classmethod
    def of(cls, plan: Plan) -> "Entry":
        return cls(
            kind=plan.proposal.kind,
            state=plan.state,
            overdue=plan.overdue,
            postponed=plan.postponed,
            reported=plan.people_reported,
            verified=plan.people_verified,
        )

    def column(self, *, outside: bool) -> Column:
        """`outside`: as it reads for those who are neither planners, mentor nor coordinator."""
        if outside and self.state in OPEN_OUTSIDE:
            return Column.OPEN
        if self.state in FINISHED:
            return FINISHED[self.state]
        if self.overdue:
            return Column.OVERDUE
        if self.state is PlanState.SCHEDULED and self.postponed:
            return Column.POSTPONED
        return Column.OPEN


@dataclass(frozen=True, slots=True)
class Row:
    """`plans` is the sum of `columns`; people belong to the plans of the columns verified and reported only."""

    plans: int
    columns: Mapping[Column, int]
    people_verified: int
    people_reported_only: int


@dataclass(frozen=True, slots=True)
class Ledger:
    rows: Mapping[PlanType, Row]
    """Types that were planned, in their fixed order."""
    total: Row


def ledger(entries: Iterable[Entry], *, outside: bool) -> Ledger:
    plans = list(entries)
    by_kind = {kind: [entry for entry in plans if entry.kind is kind] for kind in PlanType}
    return Ledger(
        rows={kind: _row(of_kind, outside=outside) for kind, of_kind in by_kind.items() if of_kind},
        total=_row(plans, outside=outside),
    )


def _row(entries: list[Entry], *, outside: bool) -> Row:
    counts = Counter(entry.column(outside=outside) for entry in entries)
    return Row(
        plans=len(entries),
        columns={column: counts[column] for column in Column},
        people_verified=sum(entry.verified or 0 for entry in entries if entry.state is PlanState.VERIFIED),
        people_reported_only=sum(entry.reported or 0 for entry in entries if entry.state is PlanState.REPORTED),
    )
