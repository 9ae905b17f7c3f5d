"""What somebody typed is text on a page, whatever it looks like."""

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
