"""up · down · status · logs: the system that keeps running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from cascade.embedded import children
from cascade.embedded.failures import CannotRun
from cascade.system import running
from cascade.system.running import Running

PATIENCE_SECONDS = 300.0
STOPS_WITHIN_SECONDS = 60.0
console = Console(highlight=False)


def folder() -> Path:
    return running.home() / "up"


def current() -> Running:
    """Raises CannotRun if nothing runs."""
    found = running.read(folder())
    if found is None:
        raise CannotRun("no system runs here; `make up` starts one")
    return found


def up() -> None:
    """Start the system and leave it running."""
    found = running.read(folder())
    if found is not None:
        console.print("It runs already.")
        return show(found)
    require_nobody_starting()
    log = folder() / "keeper.log"
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
    try:
        children.wait_for(lambda: started(keeper.pid), keeper, "The system", log, PATIENCE_SECONDS)
    except KeyboardInterrupt:
        children.stop(keeper)
        raise
    return show(current())


def require_nobody_starting() -> None:
    """Raises CannotRun. Its keeper has the lock before it has anything to show."""
    if running.is_kept(folder()):
        raise CannotRun(f"somebody is just starting or ending the system in {folder()}; wait, then run again")


def started(keeper: int) -> bool:
    found = running.read(folder())
    return found is not None and found.keeper == keeper


def typed() -> str:
    """This command, as one types it from here."""
    program = Path(sys.prefix) / "bin" / "cascade"
    return str(program.relative_to(Path.cwd()) if program.is_relative_to(Path.cwd()) else program)


def show(found: Running) -> None:
    table = Table("service", "address", "described at", "measured at")
    for name, address in found.services.items():
        table.add_row(name, address, "/docs", found.metrics[name].removeprefix("http://"))
    console.print(table)
    console.print(f"Pages: {found.pages}/ (staff sign in at {found.pages}/registration/sign-in)")
    console.print(f"Mails arrive in {found.mailbox}; Kafka answers at {found.bootstrap}")
    console.print(f"A token: {typed()} token --role coordinator")
    console.print("         (reviewer, facilitator, mentor, operator, auditor; --person ID where the role is hers)")
    console.print("Its end: make down")


def down() -> None:
    """End the system that `up` started."""
    found = running.read(folder())
    if found is None:
        require_nobody_starting()
        console.print("Nothing runs here.")
        return
    os.kill(found.keeper, signal.SIGTERM)
    give_up = time.monotonic() + STOPS_WITHIN_SECONDS
    while running.is_kept(folder()):
        if time.monotonic() > give_up:
            raise CannotRun(f"the keeper ({found.keeper}) has not ended after {STOPS_WITHIN_SECONDS:.0f} s")
        time.sleep(0.05)
    console.print("Ended. Its data stay in " + found.folder)


def status() -> None:
    """What runs, and where."""
    show(current())


def logs(service: str) -> None:
    """Print the log of a service.

    Parameters
    ----------
    service
        registration, scheduling, followup or mail
    """
    file = Path(current().folder) / "logs" / f"{service}.log"
    if not file.exists():
        raise CannotRun(f"there is no log of {service}; there is one of {', '.join(current().processes)}")
    sys.stdout.write(file.read_text(errors="replace"))
