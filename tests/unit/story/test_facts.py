"""Every fact is asked once, at a moment that there is, and expects what its question is declared to give."""

from typing import get_type_hints

import pytest
from pydantic import TypeAdapter

from cascade.story import facts
from cascade.story.chapters import ACTS
from cascade.story.data.acts import Act
from cascade.story.data.origin import Origin
from cascade.story.data.timeline import MOMENTS
from cascade.story.facts.fact import Answer, Fact, Facts, is_after
from cascade.story.story import Story

EVERY = [pytest.param(fact, id=fact.id) for fact in facts.ALL]


def test_as_many_facts_are_asked_as_were_written_down() -> None:
    assert len(facts.ALL) == len({fact.id for fact in facts.ALL}) == facts.EXPECTED


@pytest.mark.parametrize("fact", EVERY)
def test_a_fact_is_asked_after_exactly_one_moment(fact: Fact) -> None:
    assert sum(is_after(fact, moment) for moment in MOMENTS) == 1


@pytest.mark.parametrize("fact", EVERY)
def test_what_is_expected_has_the_type_that_the_question_gives(fact: Fact) -> None:
    declared = TypeAdapter(get_type_hints(fact.question)["return"])
    assert declared.validate_python(fact.expected, strict=True) == fact.expected


def test_every_published_line_has_a_fact_that_says_so() -> None:
    """One for each line of the organiser's publication; a line may have more."""
    published = {fact.question.__name__ for fact in facts.ALL if fact.origin is Origin.PUBLISHED}
    assert published >= {
        "partners",  # organiser, host, mentors
        "programme",
        "place_and_days",
        "held_before",
        "kazakhstan",
        "came_again",
        "georgia",
        "co_organisers",
        "invited_countries",
        "scopes",
        "readers",
        "seats",
        "criterion",
        "countries",
        "countries_of_the_confirmed",
        "sectors",
        "sectors_of_the_confirmed",
        "assistant",
        "manuals",
        "topics",
        "best_received",
        "opening",
        "singer",
        "statement",
        "captioned",
        "kinds",
        "roster",
        "days",
        "page",
    }


def test_no_second_fact_takes_the_place_of_another() -> None:
    registry = Facts()

    async def question(story: Story) -> int:
        return len(story.answers)

    registry.synthetic(1, "there is nothing", 0)(question)
    with pytest.raises(ValueError, match=r"01\.question"):
        registry.published(1, "there is something", 1)(question)


def test_a_fact_holds_only_if_the_very_value_was_given() -> None:
    fact = next(fact for fact in facts.ALL if fact.question.__name__ == "seats")
    assert Answer(fact, 25).held
    assert not Answer(fact, 24).held
    assert not Answer(fact, "Refused: GET scheduling → 404").held


def test_every_act_has_somebody_who_plays_it_except_looking() -> None:
    assert set(Act) - set(ACTS) == {Act.LOOK}
