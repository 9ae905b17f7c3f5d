"""Outcomes are said once, and again only if they differ."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scheduling.domain.attendance.completion import concluded, differing, plan_due, refuse_early
from scheduling.domain.refusals.attendance import TooEarlyToComplete
from scheduling.domain.vocabulary import MarkKind, Outcome, RosterState
from tests.unit.scheduling.registers import ANNA, a_register, an_entry, full, mark
from tests.unit.scheduling.trainings import CASCADE, a_training

END = datetime(2017, 5, 18, 19, tzinfo=UTC)
"""24:00 of the last day in Dushanbe."""
DUE = datetime(2017, 6, 1, 19, tzinfo=UTC)


def test_a_training_is_not_complete_before_its_first_day_is_over() -> None:
    first_midnight = datetime(2017, 5, 15, 19, tzinfo=UTC)
    refuse_early(a_training(), at=first_midnight)
    with pytest.raises(TooEarlyToComplete):
        refuse_early(a_training(), at=datetime(2017, 5, 15, 18, 59, tzinfo=UTC))


def test_a_plan_is_due_at_the_end_of_the_fourteenth_day_after_the_end() -> None:
    assert plan_due(a_training(), at=datetime(2017, 5, 18, 15, tzinfo=UTC)) == DUE


def test_who_hears_late_has_all_her_days() -> None:
    assert plan_due(a_training(), at=datetime(2017, 5, 20, 15, tzinfo=UTC)) == datetime(2017, 6, 3, 19, tzinfo=UTC)


def test_no_plan_is_due_after_a_cascade() -> None:
    assert plan_due(a_training(CASCADE), at=END) is None


def test_each_outcome_is_said_with_a_version_of_its_own() -> None:
    register = full(mark(1, ANNA, MarkKind.ABSENT), mark(2, ANNA, MarkKind.ABSENT), mark(3, ANNA, MarkKind.ABSENT))
    entries = concluded(register, DUE)
    told = [(entry.outcome, entry.minutes, entry.plan_due, entry.version) for entry in entries]
    assert told == [(Outcome.NO_SHOW, 0, None, 1), (Outcome.ATTENDED, 240, DUE, 1)]
    assert differing(register.roster, entries) == entries


def test_a_correction_is_said_of_whom_it_changes_alone() -> None:
    register = full()
    before = concluded(register, DUE)
    corrected = replace(full(mark(2, ANNA, MarkKind.ABSENT)), roster=before)
    (told,) = differing(before, concluded(corrected, DUE))
    assert (told.application, told.outcome, told.minutes, told.version) == (ANNA, Outcome.PARTLY, 120, 2)


def test_a_due_time_that_was_given_stays() -> None:
    before = replace(full(), roster=concluded(full(), DUE))
    later = datetime(2017, 7, 1, 19, tzinfo=UTC)
    assert concluded(before, later) == before.roster


def test_who_came_late_onto_the_roster_has_no_outcome_before_her_marks() -> None:
    assert [entry.outcome for entry in concluded(a_register(), DUE)] == [None, None]


def test_a_place_may_come_go_and_come_again_until_there_is_an_outcome() -> None:
    entry = an_entry(ANNA)
    assert entry.on_released().state is RosterState.REMOVED
    assert entry.on_released().on_confirmed("TJ-07").on_roster
    done = an_entry(ANNA, outcome=Outcome.ATTENDED)
    assert done.on_released() == done
    assert done.on_confirmed("TJ-99") == done
