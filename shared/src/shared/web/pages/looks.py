"""How pages are drawn: templates of the service and those that all share, in the person's language."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, dates, numbers
from babel.core import get_global
from babel.languages import get_territory_language_info
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from shared.web.pages.languages import DEFAULT, NAMES, texts
from shared.web.pages.plain import plainly
from shared.web.pages.usage import COUNTRIES, LANGUAGES, deadline, in_order, moment, told

HERE = "shared.web.pages"
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two letters that CLDR has a name for besides."""
LANDS = tuple(get_global("likely_subtags")[code].rpartition("_")[2] for code in NAMES if code != DEFAULT)
"""Where the languages of the pages come from."""
NEAR = (*LANDS, "UZ")
"""The region: Uzbekistan lies between them, and no page is in its language yet."""
CELL = re.compile(r"<(?P<kind>td|th)\b(?! colspan)(?P<empty>></td>)?")
"""The beginning of one that is alone in its column."""
LONGEST_ZONE = 32
"""Signs in a time zone's name, as events have it."""


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
    made.filters["under_heads"] = under_heads
    made.filters["plainly"] = partial(plainly, _=words.gettext)
    return made


def filters(locale: Locale) -> dict[str, Callable[..., Any]]:
    """`instant`, and `date` of one in a zone: to compare; `moment`: one in a zone that is named; `deadline`: one at
    which something ends; `day`, `month`, `quarter`, `number`, `percent`, `time`: in her language; `language`: a code's
    name; `countries`, `regions`, `languages`, `zones`: all, as pairs of code and name, these first; `usual_languages`,
    `usual_regions`: those of the pages and these; `usual_countries`: these and the others of the region.
    """

    def time(value: str | datetime, zone: str) -> str:
        return told(instant(value).astimezone(ZoneInfo(zone)), "HH:mm", locale)

    def day(value: str | date, zone: str | None = None) -> str:
        """A date; with `zone`: the one on which an instant lies there."""
        text = str(value)
        on = instant(text).astimezone(ZoneInfo(zone)).date() if zone else date.fromisoformat(text)
        return told(on, "d MMMM y", locale)

    def month(value: str | date) -> str:
        return told(date.fromisoformat(str(value)[:10]), "LLLL y", locale)

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
        "regions": partial(regions, locale=locale),
        "languages": partial(all_languages, locale=locale),
        "usual_countries": partial(usual_countries, locale=locale),
        "usual_regions": partial(usual_regions, locale=locale),
        "usual_languages": partial(usual_languages, locale=locale),
        "zones": partial(zones, locale=locale),
        "instant": instant,
        "date": lambda value, zone: str(instant(value).astimezone(ZoneInfo(zone)).date()),
        "moment": lambda value, zone: moment(instant(value), zone, locale),
        "deadline": lambda value, zone: deadline(instant(value), zone, locale),
        "time": time,
        "day": day,
        "month": month,
        "quarter": quarter,
        "number": number,
        "percent": percent,
        "country": partial(country, locale=locale),
        "language": partial(language, locale=locale),
    }


def under_heads(rows: Markup, heads: Sequence[str | tuple[str, str]]) -> Markup:
    """Rows of a table, each cell in which something stands with the head of its column: where rows are stacked, no
    other is seen.
    """
    said = [escape(one if isinstance(one, str) else one[0]) for one in heads]
    return Markup("<tr").join(Markup(row_under(row, said)) for row in rows.split("<tr"))  # noqa: S704 - drawn already


def row_under(row: str, heads: Sequence[Markup]) -> str:
    places = iter(heads)

    def cell(begun: re.Match[str]) -> str:
        head = next(places)
        return begun[0] if begun["empty"] or begun["kind"] == "th" else f'<td data-label="{head}"'

    return CELL.sub(cell, row)


def country(code: str, locale: Locale) -> str:
    land = code.upper()
    return COUNTRIES.get((locale.language, land)) or str(locale.territories.get(land, code))


def language(code: str, locale: Locale) -> str:
    """Its name; the code where there is none in this language."""
    return str(own_names(locale).get(code, code))


def own_names(locale: Locale) -> Mapping[str, str]:
    """Of languages, in this one."""
    return {**locale.languages, **LANGUAGES.get(locale.language, {})}


def countries(first: Sequence[str], locale: Locale) -> list[tuple[str, str]]:
    names = {code: country(code, locale) for code in map(str, locale.territories) if is_country(code)}
    return listed(first, names, locale)


def usual_countries(first: Sequence[str], locale: Locale) -> list[tuple[str, str]]:
    return listed(first, {code: country(code, locale) for code in (*NEAR, *first)}, locale)


def regions(first: Sequence[str], locale: Locale) -> list[tuple[str, str]]:
    """Deployments are called like their countries, in small letters."""
    return [(code.lower(), name) for code, name in countries([one.upper() for one in first], locale)]


def usual_regions(besides: Sequence[str], locale: Locale) -> list[tuple[str, str]]:
    return [(code, country(code, locale)) for code in dict.fromkeys((*map(str.lower, LANDS), *besides))]


def all_languages(first: Sequence[str], locale: Locale) -> list[tuple[str, str]]:
    return listed(first, languages_named(locale), locale)


def usual_languages(besides: Sequence[str], locale: Locale) -> list[tuple[str, str]]:
    names = languages_named(locale)
    return [(code, names.get(code, code)) for code in dict.fromkeys((*NAMES, *besides))]


@cache
def languages_named(locale: Locale) -> Mapping[str, str]:
    """Those of two letters, and all that are spoken where those of the pages come from; in English where there is no
    name in hers.
    """
    names = {**Locale(DEFAULT).languages, **own_names(locale)}
    spoken = {code for land in LANDS for code in get_territory_language_info(land)}
    fit = {code for code in names if code.isalpha() and (len(code) == len("tg") or code in spoken)}
    return {code: str(names[code]) for code in fit}


def zones(first: Sequence[str], locale: Locale) -> list[tuple[str, str]]:
    """`Tajikistan, Dushanbe`."""
    return listed(first, zones_named(locale), locale)


@cache
def zones_named(locale: Locale) -> Mapping[str, str]:
    lands = {zone: land for zone, land in get_global("zone_territories").items() if is_country(land)}
    fit = {zone for zone in available_timezones() & lands.keys() if len(zone) <= LONGEST_ZONE}
    cities = {zone: dates.get_timezone_location(zone, locale=locale, return_city=True) for zone in fit}
    return {"UTC": "UTC"} | {zone: f"{country(lands[zone], locale)}, {city}" for zone, city in cities.items()}


def listed(first: Sequence[str], names: Mapping[str, str], locale: Locale) -> list[tuple[str, str]]:
    """These first, whether they have a name or none, then the others by name."""
    others = sorted((code for code in names if code not in first), key=lambda code: in_order(names[code], locale))
    return [(code, names.get(code, code)) for code in (*first, *others)]


def is_country(code: str) -> bool:
    """Whether it is of ISO 3166-1 alpha-2, and neither a group of countries nor none at all."""
    return len(code) == len("TJ") and code.isalpha() and code not in NO_COUNTRIES


def instant(value: str | datetime) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
