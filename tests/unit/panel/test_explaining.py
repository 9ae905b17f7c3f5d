"""What quotas do to one candidate."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from registration.deciding.explained import told
from registration.domain.announcement import PER_ORGANISATION
from registration.panel import search
from registration.panel.document import decide
from registration.panel.explaining import explained, prices
from registration.panel.program import UNIT
from registration.panel.relaxation import NEVER
from tests.unit.panel.brute import Small
from tests.unit.panel.calls import possible
from tests.unit.panel.made import made
from tests.unit.panel.test_merit import handed_in
from tests.unit.panel.written import written


@given(possible())
@settings(max_examples=40, deadline=None)
def test_including_somebody_costs_what_the_best_selection_with_her_is_worth_less(call: Small) -> None:
    best = call.best()
    assert best is not None
    with TemporaryDirectory() as folder:
        decided = decide(handed_in(call, folder).asked())

    for one in call.people:
        if one["id"] in call.left_out:
            continue
        with_her = [
            sum(int(str(other["score"])) for other in group) for group in call.groups(call.limits()) if one in group
        ]
        expected = best[0] - max(with_her) if with_her else None
        assert explained(decided.asked, decided.outcome, str(one["id"])).cost == expected


def test_what_is_left_of_her_above_the_line_is_her_score_without_the_prices_of_her_quotas(tmp_path: Path) -> None:
    files = made(tmp_path, 300, 2)
    asked = replace(files, organisation_max=None).asked()
    decided = decide(asked)
    proof = decided.outcome.proof
    assert proof is not None
    left, of_quotas = proof.root.left(asked.program), prices(asked, proof)
    assert set(of_quotas.values()) != set()
    for place in range(0, 300, 20):
        one = asked.call.ids[place]
        counted = [
            price
            for quota in asked.call.quotas
            if (price := of_quotas.get(quota.id))
            and all(asked.call.attributes[name].value(place) == value for name, value in quota.where.items())
        ]
        who = explained(asked, decided.outcome, one)
        assert who.adjusted == asked.call.score[place] - sum(counted)
        assert who.adjusted - who.line == Fraction(int(left[place]), UNIT)


def test_of_whom_a_proof_would_be_too_long_nothing_is_told_and_of_the_others_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = decide(made(tmp_path, 300, 2).asked(), 12)
    assert decided.outcome.proof is not None
    every = told(decided, decided.outcome.proof, NEVER)["people"]
    monkeypatch.setattr(search, "MOST_LEAVES", 3)
    some = told(decided, decided.outcome.proof, NEVER)["people"]

    assert some.items() <= every.items()
    assert 0 < len(some) < len(every)


def test_the_price_of_the_cap_is_what_a_seat_more_for_the_dearest_organisation_would_be_worth(tmp_path: Path) -> None:
    """Two of each score: so there are no other prices than the differences to the last who has a seat."""
    scores = {"o": 9000, "p": 8000, "": 5000}
    people = [
        {"id": f"{name or 'none'}{n}", "score": score, "organisation": name}
        for name, score in scores.items()
        for n in range(2)
    ]
    decided = decide(written(tmp_path, people, [], 3, organisation_max=1).asked())
    assert decided.outcome.proof is not None

    assert told(decided, decided.outcome.proof, NEVER)["prices"] == {PER_ORGANISATION: 9000 - 5000}


def test_without_a_cap_it_has_no_price(tmp_path: Path) -> None:
    decided = decide(written(tmp_path, [{"id": "A1", "score": 9000}, {"id": "A2", "score": 1}], [], 1).asked())
    assert decided.outcome.proof is not None

    assert told(decided, decided.outcome.proof, NEVER)["prices"] == {}
