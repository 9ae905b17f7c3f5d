"""The reference story while, at steps that are drawn anew each time, everything is killed at once or a part of it."""

import asyncio
import os
import random
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from cascade.story.data.timeline import INSTANTS
from tests.independence.client import journal, played
from tests.support import machine
from tests.support.depth import BRIEF
from tests.support.servers import in_memory
from tests.support.waiting import eventually
from tests.system import cascade

STORY = 7
STEPS = 2_373
"""Answers in the journal of that story: within it lies where somebody is killed."""
SERVICES = ("registration", "scheduling", "followup")
EVERYTHING, ALL_SERVICES = "everything", "all services"
STARTED_AGAIN = (*SERVICES, ALL_SERVICES, "mail", "issuer", "door")
"""By the keeper, while everything else runs on."""
PROGRAMS = {
    **{service: f"-m {service}" for service in SERVICES},
    "mail": "-m cascade.mailbox",
    "issuer": "-m cascade.provider",
    "door": "Caddyfile",
    "keeper": "-m cascade.system.keeper",
    "postgres": "postgres -D",
    "kafka": "kafka.Kafka",
}
"""How their commands are known."""
VICTIMS = (*PROGRAMS, ALL_SERVICES, EVERYTHING)
KILLS = 10

Blow = tuple[int, str]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with in_memory(tmp_path) as folder:
        try:
            yield folder
        finally:
            cascade.run(folder, "down")
            machine.nothing_runs_for(folder)


@pytest.fixture
def drawn(record_property: Callable[[str, object], None]) -> random.Random:
    """Another each time; CASCADE_TEST_KILLS draws again what the end of a session tells."""
    seed = int(os.environ.get("CASCADE_TEST_KILLS") or secrets.randbelow(1 << 31))
    record_property("CASCADE_TEST_KILLS", seed)
    return random.Random(seed)


@contextmanager
def client(home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Killed at the end."""
    with subprocess.Popen([sys.executable, "-m", "tests.independence.client", str(home), str(STORY)]) as process:
        try:
            yield process
        finally:
            process.kill()


def steps(home: Path) -> int:
    return journal(home).read_bytes().count(b"\n") if journal(home).exists() else 0


def kill(home: Path, victim: str) -> None:
    """What depends on it ends by itself; the keeper starts again what is no server."""
    if victim == EVERYTHING:
        for one in machine.running_for(home):
            with suppress(ProcessLookupError):
                one.send(signal.SIGKILL)
    for program in SERVICES if victim == ALL_SERVICES else [victim]:
        if program in PROGRAMS:
            machine.one_that_does(PROGRAMS[program], home).send(signal.SIGKILL)


def suffer(home: Path, step: int, victim: str) -> None:
    """Plays on until that step was answered, and kills; afterwards everything runs again."""
    with client(home) as playing:
        eventually(lambda: steps(home) >= step or playing.poll() is not None, bool, 600)
        assert playing.poll() in (None, 0), f"the client ended before step {step}"
        kill(home, victim)
        if victim in STARTED_AGAIN:
            further = steps(home) + 20
            eventually(lambda: steps(home) >= further or playing.poll() is not None, bool, 60)
            return
    machine.nothing_runs_for(home)
    code, said = cascade.run(home, "up")
    assert code == 0, said


def tell(home: Path, blows: Sequence[Blow]) -> None:
    code, said = cascade.run(home, "up")
    assert code == 0, said
    for step, victim in blows:
        suffer(home, step, victim)
    outcome = asyncio.run(played(home, STORY))
    assert [(one.fact.id, one.fact.expected, one.value) for one in outcome.answers if not one.held] == []
    assert outcome.held
    assert outcome.moves == len(INSTANTS) - 1
    assert steps(home) == pytest.approx(STEPS, rel=0.02)


def test_every_fact_holds_though_everything_was_killed_at_once_at_any_step(home: Path, drawn: random.Random) -> None:
    tell(home, [(drawn.randrange(1, STEPS), EVERYTHING)])


@pytest.mark.slow
@pytest.mark.skipif(BRIEF, reason="ten kills take long: without CASCADE_TEST_BRIEF")
def test_every_fact_holds_though_ten_times_one_or_several_or_all_were_killed(home: Path, drawn: random.Random) -> None:
    victims = drawn.sample(VICTIMS, KILLS)
    tell(home, list(zip(sorted(drawn.sample(range(1, STEPS), KILLS)), victims, strict=True)))
