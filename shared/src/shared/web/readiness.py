"""Whether a service has what it needs: asked at the same time, each in a bounded time."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

Check = Callable[[], Awaitable[str | None]]
"""None, or what is wrong."""

LONGEST_SECONDS = 2.5
"""For all of them: whoever looks after services gives up soon after."""


class Readiness:
    """`checks`: by the name of what is needed. One that is late is not begun anew before it has ended: a server that
    keeps silent does not pile them up.
    """

    def __init__(self, checks: Mapping[str, Check], longest_seconds: float = LONGEST_SECONDS) -> None:
        self._checks = checks
        self._longest_seconds = longest_seconds
        self._under_way: dict[str, asyncio.Task[str | None]] = {}

    async def missing(self) -> dict[str, str]:
        """What is missing, and why."""
        asked = {what: self._asked(what) for what in self._checks}
        if asked:
            await asyncio.wait(asked.values(), timeout=self._longest_seconds)
        late = f"no answer within {self._longest_seconds} s"
        answers = {what: task.result() if task.done() else late for what, task in asked.items()}
        return {what: why for what, why in answers.items() if why is not None}

    def _asked(self, what: str) -> asyncio.Task[str | None]:
        if what not in self._under_way:
            task = asyncio.create_task(told(self._checks[what]), name=f"check of {what}")
            task.add_done_callback(lambda _: self._under_way.pop(what))
            self._under_way[what] = task
        return self._under_way[what]


async def told(check: Check) -> str | None:
    """A check that breaks says no more than what broke: the words of a fault may repeat a value."""
    try:
        return await check()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the other checks are told too
        return f"the check itself failed ({type(fault).__name__})"
