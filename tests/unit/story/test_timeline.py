"""The story is played in its order, by few moves of the clock."""

from datetime import timedelta

from cascade.story.data import reach, timeline
from cascade.story.data.acts import Act, Chapter


def test_the_clock_moves_about_a_hundred_times() -> None:
    assert len(timeline.INSTANTS) <= 100


def test_time_never_goes_back_and_ends_at_the_cut_off() -> None:
    instants = [moment.at for moment in timeline.MOMENTS]
    assert instants == sorted(instants)
    assert (timeline.MOMENTS[-1].act, instants[-1]) == (Act.LOOK, reach.CUT_OFF)


def test_every_chapter_and_every_act_is_played_and_chapters_begin_in_their_order() -> None:
    assert {moment.act for moment in timeline.MOMENTS} == set(Act)
    assert list(dict.fromkeys(moment.chapter for moment in timeline.MOMENTS)) == list(Chapter)


def test_no_moment_is_told_twice() -> None:
    told = [(moment.act, moment.subjects, moment.at) for moment in timeline.MOMENTS]
    assert len(told) == len(set(told))


def test_a_training_is_reported_the_day_after_it_ended_or_was_resumed() -> None:
    reported = {m.subjects[0]: m.at for m in timeline.MOMENTS if m.act is Act.REPORT}
    held = {event.plan for event in reach.EVENTS.values() if event.held}
    assert set(reported) == held
    ended = {plan: reach.EVENTS[plan].ends_on + timedelta(days=1) for plan in held} | timeline.RESUMED
    assert {plan: at.date() for plan, at in reported.items()} == ended
