"""A form that arrives slowly is waited for, and not for ever."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from shared.runtime.pauses import pause
from shared.web import envelope
from tests.integration.web.pages.conftest import Here
from tests.integration.web.pages.test_visitors import OWN


async def dripping() -> AsyncIterator[bytes]:
    """For about half a second."""
    yield b"language=ru"
    for _ in range(10):
        await pause(0.05, unless=asyncio.Event())
        yield b"&more="


async def dripped(here: Here) -> int:
    headers = {**OWN, "Content-Type": "application/x-www-form-urlencoded"}
    return (await here.visitor.http.post("/scheduling/language", content=dripping(), headers=headers)).status_code


async def test_a_body_is_waited_for_as_long_as_something_of_it_comes(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(envelope, "SILENT_SECONDS", 0.4)
    assert await dripped(here) == 303


async def test_a_body_is_not_waited_for_for_ever(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "SLOWEST_TEXT_SECONDS", 0.1)
    assert await dripped(here) == 408
