"""A mail goes to one address, and its headers say nothing of anybody."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.registration.home.conftest import on
from tests.integration.registration.home.post_office import post_office
from tests.integration.registration.home.workbench import Bench
from tests.support.servers import TestDatabase

HEADERS = {
    "from",
    "to",
    "subject",
    "message-id",
    "mime-version",
    "content-language",
    "content-type",
    "content-transfer-encoding",
    "x-peer",
}
INJECTED = (
    "a@example.org\r\nBcc: b@example.org",
    "a@example.org\nBcc: b@example.org",
    "a@example.org, b@example.org",
    "a@example.org;b@example.org",
    "<a@example.org>",
    "A <a@example.org>",
    "a@example.org%0aBcc:b@example.org",
    "=?utf-8?q?a?=@example.org",
    "a@example.org\0",
    "a@exam\u2028ple.org",
)


@pytest.fixture
async def home(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Bench]:
    async with post_office() as office, on(database, office, tmp_path) as here:
        yield here


async def test_an_address_with_more_than_an_address_in_it_is_refused(home: Bench) -> None:
    training = await home.called()
    path = f"{training.path}/applications"
    codes = [await home.anyone.refused("POST", path, {"contact": one, "language": "tg"}) for one in INJECTED]
    await home.post()

    assert codes == ["invalid-request"] * len(INJECTED)
    assert home.office.mails == []


async def test_no_header_names_anybody_or_anything_but_the_address(home: Bench) -> None:
    training = await home.called()
    for contact in ("a@example.org", "b@example.org"):
        await home.submitted(training, contact, name="Canary\r\nBcc: c@example.org", letter="Canary\r\n.\r\nQUIT\r\nx")
    await home.post()
    headers = [(name.lower(), value) for mail in home.office.mails for name, value in mail.items()]

    assert len(home.office.mails) > 2
    assert {name for name, _ in headers} <= HEADERS
    assert {value for name, value in headers if name == "to"} == {"a@example.org", "b@example.org"}
    assert len({value for name, value in headers if name == "subject"}) == 1
    assert {value for name, value in headers if name == "content-language"} == {"en"}
    assert [value for _, value in headers if "Canary" in value or str(training.id) in value] == []
