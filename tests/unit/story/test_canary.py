"""Canary words are found wherever they are, and are found nowhere else."""

from itertools import product

from cascade.story.data import call, canary, feedback, items, plans, reach, staff
from cascade.story.data.canary import PATTERN, Series, word
from cascade.story.data.origin import Origin


def test_every_series_and_number_is_another_word() -> None:
    words = {word(series, number) for series, number in product(Series, range(canary.RANGE))}
    assert len(words) == len(Series) * canary.RANGE


def test_every_name_contact_letter_wish_and_comment_has_a_canary_word() -> None:
    drawn = call.call(5)
    texts = [
        text
        for a in drawn.applicants
        for text in (a.person.name, a.person.contact, a.letter, a.wishes, *(review.comment for review in a.reviews))
    ]
    texts += [text for one in staff.STAFF for text in (one.person.name, one.person.contact)]
    texts += [text for plan in plans.ALL.values() for text in (plan.title, plan.words)]
    assert all(PATTERN.search(text) for text in texts)


def test_every_report_answer_and_reason_in_words_has_a_canary_word() -> None:
    texts = [reach.report_words(key) for key in reach.EVENTS]
    texts += [plans.why(plan) for plan in plans.RETURNED]
    texts += [answer.text for answer in feedback.FEEDBACK if answer.text is not None]
    texts += [voice.text for voice in items.VOICES if voice.origin is Origin.SYNTHETIC]

    assert len(texts) > 30
    assert all(PATTERN.search(text) for text in texts)


def test_nothing_that_may_travel_has_a_canary_word() -> None:
    drawn = call.call(5)
    codes = [value for a in drawn.applicants for value in (a.code, a.organisation, a.sector.value)]
    codes += [plan.key for plan in plans.ALL.values()] + [voice.key for voice in items.VOICES]
    assert not any(PATTERN.search(code) for code in codes)
