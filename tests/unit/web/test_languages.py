"""Which languages are offered, and where texts come from."""

import sys
from pathlib import Path

import pytest

from shared.web.pages import languages

EMPTY = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Continue"\nmsgstr ""\n'


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


def test_a_prepared_language_without_a_translated_text_is_not_offered(at: Path) -> None:
    assert "ky" not in languages.offered((package(at, "still_empty", {"ky": EMPTY}),))


def test_a_prepared_language_is_offered_once_somebody_has_written_in_it(at: Path) -> None:
    written = EMPTY.removesuffix('""\n') + '"Улантуу"\n'
    assert "ky" in languages.offered((package(at, "begun", {"ky": written}),))


def test_what_a_service_does_not_say_the_shared_texts_do(at: Path) -> None:
    service = package(at, "of_a_service", {"ru": EMPTY})
    assert languages.texts((service, "shared.web.pages"), "ru").gettext("Continue") != "Continue"


def test_what_nobody_translated_stays_english(at: Path) -> None:
    service = package(at, "of_nobody", {"ru": EMPTY})
    assert languages.texts((service, "shared.web.pages"), "ru").gettext("Never written") == "Never written"
