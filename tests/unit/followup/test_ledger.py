"""Every plan in exactly one column; the ledger and the generations of 28 February 2018."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.ledger import Column, Entry, Ledger, ledger
from followup.domain.reach import ReachOfTraining, reach_of
from followup.domain.report import Reach
from followup.domain.tree import Generation, Tree
from followup.domain.vocabulary import PlanState, PlanType
from tests.unit.followup.dushanbe import ROOT, STORY, Told, plan_of
from tests.unit.followup.plans import numbered

PLANS = [plan_of(told) for told in STORY]
TITLES = (
    Column.VERIFIED,
    Column.REPORTED_ONLY,
    Column.WITHHELD,
    Column.POSTPONED,
    Column.OVERDUE,
    Column.CANCELLED,
    Column.LAPSED,
    Column.WITHDRAWN,
    Column.OPEN,
)
ROWS = {
    PlanType.GIRLS_LEADERSHIP: (7, (5, 0, 0, 1, 0, 0, 1, 0, 0), 105, 0),
    PlanType.HUMAN_RIGHTS: (6, (4, 1, 0, 0, 0, 1, 0, 0, 0), 88, 21),
    PlanType.SURVIVORS_RURAL: (5, (2, 1, 1, 0, 0, 0, 0, 1, 0), 23, 13),
    PlanType.DISABILITY: (3, (2, 0, 0, 0, 1, 0, 0, 0, 0), 37, 0),
    PlanType.PEACEBUILDING: (3, (2, 0, 0, 0, 0, 0, 1, 0, 0), 40, 0),
}
TOTAL = (24, (15, 2, 1, 1, 1, 1, 2, 1, 0), 293, 34)


def figures(ledgered: Ledger, kind: PlanType | None) -> tuple[int, tuple[int, ...], int, int]:
    row = ledgered.rows[kind] if kind else ledgered.total
    counts = tuple(row.columns[column] for column in TITLES)
    return row.plans, counts, row.people_verified, row.people_reported_only


@pytest.mark.parametrize("kind", PlanType)
def test_the_ledger_of_28_february_2018_by_type(kind: PlanType) -> None:
    ledgered = ledger(map(Entry.of, PLANS), outside=False)
    assert (kind in ledgered.rows) == (kind in ROWS)
    if kind in ROWS:
        assert figures(ledgered, kind) == ROWS[kind]


def test_the_ledger_of_28_february_2018_in_all() -> None:
    assert figures(ledger(map(Entry.of, PLANS), outside=False), None) == TOTAL


def test_verified_are_96_girls_166_women_and_31_men() -> None:
    found = [plan.verifications[-1].reach for plan in PLANS if plan.verifications]
    assert (sum(r.girls for r in found), sum(r.women for r in found), sum(r.men for r in found)) == (96, 166, 31)


def test_outside_every_unfinished_plan_reads_open() -> None:
    outside = figures(ledger(map(Entry.of, PLANS), outside=True), None)
    assert outside == (24, (15, 2, 0, 0, 0, 1, 2, 1, 3), 293, 34)


def test_overdue_is_shown_before_postponed() -> None:
    both = Entry(PlanType.OTHER, PlanState.SCHEDULED, overdue=True, postponed=2, reported=None, verified=None)
    assert both.column(outside=False) is Column.OVERDUE


def test_the_generations_of_28_february_2018() -> None:
    q1, q2 = (
        plan_of(Told(31, PlanType.HUMAN_RIGHTS, 17, date(2017, 11, 20), Reach(0, 16), Reach(0, 16)), numbered(308), 1),
        plan_of(Told(32, PlanType.PEACEBUILDING, 17, date(2018, 2, 3), Reach(0, 12, 2)), numbered(322), 1),
    )
    reaches = [reach for plan in (*PLANS, q1, q2) if (reach := reach_of(plan))]
    tree = Tree.of([ReachOfTraining(ROOT, None, 0, 25, 25, 25), *reaches])
    assert tree.generations(ROOT) == (
        Generation(
            0, planned=25, trainings_planned=1, reported=25, trainings_reported=1, verified=25, trainings_verified=1
        ),
        Generation(
            1,
            planned=476,
            trainings_planned=23,
            reported=330,
            trainings_reported=17,
            verified=293,
            trainings_verified=15,
        ),
        Generation(
            2, planned=34, trainings_planned=2, reported=30, trainings_reported=2, verified=16, trainings_verified=1
        ),
    )


ENTRIES = st.builds(
    Entry,
    kind=st.sampled_from(PlanType),
    state=st.sampled_from(PlanState),
    overdue=st.booleans(),
    postponed=st.integers(0, 3),
    reported=st.none() | st.integers(0, 40),
    verified=st.none() | st.integers(0, 40),
)


@given(st.lists(ENTRIES, max_size=30), st.booleans())
def test_every_plan_stands_in_exactly_one_column_and_rows_sum_to_the_total(entries: list[Entry], outside: bool) -> None:
    ledgered = ledger(entries, outside=outside)
    assert ledgered.total.plans == len(entries) == sum(ledgered.total.columns.values())
    for row in ledgered.rows.values():
        assert sum(row.columns.values()) == row.plans
    for column in Column:
        assert sum(row.columns[column] for row in ledgered.rows.values()) == ledgered.total.columns[column]
    assert sum(row.people_verified for row in ledgered.rows.values()) == ledgered.total.people_verified
    assert sum(row.people_reported_only for row in ledgered.rows.values()) == ledgered.total.people_reported_only
