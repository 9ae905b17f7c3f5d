"""The story's client as a process that can be killed: `python -m tests.independence.client FOLDER SEED`."""

import asyncio
import sys
from pathlib import Path

from cascade.story.play import Outcome, play
from cascade.system import running
from cascade.system.stage import Stage
from tests.independence.disturbed import Silent


async def played(folder: Path, seed: int) -> Outcome:
    """From the beginning, or from where one who was killed had come to."""
    found = running.read(folder / "up")
    assert found is not None
    stage = Stage.of(found)
    try:
        return await play(stage, seed=seed, show=Silent(), written=journal(folder))
    finally:
        await stage.close()


def journal(folder: Path) -> Path:
    return folder / "story.journal"


if __name__ == "__main__":
    outcome = asyncio.run(played(Path(sys.argv[1]), int(sys.argv[2])))
    wrong = [answer.fact.id for answer in outcome.answers if not answer.held]
    sys.exit(str(wrong) if wrong else 0)
