"""Marks are recorded once, corrected with a reason, and sum to an outcome."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from scheduling.domain.attendance.register import Delivery, Mark, Register, Told
from scheduling.domain.refusals.attendance import (
    MarksExceedDelivery,
    MinutesDoNotFit,
    NotOnRoster,
    NotRecordedYet,
    ReasonNeeded,
)
from scheduling.domain.vocabulary import MarkKind, Outcome
from shared.refusals import NotKnownHere
from tests.unit.scheduling.registers import ANNA, BELA, SESSIONS, a_register, an_entry, delivery, full, mark

P, A, H = MarkKind.PRESENT, MarkKind.ABSENT, MarkKind.PARTLY


@pytest.mark.parametrize(
    ("minutes", "outcome"),
    [(192, Outcome.ATTENDED), (191, Outcome.PARTLY), (1, Outcome.PARTLY), (0, Outcome.NO_SHOW)],
)
def test_attended_is_eighty_percent_of_the_delivered_minutes(minutes: int, outcome: Outcome) -> None:
    long = Delivery(SESSIONS[0].id, 240, True)
    there = mark(1, ANNA, H, minutes) if minutes else mark(1, ANNA, A)
    register = a_register(there, mark(2, ANNA, A), mark(3, ANNA, A), deliveries=(long,))
    assert register.outcome_of(ANNA) is outcome


def test_a_shortened_session_counts_with_the_minutes_that_took_place() -> None:
    register = replace(full(mark(1, ANNA, A)), deliveries={one.session: one for one in (delivery(1), delivery(2, 30))})
    assert (register.minutes_planned, register.minutes_delivered) == (240, 90)
    assert register.minutes_of(ANNA) == 30
    assert register.outcome_of(ANNA) is Outcome.PARTLY


def test_nobody_attended_what_did_not_take_place() -> None:
    nothing = tuple(delivery(number, 0) for number in (1, 2, 3))
    register = replace(full(), deliveries={one.session: one for one in nothing})
    assert register.outcome_of(ANNA) is Outcome.NO_SHOW


def test_modules_count_as_designed_if_all_their_sessions_were() -> None:
    register = a_register(deliveries=(delivery(1), delivery(2, 60, as_designed=False)))
    assert (len(register.modules), register.modules_as_designed) == (2, frozenset({"LC-1"}))


def test_a_recorded_mark_changes_with_a_reason_alone() -> None:
    register = a_register(mark(1, ANNA, A))
    with pytest.raises(ReasonNeeded, match="absent; to make it present"):
        register.mark([(mark(1, ANNA), None)])
    corrected = register.mark([(mark(1, ANNA), "She sat at the back")])
    assert corrected.marks[SESSIONS[0].id, ANNA].kind is P


def test_the_same_mark_again_needs_no_reason() -> None:
    register = a_register(mark(1, ANNA))
    assert register.mark([(mark(1, ANNA), None)]) == register


@pytest.mark.parametrize(
    "wrong",
    [mark(1, ANNA, H, 61), mark(1, ANNA, H), mark(1, ANNA, P, 60), mark(1, ANNA, A, 1)],
    ids=["more than took place", "partly without minutes", "present with minutes", "absent with minutes"],
)
def test_minutes_stand_beside_partly_and_are_no_more_than_took_place(wrong: Mark) -> None:
    with pytest.raises(MinutesDoNotFit):
        a_register().mark([(wrong, None)])


def test_before_its_delivery_is_recorded_a_session_has_its_planned_minutes() -> None:
    register = a_register(deliveries=())
    assert register.mark([(mark(2, ANNA, H, 120), None)]).marks
    with pytest.raises(MinutesDoNotFit):
        register.mark([(mark(2, ANNA, H, 121), None)])


def test_only_who_is_on_the_roster_is_marked() -> None:
    with pytest.raises(NotOnRoster):
        a_register().mark([(mark(1, ANNA), None), (mark(1, UUID(int=99)), None)])


def test_only_sessions_of_the_agenda_are_marked_and_delivered() -> None:
    with pytest.raises(NotKnownHere):
        a_register().mark([(Mark(UUID(int=99), ANNA, P), None)])
    with pytest.raises(NotKnownHere):
        a_register().deliver(Delivery(UUID(int=99), 60, True), None, is_over=False)


def test_nobody_was_there_longer_than_the_session_lasted() -> None:
    with pytest.raises(MarksExceedDelivery):
        a_register(mark(1, ANNA, H, 40)).deliver(delivery(1, 30), None, is_over=False)


def test_a_delivery_may_be_set_right_until_completion_and_then_with_a_reason() -> None:
    register = a_register()
    assert register.deliver(delivery(1, 30), None, is_over=False).minutes_delivered == 210
    with pytest.raises(ReasonNeeded, match="60 minutes, as designed; to make it 30 minutes"):
        register.deliver(delivery(1, 30), None, is_over=True)
    assert register.deliver(delivery(1, 30), "The light went out", is_over=True).minutes_delivered == 210


@pytest.mark.parametrize(
    ("register", "sessions", "marks"),
    [
        (a_register(deliveries=(delivery(1),)), ("S-02", "S-03"), 6),
        (a_register(mark(1, ANNA), mark(1, BELA)), (), 4),
    ],
)
def test_what_is_not_recorded_is_named(register: Register, sessions: tuple[str, ...], marks: int) -> None:
    with pytest.raises(NotRecordedYet) as refused:
        register.require_complete()
    assert (refused.value.sessions, refused.value.missing_marks) == (sessions, marks)


def test_a_training_without_names_is_complete_when_its_sessions_are() -> None:
    counted = replace(a_register(), roster=())
    counted.require_complete()
    assert counted.held((), "Asia/Dushanbe").roster == 0


def test_figures_count_partly_among_the_attended_and_the_days_on_which_something_took_place() -> None:
    register = replace(full(), deliveries={one.session: one for one in (delivery(1), delivery(2), delivery(3, 0))})
    roster = (an_entry(ANNA, outcome=Outcome.PARTLY), an_entry(BELA, outcome=Outcome.NO_SHOW))
    held = register.held(roster, "Asia/Dushanbe")
    assert (held.held_from, held.held_to) == (date(2017, 5, 15), date(2017, 5, 15))
    assert (held.roster, held.attended, held.minutes_planned, held.minutes_delivered) == (2, 1, 240, 180)


def test_a_session_that_was_shorter_than_recorded_takes_its_marks_with_it() -> None:
    register = a_register(mark(1, ANNA, H, 50), mark(1, BELA))
    told = Told(delivery(1, 30), ((mark(1, ANNA, H, 20), "The power failed"),))
    after = register.record(told, is_over=False)
    assert (after.minutes_of(ANNA), after.minutes_of(BELA)) == (20, 30)


def test_marks_that_are_given_with_a_session_are_measured_by_what_took_place_of_it() -> None:
    longer, shorter = delivery(1, 90), delivery(1, 30)
    assert a_register().record(Told(longer, ((mark(1, ANNA, H, 80), None),)), is_over=False).minutes_of(ANNA) == 80
    with pytest.raises(MinutesDoNotFit, match="between 1 and 30"):
        a_register().record(Told(shorter, ((mark(1, ANNA, H, 50), None),)), is_over=False)


def test_a_mark_that_is_not_given_with_a_session_still_stands_against_it() -> None:
    register = a_register(mark(1, ANNA, H, 50))
    with pytest.raises(MarksExceedDelivery):
        register.record(Told(delivery(1, 30), ((mark(1, BELA), None),)), is_over=False)


def test_all_of_a_session_changes_with_reasons_alone() -> None:
    register = full()
    with pytest.raises(ReasonNeeded, match="mark of"):
        register.record(Told(delivery(1), ((mark(1, ANNA, A), None),)), is_over=False)
    with pytest.raises(ReasonNeeded, match="what took place"):
        register.record(Told(delivery(1, 30), ()), is_over=True)
