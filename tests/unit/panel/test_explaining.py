"""What quotas do to one candidate."""

from tempfile import TemporaryDirectory

from hypothesis import given, settings

from registration.panel.document import decide
from registration.panel.explaining import explained
from tests.unit.panel.brute import Small
from tests.unit.panel.calls import possible
from tests.unit.panel.test_merit import handed_in


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
