"""One fact of each type, from the reference story: what an integrator reads first."""

from collections.abc import Mapping

from pydantic import ValidationError

from shared.contracts.examples import followup, registration, scheduling
from shared.events.base import Event

SAID: Mapping[type[Event], Mapping[str, object]] = {**scheduling.SAID, **registration.SAID, **followup.SAID}
ALSO: Mapping[type[Event], Mapping[str, object]] = {**scheduling.ALSO, **followup.ALSO}
"""Of each fact the fields that it does not have in the story, and may have."""


class NoExample(LookupError):
    """An event type for which nobody wrote an example, or one that does not fit any more."""


def example(event: type[Event]) -> Event:
    """Raises NoExample."""
    return fact(event, {})


def filled(event: type[Event]) -> Event:
    """With every field that it may have. Raises NoExample."""
    return fact(event, ALSO.get(event, {}))


def fact(event: type[Event], also: Mapping[str, object]) -> Event:
    """Raises NoExample."""
    if event not in SAID:
        raise NoExample(f"{event.type_name()} has no example; write one in shared.contracts.examples")
    try:
        return event.model_validate({**SAID[event], **also})
    except ValidationError as error:
        fields = ", ".join(".".join(str(step) for step in part["loc"]) for part in error.errors())
        raise NoExample(f"the example of {event.type_name()} in shared.contracts.examples is none: {fields}") from None
