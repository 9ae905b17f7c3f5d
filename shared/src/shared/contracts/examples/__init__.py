"""One fact of each type, from the reference story: what an integrator reads first."""

from collections.abc import Mapping

from shared.contracts.examples import followup, registration, scheduling
from shared.events.base import Event

SAID: Mapping[type[Event], Mapping[str, object]] = {**scheduling.SAID, **registration.SAID, **followup.SAID}


class NoExample(LookupError):
    """An event type that nobody wrote an example for."""


def example(event: type[Event]) -> Event:
    """Raises NoExample."""
    if event not in SAID:
        raise NoExample(f"{event.type_name()} has no example; write one in shared.contracts.examples")
    return event.model_validate(SAID[event])
