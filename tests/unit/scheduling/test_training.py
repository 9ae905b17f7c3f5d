"""Every state of a training with every request: what is listed passes, all else is refused by name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from scheduling.domain.refusals.common import ForTheCoordinator
from scheduling.domain.refusals.training import (
    ParentIsThePlans,
    ParticularsMissing,
    PlansDueInGenerationZero,
    SeatsBelowConfirmed,
    SelectionDecidedAlready,
)
from scheduling.domain.training import Held, Request, Training, changed_parts
from scheduling.domain.vocabulary import CancelReason, ChangedPart, Sensitivity, TrainingState
from shared.refusals import NotInThisState
from tests.unit.scheduling.trainings import AT, CASCADE, DUSHANBE, a_training, quota

S = TrainingState
JUNE = date(2017, 6, 15), date(2017, 6, 18)
HELD = Held(JUNE[0], JUNE[1], 1680, 1620, 17, 16, 25, 25)
MORE_SEATS = replace(DUSHANBE, seats=26)

REQUESTS: dict[Request, Callable[[Training], Training]] = {
    Request.SAVE: lambda training: training.save(MORE_SEATS, None, 0),
    Request.ANNOUNCE: lambda training: training.announce(),
    Request.DISCARD: lambda training: training.discard(),
    Request.SET_DATES: lambda training: training.set_dates(*JUNE, None, at=AT),
    Request.CHANGE: lambda training: training.change(MORE_SEATS, confirmed=0, words=None, at=AT),
    Request.CANCEL: lambda training: training.cancel(CancelReason.VENUE, None, at=AT),
    Request.COMPLETE: lambda training: training.complete(HELD),
    Request.PUBLISH_AGENDA: lambda training: training.publish_agenda(),
}
LISTED = {
    (S.DRAFT, Request.SAVE): (S.DRAFT, 0),
    (S.DRAFT, Request.ANNOUNCE): (S.ANNOUNCED, 1),
    (S.DRAFT, Request.DISCARD): (S.DISCARDED, 0),
    (S.DRAFT, Request.SET_DATES): (S.DRAFT, 0),
    (S.ANNOUNCED, Request.SET_DATES): (S.ANNOUNCED, 1),
    (S.ANNOUNCED, Request.CHANGE): (S.ANNOUNCED, 1),
    (S.ANNOUNCED, Request.CANCEL): (S.CANCELLED, 1),
    (S.ANNOUNCED, Request.COMPLETE): (S.COMPLETED, 1),
    (S.ANNOUNCED, Request.PUBLISH_AGENDA): (S.ANNOUNCED, 1),
}


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("state", TrainingState)
def test_what_is_listed_passes_and_all_else_is_refused(state: TrainingState, request_: Request) -> None:
    training = a_training(state=state)
    listed = LISTED.get((state, request_))
    if listed is None:
        with pytest.raises(NotInThisState):
            REQUESTS[request_](training)
    else:
        after = REQUESTS[request_](training)
        assert (after.state, after.version) == listed


def test_nothing_is_announced_before_everything_is_known() -> None:
    with pytest.raises(ParticularsMissing, match="starts_on, ends_on"):
        a_training(replace(DUSHANBE, starts_on=None, ends_on=None)).announce()


def test_no_plan_is_expected_from_generation_one_on() -> None:
    with pytest.raises(PlansDueInGenerationZero):
        a_training(replace(CASCADE, plans_due_days=14), generation=1).checked()


def test_the_parent_of_a_training_that_grew_from_a_plan_is_fixed() -> None:
    cascade = a_training(CASCADE, plan=UUID(int=8), parent=UUID(int=1), generation=1)
    with pytest.raises(ParentIsThePlans):
        cascade.save(CASCADE, UUID(int=2), 1)
    saved = cascade.save(CASCADE, None, 0)
    assert (saved.parent, saved.generation) == (UUID(int=1), 1)


def test_the_same_dates_say_nothing() -> None:
    announced = a_training(state=S.ANNOUNCED)
    assert announced.set_dates(date(2017, 5, 15), date(2017, 5, 18), "again", at=AT) == announced


def test_seats_never_fall_below_the_people_who_were_promised_one() -> None:
    announced = a_training(state=S.ANNOUNCED)
    with pytest.raises(SeatsBelowConfirmed, match="24 seats were asked for; 25 places"):
        announced.change(replace(DUSHANBE, seats=24), confirmed=25, words=None, at=AT)
    assert announced.change(replace(DUSHANBE, seats=24), confirmed=24, words=None, at=AT).particulars.seats == 24


def test_a_roster_that_is_too_long_for_a_moment_hinders_no_other_change() -> None:
    announced = a_training(state=S.ANNOUNCED)
    changed = announced.change(replace(DUSHANBE, place="Khujand"), confirmed=26, words=None, at=AT)
    assert changed.particulars.place == "Khujand"


def test_quotas_stay_after_a_selection() -> None:
    decided = a_training(state=S.ANNOUNCED).on_selection_decided()
    with pytest.raises(SelectionDecidedAlready):
        decided.change(replace(DUSHANBE, quotas=(quota("NGO", 1),)), confirmed=0, words=None, at=AT)


def test_words_beside_a_change_are_kept_with_what_they_are_about() -> None:
    changed = a_training(state=S.ANNOUNCED).change(MORE_SEATS, confirmed=0, words="A larger room", at=AT)
    assert [(note.about, note.words) for note in changed.notes] == [("seats", "A larger room")]


def test_a_change_names_its_parts() -> None:
    after = replace(MORE_SEATS, quotas=(quota("NGO", 1),), place="Khujand")
    assert changed_parts(DUSHANBE, after) == (ChangedPart.SEATS, ChangedPart.QUOTAS, ChangedPart.OTHER)


@pytest.mark.parametrize(
    ("state", "becomes"),
    [
        (S.DRAFT, S.DISCARDED),
        (S.ANNOUNCED, S.CANCELLED),
        (S.COMPLETED, S.COMPLETED),
        (S.CANCELLED, S.CANCELLED),
        (S.DISCARDED, S.DISCARDED),
    ],
)
def test_a_withdrawn_plan_ends_what_has_not_taken_place(state: TrainingState, becomes: TrainingState) -> None:
    assert a_training(CASCADE, state=state).on_plan_withdrawn(at=AT).state is becomes


def test_a_corrected_figure_is_a_new_version_and_the_same_figures_are_none() -> None:
    completed = a_training(state=S.ANNOUNCED).complete(HELD)
    assert completed.correct(HELD) == completed
    assert completed.correct(replace(HELD, attended=24)).version == completed.version + 1


@pytest.mark.parametrize(
    ("sensitivity", "embargo", "over"),
    [
        (Sensitivity.OPEN, None, True),
        (Sensitivity.OPEN, AT, True),
        (Sensitivity.OPEN, AT + timedelta(seconds=1), False),
        (Sensitivity.DISCREET, AT, True),
        (Sensitivity.DISCREET, AT + timedelta(seconds=1), False),
        (Sensitivity.DISCREET, None, False),
    ],
)
def test_an_embargo_that_is_set_holds_and_only_an_open_training_needs_none(
    sensitivity: Sensitivity, embargo: datetime | None, over: bool
) -> None:
    told = replace(DUSHANBE, sensitivity=sensitivity, publish_not_before=embargo)
    training = a_training(told, state=S.COMPLETED, held=HELD)
    assert training.embargo_is_over(AT) is over
    assert training.public_total(AT) == (25 if over else None)


def test_a_public_total_begins_with_five_people() -> None:
    open_one = a_training(replace(DUSHANBE, sensitivity=Sensitivity.OPEN))
    totals = [replace(open_one, held=replace(HELD, attended=people)).public_total(AT) for people in (0, 4, 5)]
    assert (totals, open_one.public_total(AT)) == ([None, None, 5], None)


CALLED = a_training(replace(DUSHANBE, sensitivity=Sensitivity.OPEN), state=S.ANNOUNCED)


def test_anyone_may_know_of_the_call_of_an_open_training_until_it_closes() -> None:
    call = CALLED.particulars.call
    assert call is not None
    assert CALLED.public_call("tj", AT) == call
    assert CALLED.public_call("tj", call.closes_at - timedelta(seconds=1)) == call
    assert CALLED.public_call("tj", call.closes_at) is None


@pytest.mark.parametrize(
    "training",
    [
        replace(CALLED, particulars=replace(CALLED.particulars, sensitivity=Sensitivity.DISCREET)),
        replace(
            CALLED, particulars=replace(CALLED.particulars, sensitivity=Sensitivity.DISCREET, publish_not_before=AT)
        ),
        replace(CALLED, particulars=replace(CALLED.particulars, sensitivity=Sensitivity.CLOSED)),
        replace(CALLED, particulars=replace(CALLED.particulars, publish_not_before=AT + timedelta(seconds=1))),
        replace(CALLED, particulars=replace(CALLED.particulars, homes=("kz",))),
        replace(CALLED, particulars=replace(CALLED.particulars, call=None)),
        replace(CALLED, state=S.DRAFT),
        replace(CALLED, state=S.CANCELLED),
        replace(CALLED, decided=True),
    ],
)
def test_nobody_is_told_to_apply_where_she_would_be_refused_or_nobody_may_know_yet(training: Training) -> None:
    assert training.public_call("tj", AT) is None


def test_a_trainer_runs_her_own_training_and_no_training_of_trainers() -> None:
    a_training(CASCADE).permit_trainer(Request.COMPLETE)
    with pytest.raises(ForTheCoordinator):
        a_training(DUSHANBE).permit_trainer(Request.COMPLETE)
