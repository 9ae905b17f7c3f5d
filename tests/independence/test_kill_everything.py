"""The reference story while, at a step that a seed draws, everything is killed at once or one process of it is."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from cascade.story.data.timeline import INSTANTS
from cascade.system import running
from tests.independence.client import journal, played
from tests.support import machine
from tests.support.servers import in_memory
from tests.support.waiting import eventually
from tests.system import cascade

SEED = int(os.environ.get("CASCADE_TEST_KILLS", "11"))
"""Of the step and the victim; set it to kill another at another step."""
STEPS = 1_500
"""Fewer than the journal of a whole story has."""
SERVICES = ("registration", "scheduling", "followup")
VICTIMS = (*SERVICES, "postgres", "kafka", "keeper", "everything")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with in_memory(tmp_path) as folder:
        try:
            yield folder
        finally:
            cascade.run(folder, "down")
            machine.nothing_runs_for(folder)


@contextmanager
def client(home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Killed at the end."""
    with subprocess.Popen([sys.executable, "-m", "tests.independence.client", str(home), str(SEED)]) as process:
        try:
            yield process
        finally:
            process.kill()


def steps(home: Path) -> int:
    return journal(home).read_bytes().count(b"\n") if journal(home).exists() else 0


def kill(home: Path, victim: str) -> None:
    """What depends on it ends by itself; the keeper starts a service again, and nothing else."""
    found = running.read(home / "up")
    assert found is not None
    programs = {"postgres": "postgres -D", "kafka": "kafka.Kafka"}
    if victim == "everything":
        for one in machine.running_for(home):
            with suppress(ProcessLookupError):
                one.send(signal.SIGKILL)
    elif victim in programs:
        machine.one_that_does(programs[victim], home).send(signal.SIGKILL)
    else:
        os.kill(found.keeper if victim == "keeper" else found.processes[victim], signal.SIGKILL)


def suffer(home: Path, step: int, victim: str) -> None:
    """Plays on until that step was answered, and kills; afterwards everything runs again."""
    with client(home) as playing:
        eventually(lambda: steps(home) >= step or playing.poll() is not None, bool, 240)
        assert playing.poll() is None, f"the client ended before step {step}"
        kill(home, victim)
        if victim in SERVICES:
            further = steps(home) + 20
            eventually(lambda: steps(home) >= further or playing.poll() is not None, bool, 60)
            return
    machine.nothing_runs_for(home, 60)
    code, said = cascade.run(home, "up")
    assert code == 0, said


def tell(home: Path, blows: list[tuple[int, str]]) -> None:
    assert cascade.run(home, "up")[0] == 0
    for step, victim in blows:
        suffer(home, step, victim)
    outcome = asyncio.run(played(home, SEED))
    told = f"CASCADE_TEST_KILLS={SEED}, {blows}"
    assert [(one.fact.id, one.fact.expected, one.value) for one in outcome.answers if not one.held] == [], told
    assert outcome.held, told
    assert outcome.moves == len(INSTANTS) - 1, told


@pytest.mark.slow
def test_every_fact_holds_though_one_of_all_or_all_were_killed_at_any_step(home: Path) -> None:
    drawn = random.Random(SEED)
    tell(home, [(drawn.randrange(1, STEPS), drawn.choice(VICTIMS))])
