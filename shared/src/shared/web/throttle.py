"""How often links that nobody knows may be tried.

A link has 256 random bits: guessing is hopeless at any rate, and an answer that tells a good one from another gives a
guesser nothing. So this only keeps down noise and work. A good link is served however often its network failed, for a
network may be a whole gateway or, where `CASCADE_HTTP__PROXIES` is not set, everybody; only what fails is told to wait.
"""

import asyncio
import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Refusal

WINDOW_SECONDS = 60.0
PREFIX_BITS = {4: 24, 6: 56}
"""What one customer of a network provider usually has."""
MOST_PREFIXES = 10_000
UNKNOWN = "unknown"
MOST_WAITING = 32
"""Requests of networks over their limit that wait for their link to be looked up, a few milliseconds each."""


@dataclass(eq=False)
class TooManyTries(Refusal):
    """Too many links from this network were not known."""

    status: ClassVar[int] = 429
    per_minute: int
    retry_after: int

    def sentence(self) -> str:
        return (
            f"More than {self.per_minute} links from this network were not known within a minute; "
            f"try again in {self.retry_after} seconds."
        )


class FailedLinks:
    """Counts by network, in windows of a minute. In memory: each process counts for itself."""

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = per_minute
        self._now = now
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._one_by_one = asyncio.Lock()
        self._waiting = 0

    def seconds_over(self, address: str | None) -> int:
        """For how long its network is still over the limit; 0 if it is not."""
        began, count = self._counts.get(network_of(address), (0.0, 0))
        return max(0, math.ceil(began + WINDOW_SECONDS - self._now())) if count >= self._most else 0

    @asynccontextmanager
    async def turn(self, address: str | None) -> AsyncIterator[None]:
        """Around a look-up. Networks over the limit have one at a time between them, so that their noise takes one
        connection at most from everybody else. Raises TooManyTries if too many wait already.
        """
        over = self.seconds_over(address)
        if not over:
            yield
            return
        if self._waiting >= MOST_WAITING:
            raise TooManyTries(self._most, over)
        self._waiting += 1
        try:
            async with self._one_by_one:
                yield
        finally:
            self._waiting -= 1

    def failed(self, address: str | None) -> None:
        """Counts it. Raises TooManyTries instead where its network was over the limit before."""
        over = self.seconds_over(address)
        if over:
            raise TooManyTries(self._most, over)
        network, now = network_of(address), self._now()
        began, count = self._counts.pop(network, (now, 0))
        self._counts[network] = (began, count + 1) if now < began + WINDOW_SECONDS else (now, 1)
        if len(self._counts) > MOST_PREFIXES:
            self._counts.popitem(last=False)


def network_of(address: str | None) -> str:
    """The prefix of an address, e.g. `192.0.2.0/24`; those that are none count together. A door for both versions says
    `::ffff:192.0.2.7`: all of the older one would be one network.
    """
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return UNKNOWN
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(ipaddress.ip_network((parsed, PREFIX_BITS[parsed.version]), strict=False))
