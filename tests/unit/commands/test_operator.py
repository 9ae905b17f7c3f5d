"""Operators ask all services at once; one that keeps silent, is away or is another program is a line in the answer."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import httpx2
import pytest

from cascade.commands.asking import Operator
from cascade.commands.ops import FLOW, flow_row, suspension_row
from cascade.commands.status import Look, look_at
from cascade.embedded import ports
from cascade.embedded.failures import CannotRun

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
WELL = {
    "service": "followup",
    "now": "2017-05-18T19:00:00Z",
    "schema_version": "0106",
    "unsent": 0,
    "oldest_unsent_seconds": 0.0,
    "lag": 0,
    "parked": 0,
    "due_reminders": 0,
    "next_due": None,
    "pending_mails": 0,
    "oldest_mail_seconds": 0.0,
    "lag_seconds": 0.0,
    "epoch": 2,
    "delays": [],
}


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


def saying(content: bytes, status: str = "200 OK") -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + content)
        await writer.drain()
        writer.close()

    return serve


def told(content: object, status: str = "200 OK") -> Serve:
    return saying(json.dumps(content).encode(), status)


@asynccontextmanager
async def services(**served: Serve) -> AsyncIterator[Operator]:
    async with AsyncExitStack() as until_the_end:
        addresses = {}
        for name, serve in served.items():
            server = await asyncio.start_server(serve, "127.0.0.1", 0)
            until_the_end.callback(server.close)
            addresses[name] = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        http = await until_the_end.enter_async_context(httpx2.AsyncClient())
        yield Operator(addresses, http)


async def looked(asking: Operator) -> list[Look]:
    return await asyncio.gather(*[look_at(asking, name) for name in asking.services(None)])


async def test_services_that_keep_silent_are_a_line_each_and_all_together_take_three_seconds() -> None:
    async with services(registration=silent, scheduling=silent, followup=silent) as asking:
        began = time.monotonic()
        looks = await looked(asking)
        took = time.monotonic() - began

    assert [look.needs for look in looks] == [
        [f"{name}: no answer at {asking._addresses[name]}; see whether it runs, and its log"]
        for name in asking.services(None)
    ]
    assert took < 3.5


async def test_one_that_is_away_is_a_line() -> None:
    address = f"http://127.0.0.1:{ports.free(1)[0]}"
    async with httpx2.AsyncClient() as http:
        look = await look_at(Operator({"registration": address}, http), "registration")

    assert look.needs == [f"registration: no answer at {address}; see whether it runs, and its log"]
    assert look.ready == "?"


async def test_one_in_whose_place_the_door_answers_is_away() -> None:
    said = {"code": "try-again", "detail": "This service did not answer just now.", "away": "This service"}
    async with services(registration=told(said, "503 Service Unavailable")) as asking:
        (look,) = await looked(asking)

    address = asking._addresses["registration"]
    assert look.needs == [f"registration: no answer at {address}; see whether it runs, and its log"]


@pytest.mark.parametrize(
    "answer",
    [
        saying(b"<html>not ours</html>"),
        told(["not", "ours"]),
        told({"missing": 3}),
        told({"missing": {}}),
        told({}, "404 Not Found"),
        saying(b"", "502 Bad Gateway"),
    ],
)
async def test_an_answer_that_is_none_of_ours_is_a_line(answer: Serve) -> None:
    async with services(registration=answer) as asking:
        (look,) = await looked(asking)

    address = asking._addresses["registration"]
    assert look.needs == [f"registration: no answer that can be read at {address}; is another program there?"]


async def test_what_a_service_misses_is_named_with_its_reason() -> None:
    missing = {"missing": {"kafka": "nobody is there"}, "detail": "later"}
    async with services(registration=told(missing, "503 Service Unavailable")) as asking:
        (look,) = await looked(asking)

    assert (look.ready, look.needs) == ("no kafka", ["registration: kafka: nobody is there"])


@pytest.mark.parametrize(
    ("changed", "need"),
    [
        ({"parked": 2}, "2 facts or reminders are parked; see `cascade ops dlq list --service followup`"),
        ({"oldest_unsent_seconds": 61.0}, "a fact has waited 61 s to be sent; is Kafka well?"),
        ({"lag": 7, "lag_seconds": 61.0}, "7 facts are not applied for 61 s; see `cascade logs followup`"),
        ({"oldest_mail_seconds": 3601.0}, "a letter has waited 3601 s to be sent; is the mail server well?"),
        (
            {"next_due": "2017-05-18T18:54:00Z"},
            "a reminder was due at 2017-05-18T18:54:00Z and has not fired; see `cascade logs followup`",
        ),
    ],
)
async def test_what_needs_a_person_is_said_with_where_to_look(changed: dict[str, object], need: str) -> None:
    async with services(followup=told({**WELL, "missing": {}, **changed})) as asking:
        (look,) = await looked(asking)

    assert look.needs == [f"followup: {need}"]
    assert look.ready == "yes"


async def test_one_that_is_well_needs_nobody() -> None:
    async with services(followup=told({**WELL, "missing": {}})) as asking:
        (look,) = await looked(asking)

    assert (look.ready, look.needs) == ("yes", [])
    assert look.cells == ["0106", "0", "0", "0", "0", "0", "2"]


async def test_a_refusal_is_told_in_the_words_of_the_service() -> None:
    async with services(scheduling=told({"detail": "This token is none of ours."}, "401 Unauthorized")) as asking:
        with pytest.raises(CannotRun, match=r"^scheduling: This token is none of ours\.$"):
            await asking.told("scheduling", FLOW, flow_row)


@pytest.mark.parametrize(
    ("asked_by", "approvals"), [(None, "0 of 2"), ("0192f0c1", "1 of 2: 0192f0c1 at 2017-10-09T09:00:00Z")]
)
def test_a_suspension_tells_how_many_of_two_asked_for_its_end(asked_by: str | None, approvals: str) -> None:
    row = suspension_row(
        {
            "training": None,
            "reason": "precaution",
            "suspended_by": "0191",
            "suspended_at": "2017-10-08T09:00:00Z",
            "asked_by": asked_by,
            "asked_at": "2017-10-09T09:00:00Z",
        }
    )

    assert row == ["all of the region", "precaution", "2017-10-08T09:00:00Z", "0191", approvals]
