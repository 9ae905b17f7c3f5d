"""What a validator says is said plainly to whoever filled in a form."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Annotated

import pytest
from pydantic import BaseModel, Field, StringConstraints, ValidationError

from cascade import texts
from shared.web import faults
from shared.web.pages import languages
from shared.web.pages.plain import plainly


class Filled(BaseModel):
    """One field of each kind that forms have."""

    day: date = date(2017, 5, 15)
    seats: Annotated[int, Field(ge=1, le=10)] = 1
    code: Annotated[str, StringConstraints(pattern="^[A-Z]$")] = "A"
    name: Annotated[str, StringConstraints(min_length=1, max_length=5)] = "A"
    rural: bool = True
    reviewers: Annotated[list[str], Field(min_length=2, max_length=3)] = ["A", "B"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("day", "soon", "Write a date"),
        ("seats", "many", "Write a number"),
        ("seats", "0", "too small"),
        ("seats", "11", "too large"),
        ("code", "a", "not written as it has to be"),
        ("name", "", "has to be filled in"),
        ("name", "Gulnora", "too long"),
        ("name", None, "has to be filled in"),
        ("rural", "perhaps", "Choose one"),
        ("reviewers", ["A"], "At least 2 are needed here."),
        ("reviewers", ["A", "B", "C", "D"], "At most 3 are possible here."),
    ],
)
def test_each_kind_of_error_is_said_plainly(field: str, typed: object, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Filled.model_validate({field: typed})
    assert words in plainly(faults.words_of(refused.value.errors()[0]), str)


def test_a_number_that_could_be_meant_as_hexadecimal_is_asked_for_without_zeros() -> None:
    assert plainly(faults.PADDED, str) == "Write the number without zeros before it."


def test_a_sentence_of_our_own_stays_as_it_is() -> None:
    own = "Nobody who comes to this training was born on the day that the form says: please look at it again."
    assert plainly(own, str) == own


def spoken(language: str, service: str) -> Callable[[str], str]:
    return languages.texts((f"{service}.pages", "shared.web.pages"), language).gettext


@pytest.mark.parametrize("kind", sorted(faults.SENTENCES))
def test_every_fault_is_said_in_her_language(kind: str) -> None:
    words = faults.SENTENCES[kind].format_map(defaultdict(lambda: "3"))
    assert plainly(words, spoken("tg", "registration")) != words


@pytest.mark.parametrize("service", ["registration", "scheduling", "followup"])
def test_what_a_value_is_in_words_is_said_in_her_language(service: str) -> None:
    said = [*texts.of_values(f"{service}.pages"), *texts.of_values("shared.web.pages")]
    assert "two capital letters, e.g. TJ" in said
    assert [words for words in said if plainly(words, spoken("tg", service)) == words] == []


def test_the_words_of_an_address_are_found_where_the_body_describes_it() -> None:
    assert "one e-mail address, e.g. name@example.org" in list(texts.of_values("registration.pages"))
