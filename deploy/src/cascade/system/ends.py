"""How processes ended that nobody had asked to: kept beside their data, for whoever looks afterwards."""

import json
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from cascade.embedded.failures import CannotRun
from cascade.embedded.files import write_private

FILE = "ends.json"


@dataclass(frozen=True, slots=True)
class End:
    """`code`: of exit, or minus the number of the signal that killed it; `at`: time of the day."""

    process: int
    code: int
    at: str

    @property
    def how(self) -> str:
        return f"exit code {self.code}" if self.code >= 0 else f"killed by signal {-self.code}"


class Ends:
    """The last end of each process of the system in `folder`, since that was started."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._known: dict[str, End] = {}
        self._file.unlink(missing_ok=True)

    def watch(self, name: str, process: "subprocess.Popen[bytes] | None") -> None:
        """Writes its end down, once."""
        known = self._known.get(name)
        if process is None or (known is not None and known.process == process.pid):
            return
        code = process.poll()
        if code is not None:
            self._known[name] = End(process.pid, code, datetime.now(UTC).isoformat(timespec="seconds"))
            write_private(self._file, json.dumps({each: asdict(end) for each, end in self._known.items()}))


def read(folder: Path) -> dict[str, End]:
    """By process; empty if none ended. Raises CannotRun if another release wrote it."""
    file = folder / FILE
    if not file.exists():
        return {}
    try:
        return {name: End(**end) for name, end in json.loads(file.read_text()).items()}
    except (ValueError, TypeError, AttributeError):
        raise CannotRun(f"{file} cannot be read; remove it, it only tells how processes have ended") from None
