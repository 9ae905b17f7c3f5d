"""What the process that decides does where a test says when. Alone here: that process loads what stands beside it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from registration.deciding.decision import Decision, decide_first
from registration.domain.selection_run import Tell
from registration.domain.vocabulary import Step
from registration.panel.call import Call


def decide_once_let(
    folder: Path, asked: Call, reserve: int, context: Mapping[str, Any], seconds: float, tell: Tell
) -> Decision:
    """In the process that decides: it says whom it is and waits at the gate of its seed."""
    tell(Step.COSTS, 2, 6)
    (folder / f"{asked.seed}.pid").write_text(str(os.getpid()))
    (folder / f"{asked.seed}.gate").read_text()
    return decide_first(asked, reserve, context, seconds, tell)
