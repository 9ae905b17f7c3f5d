"""Waits for what has to become true, and says what was seen last if it does not."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def until(look: Callable[[], Awaitable[T]], holds: Callable[[T], bool], seconds: float = 20.0) -> T:
    """What `look` returned when it held. Raises AssertionError after `seconds`."""
    loop = asyncio.get_running_loop()
    give_up = loop.time() + seconds
    while True:
        seen = await look()
        if holds(seen):
            return seen
        if loop.time() > give_up:
            raise AssertionError(f"still {seen!r} after {seconds} s")
        await asyncio.sleep(0.02)


def eventually(look: Callable[[], T], holds: Callable[[T], bool] = bool, seconds: float = 20.0) -> T:
    """The same where nothing else runs in this thread."""
    give_up = time.monotonic() + seconds
    while not holds(seen := look()):
        if time.monotonic() > give_up:
            raise AssertionError(f"still {seen!r} after {seconds} s")
        time.sleep(0.02)
    return seen
