"""The words of the domain and those of the events are the same, so that a fact is a translation and nothing more."""

from enum import StrEnum

import pytest

from followup.domain import vocabulary
from followup.domain.refusals import AlreadyPlanner, PlannersFrozen, ShareOutOfRange
from shared.events import followup, registration, scheduling

SAME: list[tuple[type[StrEnum], type[StrEnum]]] = [
    (vocabulary.PlanType, followup.PlanType),
    (vocabulary.ReturnReason, followup.ReturnReason),
    (vocabulary.ReturnedPart, followup.ReturnedPart),
    (vocabulary.VerificationMethod, followup.VerificationMethod),
    (vocabulary.Outcome, scheduling.Outcome),
    (vocabulary.Sensitivity, scheduling.Sensitivity),
]


@pytest.mark.parametrize(("here", "travelling"), SAME)
def test_a_word_that_travels_is_spelled_as_in_the_events(here: type[StrEnum], travelling: type[StrEnum]) -> None:
    assert {word.name: word.value for word in here} == {word.name: word.value for word in travelling}


def test_why_somebody_is_not_added_to_a_plan_travels_under_the_code_of_its_refusal() -> None:
    refusals = (PlannersFrozen, AlreadyPlanner, ShareOutOfRange)
    assert {refusal.code() for refusal in refusals} == {reason.value for reason in followup.JoiningRefusal}


def test_the_purposes_of_consent_that_items_need_are_among_those_that_registration_says() -> None:
    assert set(vocabulary.ConsentPurpose) < set(registration.ConsentPurpose)
