"""Each rule finds what breaks it and leaves alone what does not."""

from dataclasses import replace
from uuid import UUID

from scheduling.domain.agenda.conflicts import RULES, conflicts
from scheduling.domain.resources import Facilitator, Interpreter
from scheduling.domain.vocabulary import Level
from tests.unit.scheduling.agendas import GOOD, RESOURCES, SETTING, a_session, found


def test_a_good_agenda_has_no_conflict() -> None:
    assert conflicts(SETTING, GOOD) == ()


def test_what_cannot_be_blocks_and_what_should_not_be_warns() -> None:
    warnings = [name for name, (level, _, _) in RULES.items() if level is Level.WARN]
    assert warnings == [
        "prerequisite-missing",
        "module-unknown",
        "module-shortened",
        "edition-missing",
        "facilitator-missing",
        "interpreter-without-pause",
    ]


def test_a_session_lies_within_the_days_of_the_training_in_its_time_zone() -> None:
    assert found(a_session("late", 33), a_session("night", 38.5)) == [("outside-training-days", ["night"])]
    assert found(a_session("before", -9.5)) == [("outside-training-days", ["before"])]


def test_days_that_are_not_known_bind_nothing() -> None:
    assert found(a_session("S-01", 99), setting=replace(SETTING, starts_on=None, ends_on=None)) == []


def test_a_room_is_used_once_at_a_time() -> None:
    one, other = a_session("S-01", 0), a_session("S-02", 0.5, facilitators=("F-2",))
    assert found(one, other) == [("room-double-booked", ["S-01", "S-02"])]
    assert found(one, replace(other, room="R-B", expected=20)) == []


def test_sessions_that_touch_do_not_overlap() -> None:
    assert found(a_session("S-01", 0), a_session("S-02", 1)) == []


def test_somebody_is_in_one_place_at_a_time_even_as_facilitator_and_interpreter() -> None:
    both = replace(
        SETTING, resources=replace(RESOURCES, interpreters=(Interpreter("I-9", RESOURCES.facilitators[0].person),))
    )
    one = a_session("S-01", 0)
    other = a_session("S-02", 0.5, room="R-B", expected=20, facilitators=("F-2",), interpreters=("I-9",))
    assert found(one, other, setting=both) == [("person-double-booked", ["S-01", "S-02"])]


def test_two_unknown_people_are_not_one_person() -> None:
    one = a_session("S-01", 0, facilitators=("X-1",))
    other = a_session("S-02", 0.5, room="R-B", expected=20, facilitators=("X-2",))
    assert [rule for rule, _ in found(one, other)] == ["resource-unknown", "resource-unknown"]


def test_a_room_holds_those_who_are_expected() -> None:
    assert found(a_session("S-01", room="R-B")) == [("room-too-small", ["S-01"])]
    assert found(a_session("S-01", room="R-B", expected=20)) == []


def test_a_room_or_person_that_nobody_named_is_unknown() -> None:
    session = a_session("S-01", room="R-X", facilitators=("F-9",), interpreters=("I-9",), guests=("G-9",))
    assert [rule for rule, _ in found(session)] == ["resource-unknown"] * 4


def test_a_guest_is_there_in_her_window() -> None:
    assert found(a_session("S-01", 3, guests=("G-1",))) == []
    assert found(a_session("S-01", 3.5, guests=("G-1",))) == [("guest-not-there", ["S-01"])]


def test_a_module_comes_after_what_it_builds_on() -> None:
    first, second = a_session("S-01", 0, modules=("LC-2",)), a_session("S-02", 2, modules=("LC-1",))
    assert found(first, second) == [("prerequisite-later", ["S-01", "S-02"])]


def test_a_prerequisite_that_is_not_taught_is_a_warning() -> None:
    assert found(a_session("S-01", modules=("LC-2",))) == [("prerequisite-missing", ["S-01"])]


def test_a_module_is_one_of_the_trainings_manuals() -> None:
    assert found(a_session("S-01", modules=("XX-1",))) == [("module-unknown", ["S-01"])]


def test_a_module_has_the_time_it_was_designed_for() -> None:
    assert found(a_session("S-01", minutes=59, modules=("LC-1",))) == [("module-shortened", ["S-01"])]


def test_a_manual_has_an_edition_in_each_language_of_the_training() -> None:
    setting = replace(SETTING, languages=("ru", "tg"))
    assert found(*GOOD, setting=setting) == [("edition-missing", ["S-01", "S-02"])]
    assert found(GOOD[2], setting=setting) == []


def test_somebody_facilitates() -> None:
    assert found(a_session("S-01", facilitators=())) == [("facilitator-missing", ["S-01"])]


def test_an_interpreter_has_a_pause() -> None:
    tired = a_session("S-01", 0, interpreters=("I-1",)), a_session("S-02", 1.2, interpreters=("I-1",))
    assert found(*tired) == [("interpreter-without-pause", ["S-01", "S-02"])]
    rested = tired[0], a_session("S-02", 1.25, interpreters=("I-1",))
    assert found(*rested) == []


def test_people_are_told_apart_by_person_not_by_code() -> None:
    resources = replace(RESOURCES, facilitators=(*RESOURCES.facilitators, Facilitator("F-3", UUID(int=1))))
    one, other = a_session("S-01", 0), a_session("S-02", 0, room="R-B", expected=20, facilitators=("F-3",))
    assert found(one, other, setting=replace(SETTING, resources=resources)) == [
        ("person-double-booked", ["S-01", "S-02"])
    ]
