"""What is made of the fields of a form."""

import pytest
from starlette.datastructures import FormData

from shared.web.answers import IdempotencyKeyReused
from shared.web.pages import forms
from shared.web.pages.forms import Form

DEEP = "/".join(["x"] * 5_000)


def sent(*fields: tuple[str, str]) -> Form:
    return forms.sent(FormData(list(fields)))


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ([("name", "x"), ("name/y", "z")], {"name": "x"}),
        ([("name/y", "z"), ("name", "x")], {"name": {"y": "z"}}),
        ([("name/-", "x"), ("name/y", "z")], {"name": ["x"]}),
        ([("0", "x"), ("1", "y")], {"0": "x", "1": "y"}),
        ([(DEEP, "x"), ("name", "y")], {"name": "y"}),
    ],
)
def test_a_name_that_goes_through_a_value_is_ignored(fields: list[tuple[str, str]], body: object) -> None:
    assert sent(*fields).body() == body


@pytest.mark.parametrize("fields", [[("rows", "x")], [("rows/-", "x")], [("rows/0", "x")], [("rows/x", "y")]])
def test_rows_are_only_what_has_fields_of_its_own(fields: list[tuple[str, str]]) -> None:
    assert sent(*fields, ("others/0/name", "a"), ("others/1", "b")).rows("rows") == []
    assert sent(*fields, ("others/0/name", "a"), ("others/1", "b")).rows("others") == [{"name": "a"}]


def test_a_part_is_only_what_has_fields_of_its_own() -> None:
    form = sent(("call", "now"), ("marks/letter", "7"))
    assert (form.part("call"), form.part("marks"), form.part("nothing")) == ({}, {"letter": "7"}, {})


@pytest.mark.parametrize(
    "key", ["", "short", "k" * 129, "\u043a\u043b\u044e\u0447" * 8, "with a blank in it", "line\nline\nline\nline"]
)
def test_a_key_that_is_none_is_replaced_by_a_new_one(key: str) -> None:
    made = sent((forms.KEY, key)).key
    assert made != key
    assert forms.FIT_KEY.fullmatch(made)


def test_a_key_that_is_one_stays() -> None:
    assert sent((forms.KEY, "0123456789abcdef")).key == "0123456789abcdef"


@pytest.mark.parametrize("tag", ["\u043a\u043b\u044e\u0447", "line\nline"])
def test_a_tag_that_is_none_is_left_out(tag: str) -> None:
    assert sent((forms.SEEN, tag)).seen == ""


@pytest.mark.parametrize("code", ["try-again", "still-running", "internal-error", "store-full", "call-closed"])
def test_a_refused_form_is_the_same_sending_when_it_is_sent_again(code: str) -> None:
    form = Form({"name": "x"})
    assert form.refused({"code": code}).key == form.key


def test_a_key_that_stands_for_something_else_is_left() -> None:
    form = Form({"name": "x"})
    assert form.refused({"code": IdempotencyKeyReused.code()}).key != form.key


@pytest.mark.parametrize(
    ("saved", "typed", "same"),
    [
        ({"seats": 25, "rural": True, "note": None, "id": 1}, {"seats": "25", "rural": "true", "note": None}, True),
        ({"seats": 25}, {"seats": "26"}, False),
        ({"rows": [{"code": "a"}, {"code": "b"}]}, {"rows": [{"code": "a"}]}, False),
        ({"rows": [{"code": "a", "id": 1}]}, {"rows": [{"code": "a"}]}, True),
        ({"homes": ["TJ", "KG"]}, {"homes": ["TJ"]}, False),
        ({"homes": ["TJ"]}, {"homes": ["TJ"]}, True),
        ({}, {"note": "x"}, False),
    ],
)
def test_what_stands_there_as_it_was_sent_is_seen_to_be_the_same(saved: object, typed: object, same: bool) -> None:
    assert forms.holds(saved, typed) is same
