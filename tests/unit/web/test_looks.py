"""What all pages draw alike: what somebody typed, a training's name, a table."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from shared.web.pages.forms import Form
from shared.web.pages.looks import environment

TYPED = "</textarea>\"><script>alert(1)</script><b onclick='alert(1)'>"


@pytest.mark.parametrize("field", ["text", "area"])
def test_what_somebody_typed_is_shown_as_text(field: str) -> None:
    template = '{% import "parts.html" as parts with context %}{{ parts[field](form, "words", "Words") }}'
    drawn = environment(("shared.web.pages",), "en").from_string(template)
    page = BeautifulSoup(drawn.render(form=Form({"words": TYPED}), field=field), "html.parser")
    (shown,) = page.select("[name=words]")
    assert str(shown.get("value") or shown.get_text()).strip() == TYPED
    assert page.find(["script", "b"]) is None


IMPORTED = '{% import "parts.html" as parts with context %}'
DAYS = {"starts_on": "2017-05-15", "ends_on": "2017-05-18"}
A_TRAINING = {"training": "0190a5f2-0000-7000-8000-000000000042", "title": "Leading", **DAYS}


def text_of(template: str, **values: Any) -> BeautifulSoup:
    drawn = environment(("shared.web.pages",), "en").from_string(IMPORTED + template)
    return BeautifulSoup(drawn.render(**values), "html.parser")


def test_a_training_of_which_only_the_number_is_told_is_called_by_that() -> None:
    assert text_of("{{ parts.named(training) }}", training={"training": "000042"}).get_text() == "A training (…000042)"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({}, "Leading: 15 May 2017 – 18 May 2017 (…000042)"),
        ({"sensitivity": "open"}, "Leading: 15 May 2017 – 18 May 2017 (…000042)"),
        ({"sensitivity": "discreet"}, "A training: 15 May 2017 – 18 May 2017 (…000042)"),
        ({"sensitivity": "closed"}, "A training: 15 May 2017 – 18 May 2017 (…000042)"),
        ({"title": None, "ends_on": "2017-05-15"}, "A training: 15 May 2017 (…000042)"),
        ({"starts_on": None}, "Leading: days not yet known (…000042)"),
    ],
)
def test_a_training_is_called_by_its_title_if_that_is_open_its_days_and_the_end_of_its_number(
    said: dict[str, Any], name: str
) -> None:
    assert text_of("{{ parts.named(training) }}", training={**A_TRAINING, **said}).get_text() == name


TABLE = """{% call parts.table("Places", heads) %}{% for row in rows %}
<tr><th scope="row">{{ row[0] }}</th>{% for value in row[1:] %}<td>{{ value }}</td>{% endfor %}</tr>
{% else %}<tr><td colspan="3">None.</td></tr>{% endfor %}{% endcall %}"""


def test_in_a_wide_table_each_cell_says_its_column_for_screens_on_which_rows_are_stacked() -> None:
    heads = ["Number", "Where <it> stands", ("Points", "number")]
    page = text_of(TABLE, heads=heads, rows=[["TJ-01", "<b>", 3], ["TJ-02", "here", 4]])
    assert [(cell["data-label"], cell.get_text()) for cell in page.select(".stack tbody td")] == [
        ("Where <it> stands", "<b>"),
        ("Points", "3"),
        ("Where <it> stands", "here"),
        ("Points", "4"),
    ]


def test_a_cell_in_which_nothing_stands_says_nothing() -> None:
    page = text_of(TABLE, heads=["One", "Two", "Three"], rows=[["TJ-01", "", "here"]])
    assert [cell.get("data-label") for cell in page.select("tbody td")] == [None, "Three"]


def test_a_cell_over_all_columns_is_of_none() -> None:
    (cell,) = text_of(TABLE, heads=["One", "Two", "Three"], rows=[]).select("tbody td")
    assert not cell.has_attr("data-label")


def test_a_table_of_two_columns_stays_one_on_a_phone() -> None:
    page = text_of(TABLE, heads=["Step", ("Number", "number")], rows=[["Sent in", 3]])
    assert page.select(".stack, [data-label]") == []


def test_a_table_is_a_region_with_a_name_that_keys_can_scroll() -> None:
    (around,) = text_of(TABLE, heads=["One", "Two", "Three"], rows=[]).select("[role=region]")
    assert (around["aria-label"], around["tabindex"]) == ("Places", "0")


COUNTRY = '{{ parts.country(form, "country", "Country", first=first) }}'


def countries_of(code: str, *first: str) -> dict[str, list[str]]:
    """By the group in which they are offered."""
    page = text_of(COUNTRY, form=Form({"country": code}), first=first)
    return {
        str(one["label"]): [str(option["value"]) for option in one.select("option")] for one in page.select("optgroup")
    }


@pytest.mark.parametrize(
    ("code", "first", "begin"),
    [
        ("", (), ["GE", "KZ", "KG", "RU", "TJ", "TM", "UZ"]),
        ("TJ", (), ["GE", "KZ", "KG", "RU", "TJ", "TM", "UZ"]),
        ("", ("TJ", "AM"), ["TJ", "AM", "GE", "KZ", "KG", "RU", "TM", "UZ"]),
    ],
)
def test_countries_of_the_region_are_a_group_before_all_others(
    code: str, first: tuple[str, ...], begin: list[str]
) -> None:
    groups = countries_of(code, *first)
    assert groups["In the region"] == begin
    assert groups["Other countries"][0] == "AF"
    assert not set(groups["Other countries"]) & set(begin)


@pytest.mark.parametrize("code", ["DE", "QQ"])
def test_another_country_that_stands_there_is_first_of_the_others(code: str) -> None:
    assert countries_of(code)["Other countries"][:2] == [code, "AF"]
