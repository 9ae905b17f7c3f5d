"""A pause that something may end early."""

import asyncio


async def pause(seconds: float, *, unless: asyncio.Event) -> None:
    """Returns at once when the event is set."""
    try:
        await asyncio.wait_for(unless.wait(), seconds)
    except TimeoutError:
        return
