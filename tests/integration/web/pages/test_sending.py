"""What becomes of a form that was sent: twice, too late, by nobody known, or while something is away."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs

from shared.runtime.database import connect
from shared.web.pages import inside
from shared.web.refusals import StoreFull
from tests.integration.web.pages.conftest import Here
from tests.integration.web.pages.entering import FIRST, GULNORA, mailed, open_link
from tests.support.servers import TestDatabase
from tests.support.visiting import Typed, Visiting, signed_in
from tests.support.waiting import until

FORM = f"/seats/{FIRST}/form"
OWN = {"Sec-Fetch-Site": "same-origin"}
WORDS: Typed = {"number": "3", "note": "By the window,\nplease."}


async def taken(here: Here) -> int | None:
    async with here.service.database.transaction() as tx:
        return await tx.one(int, "select count(*) from reminder where kind = 'seat'")


async def entered(here: Here) -> Visiting:
    await open_link(here, await mailed(here, GULNORA, FIRST))
    return here.visitor


async def ended(here: Here) -> None:
    async with here.service.database.transaction() as tx:
        await tx.execute("delete from session")


async def test_what_was_sent_when_the_session_had_ended_is_still_there_and_taken_once_she_is_known_again(
    here: Here,
) -> None:
    visitor = await entered(here)
    await visitor.open(FORM)
    await ended(here)
    await visitor.press("Send", WORDS, status=401)
    kept = visitor.page
    assert (visitor.value("number"), visitor.value("note")) == ("3", "By the window,\nplease.")
    await open_link(here, await mailed(here, GULNORA, FIRST))
    visitor.page = kept
    await visitor.press("Send again")
    assert visitor.here == "/scheduling/me"
    assert await taken(here) == 1


async def test_what_was_sent_while_a_training_is_suspended_is_not_said_to_be_kept(here: Here) -> None:
    visitor = await entered(here)
    await visitor.open(FORM)
    async with here.service.database.transaction() as tx:
        await tx.execute("insert into suspended (training, since) values ($1, clock_timestamp())", FIRST)
    await visitor.press("Send", WORDS, status=423)
    assert "It was not taken" in visitor.words
    assert "is kept" not in visitor.words
    async with here.service.database.transaction() as tx:
        await tx.execute("delete from suspended")
    await visitor.press("Send again")
    assert await taken(here) == 1


async def test_a_form_that_is_drawn_again_because_it_cannot_be_taken_yet_says_when_it_can(here: Here) -> None:
    data = {**WORDS, "_key": "0123456789abcdef"}
    answer = await here.visitor.http.post("/scheduling/full/form", data=data, headers=OWN)
    assert (answer.status_code, answer.headers.get("retry-after")) == (503, str(StoreFull.retry_after))
    assert 'value="3"' in answer.text


async def test_only_what_a_form_of_ours_sent_is_offered_to_be_sent_again(here: Here) -> None:
    answer = await here.visitor.http.post(f"/scheduling{FORM}", data=WORDS, headers=OWN)
    assert answer.status_code == 401
    assert "Send again" not in answer.text


async def test_what_another_site_sent_is_not_offered_to_be_sent_again(here: Here) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    data = {**WORDS, "_key": "0123456789abcdef"}
    answer = await here.visitor.http.post(f"/scheduling{FORM}", data=data, headers=elsewhere)
    assert answer.status_code == 403
    assert "Send again" not in answer.text


async def test_a_form_that_is_sent_while_its_first_sending_runs_waits_for_what_came_of_that(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "PAUSES_SECONDS", (0.05,) * 100)
    visitor = await entered(here)
    await visitor.open(FORM)
    other = here.another()
    other.session, other.page, other.response = visitor.session, visitor.page, visitor.response
    with capture_logs() as logs:
        async with here.service.database.transaction() as tx:
            await tx.execute("lock table reminder in share mode")
            both = [asyncio.create_task(one.press("Send", WORDS)) for one in (visitor, other)]

            async def asked() -> bool:
                return any(one.get("code") == "still-running" for one in logs)

            await until(asked, bool)
        await asyncio.gather(*both)
    assert (visitor.here, other.here) == ("/scheduling/me", "/scheduling/me")
    assert await taken(here) == 1


async def test_a_form_that_was_saved_as_it_is_sent_a_second_time_is_done(here: Here) -> None:
    visitor = await signed_in(here.service, here.visitor, "coordinator")
    path = f"/notes/{uuid4()}"
    await visitor.open(path)
    page = visitor.page
    for _ in range(2):
        visitor.page = page
        await visitor.press("Send", {"words": "By the window"})
        assert visitor.here == "/scheduling/me"


async def test_a_form_that_was_saved_otherwise_meanwhile_is_not_done(here: Here) -> None:
    visitor = await signed_in(here.service, here.visitor, "coordinator")
    path = f"/notes/{uuid4()}"
    await visitor.open(path)
    page = visitor.page
    await visitor.press("Send", {"words": "By the window"})
    visitor.page = page
    await visitor.press("Send", {"words": "By the door"}, status=412)
    assert 'Saved meanwhile: "By the window"' in visitor.words


@pytest.mark.parametrize("field", ["number/x", "number/-/y", "/".join("x" * 5_000), "0"])
async def test_no_name_of_a_field_breaks_anything(here: Here, field: str) -> None:
    visitor = await entered(here)
    data = {**WORDS, "_key": "ключ", "_seen": "ключ", field: "1"}
    answer = await visitor.http.post(f"/scheduling{FORM}", data=data, headers=OWN)
    assert answer.status_code in {303, 422}


async def left_after(here: Here) -> timedelta | None:
    async with here.service.database.transaction() as tx:
        return await tx.one(timedelta, "select expires_at - clock_timestamp() from session")


async def aged(database: TestDatabase, left: timedelta, opened: timedelta) -> None:
    """`left`: of the session; `opened`: how long ago its link was."""
    owner = await connect(database.owner_dsn("scheduling"))
    await owner.execute("update session_link set opened_at = clock_timestamp() - $1::interval", opened)
    await owner.execute("update session set expires_at = clock_timestamp() + $1::interval", left)
    await owner.close()


async def test_a_session_goes_on_while_she_works(here: Here, database: TestDatabase) -> None:
    visitor = await entered(here)
    await aged(database, timedelta(minutes=5), timedelta(hours=3))
    await visitor.open("/me")
    left = await left_after(here)
    assert left is not None
    assert left > timedelta(minutes=115)


async def test_a_session_does_not_go_on_for_ever(here: Here, database: TestDatabase) -> None:
    visitor = await entered(here)
    await aged(database, timedelta(minutes=5), timedelta(hours=11, minutes=50))
    await visitor.open("/me")
    left = await left_after(here)
    assert left is not None
    assert left < timedelta(minutes=11)


async def test_a_session_of_staff_ends_when_the_issuer_said(here: Here) -> None:
    visitor = await signed_in(here.service, here.visitor, "coordinator", UUID(int=1))
    async with here.service.database.transaction() as tx:
        await tx.execute("update session set expires_at = clock_timestamp() + interval '5 minutes'")
    await visitor.open("/me")
    left = await left_after(here)
    assert left is not None
    assert left <= timedelta(minutes=5)
