"""Records as somebody might write them who may write to a topic: bytes, and facts with a part that is wrong."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from shared.backbone.arrivals import Arrival
from shared.contracts.examples import example
from shared.events.base import Event
from tests.support.seed import SEED

T = TypeVar("T")
Test = TypeVar("Test", bound=Callable[..., None])

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


def each(times: int) -> Callable[[Test], Test]:
    """So many examples for the test below, drawn from the seed."""
    drawing = settings(
        max_examples=times,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: seed(SEED)(drawing(test))


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


def near(event: type[Event]) -> st.SearchStrategy[Arrival]:
    """A fact about somebody, whole or with a part or a header that is wrong."""
    good, key = plain(event), event.key
    subjects = [good[key], *[str(UUID(int=number)) for number in range(8)]]
    spots = places(good)
    parts = st.sampled_from([None, *[(spot, bad) for spot in spots for bad in HOSTILE]])
    headers = st.sampled_from([*[{}] * len(HEADERS), *[{name: bad} for name in HEADERS for bad in HOSTILE_BYTES]])

    def made(about: tuple[str, int], wrong: Any, header: Mapping[str, bytes | None], whole: int) -> Arrival:
        body: Any = {**good, key: about[0], "version": about[1]}
        return record(event, body if wrong is None or whole else changed(body, *wrong), {} if whole > 1 else header)

    versions = st.tuples(st.sampled_from(subjects), st.integers(1, 2**31 - 1))
    return st.builds(made, versions, parts, headers, st.integers(0, 3))


def record(event: type[Event], body: Any, wrong: Mapping[str, bytes | None]) -> Arrival:
    headers: dict[str, bytes | None] = {
        "ce_id": str(uuid7()).encode(),
        "ce_type": event.type_name().encode(),
        "ce_source": f"/tj/{event.publisher}".encode(),
        "ce_subject": subject_of(body, event),
        "ce_time": b"2016-09-01T00:00:00+00:00",
    }
    return arrival(json.dumps(body).encode(), list({**headers, **wrong}.items()))


def subject_of(body: Any, event: type[Event]) -> bytes:
    return str(body.get(event.key, "")).encode(errors="replace") if isinstance(body, dict) else b""


def far(event: type[Event]) -> st.SearchStrategy[Arrival]:
    """Anything, under the name of the event; `\\0` is a name that Kafka takes."""
    names = st.sampled_from([*HEADERS, "", "\0"])
    named = ("ce_type", event.type_name().encode())
    return st.builds(
        lambda body, name, value: arrival(body, [(name, value), named]),
        st.binary(max_size=100) | st.sampled_from(RAW_VALUES),
        names,
        st.sampled_from(HOSTILE_BYTES),
    )


_positions = count()


def arrival(value: bytes | None, headers: Sequence[tuple[str, bytes | None]]) -> Arrival:
    """Each under a key of its own: what is parked holds up nothing else."""
    position = next(_positions)
    return Arrival("cascade.tj.strange", 0, position, str(position).encode(), value, list(headers))


def strange(event: type[Event]) -> st.SearchStrategy[Arrival]:
    """Every third is far from anything."""
    close = near(event)
    return st.one_of(far(event), close, close.map(lambda same: same))
