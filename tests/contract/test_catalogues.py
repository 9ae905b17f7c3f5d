"""Catalogues of the pages' texts are what `make texts` makes of the sources, and the complete ones are complete."""

import re
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from cascade import texts

COMPLETE = ["ru", "tg"]
PLACEHOLDER = re.compile(r"%\(\w+\)s")
OTHER_WORDS = re.compile(
    r"\bнома(и|е|ро|ҳо\w*)?\b|машғулот|ёдраскун|ногаҳон|ширкаткунанда|нишонӣ|баста шуд", re.IGNORECASE
)
"""In Tajik, for what docs/translating.md calls otherwise: мактуб, машғулият, ёдоварӣ, иштирокчӣ, суроға, пӯшидан."""
A_SENTENCE = 20
"""Signs."""
HINT = "run `make texts`, and translate what is new (docs/translating.md)"


@pytest.fixture(scope="module")
def needed() -> dict[str, Catalog]:
    return {package: texts.needed(package) for package in texts.PACKAGES}


def said(message: Message) -> list[str]:
    """What stands for it in the language: one text, or one for each of its plural forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def asked(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


@pytest.mark.parametrize(("package", "language"), list(product(texts.PACKAGES, texts.TRANSLATED)))
def test_a_catalogue_is_what_the_sources_make_of_it(package: str, language: str, needed: dict[str, Catalog]) -> None:
    there = texts.file_of(package, language).read_text()

    assert there == texts.made(package, language, needed[package]), HINT


@pytest.mark.parametrize(("package", "language"), list(product(texts.PACKAGES, COMPLETE)))
def test_nothing_is_left_untranslated(package: str, language: str) -> None:
    missing = [message.id for message in texts.read(package, language) if message.id and not all(said(message))]

    assert not missing, HINT


@pytest.mark.parametrize(("package", "language"), list(product(texts.PACKAGES, texts.TRANSLATED)))
def test_no_translation_is_a_guess(package: str, language: str) -> None:
    guesses = [message.id for message in texts.read(package, language) if message.id and message.fuzzy]

    assert not guesses, "look at each, and take its line `#, fuzzy` away"


@pytest.mark.parametrize(("package", "language"), list(product(texts.PACKAGES, texts.TRANSLATED)))
def test_each_value_of_the_source_stands_in_the_translation(package: str, language: str) -> None:
    translated = [message for message in texts.read(package, language) if message.id and any(said(message))]
    lost = {
        message.id: words
        for message in translated
        for words in said(message)
        if set(PLACEHOLDER.findall(words)) != set(PLACEHOLDER.findall(asked(message)[-1]))
    }

    assert not lost, "a text in parentheses behind a percent sign stays as it is"


@pytest.mark.parametrize("package", texts.PACKAGES)
def test_no_sentence_is_the_same_in_two_languages(package: str) -> None:
    """Short words may be; a sentence that is was put into the wrong catalogue."""
    russian, tajik = ({one.id: one.string for one in texts.read(package, code) if one.id} for code in COMPLETE)
    alike = [text for text, words in russian.items() if words == tajik[text] and len(str(words)) > A_SENTENCE]

    assert not alike


@pytest.mark.parametrize("package", texts.PACKAGES)
def test_one_thing_has_one_word_in_tajik(package: str) -> None:
    other = [message.id for message in texts.read(package, "tg") if any(map(OTHER_WORDS.search, said(message)))]

    assert not other, "see the words in docs/translating.md"


@pytest.mark.parametrize("package", texts.PAGES)
def test_a_column_that_counts_is_not_headed_like_one_of_numbers_that_name_somebody(package: str) -> None:
    counting = [
        template.name
        for template in (Path(str(files(package))) / "templates").glob("*.html")
        if '(_("Number"), "number")' in template.read_text()
    ]

    assert not counting


def test_what_a_file_to_take_along_says_is_a_text(needed: dict[str, Catalog]) -> None:
    assert "Report form" in needed["followup.pages"]


def test_the_title_of_a_refusal_is_a_text() -> None:
    assert "This link has expired" in texts.needed(texts.SHARED)


@pytest.mark.parametrize("package", [one for one in texts.PACKAGES if one != texts.SHARED])
def test_what_all_services_say_stands_in_one_catalogue(package: str, needed: dict[str, Catalog]) -> None:
    shared = {message.id for message in needed[texts.SHARED] if message.id}

    assert not shared & {message.id for message in needed[package]}
