"""Which processes of a system run, and how those that do not have ended."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cascade.embedded import children
from cascade.provisioning.database import SERVICES
from cascade.system import ends
from cascade.system.ends import End

SERVERS = ("postgres", "kafka")
KEEPER = "keeper"


@dataclass(frozen=True, slots=True)
class State:
    """`process`: its id while it runs; `since`: time of the day at which it began. `end`: the last that nobody had
    asked for; `ended_so`: with which it is away now, not one before it.
    """

    name: str
    log: Path
    process: int | None
    since: str | None
    end: End | None
    ended_so: bool = False

    @property
    def sentence(self) -> str:
        if self.process is None and self.end is not None and self.ended_so:
            return f"{self.name} is down since {self.end.at}, {self.end.how}; its log is {self.log}"
        now = "is down" if self.process is None else f"runs, process {self.process}, since {self.since}"
        before = f"; the one before ended at {self.end.at}, {self.end.how}" if self.end is not None else ""
        return f"{self.name} {now}{before}; its log is {self.log}"


def logs(folder: Path) -> dict[str, Path]:
    """Of every process that a system has, by its name; its keeper's is last."""
    theirs = {name: folder / "logs" / f"{name}.log" for name in (*SERVICES, "mail", "issuer", "door")}
    return theirs | {name: folder / f"{name}.log" for name in (*SERVERS, KEEPER)}


def states(folder: Path) -> list[State]:
    """Of everything that should run while the system does, beside its keeper."""
    known = ends.read(folder)
    return [state(name, log, known.get(name)) for name, log in logs(folder).items() if name != KEEPER]


def state(name: str, log: Path, end: End | None) -> State:
    process = children.left_over(log)
    if process is not None:
        return State(name, log, process, began(log), end)
    return State(name, log, None, None, end, ended_so=end is not None and children.noted(log)[0] == str(end.process))


def began(log: Path) -> str:
    """Its note is written when it is started."""
    return datetime.fromtimestamp(children.note_of(log).stat().st_mtime, UTC).isoformat(timespec="seconds")
