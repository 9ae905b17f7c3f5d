"""How much of what is being sent stands in memory at once: many who are slow together would fill it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import Message, Receive

from shared.web.refusals import TryAgain
from shared.web.throttle import network_of

MOST_BYTES = 32 * 1024 * 1024
MOST_BYTES_OF_A_NETWORK = 4 * 1024 * 1024
"""Sixteen of the largest texts: nobody takes the room of all."""


class Arriving:
    """Of one process."""

    def __init__(self) -> None:
        self._of: Counter[str] = Counter()
        self._all = 0

    @contextmanager
    def counted(self, receive: Receive, address: str | None) -> Iterator[Receive]:
        """What is received through it counts until the end of the block. Raises TryAgain where no room is left."""
        network, held = network_of(address), 0

        async def receiving() -> Message:
            nonlocal held
            message = await receive()
            size = len(message.get("body", b""))
            if self._of[network] + size > MOST_BYTES_OF_A_NETWORK or self._all + size > MOST_BYTES:
                raise TryAgain("This service")
            self._of[network] += size
            self._all += size
            held += size
            return message

        try:
            yield receiving
        finally:
            self._all -= held
            self._of[network] -= held
            if not self._of[network]:
                del self._of[network]
