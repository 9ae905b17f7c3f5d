"""A decision in a process of its own: it takes seconds where a call is large, and nothing else may wait for it.

One process per decision: it ends with it, also when this one is killed, and gives its memory back. It is forked from
one that has loaded the solver once and does nothing else, so that no decision waits for that. What it says comes in
frames: the length, then a pickled pair of what is said and its value.
"""

import asyncio
import os
import pickle
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from inspect import signature
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

import structlog

from registration.domain.refusals.selecting import UndecidedInTime
from registration.domain.selection_run import SILENT, Tell
from registration.domain.vocabulary import Step
from shared.refusals import Refusal
from shared.runtime.telemetry import places

log = structlog.get_logger(__name__)

LIMIT_SECONDS = 45.0
"""Shorter than a statement of somebody else waits for the training's row."""
AT_ONCE = 4
"""Processes, each with its memory; who asks for more waits for a turn. Drafts and lists take two at most."""
TURN = asyncio.Semaphore(AT_ONCE)
LENGTH_BYTES = 8
OOM_SCORE, FIRST_TO_GO = Path("/proc/self/oom_score_adj"), "1000"
"""Where memory ends Linux ends a decision and not the service, which is larger and tells of it."""
DOING, RETURNED, BROKE = "doing", "returned", "broke"

processes = get_context("forkserver")
processes.set_forkserver_preload([__name__, "registration.deciding.decision", "registration.deciding.lots"])

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")


class EndedOtherwise(Exception):
    """The process said nothing of what it was asked for."""


class Killed(EndedOtherwise):
    """From outside, such as where memory ran out: asked for again it may well be done."""


async def in_a_process(
    work: Callable[[*Arguments], T], *arguments: *Arguments, tell: Tell = SILENT, within: float | None = None
) -> T:
    """What `work` returns. `tell`: hears how far it is, where `work` takes a `tell` too; `within`: seconds from when
    its turn has come.

    Raises the refusal that it raises, UndecidedInTime; EndedOtherwise, of which Killed, if it ends otherwise.
    """
    async with TURN:
        return await in_its_turn(work, *arguments, tell=tell, limit=LIMIT_SECONDS if within is None else within)


async def in_its_turn(work: Callable[[*Arguments], T], *arguments: *Arguments, tell: Tell, limit: float) -> T:
    ours, its = socket.socketpair()
    process = processes.Process(target=do, args=(its, work, arguments), daemon=True)
    with ours:
        with its:
            await begun(process)
        try:
            async with asyncio.timeout(limit):
                returned = await answer_of(process, ours, tell)
        except TimeoutError:
            raise UndecidedInTime(limit) from None
        finally:
            end(process)
    if isinstance(returned, Refusal):
        raise returned
    value: T = returned
    return value


async def begun(process: ForkServerProcess) -> None:
    """Whoever stops waiting meanwhile is told once it has begun: only then it can be ended. Raises EndedOtherwise where
    none begins: that a connection to what forks it broke is nothing that the database can be tried again for.
    """
    beginning = asyncio.ensure_future(asyncio.to_thread(process.start))
    try:
        await asyncio.shield(beginning)
    except asyncio.CancelledError:
        await beginning
        end(process)
        raise
    except (OSError, EOFError) as fault:
        raise EndedOtherwise("no process that decides could begin") from fault


def end(process: ForkServerProcess) -> None:
    if process.exitcode is None:
        process.kill()
    process.join()
    process.close()


async def answer_of(process: ForkServerProcess, channel: socket.socket, tell: Tell) -> Any:
    reader, writer = await asyncio.open_connection(sock=channel)
    try:
        with closing(writer):
            while True:
                length = int.from_bytes(await reader.readexactly(LENGTH_BYTES))
                said, value = pickle.loads(await reader.readexactly(length))  # noqa: S301 - our own process wrote it
                if said == RETURNED:
                    return value
                if said == BROKE:
                    log.error("decision_broke", exception=value)
                    raise EndedOtherwise("the process that decides broke")
                tell(*value)
    except (asyncio.IncompleteReadError, ConnectionError):
        process.join()
        how = Killed if process.exitcode == -signal.SIGKILL else EndedOtherwise
        raise how(f"the process that decides ended with {process.exitcode}") from None


def do(channel: socket.socket, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
    """In the process. What libraries print goes to where errors go: the other way is that of the service's log."""
    os.dup2(2, 1)
    with suppress(OSError):
        OOM_SCORE.write_text(FIRST_TO_GO)
    threading.Thread(target=end_with_whoever_asked, args=(channel,), daemon=True).start()

    def tell(step: Step, done: int = 0, of: int = 0) -> None:
        say(channel, DOING, (step, done, of))

    told = {"tell": tell} if "tell" in signature(work).parameters else {}
    try:
        try:
            returned = work(*arguments, **told)
        except Refusal as refusal:
            returned = refusal
        say(channel, RETURNED, returned)
    except Exception as fault:  # noqa: BLE001 - left to itself the process prints its words, which may hold values
        say(channel, BROKE, places(fault))


def say(channel: socket.socket, said: str, value: object) -> None:
    frame = pickle.dumps((said, value))
    channel.sendall(len(frame).to_bytes(LENGTH_BYTES) + frame)


def end_with_whoever_asked(channel: socket.socket) -> None:
    """Nothing is ever said to it: that the channel has an end tells it that nobody waits for it any more."""
    channel.recv(1)
    os._exit(1)
