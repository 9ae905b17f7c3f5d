"""How pages are drawn: templates of the service and those that all share, in the person's language."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, dates, numbers
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from shared.web.pages.languages import texts
from shared.web.pages.plain import plainly

HERE = "shared.web.pages"
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two letters that CLDR has a name for besides."""


@cache
def environment(packages: tuple[str, ...], language: str) -> Environment:
    """`packages`: whose `templates` and `locale` are looked into, the first first."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = texts(packages, language)
    made.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined] # of the extension
    made.filters |= {**filters(Locale.parse(language, sep="-")), "translated": words.gettext}
    made.filters["plainly"] = partial(plainly, _=words.gettext)
    return made


def filters(locale: Locale) -> dict[str, Callable[..., Any]]:
    """`moment`: an instant in a zone that is named; `day`, `month`, `quarter`, `number`, `percent`, `time`: in
    her language; `language`: a code's name; `countries`: all, as pairs of code and name, these first.
    """

    def moment(value: str | datetime, zone: str) -> str:
        at = instant(value).astimezone(ZoneInfo(zone))
        said = dates.format_datetime(at, "d MMMM y, HH:mm", locale=locale)
        return f"{said} ({zone})"

    def time(value: str | datetime, zone: str) -> str:
        return str(dates.format_datetime(instant(value).astimezone(ZoneInfo(zone)), "HH:mm", locale=locale))

    def day(value: str | date, zone: str | None = None) -> str:
        """A date; with `zone`: the one on which an instant lies there."""
        text = str(value)
        on = instant(text).astimezone(ZoneInfo(zone)).date() if zone else date.fromisoformat(text)
        return str(dates.format_date(on, "d MMMM y", locale=locale))

    def month(value: str | date) -> str:
        return str(dates.format_date(date.fromisoformat(str(value)[:10]), "LLL y", locale=locale))

    def quarter(code: str) -> str:
        """`2017Q3`: July to September."""
        year, _, which = code.partition("Q")
        last = 3 * int(which)
        return f"{month(date(int(year), last - 2, 1))} – {month(date(int(year), last, 1))}"

    def number(value: float) -> str:
        return str(numbers.format_decimal(value, locale=locale))

    def percent(value: float) -> str:
        return str(numbers.format_percent(value, locale=locale))

    return {
        "countries": partial(countries, locale=locale),
        "moment": moment,
        "time": time,
        "day": day,
        "month": month,
        "quarter": quarter,
        "number": number,
        "percent": percent,
        "country": partial(country, locale=locale),
        "language": partial(language, locale=locale),
    }


def country(code: str, locale: Locale) -> str:
    return str(locale.territories.get(code.upper(), code))


def language(code: str, locale: Locale) -> str:
    """Its name; the code where CLDR has none in this language."""
    return str(locale.languages.get(code, code))


def countries(first: Sequence[str], locale: Locale) -> list[tuple[str, str]]:
    known = {code: country(code, locale) for code in map(str, locale.territories) if is_country(code)}
    others = sorted((code for code in known if code not in first), key=lambda code: known[code])
    return [(code, country(code, locale)) for code in (*first, *others)]


def is_country(code: str) -> bool:
    """Whether it is of ISO 3166-1 alpha-2, and neither a group of countries nor none at all."""
    return len(code) == len("TJ") and code.isalpha() and code not in NO_COUNTRIES


def instant(value: str | datetime) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
