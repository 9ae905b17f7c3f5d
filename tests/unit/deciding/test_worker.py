"""A decision is made in a process of its own, and whatever becomes of it comes back."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import structlog

from registration.deciding import worker
from registration.deciding.decision import decide_first
from registration.deciding.worker import EndedOtherwise, Killed, in_a_process
from registration.domain.refusals.selecting import UndecidedInTime
from registration.domain.selection_run import Tell
from registration.domain.vocabulary import Step
from shared.refusals import NotKnownHere
from tests.support.waiting import until
from tests.unit.deciding.calls import CONTEXT, first

STARTS = """
import asyncio, pathlib
from registration.deciding.worker import in_a_process
from tests.unit.deciding.test_worker import wait_for_ever
asyncio.run(in_a_process(wait_for_ever, pathlib.Path({announce!r})))
"""


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


async def test_the_decision_is_the_one_that_is_made_here() -> None:
    assert await in_a_process(decide_first, first(), 2, CONTEXT) == decide_first(first(), 2, CONTEXT)


async def test_what_is_returned_comes_back_from_another_process() -> None:
    four, process = await in_a_process(doubled, 2)
    assert four == 4
    assert process != os.getpid()


def first_to_go() -> str:
    return Path("/proc/self/oom_score_adj").read_text().strip()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody can say what ends where memory does")
async def test_where_memory_ends_it_is_the_decision_that_ends_and_not_the_service() -> None:
    assert await in_a_process(first_to_go) == "1000" != first_to_go()


def refuse() -> None:
    raise NotKnownHere("thing", 7)


async def test_a_refusal_comes_back_with_its_values() -> None:
    with pytest.raises(NotKnownHere) as refused:
        await in_a_process(refuse)
    assert (refused.value.what, refused.value.id) == ("thing", "7")


def count(to: int, tell: Tell) -> int:
    for done in range(to):
        tell(Step.COSTS, done, to)
    sys.stdout.write("a solver says something\n")
    os.write(1, b"and a library of C does too\n")
    return to


async def test_how_far_it_is_is_told_in_order_whatever_is_printed_meanwhile() -> None:
    heard: list[tuple[Step, int, int]] = []

    def tell(step: Step, done: int = 0, of: int = 0) -> None:
        heard.append((step, done, of))

    assert await in_a_process(count, 3, tell=tell) == 3  # type: ignore[arg-type] # the process gives it its `tell`
    assert heard == [(Step.COSTS, 0, 3), (Step.COSTS, 1, 3), (Step.COSTS, 2, 3)]


async def test_nothing_else_waits_meanwhile(tmp_path: Path) -> None:
    announce = tmp_path / "pid"
    decision = asyncio.create_task(in_a_process(wait_for_ever, announce))
    process = await until(partial(pid_in, announce), lambda pid: pid is not None)
    assert not decision.done()
    os.kill(process or 0, signal.SIGKILL)
    with pytest.raises(EndedOtherwise):
        await decision


def break_down(code: str) -> None:
    raise ValueError(f"{code} has 8500")


async def test_of_what_breaks_in_the_process_the_kind_and_the_place_are_told_and_no_word_of_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with structlog.testing.capture_logs() as lines, pytest.raises(EndedOtherwise) as ended:
        await in_a_process(break_down, "TJ-03")
    (line,) = lines
    assert (line["event"], line["exception"]["type"]) == ("decision_broke", "ValueError")
    assert any(place.startswith("break_down:") for place in line["exception"]["at"])
    told = f"{ended.value!r} {lines} {capfd.readouterr()}"
    assert ("TJ-03" in told, "8500" in told) == (False, False)


async def test_what_cannot_be_told_to_whoever_asked_breaks_the_process_too() -> None:
    with structlog.testing.capture_logs(), pytest.raises(EndedOtherwise):
        await in_a_process(unpicklable)


def unpicklable() -> Callable[[], None]:
    return lambda: None


def end_like_a_crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def test_a_process_that_dies_decided_nothing() -> None:
    with pytest.raises(Killed, match="ended with -9"):
        await in_a_process(end_like_a_crash)


async def test_where_no_process_begins_nothing_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(worker.processes.Process, "start", refused)
    with pytest.raises(EndedOtherwise, match="could begin"):
        await in_a_process(doubled, 2)


@pytest.mark.parametrize(("usual", "within"), [(0.01, None), (60.0, 0.01)])
async def test_a_process_that_decides_nothing_in_time_is_ended_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, usual: float, within: float | None
) -> None:
    monkeypatch.setattr(worker, "LIMIT_SECONDS", usual)
    with pytest.raises(UndecidedInTime, match="within 0 seconds"):
        await in_a_process(wait_for_ever, tmp_path / "pid", within=within)


async def test_a_process_that_is_given_more_time_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LIMIT_SECONDS", 0.0)
    assert (await in_a_process(doubled, 2, within=60.0))[0] == 4


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
    assert not is_alive(process or 0)


async def test_of_more_than_work_at_once_the_next_begins_when_one_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each takes its memory, and whoever asks holds nothing that would keep others from asking."""
    monkeypatch.setattr(worker, "TURN", asyncio.Semaphore(1))
    announce = tmp_path / "pid"
    first = asyncio.create_task(in_a_process(wait_for_ever, announce))
    process = await until(partial(pid_in, announce), lambda pid: pid is not None)
    second = asyncio.create_task(in_a_process(doubled, 2))
    done, _ = await asyncio.wait({second}, timeout=1.0)
    assert done == set()
    os.kill(process or 0, signal.SIGKILL)
    with pytest.raises(EndedOtherwise):
        await first
    assert (await second)[0] == 4


async def test_whoever_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    announce = tmp_path / "pid"
    asking = await asyncio.create_subprocess_exec(sys.executable, "-c", STARTS.format(announce=str(announce)))
    process = await until(partial(pid_in, announce), lambda pid: pid is not None)
    asking.kill()
    await asking.wait()
    await until(partial(said, is_alive, process or 0), lambda alive: not alive)


async def pid_in(announce: Path) -> int | None:
    written = announce.read_text() if announce.exists() else ""  # noqa: ASYNC240 - a few bytes
    return int(written) if written else None


async def said(ask: Callable[[int], bool], process: int) -> bool:
    return ask(process)


def is_alive(process: int) -> bool:
    """Not one that nobody buried yet."""
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
