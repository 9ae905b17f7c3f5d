"""What eases a quota for one decision, and what does not."""

from dataclasses import replace

import pytest
from pydantic import BaseModel, ValidationError

from registration.api.selections import LookingAhead, PromotionAsked
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
        (Relaxation(PER_ORGANISATION, "other"), "it stays as it is"),
        (Relaxation(PER_ORGANISATION, "other", minimum=1), "the cap has no minimum"),
    ],
)
def test_what_does_not_ease_a_quota_is_refused_as_a_relaxation(asked: Relaxation, why: str) -> None:
    with pytest.raises(DoesNotRelax, match=why):
        relaxed(TERMS, [asked])


def test_a_bound_that_is_not_there_is_not_there_to_relax() -> None:
    with pytest.raises(DoesNotRelax, match="this training has no cap per organisation"):
        relaxed(replace(TERMS, per_organisation=None), [Relaxation(PER_ORGANISATION, "other", maximum=3)])
    with pytest.raises(DoesNotRelax, match="it has no maximum"):
        relaxed(Terms(4, (Quota("TM", {"country": "TM"}, 3),)), [Relaxation("TM", "other", maximum=3)])


def test_a_quota_that_is_relaxed_twice_is_refused() -> None:
    """Else the document would tell it twice, and twice from what the training says."""
    with pytest.raises(DoesNotRelax, match="it is named twice"):
        relaxed(TERMS, [Relaxation("TM", "other", minimum=2), Relaxation("TM", "other", minimum=1)])


@pytest.mark.parametrize(
    ("asked", "body"),
    [
        (PromotionAsked, {"reason": "other", "relax": [{"id": "TM", "maximum": 10**7}]}),
        (LookingAhead, {"relax": ["TM::10000000"]}),
        (LookingAhead, {"relax": ["TM::٣"]}),
    ],
)
def test_a_bound_is_written_in_ascii_and_has_few_digits_as_it_stands_in_a_document_for_good(
    asked: type[BaseModel], body: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        asked.model_validate(body)
