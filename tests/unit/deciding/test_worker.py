"""A decision is made in a process of its own, and whatever becomes of it comes back."""

import asyncio
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from registration.deciding import worker
from registration.deciding.decision import decide_first
from registration.deciding.worker import in_a_process
from registration.domain.refusals.selecting import QuotasCannotHold, UndecidedInTime
from registration.panel.relaxation import SolverFailed
from tests.support.waiting import until
from tests.unit.deciding.calls import CONTEXT, PEOPLE, QUOTAS, call, first, person, quota


async def test_the_decision_is_the_one_that_is_made_here() -> None:
    assert await in_a_process(decide_first, first(), 2, CONTEXT) == decide_first(first(), 2, CONTEXT)


async def test_a_refusal_comes_back_with_its_values() -> None:
    impossible = call(PEOPLE, 3, *QUOTAS, quota("GE-3", 3, country="GE"))
    with pytest.raises(QuotasCannotHold) as refused:
        await in_a_process(decide_first, impossible, 0, CONTEXT)
    with pytest.raises(QuotasCannotHold) as here:
        decide_first(impossible, 0, CONTEXT)
    assert vars(refused.value) == vars(here.value)


async def test_nothing_else_waits_meanwhile() -> None:
    people = [person(n, 5000 + n % 7, country="GE" if n % 3 else "TJ") for n in range(300)]
    asked = call(people, 25, quota("TJ", 3, 9, country="TJ"))
    decision = asyncio.create_task(in_a_process(decide_first, asked, 10, CONTEXT))
    ticks = 0
    while not decision.done():
        await asyncio.sleep(0.005)
        ticks += 1
    assert len((await decision).selected) == 25
    assert ticks > 10


def end_like_a_crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def test_a_process_that_dies_decided_nothing() -> None:
    with pytest.raises(SolverFailed, match="ended with -9"):
        await in_a_process(end_like_a_crash)


async def test_a_process_that_decides_nothing_in_time_is_ended_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "LIMIT_SECONDS", 0.01)
    with pytest.raises(UndecidedInTime, match="within 0 seconds"):
        await in_a_process(wait_for_ever, tmp_path / "pid")


def wait_for_ever(announce: Path) -> None:
    announce.write_text(str(os.getpid()))
    signal.pause()


async def test_who_stops_waiting_leaves_no_process_behind(tmp_path: Path) -> None:
    announce = tmp_path / "pid"
    decision = asyncio.create_task(in_a_process(wait_for_ever, announce))
    process = await until(partial(pid_in, announce), lambda pid: pid is not None)
    decision.cancel()
    with pytest.raises(asyncio.CancelledError):
        await decision
    with pytest.raises(ProcessLookupError):
        os.kill(process or 0, 0)


async def pid_in(announce: Path) -> int | None:
    written = announce.read_text() if announce.exists() else ""  # noqa: ASYNC240 - a few bytes
    return int(written) if written else None
