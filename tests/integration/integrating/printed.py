"""The consumers of docs/integrating.md, run as they are printed."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from tests.support.servers import Topics

PAGE = Path(__file__).parents[3] / "docs" / "integrating.md"
PLAIN, FASTSTREAM = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
PROGRAMS = {"aiokafka": PLAIN, "faststream": FASTSTREAM}
(PATTERN,) = re.findall(r"`(\^cascade\S+)`", PAGE.read_text())
"""Of the topics of one service of every region, as the page shows it."""


@dataclass
class Listening:
    """A consumer in a process of its own; what it says goes to files."""

    process: Process
    output: Path
    errors: Path

    async def printed(self) -> list[str]:
        """Line by line, without the library's log. Raises AssertionError if it ended without a word."""
        lines = [line for line in self.output.read_text().splitlines() if re.match(r"[0-9a-f]{8}-", line)]
        assert lines or self.process.returncode is None, self.errors.read_text()
        return lines

    async def ended(self) -> bool:
        return self.process.returncode is not None


@asynccontextmanager
async def listening(name: str, topics: Topics, folder: Path) -> AsyncIterator[Listening]:
    """Killed at the end, if it still runs."""
    program, output, errors = (folder / f"listen_{name}.{kind}" for kind in ("py", "out", "err"))
    program.write_text(PROGRAMS[name])
    told = {"KAFKA": topics.bootstrap, "TOPICS": pattern(topics), "GROUP": group(topics, name)}
    with output.open("w") as out, errors.open("w") as err:
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(program), stdout=out, stderr=err, env={**os.environ, **told}
        )
        try:
            yield Listening(process, output, errors)
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def pattern(topics: Topics) -> str:
    """The page's, where all begins with another word than `cascade`."""
    shown: str = PATTERN
    return shown.replace("cascade", topics.namespace)


def group(topics: Topics, name: str) -> str:
    return f"atlas.{topics.namespace}.{name}"


def scheduling_says(topics: Topics) -> str:
    return f"{topics.namespace}.tj.scheduling"


async def first(topics: Topics) -> "ConsumerRecord[bytes, bytes]":
    """What scheduling said first."""
    async with AIOKafkaConsumer(
        scheduling_says(topics), bootstrap_servers=topics.bootstrap, auto_offset_reset="earliest"
    ) as consumer:
        return await consumer.getone()


async def send(topics: Topics, key: bytes, value: bytes, headers: dict[str, bytes]) -> None:
    """Beside the service, as a relay that repeats itself or a writer of tomorrow would."""
    async with AIOKafkaProducer(bootstrap_servers=topics.bootstrap) as producer:
        await producer.send_and_wait(scheduling_says(topics), value, key, headers=list(headers.items()))


async def behind(topics: Topics, name: str) -> int:
    """Records that the consumer has not committed."""
    async with AIOKafkaConsumer(
        bootstrap_servers=topics.bootstrap, group_id=group(topics, name), enable_auto_commit=False
    ) as looking:
        heard = scheduling_says(topics), f"{scheduling_says(topics)}.local"
        places = [TopicPartition(topic, number) for topic in heard for number in range(3)]
        ends = await looking.end_offsets(places)
        return sum([ends[place] - (await looking.committed(place) or 0) for place in places])
