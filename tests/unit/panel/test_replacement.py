"""Who takes a seat that becomes free: one alone, or the smallest exchange; and whose seats the reserve can fill."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from registration.panel.call import Call
from registration.panel.document import decide
from registration.panel.merit import solve
from registration.panel.relaxation import Clock, TimeIsUp
from registration.panel.replacement import Exchange, exchange, substitutes
from tests.unit.panel.brute import Small
from tests.unit.panel.calls import possible, small
from tests.unit.panel.made import made
from tests.unit.panel.test_merit import handed_in
from tests.unit.panel.written import written

Person = Mapping[str, object]
RULES = st.sampled_from((("merit", None), ("tickets", None), ("lottery", None), ("threshold", 5000)))
"""A policy, and the score that it asks for; after all but merit points are worth nothing."""


def as_counted(call: Small, policy: str, threshold: int | None) -> Small:
    return call if policy == "merit" else call.by_lot(threshold)


def people(call: Small, ids: set[str]) -> list[Person]:
    return [one for one in call.people if one["id"] in ids]


def waiting(call: Small, had: set[str]) -> list[Person]:
    return [one for one in call.people if one["id"] not in had | call.left_out]


@given(possible(), RULES)
@settings(max_examples=80, deadline=None)
def test_the_best_substitute_for_each_seat_keeps_every_limit(asked: Small, rule: tuple[str, int | None]) -> None:
    call = as_counted(asked, *rule)
    assume(call.best() is not None)
    with TemporaryDirectory() as folder:
        decided = decide(handed_in(asked, folder, policy=rule[0], threshold=rule[1]).asked())
    had = set(decided.asked.ids(decided.outcome.selected))
    found = substitutes(decided.asked, decided.outcome.selected)

    assert found.keys() == had
    for one in had:
        rest = people(call, had - {one})
        fitting = [other for other in waiting(call, had) if call.keeps([*rest, other], call.limits())]
        best = min(fitting, key=lambda p: (-int(str(p["score"])), call.ticket(p["id"])), default=None)
        assert found[one] == (None if best is None else best["id"])


@given(possible())
@settings(max_examples=60, deadline=None)
def test_the_reserve_says_whose_seats_it_can_fill(call: Small) -> None:
    with TemporaryDirectory() as folder:
        decision = handed_in(call, folder, reserve=3).document()["decision"]
    had, line = decision["selected"], people(call, set(decision["reserve"]))

    for name, number in (("one", 1), ("two", 2)):
        empty = [
            list(gone)
            for gone in combinations(had, number)
            if not any(
                call.keeps([*people(call, set(had) - set(gone)), *filling], call.limits())
                for filling in combinations(line, number)
            )
        ]
        nobody = len(empty) == len(list(combinations(had, number))) > 0
        assert decision["unfillable"][name] == ("all" if nobody else empty)


@given(possible(), RULES, st.data())
@settings(max_examples=80, deadline=None)
def test_the_smallest_exchange_keeps_whoever_is_confirmed(
    drawn: Small, rule: tuple[str, int | None], data: st.DataObject
) -> None:
    asked = replace(drawn, must=frozenset())
    call = as_counted(asked, *rule)
    assume(call.best() is not None)
    with TemporaryDirectory() as folder:
        decided = decide(handed_in(asked, folder, policy=rule[0], threshold=rule[1]).asked())
    had = set(decided.asked.ids(decided.outcome.selected))
    gone = {data.draw(st.sampled_from(sorted(had)))}
    confirmed = {one for one in sorted(had - gone) if data.draw(st.booleans())}
    found = exchange(after(decided.asked.call, had, gone), had - gone - confirmed)

    possible = [
        (len(had - gone - ids), -sum(int(str(one["score"])) for one in group), tickets(call, ids))
        for group in call.groups(call.limits())
        if confirmed <= (ids := {str(one["id"]) for one in group}) and not ids & gone
    ]
    if found is None:
        assert possible == []
    else:
        now = (had - gone - set(found.asked_back)) | set(found.added)
        assert confirmed <= now
        assert call.keeps(people(call, now), call.limits())
        value = sum(int(str(one["score"])) for one in people(call, now))
        assert (len(found.asked_back), -value, tickets(call, now)) == min(possible)


def test_nobody_loses_an_offer_for_a_higher_sum(tmp_path: Path) -> None:
    """Without B1, who has an offer, C1 and X1 would have 65 points more than B1 and Y1."""
    people = [
        {"id": "A1", "score": 10_000, "country": "TJ", "organisation": ""},
        {"id": "B1", "score": 9000, "country": "KZ", "organisation": "o"},
        {"id": "C1", "score": 8500, "country": "KZ", "organisation": ""},
        {"id": "X1", "score": 8000, "country": "TJ", "organisation": "o"},
        {"id": "Y1", "score": 1000, "country": "TJ", "organisation": ""},
    ]
    quotas = [("country", "TJ", 1, 1), ("country", "KZ", 1, 1)]
    asked = written(tmp_path, people, quotas, 2, organisation_max=1).asked()
    found = solve(asked.program, asked.tickets)

    had = set(asked.ids(found.selected))
    assert had == {"A1", "B1"}
    assert exchange(after(asked.call, had, {"A1"}), ["B1"]) == Exchange((), ("Y1",))
    assert exchange(after(asked.call, had, {"A1", "Y1"}), ["B1"]) == Exchange(("B1",), ("C1", "X1"))


def test_an_exchange_that_is_not_proven_in_time_is_not_told_as_impossible(tmp_path: Path) -> None:
    asked = made(tmp_path, 100, 1).asked()
    found = solve(asked.program, asked.tickets)
    had = asked.ids(found.selected)

    with pytest.raises(TimeIsUp):
        exchange(after(asked.call, set(had), set(had[:1])), had[1:2], Clock(0.0))


def after(call: Call, had: set[str], gone: set[str]) -> Call:
    """What is asked once these have dropped out: everybody else has a seat."""
    staying, out = dict.fromkeys(sorted(had - gone), "seated"), dict.fromkeys(sorted(gone), "gone")
    return replace(call, must=staying, left_out={**call.left_out, **out})


def tickets(call: Small, ids: set[str]) -> list[bytes]:
    return sorted(map(call.ticket, ids))


@given(small(), st.sampled_from([None, 4000, 5025]))
@settings(max_examples=80, deadline=None)
def test_after_a_lottery_a_seat_goes_to_the_first_by_ticket_of_all_who_keep_the_limits(
    call: Small, threshold: int | None
) -> None:
    with TemporaryDirectory() as folder:
        files = handed_in(call, folder, policy="tickets", threshold=threshold)
        document = files.document()
        files.verified(document)
    equals, decision = call.by_lot(threshold), document["decision"]
    groups = [{str(one["id"]) for one in group} for group in equals.groups(call.limits())]

    assert decision["status"] == ("proven" if groups else "infeasible")
    if groups:
        first = min(groups, key=lambda group: tickets(call, group))
        taking_part = {str(one["id"]) for one in call.people} - equals.left_out
        assert decision["selected"] == sorted(first)
        assert decision["reserve"] == sorted(taking_part - first, key=call.ticket)[:2]
        assert (decision["reproducible"], {one["cost"] for one in decision["quotas"]} <= {None}) == (True, True)
