"""A letter in the language of whoever gets it: the first of hers in which all letters are written, else English."""

from collections.abc import Sequence

from babel import Locale

from registration.domain.letter import LABEL_OF, Letter, LetterLink, Moment
from shared.web.pages import languages
from shared.web.pages.usage import deadline

PACKAGES = (__package__,)


def language_of(hers: Sequence[str]) -> str:
    return next((one for one in hers if one in languages.offered(PACKAGES)), languages.DEFAULT)


def said(letter: Letter, language: str) -> str:
    """Without its links."""
    words = translated(letter.words, language)
    return words if letter.until is None else words % {"until": moment(letter.until, language)}


def label(link: LetterLink, language: str) -> str:
    return translated(link.label or LABEL_OF[link.purpose], language)


def translated(text: str, language: str) -> str:
    return languages.texts(PACKAGES, language).gettext(text)


def moment(until: Moment, language: str) -> str:
    return deadline(until.at, until.time_zone, Locale.parse(language, sep="-"))
