"""Where the issuer ends sessions: an address that anybody may ask."""

from collections.abc import AsyncIterator
from types import SimpleNamespace

import httpx2

from shared.web.app import application, take_in
from shared.web.pages import signing_out


async def test_nobody_takes_the_turn_of_somebodys_picture_there() -> None:
    app = application("followup", "Follow-up", [], {})
    app.state.sign_in = SimpleNamespace(signed_out=None)
    take_in(app, [signing_out.back_channel])

    read = []

    async def files() -> AsyncIterator[bytes]:
        read.append(True)
        yield b"--b--"

    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://t", headers=headers) as client:
        answer = await client.post("/followup/back-channel-sign-out", content=files())

    assert (answer.status_code, answer.json()["code"]) == (415, "media-type")
    assert read == []
