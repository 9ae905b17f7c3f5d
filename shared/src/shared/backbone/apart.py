"""What takes long is computed apart: the unit of work that needs it is undone, and done anew with what was computed. No
connection and no row is held meanwhile, and what somebody else changed by then is seen.
"""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")

AT_MOST = 10
"""Computations apart for one piece of work; what it needs beyond is computed within, so that it comes to an end where
somebody changes every time what is computed from.
"""


class Needed(BaseException):
    """Ends a unit of work. No Exception: nothing on its way is to take it for a failure."""

    def __init__(self, key: Hashable, compute: Callable[[], Awaitable[Any]]) -> None:
        super().__init__(compute)
        self.key = key
        self.compute = compute


class Computed:
    """What was returned or raised, by what it was computed from."""

    def __init__(self, at_most: int = AT_MOST) -> None:
        self._at_most = at_most
        self._outcomes: dict[Hashable, object] = {}

    async def get(self, key: Hashable, compute: Callable[[], Awaitable[T]]) -> T:
        """Raises Needed where it was not computed yet; else what `compute` raised."""
        if key not in self._outcomes:
            if len(self._outcomes) < self._at_most:
                raise Needed(key, compute)
            return await compute()
        outcome = self._outcomes[key]
        if isinstance(outcome, Exception):
            raise outcome
        return cast("T", outcome)

    async def add(self, needed: Needed) -> None:
        try:
            self._outcomes[needed.key] = await needed.compute()
        except Exception as fault:  # noqa: BLE001 - whoever needs it is to hear of it
            self._outcomes[needed.key] = fault


async def apart(work: Callable[[Computed], Awaitable[T]]) -> T:
    """What `work` returns, which opens one unit of work with what was computed: done anew until nothing is needed."""
    computed = Computed()
    while True:
        try:
            return await work(computed)
        except Needed as needed:
            await computed.add(needed)
