"""What eases a quota for one decision, and what does not."""

from dataclasses import replace

import pytest

from registration.domain.announcement import PER_ORGANISATION, Quota, Terms
from registration.domain.refusals.selecting import DoesNotRelax
from registration.domain.relaxing import Relaxation, relaxed

TERMS = Terms(4, (Quota("TM", {"country": "TM"}, 3, 4), Quota("KZ", {"country": "KZ"}, 0, 1)), 2)


def test_bounds_are_eased_and_the_trainings_own_stay() -> None:
    found = relaxed(TERMS, [Relaxation("TM", "visa_lead", minimum=2), Relaxation(PER_ORGANISATION, "other", maximum=3)])
    assert found == Terms(4, (Quota("TM", {"country": "TM"}, 2, 4), TERMS.quotas[1]), 3)
    assert TERMS.quotas[0].minimum == 3


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Relaxation("TX", "other", minimum=0), "no such quota"),
        (Relaxation("TM", "other"), "its bounds stay as they are"),
        (Relaxation("TM", "other", minimum=4), "its minimum is 3, 4 does not ease it"),
        (Relaxation("TM", "other", minimum=-1), "its minimum is 3, -1 does not ease it"),
        (Relaxation("TM", "other", maximum=3), "its maximum is 4, 3 does not ease it"),
        (Relaxation(PER_ORGANISATION, "other", maximum=1), "the cap is 2, 1 does not ease it"),
        (Relaxation(PER_ORGANISATION, "other", minimum=1), "the cap is 2"),
    ],
)
def test_what_does_not_ease_a_quota_is_refused_as_a_relaxation(asked: Relaxation, why: str) -> None:
    with pytest.raises(DoesNotRelax, match=why):
        relaxed(TERMS, [asked])


def test_without_a_cap_there_is_no_cap_to_relax() -> None:
    with pytest.raises(DoesNotRelax):
        relaxed(replace(TERMS, per_organisation=None), [Relaxation(PER_ORGANISATION, "other", maximum=3)])


def test_a_quota_that_is_relaxed_twice_is_refused() -> None:
    """Else the document would tell it twice, and twice from what the training says."""
    with pytest.raises(DoesNotRelax, match="it is named twice"):
        relaxed(TERMS, [Relaxation("TM", "other", minimum=2), Relaxation("TM", "other", minimum=1)])
