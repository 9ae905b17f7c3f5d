"""What arrives from Kafka: a record as it came, and the fact that stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from shared.events.base import Event, Leaves
from shared.runtime.kafka import said_in

if TYPE_CHECKING:
    from aiokafka import ConsumerRecord


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record, unread. `headers` as they came: a value may be None or no text."""

    topic: str
    partition: int
    position: int
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes | None]]

    @classmethod
    def of(cls, record: "ConsumerRecord[bytes | None, bytes | None]") -> "Arrival":
        return cls(record.topic, record.partition, record.offset, record.key, record.value, record.headers)

    @property
    def trace(self) -> str | None:
        """The traceparent of what caused it, as it came."""
        said = [value for name, value in self.headers if name == "traceparent" and value]
        return said[-1].decode(errors="replace") if said else None


@dataclass(frozen=True, slots=True)
class Heard:
    """A fact, with what the inbox and the figures need. `said_at`: wall clock, when it was committed at its source;
    `trace`: the traceparent of what caused it.
    """

    id: UUID
    topic: str
    partition: int
    position: int
    source: str
    said_at: datetime
    fact: Event
    trace: str | None = None


class Unreadable(ValueError):
    """A record that breaks its contract. Says which part, never its value."""


def read(arrival: Arrival, events: Mapping[str, type[Event]]) -> Heard | None:
    """None if nobody here reacts to its type. Raises Unreadable."""
    attributes = {name: value for name, value in arrival.headers if value is not None}
    event = events.get(text(attributes, "ce_type"))
    if event is None:
        return None
    require_its_topic(arrival.topic, event, text(attributes, "ce_source"))
    fact = body(arrival, event)
    require_its_speaker(arrival.topic, fact)
    if text(attributes, "ce_subject") != str(fact.subject):
        raise Unreadable("ce_subject is not the key of the fact")
    try:
        event_id, said_at = UUID(text(attributes, "ce_id")), datetime.fromisoformat(text(attributes, "ce_time"))
    except ValueError:
        raise Unreadable("ce_id or ce_time has no such form") from None
    if said_at.tzinfo is None:
        raise Unreadable("ce_time has no offset from UTC")
    place = arrival.topic, arrival.partition, arrival.position
    return Heard(event_id, *place, text(attributes, "ce_source"), said_at, fact, arrival.trace)


def require_its_topic(topic: str, event: type[Event], source: str) -> None:
    """Whoever mirrors topics to us decides what stands in them: no link to our people, nothing that suspends or resumes
    ours, nothing in the name of somebody else is taken from there. Raises Unreadable.
    """
    region, service, stays = said_in(topic)
    if event.publisher != service or (event.leaves is Leaves.NEVER and not stays):
        raise Unreadable("ce_type is none that is said in this topic")
    if source != f"/{region}/{service}":
        raise Unreadable("ce_source is not whose topic this is")


def require_its_speaker(topic: str, fact: Event) -> None:
    """What a home says of its people and reviews, and a host of its trainings, no other region says for it. Raises
    Unreadable.
    """
    region, *_ = said_in(topic)
    if fact.speaker not in (None, region):
        raise Unreadable("its home or host is not the region whose topic this is")


def text(attributes: Mapping[str, bytes], name: str) -> str:
    try:
        return attributes[name].decode()
    except KeyError:
        raise Unreadable(f"{name} is missing") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is no UTF-8") from None


def body(arrival: Arrival, event: type[Event]) -> Event:
    try:
        return event.model_validate_json(arrival.value or b"")
    except ValueError as error:
        raise Unreadable(f"the value is no {event.__name__}: {broken_parts(error, names_in(event))}") from None


@cache
def names_in(event: type[Event]) -> frozenset[str]:
    """Of its fields and those of its parts."""
    schema = event.model_json_schema()
    return frozenset(
        name for part in (schema, *schema.get("$defs", {}).values()) for name in part.get("properties", ())
    )


def broken_parts(error: ValueError, names: frozenset[str]) -> str:
    """Where and why, without the values: they may be personal by somebody's mistake. The keys of a map are values."""
    errors = getattr(error, "errors", None)
    if errors is None:
        return "no JSON"
    parts = errors(include_input=False, include_context=False, include_url=False)
    return "; ".join(f"/{'/'.join(told(step, names) for step in part['loc'])} {part['type']}" for part in parts)


def told(step: str | int, names: frozenset[str]) -> str:
    return str(step) if isinstance(step, int) or step in names else "*"
