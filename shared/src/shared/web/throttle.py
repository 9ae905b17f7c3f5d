"""How often links that nobody knows may be tried: not for fear of a hit among 2^256, but so that trying costs."""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Refusal

WINDOW_SECONDS = 60.0
PREFIX_BITS = {4: 24, 6: 56}
"""What one customer of a network provider usually has."""
MOST_PREFIXES = 10_000
UNKNOWN = "unknown"


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

    def check(self, address: str | None) -> None:
        """Raises TooManyTries."""
        began, count = self._counts.get(network_of(address), (0.0, 0))
        left = began + WINDOW_SECONDS - self._now()
        if count >= self._most and left > 0:
            raise TooManyTries(self._most, math.ceil(left))

    def note(self, address: str | None) -> None:
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
