"""What is sent of somebody who is registered on a page."""

import pytest

from registration.pages.working import told
from shared.web.pages.forms import Form


def test_the_language_of_her_letters_goes_first_and_each_is_said_once() -> None:
    sent = told(Form({"kind": "mentor", "letters_in": "tg", "languages/-": ["ru", "tg"]}))
    assert sent == {"kind": "mentor", "languages": ["tg", "ru"]}


@pytest.mark.parametrize("field", ["letters_in/x", "letters_in/-", "languages/0/x"])
def test_a_name_of_a_field_that_is_none_of_the_form_is_left_to_the_interface(field: str) -> None:
    assert told(Form({field: "tg"}))["languages"] == []
