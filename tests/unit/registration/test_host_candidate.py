"""A candidate is built from what her home says, whichever fact comes first."""

from dataclasses import replace
from uuid import UUID

import pytest

from registration.domain.candidate import Assessment, Candidate
from registration.domain.vocabulary import Admission, WithdrawalReason
from tests.unit.registration.host import PUBLISHED, TRAINING, candidate

NEW = Candidate(UUID(int=107), UUID(int=207), "tj", TRAINING)
ELIGIBLE = Assessment(1, True, 8000, 2, {"country": "TJ"})


def test_submitted_and_reviewed_she_can_be_selected() -> None:
    known = candidate()
    assert known.selectable
    assert (known.code, known.score, known.revision, known.heard) == ("TJ-07", 8000, 1, 2)
    assert known.attributes == {"country": "TJ"}


def test_before_she_is_assessed_she_has_no_score_and_no_attributes() -> None:
    known = NEW.on_submitted("TJ-07", Admission.SELECTION, at=PUBLISHED, version=1)
    assert (known.selectable, known.score, known.revision, known.attributes) == (False, None, 0, {})


@pytest.mark.parametrize("assessment", [replace(ELIGIBLE, eligible=False), replace(ELIGIBLE, score=None)])
def test_who_is_ineligible_or_has_no_score_cannot_be_selected(assessment: Assessment) -> None:
    assert not NEW.on_reviewed("TJ-07", assessment, version=1).selectable


def test_a_withdrawal_takes_her_out_and_is_never_taken_back() -> None:
    out = candidate().on_withdrawn(WithdrawalReason.CARE_DUTY, version=3)
    assert (out.selectable, out.heard) == (False, 3)
    assert not out.on_reviewed("TJ-07", ELIGIBLE, version=4).selectable


def test_the_newest_version_of_her_home_counts_whatever_it_said() -> None:
    assert candidate().on_heard(5).heard == 5
    assert candidate().on_heard(5).on_heard(4).heard == 5
