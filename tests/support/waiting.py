"""Waits for what has to become true, and says what was seen last if it does not."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

SHORTEST_SECONDS, LONGEST_SECONDS, GROWTH = 0.01, 0.1, 1.5
"""Pauses between looks grow: what is waited for needs the processor too."""


def longer(pause: float) -> float:
    return min(pause * GROWTH, LONGEST_SECONDS)


async def until(look: Callable[[], Awaitable[T]], holds: Callable[[T], bool], seconds: float = 20.0) -> T:
    """What `look` returned when it held. Raises AssertionError after `seconds`."""
    loop = asyncio.get_running_loop()
    give_up, pause = loop.time() + seconds, SHORTEST_SECONDS
    while True:
        seen = await look()
        if holds(seen):
            return seen
        if loop.time() > give_up:
            raise AssertionError(f"still {seen!r} after {seconds} s")
        await asyncio.sleep(pause)
        pause = longer(pause)


def eventually(look: Callable[[], T], holds: Callable[[T], bool] = bool, seconds: float = 20.0) -> T:
    """The same where nothing else runs in this thread."""
    give_up, pause = time.monotonic() + seconds, SHORTEST_SECONDS
    while not holds(seen := look()):
        if time.monotonic() > give_up:
            raise AssertionError(f"still {seen!r} after {seconds} s")
        time.sleep(pause)
        pause = longer(pause)
    return seen
