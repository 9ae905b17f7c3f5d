"""Several drafts and lists are made at once, in turn, and not without end."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from registration.domain.selection_run import Wanted
from registration.handlers import runs as handlers
from registration.handlers.runs import AT_MOST
from registration.store import candidates
from tests.integration.registration.host.conftest import at_work
from tests.integration.registration.host.drafting import AT_ONCE, Slowly, ask, ended, run_of, slowly
from tests.integration.registration.host.homes import CLOSED
from tests.integration.registration.host.test_runs import count, runs
from tests.integration.registration.host.workbench import Bench, Call, reviewed_call
from tests.support.servers import TestDatabase
from tests.support.waiting import until

__all__ = ["slowly"]

LOCKS_OF_SESSIONS = """
    select count(*) from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory' and l.pid <> pg_backend_pid()
"""


async def test_several_drafts_of_one_training_are_made_at_once(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    first, second = await slowly.begun(call, 1), await slowly.begun(call, 2)
    slowly.let(2)
    assert (await ended(bench, second["run"]))["state"] == "done"
    assert (await run_of(bench, first["run"]))["state"] == "running"
    slowly.let(1)
    assert (await ended(bench, first["run"]))["state"] == "done"
    drafts = (await bench.coordinator.get(f"{call.path}/selections"))["items"]
    assert {one["selection"] for one in drafts} == {one["selection"] for one in await runs(call)}


async def test_one_more_waits_for_its_turn(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    await slowly.begun(call, 1)
    await slowly.begun(call, 2)
    third = (await ask(call, 3, **AT_ONCE)).json()["run"]
    with pytest.raises(AssertionError, match="'step': 'waiting'"):
        await until(partial(run_of, bench, third), lambda found: found["step"] != "waiting", seconds=1.0)
    slowly.let(1)
    await slowly.at_its_gate(bench, third)
    slowly.let(3)
    assert (await ended(bench, third))["state"] == "done"


async def test_so_many_of_one_training_are_made_at_once_and_no_more(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    begun = [await slowly.begun(call), await slowly.begun_list(call)]
    asked = await asyncio.gather(*[ask(call, **AT_ONCE) for _ in range(AT_MOST)])
    refused = [one for one in asked if one.status_code != 202]
    assert {(one.status_code, one.json()["code"], one.json()["at_most"]) for one in refused} == {
        (429, "too-many-under-way", AT_MOST)
    }
    assert int(refused[0].headers["retry-after"]) > 0
    assert len(await runs(call)) == AT_MOST == len(asked) - len(refused) + len(begun)
    other = await reviewed_call(bench)
    assert (await ask(other, **AT_ONCE)).status_code == 202
    await bench.coordinator.post(f"/v1/selection-runs/{begun[0]['run']}/cancellation")
    assert (await ask(call, **AT_ONCE)).status_code == 202


async def test_one_that_is_cancelled_before_its_turn_never_begins(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    await slowly.begun(call, 1)
    await slowly.begun(call, 2)
    third = (await ask(call, 3, **AT_ONCE)).json()["run"]
    cancelled = await bench.coordinator.post(f"/v1/selection-runs/{third}/cancellation")
    assert (cancelled["state"], cancelled["step"]) == ("cancelled", "waiting")
    for seed in (1, 2):
        slowly.let(seed)
    for run in await runs(call):
        await ended(bench, str(run["run"]))
    assert {one["seed"] for one in (await bench.coordinator.get(f"{call.path}/selections"))["items"]} == {1, 2}
    assert not (slowly.folder / "3.pid").exists()


async def test_one_that_takes_longer_than_it_may_has_failed(database: TestDatabase, tmp_path: Path) -> None:
    async with at_work(database, tmp_path, selection={"give_up_after_seconds": 0.000_001}) as bench:
        call = await reviewed_call(bench)
        asked = await ask(call, **AT_ONCE)
        failed = await ended(bench, asked.json()["run"])
        assert (failed["state"], failed["problem"]["code"]) == ("failed", "undecided-in-time")
        rules = {"policy": "leximin", "reserve": 2}
        listed = await bench.coordinator.http.post(f"{call.path}/lotteries", json=rules, headers=AT_ONCE)
        assert (await ended(bench, listed.json()["run"]))["problem"]["code"] == "undecided-in-time"


async def test_what_has_ended_holds_no_lock(bench: Bench) -> None:
    call = await reviewed_call(bench)
    assert (await ended(bench, (await ask(call, **AT_ONCE)).json()["run"]))["state"] == "done"
    assert await until(partial(count, bench, LOCKS_OF_SESSIONS), lambda held: held == 0) == 0


async def test_those_that_are_lost_keep_nobody_from_asking(
    database: TestDatabase, tmp_path: Path, slowly: Slowly
) -> None:
    async with at_work(database, tmp_path) as bench:
        call = await reviewed_call(bench)
        await slowly.begun(call)
        for _ in range(1, AT_MOST):
            assert (await ask(call, **AT_ONCE)).status_code == 202
    async with at_work(database, tmp_path) as after:
        assert (await ask(Call(after, call.training, {}), **AT_ONCE)).status_code == 202


async def test_whoever_is_refused_for_that_waits_for_no_candidates(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def read(*_: Any) -> None:
        raise AssertionError("ten thousand candidates were read to refuse one draft")

    call = await reviewed_call(bench)
    monkeypatch.setattr(handlers, "AT_MOST", 0)
    monkeypatch.setattr(candidates, "of_training", read)
    assert (await ask(call)).json()["code"] == "too-many-under-way"


async def test_what_is_asked_for_and_not_committed_holds_no_lock(bench: Bench) -> None:
    call = await reviewed_call(bench)

    async def undone() -> None:
        async with bench.service.database.transaction() as tx:
            await bench.service.app.state.drafts.begin(tx, call.training.id, Wanted(1, 2), CLOSED)
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await undone()
    assert await until(partial(count, bench, LOCKS_OF_SESSIONS), lambda held: held == 0) == 0
