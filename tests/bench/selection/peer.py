"""The peer, in an environment of its own for the benchmark alone: installed where an index can be reached."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.selection.pools import People

RELEASE = "sortition-algorithms==0.12.15"
FOLDER = Path(__file__).parents[3] / ".cascade" / "peer"
SCRIPT = Path(__file__).with_name("peer_lottery.py")
SEED = 7
PATIENCE_SECONDS = 120


def python() -> Path | None:
    """The peer's Python; None if it could not be installed."""
    there = FOLDER / "bin" / "python"
    asking: list[str | Path] = [there, "-I", "-c", "import sortition_algorithms"]
    if there.exists() and subprocess.run(asking, check=False, capture_output=True).returncode == 0:
        return there
    steps: tuple[list[str | Path], ...] = (
        [sys.executable, "-m", "venv", FOLDER],
        [there, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", RELEASE],
        asking,
    )
    for step in steps:
        if subprocess.run(step, check=False, stdout=sys.stderr).returncode != 0:
            return None
    return there


def lottery(interpreter: Path, people: People, times: int, enough: float) -> dict[str, Any] | None:
    """Seconds of each time, until there are so many or they are `enough`, and everybody's chance; None if that takes
    too long.
    """
    asked = json.dumps({**asdict(people), "times": times, "enough": enough, "seed": SEED})
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "found.json"
        command: list[str | Path] = [interpreter, "-P", SCRIPT, out]
        try:
            subprocess.run(
                command,
                input=asked,
                env={**own, "PYTHONHASHSEED": "0"},
                check=True,
                stdout=subprocess.DEVNULL,
                text=True,
                timeout=PATIENCE_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return None
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return found
