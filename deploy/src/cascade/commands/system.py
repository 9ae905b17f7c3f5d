"""up · down · status · pages · logs: the system that keeps running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from cascade.commands.entrances import show_by_letter, show_open_to_all
from cascade.commands.screen import console, say, show_table, table_of
from cascade.embedded import children
from cascade.embedded.failures import CannotRun
from cascade.system import environment, running, states
from cascade.system.running import Running
from cascade.system.states import State

PATIENCE_SECONDS = 300.0
STOPS_WITHIN_SECONDS = 60.0


def folder() -> Path:
    """Of the system that a command is about. Raises CannotRun for a variable that is misspelt or names a system
    elsewhere: it might be about another.
    """
    environment.require_right()
    if environment.AT in os.environ:
        raise CannotRun(f"{environment.AT} names a system elsewhere, and this is for one on this machine: unset it")
    return running.home() / "up"


def current() -> Running:
    """Raises CannotRun if nothing runs."""
    found = running.read(folder())
    if found is None:
        require_nobody_starting()
        raise CannotRun("no system runs here; `make up` starts one")
    return found


def up() -> None:
    """Start the system and leave it running."""
    found = running.read(folder())
    if found is not None:
        console.print("It runs already.")
        return show(found)
    require_nobody_starting()
    log = states.logs(folder())[states.KEEPER]
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    with log.open("wb") as out:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "cascade.system.keeper", str(folder())],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    stages = Stages(log)
    try:
        children.wait_for(lambda: started(keeper.pid, stages), keeper, "The system", log, PATIENCE_SECONDS)
    except KeyboardInterrupt:
        children.stop(keeper)
        raise
    return show(current())


class Stages:
    """What the keeper writes into its log, said here as soon as a line is whole."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._said = 0

    def say_new(self) -> None:
        whole = self._log.read_bytes().rpartition(b"\n")[0].decode(errors="replace").splitlines()
        new = whole[self._said :]
        self._said = len(whole)
        for line in new:
            say(line)


def require_nobody_starting() -> None:
    """Raises CannotRun. Its keeper has the lock before it has anything to show."""
    if running.is_kept(folder()):
        raise CannotRun(f"somebody is just starting or ending the system in {folder()}; wait, then run again")


def started(keeper: int, stages: Stages) -> bool:
    stages.say_new()
    found = running.read(folder())
    return found is not None and found.keeper == keeper


def typed() -> str:
    """This command, as one types it from here."""
    program = Path(sys.prefix) / "bin" / "cascade"
    return str(program.relative_to(Path.cwd()) if program.is_relative_to(Path.cwd()) else program)


def show(found: Running) -> None:
    table = table_of("service", "address", "described at", "measured at")
    for name, address in found.services.items():
        table.add_row(name, address, "/docs", found.metrics[name].removeprefix("http://"))
    show_table(table)
    show_open_to_all(found)
    say(f"Mails arrive in {found.mailbox}; Kafka answers at {found.bootstrap}")
    say(f"A token: {typed()} token --role coordinator")
    say("         (reviewer, facilitator, mentor, operator, auditor; --person ID where the role is hers)")
    say("Its end: make down")


def down() -> None:
    """End the system that `up` started."""
    found = running.read(folder())
    if found is None:
        require_nobody_starting()
        console.print("Nothing runs here.")
        return
    os.kill(found.keeper, signal.SIGTERM)
    give_up = time.monotonic() + STOPS_WITHIN_SECONDS
    while running.is_kept(folder()) or children.began(found.keeper) is not None:
        if time.monotonic() > give_up:
            raise CannotRun(f"the keeper ({found.keeper}) has not ended after {STOPS_WITHIN_SECONDS:.0f} s")
        time.sleep(0.05)
    say(f"Ended. Its data stay in {found.folder}")


def status() -> None:
    """What runs, where and since when, and how what does not has ended. Exit code 1 if something should run and does
    not.
    """
    if running.ended_unasked(folder()):
        show_states(states.states(folder()))
        keeper = states.logs(folder())[states.KEEPER]
        raise CannotRun(f"nobody had asked this system to end; its log is {keeper}, and `make up` starts it again")
    kept = current()
    show(kept)
    say(f"keeper runs, process {kept.keeper}; its log is {states.logs(folder())[states.KEEPER]}")
    found = states.states(folder())
    show_states(found)
    away = [one.name for one in found if one.process is None]
    if away:
        raise CannotRun(f"{', '.join(away)} should run and does not")


def show_states(found: Sequence[State]) -> None:
    for one in found:
        say(one.sentence)


def pages() -> None:
    """Where each kind of person begins: staff by signing in, others by the newest letter that still opens."""
    found = current()
    show_open_to_all(found)
    show_by_letter(found)


def logs(service: str) -> None:
    """Print a log.

    Parameters
    ----------
    service
        registration, scheduling, followup, mail, door, issuer, postgres, kafka, or keeper, who starts and ends them
    """
    known = states.logs(folder())
    if service not in known:
        raise CannotRun(f"there is no log of {service}; there is one of {', '.join(known)}")
    if not known[service].exists():
        raise CannotRun(f"there is no log of {service} yet: no system has run in {folder()}")
    sys.stdout.write(known[service].read_text(errors="replace"))
