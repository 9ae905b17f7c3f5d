"""What no browser of ours sends to a page: headers that are no addresses, cookies of nobody, files without end."""

import asyncio
import base64
import json
from types import SimpleNamespace

import pytest
from fastapi import Request
from starlette.types import Message

from shared.web.pages.guard import ForgedElsewhere, require_own_page
from shared.web.pages.looking import Looking
from shared.web.pages.page import to_send_again, whole
from shared.web.pages.pages import FILES_OF_NOBODY
from shared.web.pages.signing_in import Begun, SignInUnknown
from shared.web.pages.visitors import NOBODY_KNOWN
from shared.web.refusals import CredentialsMissing

BEGUN = Begun("state", "nonce", "verifier", "/me")


class Sent(Request):
    """A form. `rest`: until then it has not arrived; `asked`: whether somebody asked for it."""

    def __init__(self, turns: asyncio.Semaphore | None = None, **headers: str) -> None:
        told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        app = SimpleNamespace(state=SimpleNamespace(files_of_nobody=turns, service="scheduling"))
        scope = {"type": "http", "method": "POST", "path": "/scheduling/me", "root_path": "/scheduling", "app": app}
        super().__init__({**scope, "query_string": b"", "headers": told}, self.arriving)
        self.rest, self.asked = asyncio.Event(), False

    async def arriving(self) -> Message:
        self.asked = True
        await self.rest.wait()
        return {"type": "http.request", "body": b"--b--"}


@pytest.mark.parametrize("origin", ["http://[", "null", "", "http://a[b]", "http://elsewhere.example"])
def test_an_origin_that_is_no_address_of_ours_is_another_site(origin: str) -> None:
    with pytest.raises(ForgedElsewhere):
        require_own_page(Sent(host="service", origin=origin))


def test_without_a_host_every_origin_is_another_site() -> None:
    with pytest.raises(ForgedElsewhere):
        require_own_page(Sent(origin="null"))


def test_a_referrer_that_is_no_address_leads_to_the_first_page() -> None:
    assert Looking(Sent(host="service", referer="http://["), NOBODY_KNOWN, ()).back == "/"


def test_a_sign_in_that_was_begun_here_is_read_as_it_was_written() -> None:
    assert Begun.read(BEGUN.written()) == BEGUN


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 20_000,
        json.dumps({"state": 1, "nonce": "n", "verifier": "v", "next": "/"}).encode(),
        json.dumps({"state": "s", "nonce": "n", "verifier": "v", "next": 1}).encode(),
        json.dumps({"state": "s"}).encode(),
    ],
    ids=["nothing", "a list", "no text", "nested", "a state that is a number", "no page to go to", "half of it"],
)
def test_a_cookie_that_no_sign_in_of_ours_wrote_begins_none(content: bytes) -> None:
    with pytest.raises(SignInUnknown):
        Begun.read(base64.urlsafe_b64encode(content).decode())


async def test_files_of_whoever_is_not_known_are_read_a_few_at_a_time() -> None:
    turns, kind = asyncio.Semaphore(FILES_OF_NOBODY), "multipart/form-data; boundary=b"
    slow = [Sent(turns, content_type=kind) for _ in range(FILES_OF_NOBODY)]
    reading = [asyncio.create_task(whole(one)) for one in slow]
    await asyncio.sleep(0)
    one_more, without_files = Sent(turns, content_type=kind), Sent(turns)
    without_files.rest.set()
    await whole(without_files)

    with pytest.raises(CredentialsMissing):
        await whole(one_more)
    assert await to_send_again(one_more, 401) is None
    assert [one.asked for one in (*slow, one_more)] == [*[True] * FILES_OF_NOBODY, False]

    for one in slow:
        one.rest.set()
    await asyncio.gather(*reading)
    assert not turns.locked()
