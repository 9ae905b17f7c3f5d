"""Looks for words that have to stay where they were written, in everything that others can read."""

import json
import re
import subprocess
from base64 import b64decode
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.policy import default
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.structs import ConsumerRecord

from cascade.embedded.postgres import program
from cascade.story.data import items, reach
from cascade.story.data.canary import PATTERN

_TEXTS = {
    *[picture.caption for picture in items.PICTURES],
    *[voice.text for voice in items.VOICES],
    *[reach.verification_note(event) for event in reach.EVENTS.values()],
}
WORDS = re.compile("|".join([PATTERN.pattern, *map(re.escape, sorted(_TEXTS))]), re.IGNORECASE)
"""Canary words stand in every name, contact, letter and report; texts that have none are looked for as a whole."""
TO_WHOM = {"to", "x-rcptto"}
"""The second is the envelope's recipient, as the mail catcher notes it."""
_ADDRESS = re.compile(r"(?:https?:/)?/[^\s\"<>\\]+")
_CURSOR = re.compile(r"cursor=([\w-]+)")
_BYTES = re.compile(r"\\\\x((?:[0-9a-f]{2})+)")


def words_in(texts: Iterable[str], pattern: re.Pattern[str] = WORDS) -> set[str]:
    return {found.lower() for text in texts for found in pattern.findall(text)}


async def records(bootstrap: str, namespace: str) -> list[str]:
    """Topic, key, value and headers of every record."""
    return [
        text_of(one.topic, one.key, one.value, *[part for pair in one.headers for part in pair])
        for one in await recorded(bootstrap, namespace)
    ]


async def recorded(bootstrap: str, namespace: str) -> list[ConsumerRecord[bytes, bytes]]:
    """Of all topics."""
    found: list[ConsumerRecord[bytes, bytes]] = []
    async with AIOKafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest") as consumer:
        topics = [topic for topic in await consumer.topics() if topic.startswith(f"{namespace}.")]
        places = [TopicPartition(topic, number) for topic in topics for number in range(3)]
        consumer.assign(places)
        ends = await consumer.end_offsets(places)
        while sum([await consumer.position(place) for place in places]) < sum(ends.values()):
            for several in (await consumer.getmany(timeout_ms=500)).values():
                found += several
    return found


async def break_again(bootstrap: str, namespace: str) -> None:
    """Every fact that was said last of its type is said once more, and cannot be read."""
    last = {dict(one.headers)["ce_type"]: one for one in await recorded(bootstrap, namespace)}
    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
        for one in last.values():
            headers = {**dict(one.headers), "ce_id": str(uuid4()).encode()}
            value = (one.value or b"").removesuffix(b"}")
            await producer.send_and_wait(one.topic, value, one.key, headers=list(headers.items()))


def problems_in(journal: Path) -> list[str]:
    """The problem details that a story was answered with."""
    answers = [json.loads(line)[1] for line in journal.read_text().splitlines()]
    refusals = [one for one in answers if isinstance(one, dict) and one["status"] >= HTTPStatus.BAD_REQUEST]
    return [b64decode(one["content"]).decode() for one in refusals]


def addresses_in(journal: Path) -> list[str]:
    """What a story asked for, the headers that it was answered with and the addresses in the bodies; what a cursor
    holds, once more in the clear.
    """
    texts: list[str] = []
    for line in journal.read_text().splitlines():
        asked, answered = json.loads(line)
        texts.append(asked)
        if isinstance(answered, dict):
            texts += answered["headers"].values()
            texts += _ADDRESS.findall(b64decode(answered["content"]).decode(errors="replace"))
    return texts + [b64decode(f"{held}==", b"-_").decode() for text in texts for held in _CURSOR.findall(text)]


def text_of(*parts: str | bytes | None) -> str:
    return "\n".join(part.decode(errors="replace") if isinstance(part, bytes) else str(part) for part in parts)


def dumped(admin_dsn: str, schema: str, table: str = "*") -> Iterator[str]:
    """Every row of the schema, or of this table, as pg_dump writes it; values of bytes once more as text."""
    command = [str(program("pg_dump")), "--data-only", f"--table={schema}.{table}", f"--dbname={admin_dsn}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        yield line
        yield from (bytes.fromhex(found).decode(errors="replace") for found in _BYTES.findall(line))


def heads_of(mailbox: Path) -> Iterator[str]:
    """The header lines of every mail in it, but those that say to whom it goes."""
    for file in mailbox.rglob("*"):
        if file.is_file():
            mail = message_from_bytes(file.read_bytes(), policy=default)
            yield from (f"{name}: {value}" for name, value in mail.items() if name.lower() not in TO_WHOM)


def lines_of(folder: Path, pattern: str) -> Iterator[str]:
    """Of all files in it that are called so."""
    for file in folder.rglob(pattern):
        if file.is_file():
            yield from file.read_text(errors="replace").splitlines()
