"""The person's language: chosen by her, else by her browser; texts from catalogues that translators write (gettext)."""

import gettext
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel import Locale, negotiate_locale
from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fastapi import Request

from shared.web.pages.cookies import LANGUAGE

DEFAULT = "en"
NAMES: Mapping[str, str] = {
    "en": "English",
    "ru": "Русский",
    "tg": "Тоҷикӣ",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "ka": "ქართული",
    "tk": "Türkmençe",
}
"""Whatever there are catalogues for; which of them are offered stands in those."""


def to_say(text: str) -> str:
    """Itself: marks what is said to people, by another's call, so that it stands in the catalogues."""
    return text


@cache
def catalogue(package: str, language: str) -> Catalog:
    """What translators wrote; empty where they wrote nothing. It is read as they wrote it: nothing has to be compiled
    before.
    """
    file = files(package) / "locale" / f"{language}.po"
    return read_po(io.BytesIO(file.read_bytes() if file.is_file() else b""), locale=language)


@cache
def texts(packages: tuple[str, ...], language: str) -> gettext.NullTranslations:
    """The first package's texts, then the others'; what none of them has stays English."""
    first = gettext.NullTranslations()
    for package in packages:
        compiled = io.BytesIO()
        write_mo(compiled, catalogue(package, language))
        compiled.seek(0)
        first.add_fallback(gettext.GNUTranslations(compiled))
    return first


@cache
def offered(packages: tuple[str, ...]) -> tuple[str, ...]:
    """English, and those in which all that these packages say is written."""
    others = (code for code in NAMES if code != DEFAULT)
    return (DEFAULT, *(code for code in others if all(is_complete(catalogue(one, code)) for one in packages)))


def is_complete(written: Catalog) -> bool:
    return all(is_written(message) for message in written if message.id)


def is_written(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(texts) and not message.fuzzy


def chosen(request: Request, packages: tuple[str, ...]) -> Locale:
    """By her choice, else the first of her browser's that we have."""
    have = offered(packages)
    asked = [LANGUAGE.of(request), *accepted(request.headers.get("accept-language", ""))]
    try:
        return Locale.parse(negotiate_locale([one for one in asked if one], have, sep="-") or DEFAULT, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(DEFAULT)


def accepted(header: str) -> list[str]:
    """Language tags by their weight (RFC 9110, section 12.5.4)."""
    weighed = []
    for part in header.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), tag))
        except ValueError:
            continue
    return [tag for _, tag in sorted(weighed, key=lambda one: one[0])]
