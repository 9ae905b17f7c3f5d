"""A decision in a process of its own: it takes seconds where a call is large, and nothing else may wait for it.

One process per decision: it ends with it, also when this one is killed, and gives its memory back.
"""

import asyncio
import pickle
import sys
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from registration.domain.refusals.selecting import UndecidedInTime
from registration.panel.relaxation import SolverFailed
from shared.refusals import Refusal

LIMIT_SECONDS = 45.0
"""Shorter than a statement of somebody else waits for the training's row."""

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")


async def in_a_process(work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
    """What `work` returns. Raises the refusal that it raises, UndecidedInTime; SolverFailed if it ends otherwise."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            answer, _ = await process.communicate(pickle.dumps((work, arguments)))
    except TimeoutError:
        raise UndecidedInTime(LIMIT_SECONDS) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise SolverFailed(f"the process that decides ended with {process.returncode}")
    returned: T | Refusal = pickle.loads(answer)  # noqa: S301 - our own process wrote it
    if isinstance(returned, Refusal):
        raise returned
    return returned


def main() -> None:
    work, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    try:
        returned = work(*arguments)
    except Refusal as refusal:
        returned = refusal
    pickle.dump(returned, sys.stdout.buffer)


if __name__ == "__main__":
    main()
