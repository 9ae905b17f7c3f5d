"""A coordinator at the pages of a lottery: a list that is asked for, its hash, and the number that draws from it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from bs4 import Tag

from shared.runtime.database import connect
from tests.integration.registration.host.conftest import at_work
from tests.integration.registration.host.drafting import Slowly, slowly
from tests.integration.registration.host.workbench import Bench, newest, reviewed_call
from tests.integration.registration.pages.test_coordinating_host import coordinator
from tests.support.servers import TestDatabase
from tests.support.visiting import fields_of, signed_in, visiting

__all__ = ["slowly"]

SETTLE, DRAW = "Make the list and settle it", "Draw by this number"


@pytest.fixture
async def host(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Bench]:
    async with at_work(database, tmp_path) as built:
        yield built


async def test_she_settles_a_list_is_told_to_publish_its_hash_and_draws_by_a_number(host: Bench) -> None:
    call = await reviewed_call(host)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    await visitor.follow("Ask for a list")
    for wrong, told in (("", "This has to be filled in."), ("many", "Write a number.")):
        await visitor.press(SETTLE, {"policy": "threshold", "threshold": wrong, "reserve": "2"}, status=422)
        assert visitor.error_at("threshold") == f"Error: {told}"
        assert (visitor.value("threshold"), visitor.value("reserve")) == (wrong, "2")
    await visitor.press(SETTLE, {"threshold": "60,5"})
    (lottery,) = (await host.coordinator.get(f"{call.path}/lotteries"))["items"]
    assert lottery["threshold"] == 6050
    assert (
        f"Publish this hash now, where everybody can read it and nobody can change it later: {lottery['list_hash']}"
        in (visitor.words)
    )
    (link,) = [one for one in visitor.links if one.endswith("/list")]
    assert hashlib.sha256((await visitor.http.get(link)).content).hexdigest() == lottery["list_hash"]
    await visitor.press(DRAW, {"seed": "two"}, status=422)
    assert (visitor.error_at("seed"), visitor.value("seed")) == ("Error: Write a number.", "two")
    await visitor.press(DRAW, {"seed": "2017"})
    draft = await newest(call)
    after = await host.coordinator.get(f"/v1/lotteries/{lottery['lottery']}")
    assert f"Number on the list {after['number']} of {int(after['numbers']):,}" in visitor.words
    assert f"Selected: {', '.join(one['code'] for one in draft['selected'])}." in visitor.words
    await visitor.follow("Look at it")
    assert visitor.page.find_all("button", string="Publish: send the offers")


async def test_a_button_that_is_pressed_twice_settles_one_list_and_whoever_draws_second_loses_nothing(
    host: Bench,
) -> None:
    call = await reviewed_call(host)
    first, second = await coordinator(host), await coordinator(host)
    await first.open(f"/trainings/{call.training.id}/lottery")
    (form,) = first.page.select("main form[method=post]")
    assert isinstance(form, Tag)
    address, fields, own = str(form["action"]), fields_of(form), {"Sec-Fetch-Site": "same-origin"}
    answers = await asyncio.gather(*[first.http.post(address, data=fields, headers=own) for _ in range(2)])
    assert {answer.status_code for answer in answers} == {303}
    (lottery,) = (await host.coordinator.get(f"{call.path}/lotteries"))["items"]
    path = f"/lotteries/{lottery['lottery']}"
    for visitor in (first, second):
        await visitor.open(path)
    await second.press(DRAW, {"seed": "7"})
    await first.press(DRAW, {"seed": "2017"}, status=412)
    assert "The number that you wrote drew nothing: 2017." in first.words
    assert "Number that was thrown 7" in first.words
    auditor = await signed_in(host.service, visiting(host.anyone.http._transport, "registration"), "auditor")
    for each in (f"/trainings/{call.training.id}/selection", f"/trainings/{call.training.id}/lottery", path):
        await auditor.open(each)
        assert auditor.page.select("main form[method=post]") == []
        assert await auditor.closed_links() == []


async def test_a_list_that_takes_long_shows_how_far_it_is_and_can_be_cancelled(host: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(host)
    await slowly.begun_list(call)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    await visitor.follow("List asked for on")
    assert "A list of choices: Being made" in visitor.words
    await visitor.press("Cancel it")
    assert "It was cancelled, and there is no list of it." in visitor.words
    assert (await host.coordinator.get(f"{call.path}/lotteries"))["items"] == []


BOUNDED = """
    update lottery set document = jsonb_set(document, '{decision}', document -> 'decision'
      || '{"verdict": "bounded", "value": "1/3", "bound": "1/2"}')
"""


async def test_of_a_list_of_which_less_was_proved_in_time_nothing_more_is_claimed(
    host: Bench, database: TestDatabase
) -> None:
    call = await reviewed_call(host)
    asked = {"policy": "lottery", "reserve": 0}
    lottery = (await host.coordinator.post(f"{call.path}/lotteries", asked))["lottery"]
    owner = await connect(database.owner_dsn("registration"))
    await owner.execute(BOUNDED)
    await owner.close()
    visitor = await coordinator(host)
    await visitor.open(f"/lotteries/{lottery}")
    assert "Decided by a lottery whose smallest chance is to be as large as can be" in visitor.words
    assert "Smallest chance 1/3" in visitor.words
    assert "It is proved that no lottery has a smallest chance above 1/2." in visitor.words
