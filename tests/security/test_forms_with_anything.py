"""Whatever is sent in the form of a page: it is text, and it breaks nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

import httpx2
import pytest
from bs4 import BeautifulSoup

from shared.web.pages import forms
from tests.security.forms import ASK_NOTHING, FROM_OUR_OWN_PAGE, Fields, Sender
from tests.security.fuzzing import last_of
from tests.security.opened import Seen, opened
from tests.security.overheard import matches, pages_of
from tests.support.visiting import fields_of, visiting

HOSTILE = (
    "",
    "\0",
    "x" * 5_000,
    "9" * 5_000,
    "1e999999",
    "-1e5000",
    "NaN",
    "Europe",
    "../../v1/operations/flow?x=",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "{0}%s%(x)s{{7*7}}",
    "\r\nSet-Cookie: x=1",
    "\u202e\u2028",
    "<script>canary()</script>",
    '" onfocus="canary()" x=\'',
)
OVERTAKEN = {forms.SEEN: '"another"'}
RUN_BY_BROWSERS = "canary()"
FEWEST = {"registration": 18, "scheduling": 12, "followup": 7}
"""Forms that each service has at least."""


@dataclass(frozen=True)
class Drawn(Seen):
    """A form on somebody's page. `path`: to which it is sent, as the service names it."""

    path: str
    fields: Fields

    def with_anything(self) -> Iterator[Fields]:
        """One thing in all fields; then a field as a list, as the beginning of another's name, and not at all, of what
        somebody else changed meanwhile.
        """
        named = [name for name in self.fields if not name.startswith("_")]
        for text in HOSTILE:
            yield {**self.fields, **dict.fromkeys(named, text)}
        for name in named:
            others = {other: value for other, value in self.fields.items() if other != name}
            yield {**others, f"{forms.whole(name)}{forms.LIST}": ["1", "2"], **OVERTAKEN}
            yield {**others, f"{name}/x": "1", **OVERTAKEN}
            yield {**others, **OVERTAKEN}
        yield {**self.fields, forms.SEEN: "\u0442", forms.KEY: "\u0442" * 40}


async def drawn(sender: Sender) -> list[Drawn]:
    """Each form once, as the first of all people finds it to whom its page is shown."""
    found: dict[str, Drawn] = {}
    paths = [path for path in pages_of(sender.service, "POST") if path not in ASK_NOTHING]
    async for seen, answer in opened(sender, once=True):
        for form in BeautifulSoup(answer.text, "html.parser").select("main form[method=post]"):
            action = str(form.get("action") or seen.address)
            own = action.removeprefix(f"/{sender.name}").partition("?")[0]
            path, fields = next((one for one in paths if matches(one, own)), ""), fields_of(form)
            if path and not {*fields} <= {forms.KEY, forms.SEEN}:
                found.setdefault(path, Drawn(action, seen.principal, seen.things, path, fields))
    return sorted(found.values(), key=lambda form: last_of(form.path))


async def sent(sender: Sender, form: Drawn, fields: Fields) -> httpx2.Response:
    visitor = visiting(sender.world.anyone.http._transport, sender.name)
    visitor.session = await sender.session(form.principal, form.things)
    key: Mapping[str, str] = {forms.KEY: f"{uuid4()}"}
    return await visitor.http.post(form.address, data={**key, **fields}, headers=FROM_OUR_OWN_PAGE)


def runs(answer: httpx2.Response) -> bool:
    """Whether something that was typed is more than text in it."""
    page = BeautifulSoup(answer.text, "html.parser")
    attributes = [name for one in page.find_all(True) for name in one.attrs]
    return any(RUN_BY_BROWSERS in one.get_text() for one in page.find_all("script")) or "onfocus" in attributes


@pytest.mark.slow
async def test_whatever_is_typed_in_a_form_is_text_and_breaks_no_page(sender: Sender) -> None:
    tried = await drawn(sender)
    answers = [(form, fields, await sent(sender, form, fields)) for form in tried for fields in form.with_anything()]

    assert len(tried) >= FEWEST[sender.name]
    assert [(form.path, fields) for form, fields, answer in answers if answer.is_server_error] == []
    assert [(form.path, fields) for form, fields, answer in answers if runs(answer)] == []
    assert [form.path for form, _, answer in answers if "x" in answer.cookies] == []
