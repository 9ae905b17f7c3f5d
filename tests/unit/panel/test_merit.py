"""Selection by merit: the best, of equals the first by tickets, proven; and why there is none."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.panel.brute import Small
from tests.unit.panel.calls import small
from tests.unit.panel.written import Files, written


def handed_in(call: Small, folder: str | Path, reserve: int = 2, shuffled: int = 0, **asked: Any) -> Files:
    people, quotas = list(call.people), list(call.quotas)
    random.Random(shuffled).shuffle(people)
    random.Random(shuffled).shuffle(quotas)
    must = [(one, "in", "host") for one in sorted(call.must)] + [(one, "out", "staff") for one in sorted(call.left_out)]
    return written(
        Path(folder),
        people,
        quotas,
        call.seats,
        seed=call.seed,
        organisation_max=call.cap,
        reserve=reserve,
        must=must,
        **asked,
    )


@given(small())
@settings(max_examples=80, deadline=None)
def test_it_is_what_trying_everything_finds_and_its_proof_holds(call: Small) -> None:
    as_by_trying_everything(call)


@pytest.mark.slow
@given(small())
@settings(max_examples=3000, deadline=None)
def test_so_it_is_of_thousands(call: Small) -> None:
    as_by_trying_everything(call)


def as_by_trying_everything(call: Small) -> None:
    best = call.best()
    with TemporaryDirectory() as folder:
        files = handed_in(call, folder)
        document = files.document()
        files.verified(document)
    decision = document["decision"]

    if best is None:
        assert decision["status"] == "infeasible"
        assert decision["selected"] == []
    else:
        assert (decision["status"], decision["value"], decision["selected"]) == ("proven", *best)
        assert decision["bound"] == decision["value"]


@given(small())
@settings(max_examples=50, deadline=None)
def test_a_cost_is_what_the_value_gains_without_the_quota(call: Small) -> None:
    if call.best() is None:
        return
    with TemporaryDirectory() as folder:
        decision = handed_in(call, folder).document()["decision"]

    for quota in decision["quotas"]:
        rest = [limit for limit in call.limits() if limit[0] != quota["id"]]
        assert quota["cost"] == call.value(rest) - decision["value"]


@given(small())
@settings(max_examples=80, deadline=None)
def test_limits_in_conflict_exclude_one_another_and_any_one_less_does_not(call: Small) -> None:
    if call.best() is not None:
        return
    with TemporaryDirectory() as folder:
        decision = handed_in(call, folder).document()["decision"]
    limits = [(one["quota"], one["side"]) for one in decision["conflict"]]

    assert not any(call.groups(limits))
    for one in limits:
        assert any(call.groups([other for other in limits if other != one]))


@given(small(), st.integers(1, 9))
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_does_not_matter(call: Small, order: int) -> None:
    with TemporaryDirectory() as folder:
        first = handed_in(call, folder).document()["decision"]
    with TemporaryDirectory() as folder:
        again = handed_in(call, folder, shuffled=order).document()["decision"]

    assert first == again
