"""Where those who speak a language write otherwise than CLDR, or than the order of Unicode: what is not named here is
as CLDR has it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from unicodedata import normalize
from zoneinfo import ZoneInfo

from babel import Locale, dates

COUNTRIES: Mapping[tuple[str, str], str] = {("ru", "KG"): "Кыргызстан"}
"""By language and code. In Kyrgyzstan, where Russian is an official language, the country is called so; CLDR follows
the usage of Russia.
"""
LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "ru": {"izh": "ижорский", "mrj": "горномарийский", "vep": "вепсский", "xmf": "мегрельский"},
    "tg": {
        "ab": "абхазӣ",
        "ady": "адигейӣ",
        "alt": "олтоии ҷанубӣ",
        "av": "аварӣ",
        "bua": "бурятӣ",
        "ce": "чеченӣ",
        "cu": "славянии калисоӣ",
        "cv": "чувашӣ",
        "dar": "даргинӣ",
        "inh": "ингушӣ",
        "izh": "ижорӣ",
        "kaa": "қарақалпоқӣ",
        "kbd": "кабардӣ",
        "koi": "комӣ-пермякӣ",
        "krc": "қарачойӣ-балкарӣ",
        "krl": "карелӣ",
        "kum": "қумиқӣ",
        "kv": "комӣ",
        "lez": "лезгинӣ",
        "mdf": "мокшанӣ",
        "mrj": "мариии кӯҳӣ",
        "myv": "эрзянӣ",
        "os": "осетӣ",
        "tyv": "тувинӣ",
        "udm": "удмуртӣ",
        "vep": "вепсӣ",
        "vot": "водӣ",
        "xal": "қалмиқӣ",
        "xmf": "мегрелӣ",
    },
}
"""By language and code: those that are spoken where those of the pages come from and that CLDR does not name in it."""
MONTHS: Mapping[str, Sequence[str]] = {
    "tg": (
        *("январи", "феврали", "марти", "апрели", "майи", "июни"),
        *("июли", "августи", "сентябри", "октябри", "ноябри", "декабри"),
    ),
}
"""In a date, before its year: in Tajik small and with the izofat, where CLDR has headings of a calendar."""
ALPHABETS: Mapping[str, str] = {
    "tg": "абвгғдеёжзийӣкқлмнопрстуӯфхҳчҷшъэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "tk": "abçdeäfghijžklmnňoöprsştuüwyýz",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
"""Of the languages of the pages. Unicode has the letters that one language alone needs behind all others."""


def told(at: date | datetime, pattern: str, locale: Locale) -> str:
    """An instant on the clock of its own zone. `pattern`: of CLDR, with the month in words, if it has one."""
    months = MONTHS.get(locale.language)
    fit = re.sub("MMMM|LLLL", f"'{months[at.month - 1]}'", pattern) if months else pattern
    return str(dates.format_datetime(at, fit, locale=locale))


def moment(at: datetime, zone: str, locale: Locale) -> str:
    """In a zone that is named."""
    return f"{told(at.astimezone(ZoneInfo(zone)), 'd MMMM y, HH:mm', locale)} ({zone})"


def deadline(at: datetime, zone: str, locale: Locale) -> str:
    """A moment; midnight is the end of the day before, for whoever reads 00:00 has a day more than there is."""
    there = at.astimezone(ZoneInfo(zone))
    if there.time() != time.min:
        return moment(at, zone, locale)
    return f"{told(there.date() - timedelta(days=1), 'd MMMM y', locale)}, 24:00 ({zone})"


def in_order(name: str, locale: Locale) -> list[tuple[int, int]]:
    """What to sort by: signs, then the letters of this alphabet, then others. An accent that it has not counts for
    nothing.
    """
    alphabet = ALPHABETS.get(locale.language, ALPHABETS["en"])
    return [place(known(sign, alphabet), alphabet) for sign in normalize("NFC", name.casefold())]


def known(sign: str, alphabet: str) -> str:
    return sign if sign in alphabet else normalize("NFD", sign)[0]


def place(sign: str, alphabet: str) -> tuple[int, int]:
    if not sign.isalpha():
        return 0, ord(sign)
    return (1, alphabet.index(sign)) if sign in alphabet else (2, ord(sign))
