"""What the service has decided until now can be asked here, and the answers are the same."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings

from registration import selection
from registration.panel.call import ORGANISATION, Call, Coded, Quota, asked, coded
from registration.panel.document import Decided, decide
from registration.panel.merit import Status
from registration.selection import PER_ORGANISATION, Candidate, Problem, QuotasCannotHold
from tests.unit.selection.calls import problems
from tests.unit.selection.naive import call as larger


def call_of(problem: Problem) -> Call:
    people = sorted(problem.candidates, key=lambda candidate: str(candidate.id))
    names = sorted({name for candidate in people for name in candidate.attributes})
    return Call(
        ids=tuple(str(candidate.id) for candidate in people),
        score=np.array([candidate.score for candidate in people], np.int64),
        attributes={name: _column(people, name) for name in names},
        quotas=tuple(_quota(quota) for quota in sorted(problem.quotas, key=lambda quota: quota.id)),
        seats=problem.seats,
        seed=problem.seed,
        organisation=coded(candidate.organisation for candidate in people),
        organisation_max=problem.per_organisation,
        must={str(one): "kept" for one in problem.kept},
    )


def _column(people: Sequence[Candidate], name: str) -> Coded:
    return coded(candidate.attributes.get(name) for candidate in people)


def _quota(quota: selection.Quota) -> Quota:
    most = {} if quota.maximum is None else {"max": str(quota.maximum)}
    return Quota(quota.id, quota.where, {"min": str(quota.minimum), **most})  # type: ignore[dict-item]


def same(decided: Decided, before: selection.Selection) -> None:
    assert decided.outcome.status == Status.PROVEN
    assert decided.asked.ids(decided.outcome.selected) == sorted(map(str, before.taken))
    assert decided.outcome.value + decided.asked.value_of_must == before.value
    costs = {PER_ORGANISATION if one.quota == ORGANISATION else one.quota: one.value for one in decided.costs}
    assert {name: costs[name] for name in before.prices} == before.prices


@given(problems())
@settings(max_examples=150, deadline=None)
def test_a_first_selection(problem: Problem) -> None:
    decided = decide(asked(call_of(problem)), 3)
    try:
        before = selection.select(problem)
    except QuotasCannotHold:
        assert decided.outcome.status == Status.INFEASIBLE
        assert decided.conflict is not None
        return
    same(decided, before)
    line = [UUID(decided.asked.call.ids[place]) for place in decided.asked.free[decided.reserve]]
    assert tuple(line) == selection.reserve(problem, before, 3)


@given(problems(promotion=True))
@settings(max_examples=150, deadline=None)
def test_a_promotion(problem: Problem) -> None:
    if len(problem.candidates) == len(problem.kept):
        return
    decided = decide(asked(call_of(problem.fillable)))
    try:
        before = selection.promote(problem)
    except selection.NoReplacementKeepsQuotas:
        assert decided.outcome.status == Status.INFEASIBLE
        return
    same(decided, before)


@pytest.mark.parametrize("seed", range(3))
def test_a_larger_call_with_many_equals(seed: int) -> None:
    problem = larger(160, (6000, 6050, 6100, 6150), seed)
    same(decide(asked(call_of(problem))), selection.select(problem))
