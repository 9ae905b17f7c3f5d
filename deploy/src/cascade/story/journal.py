"""What was answered, written down before the story goes on: a story whose client was killed is taken up again by it."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5


class Journal:
    """Steps are named by who asks what, and how often she did: not by their order, as many are under way together.

    `file`: None if nothing is to be taken up again. It holds links of people.
    """

    def __init__(self, file: Path | None, seed: int) -> None:
        self._seed = seed
        self._asked: Counter[str] = Counter()
        self._answers = recorded(file) if file is not None else {}
        self._out = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if file is not None else None
        self.taken_up = bool(self._answers)

    def close(self) -> None:
        if self._out is not None:
            os.close(self._out)
            self._out = None

    def step(self, *what: str) -> str:
        """The name of this step."""
        asked = " ".join(what)
        self._asked[asked] += 1
        return f"{asked} #{self._asked[asked]}"

    def answer(self, step: str) -> Any:
        """None if there was none yet."""
        return self._answers.get(step)

    def keep(self, step: str, answer: Any) -> None:
        """In one write: whoever is killed meanwhile leaves a whole line or the beginning of one."""
        if self._out is not None:
            os.write(self._out, f"{json.dumps([step, answer])}\n".encode())

    def key(self, step: str) -> str:
        """The Idempotency-Key of this step, the same when it is sent again."""
        return str(uuid5(NAMESPACE_URL, f"urn:cascade:story:{self._seed}:{step}"))


def recorded(file: Path) -> dict[str, Any]:
    """By step. The beginning of a line is cut off: its answer was not waited for."""
    if not file.exists():
        return {}
    whole, _, begun = file.read_bytes().rpartition(b"\n")
    if begun:
        os.truncate(file, len(whole) + 1 if whole else 0)
    return dict(json.loads(line) for line in whole.splitlines())
