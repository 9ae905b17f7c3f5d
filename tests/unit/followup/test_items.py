"""What is public of voices and pictures is computed when it is read."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from followup.domain.actors import Actor
from followup.domain.deadlines import Dates
from followup.domain.items import Consent, Item
from followup.domain.refusals import NotPermitted
from followup.domain.training import Announced, Training
from followup.domain.vocabulary import ConsentPurpose, ItemKind, ItemState, Role, Sensitivity
from shared.refusals import NotInThisState, NotKnownHere
from tests.unit.followup.plans import COORDINATOR, LEAD, MENTOR, PARENT, numbered

EMBARGO = datetime(2017, 6, 1, tzinfo=UTC)
DATES = Dates(date(2017, 5, 15), date(2017, 5, 18), "Asia/Dushanbe")
DISCREET = Training(PARENT, Announced("tj", None, 0, DATES, 25, Sensitivity.DISCREET, EMBARGO))
SHE, ANOTHER = numbered(11), numbered(12)
VOICE = Item(numbered(1), PARENT, ItemKind.TESTIMONIAL, frozenset({SHE})).release(COORDINATOR)
PICTURE = Item(numbered(2), PARENT, ItemKind.PICTURE, frozenset({SHE, ANOTHER})).release(COORDINATOR)


def announced(sensitivity: Sensitivity, embargo: datetime | None) -> Training:
    assert DISCREET.announced
    return Training(PARENT, replace(DISCREET.announced, sensitivity=sensitivity, publish_not_before=embargo))


def word(
    person: int, given: bool, version: int, *, item: Item | None = None, kind: ConsentPurpose = ConsentPurpose.VOICE
) -> Consent:
    return Consent(numbered(person), kind, item.id if item else None, given, version)


YES = word(11, True, 1)


def test_a_released_voice_is_visible_once_the_embargo_ends_and_she_consents() -> None:
    assert VOICE.visible(DISCREET, [YES], now=EMBARGO)
    assert not VOICE.visible(DISCREET, [YES], now=EMBARGO - timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("training", "visible"),
    [
        (announced(Sensitivity.OPEN, None), True),
        (announced(Sensitivity.OPEN, EMBARGO), True),
        (announced(Sensitivity.OPEN, EMBARGO + timedelta(days=1)), False),
        (announced(Sensitivity.DISCREET, None), False),
        (announced(Sensitivity.CLOSED, EMBARGO), False),
        (Training(PARENT), False),
    ],
    ids=["open needs no embargo", "open past one", "open under one", "discreet without a day", "closed", "stub"],
)
def test_the_training_decides_what_may_be_public_and_unknown_is_no(training: Training, visible: bool) -> None:
    assert VOICE.visible(training, [YES], now=EMBARGO) is visible


@pytest.mark.parametrize(
    ("words", "consented"),
    [
        ([], False),
        ([word(11, True, 1)], True),
        ([word(11, True, 1), word(11, False, 2, item=VOICE)], False),
        ([word(11, False, 2), word(11, True, 1, item=VOICE)], False),
        ([word(11, True, 3), word(11, False, 2, item=VOICE)], True),
        ([word(11, True, 1), word(11, False, 2, item=PICTURE)], True),
        ([word(11, True, 1, kind=ConsentPurpose.MEDIA)], False),
        ([word(12, True, 1)], False),
    ],
    ids=["none", "all", "then not this", "this, then none", "not this, then all", "not another", "media", "another's"],
)
def test_her_newest_word_on_it_or_on_all_of_its_purpose_holds(words: list[Consent], consented: bool) -> None:
    assert VOICE.visible(DISCREET, words, now=EMBARGO) is consented


def test_a_picture_needs_the_consent_of_everybody_shown() -> None:
    one = word(11, True, 1, kind=ConsentPurpose.MEDIA)
    other = word(12, True, 1, kind=ConsentPurpose.MEDIA)
    assert not PICTURE.visible(DISCREET, [one], now=EMBARGO)
    assert PICTURE.visible(DISCREET, [one, other], now=EMBARGO)


def test_what_is_taken_back_is_no_longer_visible() -> None:
    written = VOICE.take_back(COORDINATOR)
    assert written.state is ItemState.WRITTEN
    assert not written.visible(DISCREET, [YES], now=EMBARGO)


def test_it_is_released_and_taken_back_once_each_and_by_the_coordinator_alone() -> None:
    with pytest.raises(NotInThisState, match=r"'release' was asked of item .*, which is released"):
        VOICE.release(COORDINATOR)
    with pytest.raises(NotInThisState, match="which is written"):
        VOICE.take_back(COORDINATOR).take_back(COORDINATOR)
    for other in (LEAD, MENTOR):
        with pytest.raises(NotPermitted, match="those who may: coordinator"):
            VOICE.take_back(other)


HERSELF = Actor(SHE, Role.PARTICIPANT)


def test_what_she_writes_anew_is_released_by_nobody_yet_though_she_still_consents() -> None:
    other_words = VOICE.rewrite(HERSELF)
    assert not other_words.visible(DISCREET, [YES], now=EMBARGO)
    assert other_words.release(COORDINATOR).visible(DISCREET, [YES], now=EMBARGO)


@pytest.mark.parametrize(
    ("item", "by"),
    [
        (VOICE, COORDINATOR),
        (VOICE, Actor(SHE, Role.MENTOR)),
        (replace(PICTURE, shown=frozenset({SHE})), HERSELF),
    ],
    ids=["the coordinator", "herself as somebody else", "a picture of her"],
)
def test_nobody_writes_anew_or_deletes_but_who_wrote_it(item: Item, by: Actor) -> None:
    with pytest.raises(NotPermitted, match="those who may: its author"):
        item.rewrite(by)
    with pytest.raises(NotPermitted, match="those who may: its author"):
        item.require_author("delete", by)


def test_before_it_is_released_she_and_the_coordinator_read_it() -> None:
    for reader in (HERSELF, COORDINATOR):
        VOICE.require_reader(reader)
    with pytest.raises(NotPermitted):
        VOICE.require_reader(MENTOR)


@pytest.mark.parametrize("item", [VOICE, replace(PICTURE, shown=frozenset({SHE}))], ids=["her words", "a picture"])
def test_a_participant_who_is_not_shown_does_not_hear_that_there_is_one(item: Item) -> None:
    other = Actor(ANOTHER, Role.PARTICIPANT)
    for asked in (item.rewrite, item.require_reader, lambda by: item.require_author("delete", by)):
        with pytest.raises(NotKnownHere):
            asked(other)
