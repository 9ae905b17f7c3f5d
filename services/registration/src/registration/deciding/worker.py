"""A decision in a process of its own: it takes seconds where a call is large, and nothing else may wait for it.

One process per decision: it ends with it, also when this one is killed, and gives its memory back. What it says comes
in frames: the length, then a pickled pair of what is said and its value.
"""

import asyncio
import os
import pickle
import sys
import threading
from asyncio.subprocess import Process
from collections.abc import Callable
from contextlib import suppress
from inspect import signature
from typing import Any, BinaryIO, TypeVar, TypeVarTuple

from registration.domain.refusals.selecting import UndecidedInTime
from registration.domain.selection_run import SILENT, Tell
from registration.domain.vocabulary import Step
from shared.refusals import Refusal

LIMIT_SECONDS = 45.0
"""Shorter than a statement of somebody else waits for the training's row."""
LENGTH_BYTES = 8
DOING, RETURNED = "doing", "returned"

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")


class EndedOtherwise(Exception):
    """The process said nothing of what it was asked for."""


async def in_a_process(
    work: Callable[[*Arguments], T], *arguments: *Arguments, tell: Tell = SILENT, within: float | None = None
) -> T:
    """What `work` returns. `tell`: hears how far it is, where `work` takes a `tell` too; `within`: seconds.

    Raises the refusal that it raises, UndecidedInTime; EndedOtherwise if it ends otherwise.
    """
    limit = LIMIT_SECONDS if within is None else within
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(limit):
            returned = await answer_of(process, pickle.dumps((work, arguments)), tell)
    except TimeoutError:
        raise UndecidedInTime(limit) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if isinstance(returned, Refusal):
        raise returned
    value: T = returned
    return value


async def answer_of(process: Process, asked: bytes, tell: Tell) -> Any:
    """Its input stays open: that it closes tells the process that nobody waits for it any more."""
    assert process.stdin is not None  # noqa: S101 - asked for
    assert process.stdout is not None  # noqa: S101 - asked for
    with suppress(ConnectionError):
        process.stdin.write(asked)
        await process.stdin.drain()
    try:
        while True:
            length = int.from_bytes(await process.stdout.readexactly(LENGTH_BYTES))
            said, value = pickle.loads(await process.stdout.readexactly(length))  # noqa: S301 - our own process wrote it
            if said == RETURNED:
                return value
            tell(*value)
    except asyncio.IncompleteReadError:
        code = await process.wait()
        raise EndedOtherwise(f"the process that decides ended with {code}") from None


def say(channel: BinaryIO, said: str, value: object) -> None:
    frame = pickle.dumps((said, value))
    channel.write(len(frame).to_bytes(LENGTH_BYTES) + frame)
    channel.flush()


def end_with_whoever_asked() -> None:
    """Not through `sys.stdin`: its lock would be held when the interpreter ends."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


def main() -> None:
    """What libraries print goes to where errors go, and not between the frames."""
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    work, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    threading.Thread(target=end_with_whoever_asked, daemon=True).start()

    def tell(step: Step, done: int = 0, of: int = 0) -> None:
        say(channel, DOING, (step, done, of))

    told = {"tell": tell} if "tell" in signature(work).parameters else {}
    try:
        returned = work(*arguments, **told)
    except Refusal as refusal:
        returned = refusal
    say(channel, RETURNED, returned)


if __name__ == "__main__":
    main()
