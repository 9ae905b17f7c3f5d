"""Whom a promotion chooses is computed for as long as it takes, and nobody else waits for it."""

import asyncio
import os
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from registration.handlers import promotion
from shared.runtime.database import pool
from shared.web import service
from tests.integration.registration.host.conftest import at_work
from tests.integration.registration.host.drafting import text_of
from tests.integration.registration.host.gate import promote_once_let
from tests.integration.registration.host.homes import ANSWER_BY
from tests.integration.registration.host.workbench import Bench, Call, decided_call, newest
from tests.support.servers import TestDatabase
from tests.support.waiting import until

RELAXED = {"relax": [{"id": "GE", "minimum": 0}, {"id": "TJ", "maximum": 3}], "reason": "visa_lead"}


@pytest.fixture
async def narrow(database: TestDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    """A service with one connection."""
    monkeypatch.setattr(service, "pool", partial(pool, size=1))
    async with at_work(database, tmp_path) as bench:
        yield bench


class Gate:
    """At which every promotion waits from now on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        os.mkfifo(folder / "2017.gate")
        monkeypatch.setattr(promotion, "decide_promotion", partial(promote_once_let, folder))

    async def reached(self) -> None:
        await until(partial(text_of, self._folder / "2017.pid"), bool)
        (self._folder / "2017.pid").unlink()

    async def let(self) -> None:
        await asyncio.to_thread((self._folder / "2017.gate").write_text, "")


async def with_an_open_seat(bench: Bench) -> Call:
    call = await decided_call(bench)
    await bench.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    return call


async def test_with_one_connection_others_are_served_while_it_is_computed(
    narrow: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await with_an_open_seat(narrow)
    gate = Gate(tmp_path, monkeypatch)
    ahead = asyncio.create_task(narrow.coordinator.http.get(f"{call.path}/promotions/next?relax=GE:0:&relax=TJ::3"))
    await gate.reached()
    assert (await narrow.states(call.training.id))["TJ-03"] == "reserve"
    assert not ahead.done()
    await gate.let()
    shown = await ahead
    assert (shown.status_code, [one["code"] for one in shown.json()["selected"]]) == (200, ["TJ-03"])
    assert shown.headers["etag"]


async def test_with_one_connection_others_are_served_while_a_promotion_is_decided(
    narrow: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await with_an_open_seat(narrow)
    gate = Gate(tmp_path, monkeypatch)
    asked = asyncio.create_task(narrow.coordinator.post(f"{call.path}/promotions", RELAXED))
    await gate.reached()
    assert (await narrow.states(call.training.id))["TJ-03"] == "reserve"
    assert not asked.done()
    await gate.let()
    assert [one["code"] for one in (await asked)["selected"]] == ["TJ-03"]
    assert (await narrow.states(call.training.id))["TJ-03"] == "selected"


async def test_of_two_who_promote_at_once_one_finds_no_open_seat(narrow: Bench) -> None:
    call = await with_an_open_seat(narrow)
    http, path = narrow.coordinator.http, f"{call.path}/promotions"
    answers = await asyncio.gather(*(http.post(path, json=RELAXED) for _ in range(2)))
    assert sorted(one.status_code for one in answers) == [201, 409]
    assert [one.json().get("code") for one in answers if one.status_code == 409] == ["no-open-seat"]


async def test_with_one_connection_others_are_served_while_a_release_is_followed_by_a_promotion(
    narrow: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await decided_call(narrow)
    gate = Gate(tmp_path, monkeypatch)
    path = f"/v1/places/{call['TJ-01'].id}/release"
    released = asyncio.create_task(narrow.coordinator.post(path, {"reason": "visa_refused"}))
    await gate.reached()
    assert (await narrow.states(call.training.id))["TJ-01"] == "selected"
    await gate.let()
    assert (await released)["state"] == "released"
    states = await narrow.states(call.training.id)
    assert (states["TJ-01"], states["TJ-03"]) == ("released", "selected")


async def test_with_one_connection_others_are_served_while_an_answer_is_followed_by_a_promotion(
    narrow: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await decided_call(narrow)
    await call.invite("TJ-01")
    gate = Gate(tmp_path, monkeypatch)
    heard = asyncio.create_task(call.decline("TJ-01"))
    await gate.reached()
    assert (await narrow.states(call.training.id))["TJ-01"] == "invited"
    await gate.let()
    await heard
    states = await narrow.states(call.training.id)
    assert (states["TJ-01"], states["TJ-03"]) == ("released", "selected")
    assert narrow.service.engine.intake.duplicates == 0
    assert len(await narrow.said("PlaceReleased")) == 1


async def test_with_one_connection_others_are_served_while_an_expiry_is_followed_by_a_promotion(
    narrow: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await decided_call(narrow)
    await call.invite("TJ-01", "TJ-02", "GE-01")
    await call.accept("TJ-02", "GE-01")
    gate = Gate(tmp_path, monkeypatch)
    moved = asyncio.create_task(narrow.move(ANSWER_BY.replace(day=ANSWER_BY.day + 1)))
    await gate.reached()
    assert (await narrow.states(call.training.id))["TJ-01"] == "invited"
    await gate.let()
    await moved
    states = await narrow.states(call.training.id)
    assert (states["TJ-01"], states["TJ-03"]) == ("released", "selected")
    assert await narrow.failed_reminders() == []


async def test_what_changed_while_a_promotion_was_computed_is_decided_anew(
    narrow: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await decided_call(narrow)
    gate = Gate(tmp_path, monkeypatch)
    declined = asyncio.create_task(call.decline("GE-01"))
    await gate.reached()
    await narrow.hear(call["TJ-03"].withdrawn())
    await gate.let()
    await gate.reached()
    await gate.let()
    await declined
    document = await narrow.coordinator.get(f"/v1/selections/{(await newest(call))['selection']}/document")
    assert str(call["TJ-03"].id) not in str(document)
    assert (await narrow.states(call.training.id))["GE-02"] == "selected"
