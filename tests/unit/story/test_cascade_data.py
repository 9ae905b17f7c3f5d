"""Plans, events and generations have the numbers of the story's ledger."""

from collections import Counter

from cascade.story.data import plans, reach
from cascade.story.data.places import PARTICIPANTS
from cascade.story.data.plans import Kind
from cascade.story.data.reach import Column

LEDGER = {
    "P01": (17, 1, 0),
    "P02": (20, 2, 0),
    "P03": (22, 3, 0),
    "P04": (17, 2, 0),
    "P05": (20, 1, 0),
    "P08": (0, 19, 5),
    "P09": (0, 16, 4),
    "P10": (0, 21, 5),
    "P11": (0, 15, 3),
    "P14": (0, 11, 0),
    "P15": (0, 12, 0),
    "P19": (0, 15, 4),
    "P20": (0, 14, 4),
    "P22": (0, 18, 4),
    "P23": (0, 16, 2),
}
DAYS = [40, 44, 51, 58, 67, 75, 88, 116, 121, 124, 130, 143, 151, 158, 172, 207, 240]


def test_24_plans_by_25_planners_reach_490_as_planned_and_476_as_approved() -> None:
    planners = [planner for plan in plans.DUSHANBE for planner in plan.planners]
    assert len(plans.DUSHANBE) == 24
    assert sorted(planners) == sorted(PARTICIPANTS)
    assert [plan.key for plan in plans.DUSHANBE if len(plan.planners) == 2] == ["P22"]
    assert sum(plan.expected_reach for plan in plans.DUSHANBE) == 490
    assert (len(plans.APPROVED), sum(plan.expected_reach for plan in plans.APPROVED)) == (23, 476)


def test_five_come_back_each_with_its_reason_and_one_of_them_is_given_up() -> None:
    assert {plan.key: plan.returned for plan in plans.RETURNED} == {
        "P04": "second_adult",
        "P06": "date",
        "P13": "costs",
        "P17": "venue",
        "P18": "time",
    }
    assert plans.WITHDRAWN == "P18"


def test_each_of_six_mentors_gets_four_plans() -> None:
    assert Counter(plan.mentor for plan in plans.DUSHANBE) == dict.fromkeys(
        ("M-1", "M-2", "M-3", "M-4", "M-5", "M-6"), 4
    )


def test_the_verified_events_are_those_of_the_ledger() -> None:
    verified = {e.plan: (e.verified.girls, e.verified.women, e.verified.men) for e in reach.HELD if e.verified}
    assert verified == LEDGER
    assert [sum(column) for column in zip(*verified.values(), strict=True)] == [96, 166, 31]


def test_17_are_held_on_the_told_days_and_report_330() -> None:
    assert [(event.starts_on - reach.HELD[0].starts_on).days + 40 for event in reach.HELD] == DAYS
    assert sum(event.reported.total for event in reach.HELD if event.reported) == 330
    waiting = [e.reported.total for e in reach.HELD if e.reported and not e.verified]
    assert sorted(waiting) == [13, 21]


def test_one_report_and_its_verification_differ() -> None:
    differing = {e.plan for e in reach.EVENTS.values() if e.verified and e.reported != e.verified}
    assert differing == {"P03"}
    event = reach.EVENTS["P03"]
    assert event.reported is not None
    assert event.verified is not None
    assert (event.reported.total, event.verified.total) == (28, 25)


def test_every_plan_is_in_one_column_and_the_rows_are_as_told() -> None:
    rows = {kind: Counter(reach.column(p.key) for p in plans.DUSHANBE if p.kind is kind) for kind in Kind}
    assert rows == {
        Kind.GIRLS: {Column.VERIFIED: 5, Column.POSTPONED: 1, Column.LAPSED: 1},
        Kind.RIGHTS: {Column.VERIFIED: 4, Column.REPORTED_ONLY: 1, Column.CANCELLED: 1},
        Kind.SURVIVORS: {Column.VERIFIED: 2, Column.REPORTED_ONLY: 1, Column.WITHHELD: 1, Column.WITHDRAWN: 1},
        Kind.DISABILITY: {Column.VERIFIED: 2, Column.OVERDUE: 1},
        Kind.PEACE: {Column.VERIFIED: 2, Column.LAPSED: 1},
    }


def test_girls_are_counted_only_where_the_audience_is_minors() -> None:
    with_girls = {event.plan for event in reach.EVENTS.values() if event.reported and event.reported.girls}
    assert all(plans.ALL[plan].nature.minors for plan in with_girls)


def test_21_of_23_get_a_date() -> None:
    dated = {event.plan for event in (*reach.HELD, *reach.NOT_REPORTED)}
    assert {plan.key for plan in plans.APPROVED} - dated == {"P07", "P24"}
    assert len(dated) == 21


def test_the_tree_of_2016_is_6_plans_of_15_of_which_4_reached_61() -> None:
    assert sum(plan.expected_reach for plan in plans.KAZAKHSTAN) == 90
    assert [e.verified.total for e in reach.KAZAKHSTAN if e.verified] == [18, 16, 14, 13]
    assert {p.key for p in plans.KAZAKHSTAN} - {e.plan for e in reach.KAZAKHSTAN} == set(reach.LAPSED_2016)


def test_generation_two_is_2_plans_of_17_reported_30_verified_16() -> None:
    assert [plan.expected_reach for plan in plans.SECOND] == [17, 17]
    assert sum(event.reported.total for event in reach.SECOND if event.reported) == 30
    assert sum(event.verified.total for event in reach.SECOND if event.verified) == 16
    assert {each.event for each in plans.ENROLLED} == {"P08", "P22"}
