"""The person's language: chosen by her, else by her browser; texts from catalogues that translators write (gettext)."""

import gettext
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel import Locale, negotiate_locale
from babel.core import UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fastapi import Request

DEFAULT = "en"
COMPLETE = ("en", "ru", "tg")
PREPARED = ("kk", "ky", "ka", "tk")
COOKIE = "language"
NAMES: Mapping[str, str] = {
    "en": "English",
    "ru": "Русский",
    "tg": "Тоҷикӣ",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "ka": "ქართული",
    "tk": "Türkmençe",
}


@cache
def texts(packages: tuple[str, ...], language: str) -> gettext.NullTranslations:
    """The first package's texts, then the others'; what none of them has stays English. Catalogues are read as they
    were written: nothing has to be compiled before.
    """
    first: gettext.NullTranslations | None = None
    for package in packages:
        file = files(package) / "locale" / f"{language}.po"
        if not file.is_file():
            continue
        compiled = io.BytesIO()
        write_mo(compiled, read_po(io.BytesIO(file.read_bytes()), locale=language))
        compiled.seek(0)
        read = gettext.GNUTranslations(compiled)
        if first is None:
            first = read
        else:
            first.add_fallback(read)
    return first or gettext.NullTranslations()


def offered(packages: tuple[str, ...]) -> list[str]:
    """Those that are complete, and the prepared ones for which somebody has written texts."""
    return [*COMPLETE, *(code for code in PREPARED if (files(packages[0]) / "locale" / f"{code}.po").is_file())]


def chosen(request: Request, packages: tuple[str, ...]) -> Locale:
    """By her choice, else the first of her browser's that we have."""
    have = offered(packages)
    asked = [request.cookies.get(COOKIE, ""), *accepted(request.headers.get("accept-language", ""))]
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
