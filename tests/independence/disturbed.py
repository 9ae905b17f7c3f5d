"""The whole story on a system whose services are killed and stopped meanwhile."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import cycle, product
from pathlib import Path

from cascade.provisioning.database import SERVICES
from cascade.story.data.timeline import Moment
from cascade.story.facts.fact import Answer
from cascade.story.play import Outcome, play
from cascade.system.flow import set_clock
from cascade.system.running import Running
from cascade.system.stage import Stage
from cascade.system.system import System

SEED = 7
"""Not the demo's: other applicants, the same facts."""
ABSENCES = {
    "followup": (datetime(2017, 1, 9, tzinfo=UTC), datetime(2017, 2, 19, tzinfo=UTC)),
    "scheduling": (datetime(2017, 2, 19, tzinfo=UTC), datetime(2017, 4, 3, tzinfo=UTC)),
    "registration": (datetime(2017, 6, 5, tzinfo=UTC), datetime(2017, 6, 16, tzinfo=UTC)),
}
"""From the call to the reviews; from the reviews to the agenda; while plans are mended. The others go on."""
EVERY = 5
"""Moves of the clock from one kill to the next."""


class Blow(StrEnum):
    """When a service is killed in a move of the clock."""

    WHILE_FACTS_ARE_ON_THEIR_WAY = "before it is set"
    WHILE_DEADLINES_PASS = "after it was set"


BLOWS = tuple(product(SERVICES, Blow))


@dataclass
class Disturbances:
    """`ended`: the exit codes of those that were stopped."""

    blows: Counter[tuple[str, Blow]] = field(default_factory=Counter)
    ended: dict[str, int | None] = field(default_factory=dict)


class Disturbed(Stage):
    """Kills (-9) at moves of the clock, when the story's client waits for no answer.
    A service that is away was stopped by SIGTERM; the story goes on with the others.
    """

    def __init__(self, running: Running, system: System) -> None:
        super().__init__(running, Stage.of(running).flow)
        self._system = system
        self._addresses = dict(running.services)
        self._blows = cycle(BLOWS)
        self._moves = 0
        self.disturbances = Disturbances()

    async def move_clock(self, to: datetime) -> None:
        await self._come_and_go(to)
        self._moves += 1
        all_are_there = len(self._present) == len(SERVICES)
        name, blow = next(self._blows) if self._moves % EVERY == 0 and all_are_there else (None, None)
        if name and blow is Blow.WHILE_FACTS_ARE_ON_THEIR_WAY:
            self._kill(name, blow)
        await self.drain()
        set_clock(Path(self.running.clock), to)
        if name and blow is Blow.WHILE_DEADLINES_PASS:
            self._kill(name, blow)
        await self.drain()

    @property
    def _present(self) -> dict[str, str]:
        return dict(self.flow._addresses)

    async def _come_and_go(self, to: datetime) -> None:
        for name, (since, until) in ABSENCES.items():
            if name not in self._present and to >= until:
                self._system.service(name).start()
                self.flow._addresses = {**self._present, name: self._addresses[name]}
                await self.drain()
            if name in self._present and since <= to < until:
                self.flow._addresses = {one: at for one, at in self._present.items() if one != name}
                self.disturbances.ended[name] = self._system.service(name).stop()

    def _kill(self, name: str, blow: Blow) -> None:
        """Whoever looks after the system starts it again."""
        process = self._system.service(name).process
        assert process is not None
        process.kill()
        process.wait()
        self.disturbances.blows[name, blow] += 1


class Silent:
    """Nobody looks on."""

    def begins(self, moment: Moment) -> None: ...

    def played(self, moment: Moment, answers: Sequence[Answer], seconds: float) -> None: ...

    def ends(self) -> None: ...


async def played(system: System, found: Running, journal: Path) -> tuple[Outcome, Disturbances]:
    """`journal`: where every answer that the story got is kept."""
    stage = Disturbed(found, system)
    looking = asyncio.create_task(system.look_after())
    try:
        return await play(stage, seed=SEED, show=Silent(), written=journal), stage.disturbances
    finally:
        looking.cancel()
        await stage.close()
