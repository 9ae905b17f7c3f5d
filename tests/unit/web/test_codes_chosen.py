"""Countries, regions, languages and time zones are chosen by name, in the language of whoever chooses."""

import pytest
from babel import Locale
from bs4 import BeautifulSoup

from shared.web.pages.forms import Form
from shared.web.pages.looks import environment, filters

FIELDS = """
{% import "parts.html" as parts with context %}
{{ parts.country(form, "country", "Country") }}
{{ parts.time_zone(form, "time_zone", "Time zone") }}
{{ parts.language(form, "language", "Language") }}
{{ parts.languages_spoken(form, "languages/-", "Languages", besides=["de"]) }}
{{ parts.regions(form, "homes/-", "Regions") }}
"""


def drawn(form: Form) -> BeautifulSoup:
    return BeautifulSoup(environment(("shared.web.pages",), "en").from_string(FIELDS).render(form=form), "html.parser")


def chosen(page: BeautifulSoup, name: str) -> list[str]:
    found = page.select(f'[name="{name}"] option[selected], input[name="{name}"][checked]')
    return [str(one["value"]) for one in found]


def offered(page: BeautifulSoup, name: str) -> list[str]:
    return [str(one["value"]) for one in page.select(f'[name="{name}"] option, input[name="{name}"]') if one["value"]]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Tajikistan", "Tajikistan", "Tajik", "Tajikistan, Dushanbe"]),
        ("ru", ["Таджикистан", "Таджикистан", "таджикский", "Таджикистан, Душанбе"]),
        ("tg", ["Тоҷикистон", "Тоҷикистон", "тоҷикӣ", "Тоҷикистон, Душанбе"]),
    ],
)
def test_each_code_is_told_by_its_name_in_her_language(language: str, names: list[str]) -> None:
    told = filters(Locale(language))
    codes = {"countries": "TJ", "regions": "tj", "languages": "tg", "zones": "Asia/Dushanbe"}
    assert [dict(told[kind]([]))[code] for kind, code in codes.items()] == names


def test_a_language_without_a_name_in_hers_has_its_english_one() -> None:
    assert dict(filters(Locale("tg"))["languages"]([]))["sw"] == "Swahili"


@pytest.mark.parametrize(
    ("name", "code"), [("country", "QQ"), ("time_zone", "Mars/Base"), ("language", "qqq"), ("country", "TJ")]
)
def test_what_stands_there_stays_chosen_whether_it_is_known_or_not(name: str, code: str) -> None:
    assert chosen(drawn(Form({name: code})), name) == [code]


@pytest.mark.parametrize(("name", "codes"), [("languages/-", ["uz", "tg", "qqq"]), ("homes/-", ["tj", "kg", "qq"])])
def test_whatever_stands_in_a_list_is_ticked_and_offered_once(name: str, codes: list[str]) -> None:
    page = drawn(Form({name: codes}))
    assert sorted(chosen(page, name)) == sorted(codes)
    others = {one: str(one["id"]) for one in page.select(f'select[name="{name}"]')}
    assert not {str(option["value"]) for one in others for option in one.select("option")} & set(codes)
    assert all(page.select(f'label[for="{at}"]') for at in others.values())


def test_the_usual_languages_and_those_named_besides_are_offered_first() -> None:
    assert offered(drawn(Form()), "languages/-")[:8] == ["en", "ru", "tg", "kk", "ky", "ka", "tk", "de"]
