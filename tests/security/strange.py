"""Records as somebody might write them who may write to a topic: bytes, and facts with a part that is wrong."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from shared.backbone.arrivals import Arrival
from shared.contracts.examples import example
from shared.events.base import Event, Visibility
from shared.runtime.kafka import Address
from tests.support.seed import SEED

T = TypeVar("T")
Test = TypeVar("Test", bound=Callable[..., None])
Wrong: TypeAlias = tuple[T, Sequence[Any]] | None
Some: TypeAlias = Callable[[Sequence[Any]], st.SearchStrategy[Sequence[Any]]]
"""Which of the hostile values are tried at one place: each, or any one."""

HOSTILE: Sequence[Any] = (
    None,
    "",
    "\0",
    "\ud800",
    "\r\nBcc: x@example.org",
    "'; drop table inbox; --",
    "x" * 5_000,
    0,
    -1,
    2**31,
    2**63,
    1e308,
    True,
    [],
    {},
    [[[[]]]],
    {"\0": "\0"},
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-23:59",
    "2017-05-18T19:00:00",
)
HOSTILE_BYTES: Sequence[bytes | None] = (
    None,
    b"",
    b"\0",
    b"\xff\xfe",
    b"2017-05-18T19:00:00",
    b"9999-12-31T23:59:59-23:59",
    b"0001-01-01T00:00:00+23:59",
    b"00-" + b"f" * 32 + b"-" + b"f" * 16 + b"-ff",
    b"{" * 10_000,
    b"x" * 10_000,
)
HEADERS = ("ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "traceparent", "content-type")
TWICE = b'{"version": 1, "version": 2}'
RAW_VALUES: Sequence[bytes | None] = (None, b"", b"null", b"1", b"[" * 100_000, b"\xff\xfe", TWICE)


def each(times: int, drawing: int = SEED) -> Callable[[Test], Test]:
    """So many examples for the test below, drawn from the seed, or from another where more of them are wanted."""
    how = settings(
        max_examples=times,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: seed(drawing)(how(test))


def drawn(strategy: st.SearchStrategy[T], times: int) -> list[T]:
    """So many examples, for what hypothesis cannot run itself: a database that goes on from one to the next."""
    kept: list[T] = []

    @each(times)
    @given(strategy)
    def keep(one: T) -> None:
        kept.append(one)

    keep()
    return kept


def places(value: Any) -> list[tuple[str | int, ...]]:
    """Of everything in a JSON value, itself first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(), *[(step, *rest) for step, part in inner for rest in places(part)]]


def changed(value: Any, place: tuple[str | int, ...], to: Any) -> Any:
    if not place:
        return to
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = changed(copy[place[0]], place[1:], to)
    return copy


def plain(event: type[Event]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(example(event).model_dump_json(exclude_none=True))
    return read


def each_of(values: Sequence[T]) -> st.SearchStrategy[Sequence[T]]:
    return st.just(values)


def any_of(values: Sequence[T]) -> st.SearchStrategy[Sequence[T]]:
    return st.sampled_from(values).map(lambda value: [value])


def near(event: type[Event], of: Some) -> st.SearchStrategy[list[Arrival]]:
    """A fact about somebody, whole or with a part or a header that is wrong."""
    good, key = plain(event), event.key
    subjects = [good[key], *[str(UUID(int=number)) for number in range(8)]]

    def made(about: tuple[str, int], parts: Wrong[tuple[str | int, ...]], headers: Wrong[str]) -> list[Arrival]:
        body: Any = {**good, key: about[0], "version": about[1]}
        bodies = [body] if parts is None else [changed(body, parts[0], value) for value in parts[1]]
        wrong = [{}] if headers is None else [{headers[0]: value} for value in headers[1]]
        return [record(event, one, header) for one in bodies for header in wrong]

    versions = st.tuples(st.sampled_from(subjects), st.integers(1, 2**31 - 1))
    parts = st.tuples(st.sampled_from(places(good)), of(HOSTILE))
    headers = st.tuples(st.sampled_from(HEADERS), of(HOSTILE_BYTES))
    return st.builds(made, versions, st.none() | parts, st.none() | headers)


def record(event: type[Event], body: Any, wrong: Mapping[str, bytes | None]) -> Arrival:
    headers: dict[str, bytes | None] = {
        "ce_id": str(uuid7()).encode(),
        "ce_type": event.type_name().encode(),
        "ce_source": f"/tj/{event.publisher}".encode(),
        "ce_subject": subject_of(body, event),
        "ce_time": b"2016-09-01T00:00:00+00:00",
    }
    return arrival(event, json.dumps(body).encode(), list({**headers, **wrong}.items()))


def subject_of(body: Any, event: type[Event]) -> bytes:
    return str(body.get(event.key, "")).encode(errors="replace") if isinstance(body, dict) else b""


def far(event: type[Event], of: Some) -> st.SearchStrategy[list[Arrival]]:
    """Anything, under the name of the event; `\\0` is a name that Kafka takes."""
    names = st.sampled_from([*HEADERS, "", "\0"])
    named = ("ce_type", event.type_name().encode())
    return st.builds(
        lambda body, name, values: [arrival(event, body, [(name, value), named]) for value in values],
        st.binary(max_size=100) | st.sampled_from(RAW_VALUES),
        names,
        of(HOSTILE_BYTES),
    )


_positions = count()


def arrival(event: type[Event], value: bytes | None, headers: Sequence[tuple[str, bytes | None]]) -> Arrival:
    """Each under a key of its own: what is parked holds up nothing else."""
    position = next(_positions)
    topic = Address("cascade", "tj", event.publisher).topic_for(event.leaves, Visibility.PROGRAMME)
    return Arrival(topic, 0, position, str(position).encode(), value, list(headers))


def strange_together(event: type[Event], of: Some = each_of) -> st.SearchStrategy[list[Arrival]]:
    """With everything hostile that may stand where one drawn record has it: a drawing costs more than they all.

    Every third is far from anything.
    """
    close = near(event, of)
    return st.one_of(far(event, of), close, close.map(lambda same: same))


def strange(event: type[Event]) -> st.SearchStrategy[Arrival]:
    return strange_together(event, any_of).map(lambda alone: alone[0])
