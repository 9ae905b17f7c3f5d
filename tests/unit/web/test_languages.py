"""Which languages are offered, and where texts come from."""

import sys
from pathlib import Path

import pytest

from shared.web.pages import languages

EMPTY = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Continue"\nmsgstr ""\n'
WRITTEN = EMPTY.removesuffix('""\n') + '"Улантуу"\n'


def package(at: Path, name: str, catalogues: dict[str, str]) -> str:
    """A package on disk with these catalogues."""
    folder = at / name
    (folder / "locale").mkdir(parents=True)
    (folder / "__init__.py").touch()
    for language, text in catalogues.items():
        (folder / "locale" / f"{language}.po").write_text(text)
    return name


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return tmp_path


def test_a_language_is_not_offered_before_all_its_texts_are_written(at: Path) -> None:
    begun = WRITTEN + '\nmsgid "Back"\nmsgstr ""\n'
    assert "ky" not in languages.offered((package(at, "still_empty", {"ky": EMPTY}),))
    assert "ky" not in languages.offered((package(at, "begun", {"ky": begun}),))


def test_a_language_is_offered_once_all_its_texts_are_written(at: Path) -> None:
    assert "ky" in languages.offered((package(at, "written", {"ky": WRITTEN}),))


def test_a_language_that_one_of_two_packages_lacks_is_not_offered(at: Path) -> None:
    packages = (package(at, "with_it", {"ky": WRITTEN}), package(at, "without_it", {"ky": EMPTY}))
    assert "ky" not in languages.offered(packages)


def test_a_text_to_be_looked_at_again_is_not_written_yet(at: Path) -> None:
    doubted = WRITTEN.replace('msgid "Continue"', '#, fuzzy\nmsgid "Continue"')
    assert "ky" not in languages.offered((package(at, "doubted", {"ky": doubted}),))


def test_a_text_that_counts_is_written_once_all_its_forms_are(at: Path) -> None:
    half = WRITTEN + '\nmsgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "күн"\nmsgstr[1] ""\n'
    assert "ky" not in languages.offered((package(at, "half", {"ky": half}),))


def test_what_a_service_does_not_say_the_shared_texts_do(at: Path) -> None:
    service = package(at, "of_a_service", {"ru": EMPTY})
    assert languages.texts((service, "shared.web.pages"), "ru").gettext("Continue") != "Continue"


def test_what_nobody_translated_stays_english(at: Path) -> None:
    service = package(at, "of_nobody", {"ru": EMPTY})
    assert languages.texts((service, "shared.web.pages"), "ru").gettext("Never written") == "Never written"
