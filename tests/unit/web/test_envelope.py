"""What every answer tells a browser, whatever the route."""

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import Request
from starlette.datastructures import UploadFile

from shared.web import envelope
from shared.web.app import application
from shared.web.envelope import MOST_UPLOADS, Application


async def answered(scheme: str) -> httpx2.Response:
    transport = httpx2.ASGITransport(Application("/scheduling"))
    async with httpx2.AsyncClient(transport=transport, base_url=f"{scheme}://training.example") as client:
        return await client.get("/scheduling/nowhere")


async def test_behind_https_a_browser_is_told_to_stay_there_for_a_year() -> None:
    assert (await answered("https")).headers["strict-transport-security"] == "max-age=31536000"


async def test_without_https_nothing_is_said_of_it() -> None:
    assert "strict-transport-security" not in (await answered("http")).headers


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_no_answer_is_taken_for_another_kind_or_read_by_another_site(scheme: str) -> None:
    answer = await answered(scheme)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


A_FORM = {"Content-Type": "Multipart/Form-Data; boundary=b"}


async def test_a_file_that_is_sent_is_on_no_disk_unsealed() -> None:
    app = Application("/scheduling")

    @app.post("/picture")
    async def picture(request: Request) -> bool:
        async with request.form() as form:
            file = form["file"]
            assert isinstance(file, UploadFile)
            return bool(file.file._rolled)  # type: ignore[attr-defined] # whether it was moved to a disk

    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://t") as client:
        answer = await client.post("/scheduling/picture", files={"file": b"x" * 5 * 1024 * 1024})
    assert answer.json() is False


async def test_so_many_forms_with_files_are_taken_at_once_that_memory_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "UPLOAD_WAITS_SECONDS", 0.01)
    app, goes_on = Application("/scheduling"), asyncio.Event()
    begun = asyncio.Barrier(MOST_UPLOADS + 1)

    @app.post("/picture")
    async def picture(request: Request) -> int:
        return len(await request.body())

    async def dripping() -> AsyncIterator[bytes]:
        await begun.wait()
        yield b"--b"
        await goes_on.wait()

    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://t", headers=A_FORM) as client:
        sent = [
            asyncio.create_task(client.post("/scheduling/picture", content=dripping())) for _ in range(MOST_UPLOADS)
        ]
        await begun.wait()
        late = await client.post("/scheduling/picture", content=b"--b")
        goes_on.set()
        taken = [(await one).status_code for one in sent]
        after = await client.post("/scheduling/picture", content=b"--b")

    assert (late.status_code, late.json()["code"], late.headers["retry-after"]) == (503, "try-again", "1")
    assert [*taken, after.status_code] == [200] * (MOST_UPLOADS + 1)


@pytest.mark.parametrize(
    ("address", "led_to"),
    [
        ("/scheduling/health/live/?x=%2F", "/scheduling/health/live?x=%2F"),
        ("/scheduling/health/live///", "/scheduling/health/live"),
        ("/scheduling//elsewhere.example/", None),
        ("/scheduling/%2Felsewhere.example/..%2F", None),
        ("/scheduling/nowhere/", None),
    ],
)
async def test_a_slash_too_many_leads_to_a_path_and_never_to_the_host_that_was_named(
    address: str, led_to: str | None
) -> None:
    transport = httpx2.ASGITransport(application("scheduling", "Seats", [], {}))
    async with httpx2.AsyncClient(transport=transport, base_url="http://elsewhere.example") as client:
        answer = await client.get(address)
        sent = await client.post(address)
    assert (answer.status_code, answer.headers.get("location")) == (307 if led_to else 404, led_to)
    assert sent.status_code == 404
