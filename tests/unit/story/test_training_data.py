"""The agenda, the four days and the feedback of Dushanbe have the numbers of the story."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from cascade.story.data import agenda, attendance, feedback
from cascade.story.data.agenda import SessionKind
from cascade.story.data.manuals import MANUALS, MISSING_EDITION, MODULES
from cascade.story.data.staff import ROOMS


def test_24_sessions_of_28_hours_over_four_days_with_17_modules() -> None:
    for version in (agenda.VERSION_1, agenda.VERSION_2):
        assert len(version) == 24
        assert sum(session.minutes for session in version) == 28 * 60
        assert sorted({session.starts_at.day for session in version}) == [15, 16, 17, 18]
        taught = [module for session in version for module in session.modules]
        assert sorted(taught) == sorted(MODULES)
        assert len(taught) == 17


def test_besides_modules_there_are_an_opening_a_test_a_guest_three_labs_and_a_closing() -> None:
    kinds = Counter(session.kind for session in agenda.VERSION_2)
    assert kinds == {
        SessionKind.MODULE: 17,
        SessionKind.OPENING: 1,
        SessionKind.TEST: 1,
        SessionKind.GUEST: 1,
        SessionKind.LAB: 3,
        SessionKind.CLOSING: 1,
    }


def test_nobody_and_no_room_is_at_two_places_and_no_session_overlaps_another() -> None:
    for version in (agenda.VERSION_1, agenda.VERSION_2):
        ordered = sorted(version, key=lambda session: session.starts_at)
        assert all(a.ends_at <= b.starts_at for a, b in pairwise(ordered))
        assert {session.room for session in version} <= {room.code for room in ROOMS}


def test_every_module_comes_after_its_prerequisites() -> None:
    for version in (agenda.VERSION_1, agenda.VERSION_2):
        begins = {module: session.starts_at for session in version for module in session.modules}
        for module in MODULES.values():
            assert all(begins[needed] < begins[module.code] for needed in module.prerequisites)


def test_in_the_second_version_peacebuilding_follows_violence_in_conflict_with_a_quiet_hour_after() -> None:
    first = {session.key: session for session in agenda.VERSION_1}
    second = {session.key: session for session in agenda.VERSION_2}
    assert first[agenda.CONFLICT].starts_at > first[agenda.PEACEBUILDING].starts_at
    assert second[agenda.CONFLICT].ends_at <= second[agenda.PEACEBUILDING].starts_at
    ends = second[agenda.QUIET_HOUR.after].ends_at
    next_one = min(each.starts_at for each in agenda.VERSION_2 if each.starts_at >= ends)
    assert next_one - ends >= timedelta(minutes=agenda.QUIET_HOUR.minutes)
    moved = {key for key in first if first[key].starts_at != second[key].starts_at}
    assert moved == set(agenda.MOVED)


def test_the_guests_are_on_the_first_and_the_second_day() -> None:
    days = {guest: session.starts_at.day for session in agenda.VERSION_2 for guest in session.guests}
    assert days == {"G-1": 15, "G-2": 16}


def test_one_edition_is_missing_and_somebody_accepts_it_by_name() -> None:
    (missing,) = [manual.code for manual in MANUALS if "tg" not in manual.languages]
    assert (missing, "tg") == (MISSING_EDITION.manual, MISSING_EDITION.language)
    assert MISSING_EDITION.accepted_by


def test_600_marks_are_585_present_3_partly_12_absent() -> None:
    assert Counter(mark.mark.value for mark in attendance.MARKS) == {"present": 585, "partly": 3, "absent": 12}
    assert len({(mark.session, mark.badge) for mark in attendance.MARKS}) == 600


def test_23_of_25_are_there_for_all_of_it() -> None:
    away = {mark.badge for mark in attendance.MARKS if mark.mark is not attendance.MarkKind.PRESENT}
    assert away == {attendance.LATE_BADGE, attendance.EARLY_BADGE}
    assert len(attendance.BADGES) == 25


def test_everybody_was_there_for_part_of_it_and_23_for_four_fifths() -> None:
    delivered = sum(attendance.MINUTES_DELIVERED.values())
    spent = {badge: attendance.minutes_of(badge) for badge in attendance.BADGES}
    assert all(minutes > 0 for minutes in spent.values())
    assert sum(minutes >= 0.8 * delivered for minutes in spent.values()) == 23


def test_27_of_28_hours_and_16_of_17_modules_as_designed() -> None:
    assert sum(delivery.minutes for delivery in attendance.DELIVERIES) == 27 * 60
    kinds = {session.key: session.kind for session in agenda.VERSION_2}
    taught = [each for each in attendance.DELIVERIES if kinds[each.session] is SessionKind.MODULE]
    assert (sum(each.as_designed for each in taught), len(taught)) == (16, 17)


def test_one_mark_is_recorded_wrongly_at_first_and_corrected() -> None:
    first = {m.badge: m.mark for m in attendance.recorded_at_first(attendance.CORRECTION.session)}
    final = {m.badge: m.mark for m in attendance.MARKS if m.session == attendance.CORRECTION.session}
    wrong = {badge for badge in first if first[badge] is not final[badge]}
    assert wrong == {attendance.CORRECTION.badge}


def test_24_of_25_give_feedback_and_peacebuilding_is_first() -> None:
    answers = feedback.FEEDBACK
    assert len(answers) == len({answer.badge for answer in answers}) == 24
    impactful = Counter(answer.most_impactful for answer in answers)
    assert impactful.most_common(1) == [("peacebuilding", 21)]
    useful = Counter(topic for answer in answers for topic in answer.useful)
    assert useful.most_common(2) == [("human-rights-law", 19), ("horizontal", 18)]
