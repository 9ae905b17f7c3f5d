"""Whom a promotion would choose is computed for as long as it takes, and nobody else waits for it."""

import asyncio
import os
from functools import partial
from pathlib import Path

import pytest

from registration.handlers import promotion
from shared.runtime.database import pool
from shared.web import service
from tests.integration.registration.host.conftest import at_work
from tests.integration.registration.host.drafting import text_of
from tests.integration.registration.host.gate import promote_once_let
from tests.integration.registration.host.workbench import decided_call
from tests.support.servers import TestDatabase
from tests.support.waiting import until


async def test_with_one_connection_others_are_served_while_it_is_computed(
    database: TestDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = tmp_path / "2017.gate"
    os.mkfifo(gate)
    monkeypatch.setattr(service, "pool", partial(pool, size=1))
    async with at_work(database, tmp_path) as bench:
        call = await decided_call(bench)
        await bench.hear(call["GE-02"].withdrawn())
        await call.decline("GE-01")
        monkeypatch.setattr(promotion, "decide_promotion", partial(promote_once_let, tmp_path))
        ahead = asyncio.create_task(bench.coordinator.http.get(f"{call.path}/promotions/next?relax=GE:0:&relax=TJ::3"))
        await until(partial(text_of, tmp_path / "2017.pid"), bool)
        assert (await bench.states(call.training.id))["TJ-03"] == "reserve"
        assert not ahead.done()
        await asyncio.to_thread(gate.write_text, "")
        shown = await ahead
    assert (shown.status_code, [one["code"] for one in shown.json()["selected"]]) == (200, ["TJ-03"])
    assert shown.headers["etag"]
