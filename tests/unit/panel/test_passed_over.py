"""Whoever has a higher score than somebody with a seat is told which limits forbid that the two change places."""

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from registration.panel.document import decide
from registration.panel.merit import NOBODY, Status
from registration.panel.passed_over import AllPassedOver, InTheWay, PassedOver, passed_over
from tests.unit.panel.brute import Small
from tests.unit.panel.calls import possible
from tests.unit.panel.test_merit import handed_in
from tests.unit.panel.written import written


def broken(call: Small, selected: Collection[object]) -> list[tuple[str, str]]:
    group = [one for one in call.people if one["id"] in selected]
    return [limit for limit in call.limits() if not call.keeps(group, [limit])]


@given(possible())
@settings(max_examples=60, deadline=None)
def test_every_exchange_for_a_higher_score_breaks_a_limit_and_each_that_it_breaks_is_counted(call: Small) -> None:
    with TemporaryDirectory() as folder:
        decided = decide(handed_in(call, folder).asked())
    assert decided.outcome.status == Status.PROVEN
    selected = set(decided.asked.ids(decided.outcome.selected))
    movable = [one for one in call.people if one["id"] in selected - call.must]
    told = {one.id: one for one in passed_over(decided.asked, decided.outcome.selected).first}
    expected = {}
    for person in call.people:
        lower = [one for one in movable if int(str(one["score"])) < int(str(person["score"]))]
        if lower and person["id"] not in selected | call.left_out:
            forbidden = [broken(call, selected - {one["id"]} | {person["id"]}) for one in lower]
            assert all(forbidden)
            expected[person["id"]] = len(lower), Counter(limit for limits in forbidden for limit in limits)

    counted = {
        name: (one.exchanges, Counter({(way.quota, way.side): way.exchanges for way in one.in_the_way}))
        for name, one in told.items()
    }
    assert counted == expected


PEOPLE = [
    {"id": "A1", "score": 9000, "country": "TJ", "organisation": "o"},
    {"id": "A2", "score": 8800, "country": "TJ", "organisation": "o"},
    {"id": "A3", "score": 8500, "country": "TJ"},
    {"id": "A4", "score": 8400, "country": "KZ", "organisation": "o"},
    {"id": "A5", "score": 8000, "country": "GE"},
]


def test_those_with_the_highest_scores_come_first_and_the_others_are_counted(tmp_path: Path) -> None:
    quotas = [("country", "TJ", 0, 2), ("country", "GE", 1, "")]
    decided = decide(written(tmp_path, PEOPLE, quotas, 3, organisation_max=2).asked())
    georgia = InTheWay("country=GE", "min", 1, 1)
    assert passed_over(decided.asked, decided.outcome.selected).first == (
        PassedOver("A3", 1, (georgia, InTheWay("country=TJ", "max", 2, 1))),
        PassedOver("A4", 1, (georgia, InTheWay("organisation", "max", 2, 1))),
    )
    cut = passed_over(decided.asked, decided.outcome.selected, most=1)
    assert (cut.people, [one.id for one in cut.first]) == (2, ["A3"])


def test_where_no_seat_is_in_question_nobody_is_passed_over(tmp_path: Path) -> None:
    assert passed_over(written(tmp_path, PEOPLE, [], 3).asked(), NOBODY) == AllPassedOver(0, ())
