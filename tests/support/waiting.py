"""Waits for what has to become true, and says what was seen last if it does not."""

import asyncio
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
