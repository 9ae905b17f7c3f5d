"""What `/metrics` tells of facts and reminders: the engine's flow, taken anew whenever somebody fetches it."""

from collections.abc import Callable, Iterable

from opentelemetry import metrics
from opentelemetry.metrics import CallbackOptions, Observation

from shared.backbone.engine import Engine
from shared.backbone.flow import Flow
from shared.backbone.transaction import Database
from shared.runtime import conventions as names
from shared.runtime.database import TRANSIENT

Value = Callable[[Flow], float | None]
NOW: dict[str, tuple[str, Value]] = {
    names.UNSENT: ("{event}", lambda flow: flow.unsent),
    names.UNSENT_AGE: ("s", lambda flow: flow.oldest_unsent_seconds),
    names.LAG: ("{event}", lambda flow: flow.lag),
    names.LAG_AGE: ("s", lambda flow: flow.lag_seconds),
    names.PARKED: ("{event}", lambda flow: flow.parked),
    names.TIMERS_LATE: ("{reminder}", lambda flow: flow.due_reminders),
    names.EPOCH: ("{epoch}", lambda flow: flow.epoch),
}
"""Gauges: unit, and the value; None while nobody knows it."""
SINCE_THE_START: dict[str, tuple[str, Value]] = {
    names.SENT: ("{event}", lambda flow: flow.sent),
    names.APPLIED: ("{event}", lambda flow: flow.applied),
    names.DUPLICATES: ("{event}", lambda flow: flow.duplicates),
}
"""Counters: their rates are events per second."""


class Measures:
    """Of one engine."""

    def __init__(self, database: Database, engine: Engine) -> None:
        self._database = database
        self._engine = engine
        self._flow: Flow | None = None
        meter = metrics.get_meter("cascade")
        for name, (unit, value) in NOW.items():
            meter.create_observable_gauge(name, [self._observed(value)], unit)
        for name, (unit, value) in SINCE_THE_START.items():
            meter.create_observable_counter(name, [self._observed(value)], unit)

    async def take(self) -> None:
        """Without its servers a service tells nothing of its flow, rather than what was."""
        try:
            async with self._database.transaction() as tx:
                self._flow = await self._engine.flow(tx)
        except TRANSIENT:
            self._flow = None

    def _observed(self, value: Value) -> Callable[[CallbackOptions], Iterable[Observation]]:
        def observe(_: CallbackOptions) -> Iterable[Observation]:
            seen = None if self._flow is None else value(self._flow)
            return [] if seen is None else [Observation(seen)]

        return observe
