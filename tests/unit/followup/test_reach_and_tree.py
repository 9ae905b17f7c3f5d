"""People counted once, below whatever training they came of."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain.deadlines import Dates
from followup.domain.reach import ReachOfTraining, count, reach_of
from followup.domain.report import Held, Reach
from followup.domain.training import Announced, Training
from followup.domain.tree import Tree
from followup.domain.vocabulary import PlanState, Sensitivity
from shared.refusals import NotKnownHere
from tests.unit.followup.plans import NEWCOMER, PARENT, TRAINING, a_plan, numbered, restated

ELSEWHERE = numbered(7)
MAY_DATES = Dates(date(2017, 5, 15), date(2017, 5, 18), "Asia/Dushanbe")
ANNOUNCED = Announced("tj", None, 0, MAY_DATES, 25, Sensitivity.DISCREET, datetime(2017, 6, 1, tzinfo=UTC))
MAY_HELD = Held(date(2017, 5, 15), date(2017, 5, 18), attended=24)


def test_a_plan_counts_from_approval_on() -> None:
    assert reach_of(a_plan(PlanState.PLANNED)) is None
    assert reach_of(a_plan(PlanState.APPROVED)) == ReachOfTraining(TRAINING, PARENT, 1, planned=22)
    assert reach_of(a_plan(PlanState.VERIFIED)) == ReachOfTraining(TRAINING, PARENT, 1, 22, reported=18, verified=18)


@pytest.mark.parametrize("state", [PlanState.LAPSED, PlanState.CANCELLED, PlanState.WITHHELD])
def test_what_becomes_of_an_approved_plan_leaves_its_planned_figure(state: PlanState) -> None:
    assert reach_of(a_plan(state)) == ReachOfTraining(TRAINING, PARENT, 1, planned=22)


def test_a_figure_is_announced_again_only_where_it_differs() -> None:
    verified = reach_of(a_plan(PlanState.VERIFIED))
    again = reach_of(restated(a_plan(PlanState.VERIFIED), Reach(girls=16)))
    assert verified
    assert again
    first = count(None, verified)
    assert first.version == 1
    assert count(first, verified) is first
    assert count(first, again) == replace(again, version=2)


def test_of_generation_0_seats_are_planned_and_who_attended_is_reported_and_verified() -> None:
    training = Training(numbered(5)).on_announced(ANNOUNCED).on_completed(MAY_HELD)
    assert training.reach() == ReachOfTraining(numbered(5), None, 0, planned=25, reported=24, verified=24)


def test_a_stub_a_training_not_yet_held_and_one_of_a_plan_count_nothing() -> None:
    assert Training(numbered(5)).on_completed(MAY_HELD).reach() is None
    assert Training(numbered(5)).on_announced(ANNOUNCED).reach() is None
    of_a_plan = replace(ANNOUNCED, generation=1, parent=PARENT)
    assert Training(numbered(5)).on_announced(of_a_plan).on_completed(MAY_HELD).reach() is None


def test_what_is_said_of_a_training_in_either_order_is_the_same_and_again_changes_nothing() -> None:
    held = Training(numbered(5)).on_announced(ANNOUNCED).on_completed(MAY_HELD)
    assert held == Training(numbered(5)).on_completed(MAY_HELD).on_announced(ANNOUNCED)
    assert held.on_announced(ANNOUNCED) is held.on_completed(MAY_HELD) is held


def test_planners_of_two_trainings_stand_below_both_and_their_people_count_once() -> None:
    joint = a_plan(PlanState.PLANNED).on_planner_joined(replace(NEWCOMER, trained_in=ELSEWHERE))
    reach = reach_of(a_plan(PlanState.VERIFIED, joint))
    assert reach
    assert reach.co_trained_with == (ELSEWHERE,)
    tree = Tree.of([reach])
    assert tree.nodes[PARENT].children == tree.nodes[ELSEWHERE].children == (TRAINING,)
    [generation] = tree.generations(PARENT, ELSEWHERE)
    assert generation.verified == 18


def test_planners_of_the_same_training_add_no_second_parent() -> None:
    joint = a_plan(PlanState.PLANNED).on_planner_joined(NEWCOMER)
    reach = reach_of(a_plan(PlanState.APPROVED, joint))
    assert reach
    assert reach.co_trained_with == ()


def test_a_parent_of_which_nothing_was_heard_is_a_stub_until_it_counts() -> None:
    child = ReachOfTraining(TRAINING, PARENT, 2, planned=17)
    stub = Tree.of([child])
    assert stub.nodes[PARENT].counted is None
    assert stub.nodes[PARENT].generation == 1
    assert stub.roots == (PARENT,)
    parent = ReachOfTraining(PARENT, ELSEWHERE, 1, planned=22)
    assert Tree.of([child, parent]).roots == (ELSEWHERE,)
    assert [row.generation for row in Tree.of([child, parent]).generations(ELSEWHERE)] == [1, 2]


def test_a_training_that_nobody_knows_has_no_tree() -> None:
    with pytest.raises(NotKnownHere):
        Tree.of([]).union(PARENT)


@st.composite
def forests(draw: st.DrawFn) -> list[ReachOfTraining]:
    """Trainings of which each came of earlier ones."""
    reaches: list[ReachOfTraining] = []
    for number in range(1, draw(st.integers(1, 12))):
        above = draw(st.permutations(reaches))[: draw(st.integers(0, 3))]
        parent = above[0] if above else None
        generation = parent.generation + 1 if parent else 0
        people = draw(st.none() | st.integers(0, 40))
        rest = tuple(reach.training for reach in above[1:])
        reaches.append(
            ReachOfTraining(numbered(number), parent.training if parent else None, generation, 20, people, people, rest)
        )
    return reaches


@given(forests().flatmap(lambda reaches: st.tuples(st.just(reaches), st.permutations(reaches))))
def test_in_whatever_order_facts_arrive_the_tree_is_the_same_and_each_training_counts_once(
    both: tuple[list[ReachOfTraining], list[ReachOfTraining]],
) -> None:
    reaches, shuffled = both
    tree = Tree.of(shuffled)
    assert tree == Tree.of(reaches)
    rows = tree.generations(*tree.roots)
    assert sum(row.trainings_planned for row in rows) == len(reaches)
    assert sum(row.verified for row in rows) == sum(reach.verified or 0 for reach in reaches)
