"""demo: the reference story, played on a system of its own or on the one that runs here untouched."""

import asyncio
import os
import shutil
import signal
import sys
import time
from dataclasses import dataclass, field

from cascade.commands.entrances import show_by_letter, show_open_to_all
from cascade.commands.screen import console, say
from cascade.commands.system import folder
from cascade.embedded.failures import CannotRun
from cascade.story import tables
from cascade.story.data.acts import Chapter
from cascade.story.data.call import DEFAULT_SEED
from cascade.story.play import Outcome, StoryHasBegun, play
from cascade.story.progress import Progress
from cascade.system import interruptible, running
from cascade.system.flow import StillUnderWay
from cascade.system.running import Running, kept_of_its_own
from cascade.system.stage import Stage
from cascade.system.system import System


@dataclass
class Phases:
    """Where the time went."""

    began: float = field(default_factory=time.monotonic)
    seconds: dict[str, float] = field(default_factory=dict)

    def ends(self, name: str) -> None:
        now = time.monotonic()
        self.seconds[name] = now - self.began
        self.began = now

    def sentence(self) -> str:
        parts = [f"{name} {seconds:.1f} s" for name, seconds in self.seconds.items()]
        return f"Time: {', '.join(parts)}; {sum(self.seconds.values()):.1f} s in all."


def demo(*, seed: int = DEFAULT_SEED, until: Chapter | None = None, keep: bool = False) -> None:
    """Play the reference story and check every fact.

    Parameters
    ----------
    seed
        draws other applicants, letters and wishes; the facts stay
    until
        the last chapter to be played
    keep
        keep the folder of this run, with its logs and data
    """
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    phases = Phases()
    here = running.read(folder())
    if here is not None:
        console.print(f"Playing on the system that runs in {here.folder}")
        outcome = interruptible.run(lambda: played(here, seed, until, phases))
    else:
        outcome = on_its_own(seed, until, phases, keep=keep)
    tables.show(console, outcome)
    console.print(phases.sentence())
    if here is not None:
        show_open_to_all(here)
        show_by_letter(here)
    else:
        say("Ended with all that was told; `make up` before `make demo` leaves it to look at.")
    sys.exit(0 if outcome.held else 1)


def on_its_own(seed: int, until: Chapter | None, phases: Phases, *, keep: bool) -> Outcome:
    """In a folder that is removed afterwards; several may play side by side."""
    with kept_of_its_own() as (own, left):
        for folder_left in left:
            console.print(f"Removed what a run that was killed had left: {folder_left.name}")
        system = System(own, console.print)
        console.print(f"A system of its own in {own} (process {os.getpid()})")
        try:
            found = system.start()
            phases.ends("set-up")
            outcome = interruptible.run(lambda: watched(system, found, seed, until, phases))
        finally:
            system.stop()
            phases.ends("stop")
            if not keep:
                shutil.rmtree(own, ignore_errors=True)
    return outcome


async def watched(system: System, found: Running, seed: int, until: Chapter | None, phases: Phases) -> Outcome:
    """The story, while whatever ends by itself is started again. Raises CannotRun at once if that cannot be."""
    looking = asyncio.create_task(system.look_after())
    playing = asyncio.create_task(played(found, seed, until, phases))
    try:
        await asyncio.wait([looking, playing], return_when=asyncio.FIRST_COMPLETED)
        if looking.done():
            looking.result()
        return await playing
    finally:
        for task in (looking, playing):
            task.cancel()
        await asyncio.gather(looking, playing, return_exceptions=True)


async def played(found: Running, seed: int, until: Chapter | None, phases: Phases) -> Outcome:
    """Raises CannotRun with what stood in the way."""
    stage = Stage.of(found)
    try:
        outcome = await play(stage, seed=seed, show=Progress(console), until=until)
    except StoryHasBegun as reason:
        raise CannotRun(
            f"{reason} `make down` and then `make demo` plays on a system of its own; "
            f"for a new one here, `make down` and remove {found.folder} first."
        ) from None
    except StillUnderWay as reason:
        raise CannotRun(str(reason)) from None
    finally:
        await stage.close()
    phases.ends("story")
    moved = stage.flow.moves
    console.print(f"{moved.count} moves of the story clock took {moved.seconds:.1f} s until all was done")
    return outcome
