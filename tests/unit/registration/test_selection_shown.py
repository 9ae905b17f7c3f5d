"""What is shown of a selection: what a bound costs and what one seat more of it would be worth, and the sum."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from registration.deciding.decision import Decision, decide_first, decide_promotion
from registration.deciding.lots import commit, draw
from registration.domain.announcement import Terms
from registration.domain.candidate import Candidate
from registration.domain.selection import Selection
from registration.domain.vocabulary import DecisionKind
from registration.views.comparing import compared
from registration.views.selections import SelectionRow
from tests.unit.deciding.calls import CONTEXT, PEOPLE, QUOTAS, SEED, call, first, ids, person, quota


def shown(decision: Decision, people: Iterable[Candidate], kind: DecisionKind = DecisionKind.FIRST) -> SelectionRow:
    selection = Selection(
        *(UUID(int=8), UUID(int=77), kind, SEED, decision.selected, decision.reserve, Terms(3), decision.hash),
        *(decision.document, datetime(2017, 2, 24, tzinfo=UTC), {}, decision.explained),
    )
    return SelectionRow.of(selection, {one.application: one for one in people})


FULL = [person(n, 9000, "o", of="o") for n in range(1, 4)]
THREE_ALIKE = [*FULL, *(person(n, 7000, of="p") for n in range(4, 7))]
"""Of each score one has a seat and one has none, so that nothing but these prices proves it."""


def test_a_quota_is_shown_with_what_it_costs_and_with_what_one_seat_more_would_be_worth() -> None:
    decision = decide_first(call(THREE_ALIKE, 3, quota("o", 0, 1, of="o")), 0, CONTEXT)
    (told,) = shown(decision, THREE_ALIKE).quotas
    assert (told.maximum, told.seats, told.cost, told.price) == (1, 1, 4000, 2000)


def test_the_cap_is_shown_with_what_it_costs_and_with_what_one_seat_more_would_be_worth() -> None:
    told = shown(decide_first(call(THREE_ALIKE, 3, cap=1), 0, CONTEXT), THREE_ALIKE).per_organisation
    assert told is not None
    assert (told.maximum, told.cost, told.price) == (1, 4000, 2000)


def test_by_lot_and_by_tickets_the_sum_is_of_the_scores_of_all_who_then_have_a_seat() -> None:
    scores = {one.application: one.score or 0 for one in PEOPLE}
    committed = commit(replace(first(), policy="lottery"), 0, CONTEXT, 30)
    drawn = draw(committed.document, committed.handed, SEED)
    assert shown(drawn, PEOPLE).value == sum(scores[one] for one in drawn.selected)
    promoted = decide_promotion(replace(call(PEOPLE, 3, *QUOTAS, seated=(1, 2)), policy="tickets"), 0, CONTEXT)
    after = shown(promoted, PEOPLE, DecisionKind.PROMOTION)
    assert after.value == sum(scores[one] for one in (*ids(1, 2), *promoted.selected))


def test_drafts_are_compared_by_what_each_quota_gives_and_costs_in_each_of_them() -> None:
    asked = [[quota("o", 0, 1, of="o")], [quota("o", 0, 2, of="o"), quota("p", 1, of="p")]]
    drafts = [shown(decide_first(call(THREE_ALIKE, 3, *one), 0, CONTEXT), THREE_ALIKE) for one in asked]
    told = [[one and (one.id, one.seats, one.cost) for one in row] for row in compared(drafts).quotas]
    assert told == [[("o", 1, 4000), ("o", 2, 0)], [None, ("p", 1, 0)]]
