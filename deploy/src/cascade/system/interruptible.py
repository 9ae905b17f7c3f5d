"""Running what somebody may interrupt at any moment."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from cascade.embedded.children import INTERRUPTIONS

T = TypeVar("T")


def run(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What `work` returns, as with asyncio.run; an interruption that comes while the loop is made is held back until
    the work has begun: half a loop would complain of itself at the end. From the main thread, while it is the only one.

    Raises KeyboardInterrupt when it is interrupted, after the work was cancelled and has ended.
    """
    held_before = signal.pthread_sigmask(signal.SIG_BLOCK, ())

    async def begun() -> T:
        signal.pthread_sigmask(signal.SIG_SETMASK, held_before)
        return await work()

    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTIONS)
        with asyncio.Runner() as runner:
            return runner.run(begun())
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held_before)
