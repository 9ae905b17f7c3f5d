"""From a record to its effect: one transaction per batch; what cannot be applied is parked, never lost."""

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from statistics import median

import structlog

from shared.backbone import inbox, parking, tracing
from shared.backbone.apart import Computed, apart
from shared.backbone.arrivals import Arrival, Heard, Unreadable, read
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Database, Transaction
from shared.runtime.database import TRANSIENT

log = structlog.get_logger(__name__)

REMEMBERED_DELAYS = 10_000
MOST_REPLAYED = 100
"""In one unit of work: what holds up those who wait for the same things is over soon."""


@dataclass(frozen=True, slots=True)
class StillFails:
    """A dead letter that was tried again and stays."""

    id: int
    error: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """`applied`: how many facts took effect, in their order, before the one that does not go; `further`: the first of
    those that were not tried yet.
    """

    applied: int
    still_fails: StillFails | None = None
    further: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """`heard`: what took effect."""

    heard: Sequence[Heard]
    duplicates: int


class Intake:
    """Applies what arrived, exactly once each, in order of each key."""

    def __init__(self, database: Database, reactions: Reactions) -> None:
        self._database = database
        self._reactions = reactions
        self.applied = 0
        self.duplicates = 0
        self.last_said_at: datetime | None = None
        """When the newest fact that took effect was said, at most when it did: others have their own clocks."""
        self._delays: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=REMEMBERED_DELAYS))
        self._counts: Counter[str] = Counter()

    async def together(self, batch: Sequence[Arrival]) -> None:
        """All of them in one transaction. Raises what a reaction raises: then nothing of it happened."""
        self._note(await apart(partial(self._taken, batch)))

    async def _taken(self, batch: Sequence[Arrival], computed: Computed) -> Taken:
        with tracing.batch(batch, self._database.address.group):
            async with self._database.transaction(computed) as tx:
                return await self._apply(tx, await parking.divert(tx, batch))

    async def one_by_one(self, batch: Sequence[Arrival]) -> None:
        """Each in a transaction of its own; those that fail are parked."""
        for arrival in batch:
            try:
                await self.together([arrival])
            except TRANSIENT:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, it may not stop those behind it
                await self._park(arrival, error)

    async def _apply(self, tx: Transaction, batch: Sequence[Arrival]) -> Taken:
        read_ones = [read(arrival, self._reactions.events) for arrival in batch]
        known = [one for one in read_ones if one is not None]
        heard = await inbox.admit(tx, known)
        for one in heard:
            with tracing.effect(one, self._database.address.group):
                await self._reactions.apply(tx, one.fact)
        return Taken(heard, duplicates=len(known) - len(heard))

    async def _park(self, arrival: Arrival, error: Exception) -> None:
        reason = without_values(error)
        async with self._database.transaction() as tx:
            await parking.park(tx, arrival, waits=False, error=reason)
        with tracing.going_on(arrival.trace):
            log.error(
                "fact_parked", topic=arrival.topic, partition=arrival.partition, offset=arrival.position, error=reason
            )

    async def replay(self, tx: Transaction, id: int) -> Replayed:
        """Applies the dead letter and those behind it, in order, so many at once. Raises KeyError without one."""
        asked = await parking.one(tx, id)
        if asked is None:
            raise KeyError(id)
        applied = 0
        while (head := await parking.head(tx, asked.topic, asked.key, asked.id)) is not None:
            if applied == MOST_REPLAYED:
                return Replayed(applied, further=head.id)
            try:
                with tracing.batch([head.arrival], self._database.address.group):
                    async with tx.attempt():
                        taken = await self._apply(tx, [head.arrival])
            except TRANSIENT:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told to whoever asked
                still_fails = StillFails(head.id, without_values(error))
                log.warning("fact_still_fails", dead_letter=head.id, error=still_fails.error)
                await parking.failed_again(tx, still_fails.id, still_fails.error)
                return Replayed(applied, still_fails)
            await parking.drop(tx, head.id)
            tx.once_committed(partial(self._note, taken))
            applied += 1
        return Replayed(applied)

    def _note(self, taken: Taken) -> None:
        """Behind the commit."""
        now, heard = datetime.now(UTC), taken.heard
        self.duplicates += taken.duplicates
        self.applied += len(heard)
        self.last_said_at = max((min(one.said_at, now) for one in heard), default=self.last_said_at)
        for one in heard:
            source = one.source.lstrip("/")
            self._counts[source] += 1
            self._delays[source].append((now - one.said_at).total_seconds() * 1000)

    def delays(self) -> list[tuple[str, int, float]]:
        """Per source: how many facts took effect, and the median of the last ones' milliseconds since their commit."""
        return [(source, self._counts[source], round(median(kept), 1)) for source, kept in sorted(self._delays.items())]


def without_values(error: Exception) -> str:
    """Class and place; only what we wrote ourselves is repeated, for a driver's text may hold somebody's name."""
    if isinstance(error, Unreadable):
        return f"Unreadable: {error}"
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace else None
    return type(error).__name__ + (f" in {code.co_qualname}" if code else "")
