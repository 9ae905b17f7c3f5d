"""Starts a server and keeps it until somebody ends this process: `python -m tests.system.holder KIND FOLDER`."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cascade.embedded.kafka import Kafka
from cascade.embedded.postgres import Postgres

ROOT = Path(__file__).parents[2]
SERVERS: dict[str, Callable[[Path], Postgres | Kafka]] = {
    "postgres": lambda folder: Postgres(folder, durable=False),
    "kafka": Kafka,
}


@contextmanager
def started(kind: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Killed at the end, if not before."""
    command = [sys.executable, "-m", "tests.system.holder", kind, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


if __name__ == "__main__":
    SERVERS[sys.argv[1]](Path(sys.argv[2])).start()
    sys.stdout.write("runs\n")
    sys.stdout.flush()
    signal.pause()
