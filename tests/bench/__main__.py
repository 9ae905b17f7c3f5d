"""`make bench`: measures every page with the story's data and with many applications; writes docs/benchmark.md anew.

An argument names another file.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

from rich.console import Console

from cascade.embedded.failures import CannotRun
from cascade.story.data.call import DEFAULT_SEED
from cascade.story.play import play
from cascade.story.progress import Progress
from cascade.system.entrances import links
from cascade.system.running import Running
from cascade.system.stage import Stage
from cascade.system.system import System
from tests.bench.growing import grow, largest
from tests.bench.opening import Opened, Opening
from tests.bench.written import document

DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmark.md"
APPLICATIONS = 10_000
SERVICES = ("registration", "scheduling", "followup")
STAFF = {
    "coordinator": [
        "/registration/trainings/{training}",
        "/scheduling/trainings/{training}",
        "/followup/trainings/{training}",
    ],
    "reviewer": ["/registration/reviews"],
    "facilitator": ["/scheduling/sessions"],
    "mentor": ["/followup/people"],
    "operator": ["/registration/operations"],
}


async def told(running: Running, console: Console) -> None:
    stage = Stage.of(running)
    try:
        await play(stage, seed=DEFAULT_SEED, show=Progress(console))
    finally:
        await stage.close()


def measured(running: Running, training: UUID) -> list[Opened]:
    opening = Opening(running)
    for role, starts in STAFF.items():
        for start in starts:
            opening.staff(role, start.format(training=training))
    for label, addresses in links(Path(running.mailbox)).items():
        opening.anybody(label.lower(), addresses[0])
    opening.anybody("anybody", "/registration/")
    return list(opening.found.values())


def parts(running: Running) -> Iterator[tuple[str, Sequence[Opened]]]:
    training = asyncio.run(largest(running.admin_dsn))
    yield "With the story's data", measured(running, training)
    asyncio.run(grow(running.admin_dsn, training, APPLICATIONS))
    yield f"With {APPLICATIONS} applications more", measured(running, training)


def machine() -> str:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{os.cpu_count()} processors, load {load} at the end"


def main() -> None:
    written = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENT
    console = Console()
    with tempfile.TemporaryDirectory() as own:
        system = System(Path(own), console.print)
        try:
            running = system.start()
            asyncio.run(told(running, console))
            found = list(parts(running))
            written.write_text(document(machine(), APPLICATIONS, found))
        except CannotRun as reason:
            sys.exit(str(reason))
        finally:
            system.stop()


if __name__ == "__main__":
    main()
