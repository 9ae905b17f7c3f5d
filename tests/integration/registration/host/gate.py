"""What the process that decides does where a test says when. Alone here: that process loads what stands beside it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from registration.deciding.decision import Decision, decide_first, decide_promotion
from registration.deciding.lots import Committed, commit
from registration.domain.refusals.selecting import Easing, NoReplacementKeepsQuotas
from registration.domain.selection_run import SILENT, Tell
from registration.domain.vocabulary import Step
from registration.panel.call import Call


def decide_once_let(
    folder: Path, asked: Call, reserve: int, context: Mapping[str, Any], seconds: float, tell: Tell
) -> Decision:
    wait_at_the_gate(folder, asked.seed, tell)
    return decide_first(asked, reserve, context, seconds, tell)


def commit_once_let(
    folder: Path, asked: Call, reserve: int, context: Mapping[str, Any], seconds: float, tell: Tell
) -> Committed:
    wait_at_the_gate(folder, asked.seed, tell)
    return commit(asked, reserve, context, seconds, tell)


def promote_once_let(folder: Path, asked: Call, left_open: int, context: Mapping[str, Any]) -> Decision:
    wait_at_the_gate(folder, asked.seed)
    return decide_promotion(asked, left_open, context)


def wait_at_the_gate(folder: Path, seed: int, tell: Tell = SILENT) -> None:
    """It says whom it is, and waits for whoever lets that seed."""
    tell(Step.COSTS, 2, 6)
    (folder / f"{seed}.pid").write_text(str(os.getpid()))
    (folder / f"{seed}.gate").read_text()


def find_nobody(*_: object) -> None:
    """And have no time to prove what the first easing would give."""
    unproved, proved = Easing("GE", "minimum", 0, None), Easing("TJ", "maximum", 3, 26_300)
    raise NoReplacementKeepsQuotas(1, 1, (), "nobody from GE waits", (unproved, proved))


def break_down(*_: object) -> None:
    raise ValueError("TJ-03 has 8500")
