"""Readiness asks for everything at once, waits for nothing longer than it says, and names what is missing."""

import asyncio

import httpx2

from shared.web.app import application
from shared.web.readiness import Readiness


async def fine() -> str | None:
    return None


async def away() -> str | None:
    return "nobody is there"


async def broken() -> str | None:
    raise ValueError("canarova")


async def test_what_is_missing_is_named_in_the_answer_with_its_reason() -> None:
    app = application("tiny", "Tiny", [], {"database": fine, "kafka": away})
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://tiny") as http:
        reply = await http.get("/health/ready")

    assert reply.status_code == 503
    assert reply.json() == {"service": "tiny", "missing": {"kafka": "nobody is there"}}


async def test_all_are_asked_at_the_same_time() -> None:
    everybody = asyncio.Barrier(2)

    async def waits_for_the_other() -> str | None:
        await everybody.wait()
        return None

    assert await Readiness({"one": waits_for_the_other, "other": waits_for_the_other}).missing() == {}


async def test_one_that_keeps_silent_is_named_and_the_others_are_told() -> None:
    async def silent() -> str | None:
        await asyncio.Event().wait()
        return None

    readiness = Readiness({"database": silent, "schema": fine, "kafka": away}, longest_seconds=0.05)

    assert await readiness.missing() == {"database": "no answer within 0.05 s", "kafka": "nobody is there"}


async def test_one_that_keeps_silent_is_not_asked_again_before_it_has_answered() -> None:
    asked, answer = 0, asyncio.Event()

    async def slow() -> str | None:
        nonlocal asked
        asked += 1
        await answer.wait()
        return None

    readiness = Readiness({"database": slow}, longest_seconds=0.05)
    assert list(await readiness.missing()) == ["database"]
    assert list(await readiness.missing()) == ["database"]
    assert asked == 1
    answer.set()

    assert await readiness.missing() == {}


async def test_a_check_that_breaks_is_named_without_its_words() -> None:
    readiness = Readiness({"database": broken, "kafka": fine})

    assert await readiness.missing() == {"database": "the check itself failed (ValueError)"}


async def test_who_has_nothing_to_ask_for_is_ready() -> None:
    assert await Readiness({}).missing() == {}
