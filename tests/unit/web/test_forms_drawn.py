"""A form that was refused, as a person reads it: what is wrong, at which field, in her language."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from babel import Locale
from bs4 import BeautifulSoup
from starlette.datastructures import FormData

from shared.web.pages import forms
from shared.web.pages.forms import Form, Typed
from shared.web.pages.looks import environment, filters
from shared.web.pages.visitors import NOBODY_KNOWN

PACKAGES = ("shared.web.pages",)
PAGE = """
{% extends "layout.html" %}
{% import "parts.html" as parts with context %}
{% block title %}A page{% endblock %}
{% block main %}
<h1>A page</h1>
{{ parts.text(form, "name", "Your name") }}
{{ parts.radios(form, "rural", "Village", [("true", "Yes"), ("false", "No")]) }}
{{ parts.boxes(form, "topics/-", "Topics", [("human-rights", "Human rights"), ("peace", "Peace")]) }}
{{ parts.text(form, "homes/-", "Regions") }}
{{ parts.area(form, "words", "What you want to say", "In any language.", most=4000) }}
{% call parts.row(form, "Room 1") %}{{ parts.text(form, "rooms/0/code", "Code") }}{% endcall %}
<details{{ parts.opened(form, ["name", "rural"]) }}><summary>More</summary></details>
{{ parts.letter("Салом") }}
{% endblock %}
"""


ABOUT: Mapping[str, Any] = {
    "base": "/registration",
    "here": "/",
    "back": "/",
    "elsewhere": "https://example.org/",
    "behind_a_form": False,
    "languages": {},
    "static_version": "1",
    "visitor": NOBODY_KNOWN,
}


def drawn(form: Form, language: str = "en") -> BeautifulSoup:
    page = environment(PACKAGES, language).from_string(PAGE)
    return BeautifulSoup(page.render(form=form, language=language, **ABOUT), "html.parser")


def refused(
    code: str,
    detail: str = "",
    errors: dict[str, str] | None = None,
    title: str = "It was refused",
    typed: Typed | None = None,
) -> Form:
    pointers = [{"pointer": f"/{name}", "detail": words} for name, words in (errors or {}).items()]
    return Form(typed or {}).refused({"title": title, "code": code, "detail": detail, "errors": pointers})


def summary(page: BeautifulSoup) -> str:
    found = page.find(id="summary")
    return re.sub(r"\s+", " ", found.get_text(" ")).strip() if found else ""


def test_the_summary_names_each_field_and_leads_to_it() -> None:
    page = drawn(refused("invalid-request", errors={"name": "missing", "topics": "missing"}))
    links = {link.get_text(strip=True): str(link["href"]) for link in page.select("#summary a")}
    assert links == {
        "Your name: This has to be filled in.": "#field-name",
        "Topics: This has to be filled in.": "#field-topics",
    }
    assert all(page.select(at) for at in links.values())


def test_the_summary_has_the_order_of_the_fields_and_no_colon_behind_a_question() -> None:
    form = refused("invalid-request", errors={"words": "missing", "rural": "missing", "name": "missing"})
    asking = PAGE.replace('"Village"', '"In a village?"')
    page = environment(PACKAGES, "en").from_string(asking).render(form=form, language="en", **ABOUT)
    links = [link.get_text(strip=True) for link in BeautifulSoup(page, "html.parser").select("#summary a")]
    assert [one.partition(" This")[0] for one in links] == ["Your name:", "In a village?", "What you want to say:"]


@pytest.mark.parametrize("wrong", ["topics", "topics/0", "homes", "homes/1"])
def test_what_is_wrong_with_a_list_or_one_of_its_items_is_told_at_the_list_and_in_the_summary(wrong: str) -> None:
    typed: Typed = {"topics/-": ["peace", "war"], "homes/-": ["tj", "KG"]}
    page = drawn(refused("invalid-request", errors={wrong: "missing"}, typed=typed))
    ((told, way),) = ((link.get_text(strip=True), str(link["href"])) for link in page.select("#summary a"))
    assert told.endswith(": This has to be filled in.")
    (field,) = page.select(way)
    assert field["aria-invalid"] == "true"
    assert page.select(f"#{field['aria-describedby']}.error")


@pytest.mark.parametrize(("wrong", "words"), [(1, "one place"), (2, "2 places")])
def test_the_summary_says_how_many_places_are_wrong_and_not_where_they_are_in_the_body(wrong: int, words: str) -> None:
    names = ("name", "rural")[:wrong]
    detail = "The request is not as described. /name: text in quotation marks."
    page = drawn(refused("invalid-request", detail, dict.fromkeys(names, "missing")))
    assert words in summary(page)
    assert "The request" not in summary(page)


def test_what_is_wrong_with_no_field_of_the_page_is_said_without_a_way_to_it() -> None:
    page = drawn(refused("invalid-request", errors={"seats": "missing"}))
    assert ("filled in" in summary(page), page.select("#summary a")) == (True, [])


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        ("credentials-missing", "This route is for coordinator; send `Authorization: Bearer …`."),
        ("changed-meanwhile", "Somebody changed it meanwhile; read /v1/applications/7/form again."),
        ("invalid-request", "The request is not as described. the body: missing."),
        ("call-closed", "The call of training 0190a5f2-… closed at 2017-04-07T19:00:00+00:00."),
    ],
)
def test_a_refusal_is_told_to_people_in_other_words_than_to_programs(code: str, detail: str) -> None:
    assert detail not in summary(drawn(refused(code, detail)))


def test_a_refusal_is_told_in_her_language() -> None:
    title = "Somebody changed it meanwhile"
    form = refused("changed-meanwhile", title=title)
    assert title in summary(drawn(form))
    assert title not in summary(drawn(form, "tg"))


def test_a_refusal_of_the_whole_is_told_at_the_field_that_it_is_about_in_her_language() -> None:
    form = refused("changed-meanwhile", title="Somebody changed it meanwhile").told_at({"changed-meanwhile": "name"})
    for language, words in (("en", "Somebody changed it meanwhile"), ("ru", "Кто-то тем временем это изменил")):
        page = drawn(form, language)
        said = page.select_one("#field-name-error")
        assert said is not None
        assert words in said.get_text()
        assert words in page.select("#summary a")[0].get_text()


def test_what_is_told_at_its_field_already_and_what_is_about_none_stays_as_it_is() -> None:
    for form in (refused("invalid-request", errors={"rural": "missing"}), refused("call-closed")):
        assert form.told_at({"invalid-request": "name"}) is form


@pytest.mark.parametrize("form", [refused("call-closed"), Form(errors={"name": "missing"})])
def test_the_title_of_a_page_says_first_that_something_is_wrong(form: Form) -> None:
    page = drawn(form)
    assert page.title is not None
    assert page.title.get_text().startswith("Error: A page")


def test_a_page_on_which_nothing_is_wrong_has_no_summary() -> None:
    page = drawn(Form())
    assert (summary(page), page.title and "Error" in page.title.get_text()) == ("", False)


def test_a_field_of_one_row_among_several_alike_is_named_with_its_row() -> None:
    page = drawn(refused("invalid-request", errors={"rooms/0/code": "missing"}))
    assert [link.get_text(strip=True) for link in page.select("#summary a")] == [
        "Room 1, Code: This has to be filled in."
    ]
    assert [group.get_text(strip=True) for group in page.select("fieldset.row legend")] == ["Room 1"]


def test_what_was_saved_meanwhile_is_told_in_words_and_belongs_to_its_field() -> None:
    typed: Typed = {"name": "Gulnora", "rural": "false", "topics/-": ["peace"]}
    problem = {"title": "Somebody changed it meanwhile", "code": "changed-meanwhile"}
    page = drawn(Form(typed).overtaken({"name": "", "rural": True, "topics": ["human-rights", "peace"]}, "1", problem))
    told = {str(one["id"]): re.sub(r"\s+", " ", one.get_text()) for one in page.select(".meanwhile")}
    assert told == {
        "field-name-now": "Saved meanwhile: nothing",
        "field-rural-now": "Saved meanwhile: Yes",
        "field-topics-now": "Saved meanwhile: Human rights, Peace",
    }
    assert all(page.select(f'[aria-describedby~="{one}"]') for one in told)


def test_the_same_ticks_saved_in_another_order_are_nothing_that_was_saved_meanwhile() -> None:
    typed: Typed = {"topics/-": ["human-rights", "peace"]}
    problem = {"title": "Somebody changed it meanwhile", "code": "changed-meanwhile"}
    page = drawn(Form(typed).overtaken({"topics": ["peace", "human-rights"]}, "1", problem))
    assert page.select(".meanwhile") == []


def test_a_long_text_is_described_by_what_it_may_hold_and_its_counter_is_silent_at_first() -> None:
    page = drawn(Form())
    (area,) = page.select("textarea")
    assert str(area["aria-describedby"]).split() == ["field-words-hint", "field-words-most"]
    assert [output["aria-live"] for output in page.select("output")] == ["off"]


@pytest.mark.parametrize(("wrong", "opened"), [("rural", True), ("words", False)])
def test_a_part_that_can_be_closed_stands_open_over_an_error_in_it(wrong: str, *, opened: bool) -> None:
    (part,) = drawn(refused("invalid-request", errors={wrong: "missing"})).select("details")
    assert part.has_attr("open") is opened


def test_what_somebody_wrote_is_in_no_language_that_is_known() -> None:
    assert [one["lang"] for one in drawn(Form(), "tg").select(".letter")] == [""]


def test_a_moment_is_told_in_a_zone_or_not_at_all() -> None:
    moment = filters(Locale("en"))["moment"]
    assert moment("2017-03-10T19:00:00Z", "Asia/Tbilisi") == "10 March 2017, 23:00 (Asia/Tbilisi)"
    with pytest.raises(TypeError, match="zone"):
        moment("2017-03-10T19:00:00Z")


@pytest.mark.parametrize(
    ("language", "named", "quarter"),
    [("en", "Russian", "July 2017 – September 2017"), ("ru", "русский", "июль 2017 – сентябрь 2017")],
)
def test_codes_of_languages_and_quarters_are_told_in_words(language: str, named: str, quarter: str) -> None:
    told = filters(Locale(language))
    assert (told["language"]("ru"), told["quarter"]("2017Q3")) == (named, quarter)


def test_what_is_sent_again_is_what_was_sent_and_what_was_left_empty_too() -> None:
    """Byte for byte: the key of a form stands for just that."""
    fields = [("name", "Gulnora"), ("note", ""), ("words", "One\nTwo"), ("topics/-", ""), ("homes/-", "tj")]
    sent = forms.sent(FormData([*fields, ("homes/-", "kg")]))
    page = environment(PACKAGES, "en").get_template("refused.html")
    problem = {"code": "credentials-missing"}
    told = BeautifulSoup(page.render(problem=problem, code=401, sent=sent, language="en", **ABOUT), "html.parser")
    again = forms.sent(FormData([(str(one["name"]), str(one["value"])) for one in told.select("main form input")]))
    assert (again.key, again.body()) == (sent.key, sent.body())
