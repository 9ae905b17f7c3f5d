"""What a worker process is asked for where nobody in reserve keeps the quotas: which offers stand in the way."""

import time
from collections.abc import Collection
from contextlib import suppress
from uuid import UUID

from registration.panel import replacement
from registration.panel.call import Call
from registration.panel.relaxation import Clock, SolverFailed, TimeIsUp

SECONDS = 5.0
Exchanged = tuple[tuple[UUID, ...], tuple[UUID, ...]]


def exchange(call: Call, offered: Collection[UUID]) -> Exchanged | None:
    """Who would lose an offer that she has not answered, and who would then be promoted; the fewest who could.

    `offered`: of those with a seat. None where there is no such exchange, or none was proven to be the smallest in
    time, or the solver failed.
    """
    with suppress(TimeIsUp, SolverFailed):
        found = replacement.exchange(call, {str(one) for one in offered}, Clock(time.monotonic() + SECONDS))
        if found is not None:
            return tuple(map(UUID, found.asked_back)), tuple(map(UUID, found.added))
    return None
