"""What `cascade select` does: reads, decides, writes and ends with the exit code that says how it went."""

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn, get_args

from registration.commands import selection_files as files
from registration.commands.selection_plot import picture
from registration.panel import verify_selection as verifier
from registration.panel.call import Asked, Call, Policy, asked
from registration.panel.document import Decided, decide, document
from registration.panel.easing import easings
from registration.panel.relaxation import NEVER, Clock, TimeIsUp
from registration.panel.remarks import remarks

WRONG_INPUT, IMPOSSIBLE, TIME_IS_UP = 2, 3, 4
_TOLD = (
    *("selected", "reserve", "value", "bound", "status", "verdict", "reproducible", "conflict", "left_out", "quotas"),
    *("chances", "list_hash", "numbers", "number"),
)
_EXIT = {"proven": 0, "bounded": TIME_IS_UP, "undecided": TIME_IS_UP, "infeasible": IMPOSSIBLE}


@dataclass(frozen=True)
class Shown:
    """Where the document and the picture go, and how the decision is printed: as `table` or `json`."""

    document: Path | None
    plot: Path | None
    format: str


def select(
    candidates: Path,
    quotas: Path,
    asking: files.Asking,
    shown: Shown,
    *,
    reserve: int,
    time_limit: float | None,
) -> NoReturn:
    clock = NEVER if time_limit is None else Clock(time.monotonic() + time_limit)
    _offered(asking.policy, seats=asking.seats - 1, reserve=reserve, organisation_max=asking.organisation_max or 0)
    question = asked(_call(candidates, quotas, asking))
    decided = decide(question, reserve, clock)
    written = document(decided)
    _write(shown.document, verifier.written(written))
    _write(shown.plot, picture(written["decision"]))
    _show(written, {"remarks": _remarks(question), "relaxations": _relaxations(decided, clock)}, shown.format)


def _write(path: Path | None, text: str) -> None:
    if path is not None:
        path.write_text(text, encoding="utf-8")


def _offered(policy: str, **numbers: int) -> None:
    if policy not in get_args(Policy):
        _wrong(f"the policy {policy!r} is not offered; there are {', '.join(get_args(Policy))}")
    for name, number in numbers.items():
        if number < 0:
            _wrong(f"--{name.replace('_', '-')} is too small")


def _call(candidates: Path, quotas: Path, asking: files.Asking) -> Call:
    try:
        return files.call(candidates, quotas, asking)
    except OSError as wrong:
        _wrong(f"{wrong.filename}: {wrong.strerror}")
    except (files.BadInput, ValueError) as wrong:
        _wrong(str(wrong))


def _wrong(sentence: str) -> NoReturn:
    sys.stderr.write(f"cascade: {sentence}\n")
    sys.exit(WRONG_INPUT)


def _remarks(question: Asked) -> list[dict[str, Any]]:
    """What could be told before anything was solved."""
    return [{"quotas": one.quotas, "kind": one.kind, "words": one.words} for one in remarks(question)]


def _relaxations(decided: Decided, clock: Clock) -> list[dict[str, Any]]:
    """For an impossible call: what would be enough, each alone, and by merit the value that it would give."""
    if decided.conflict is None:
        return []
    try:
        found = [asdict(one) for one in easings(decided.asked, decided.conflict, clock)]
    except TimeIsUp:
        return []
    without = () if decided.asked.call.policy == "merit" else ("value",)
    return [{name: value for name, value in one.items() if name not in without} for one in found]


def _show(written: dict[str, Any], beside: dict[str, Any], format: str) -> NoReturn:
    decision = written["decision"]
    if format == "json":
        shown = json.dumps(
            {**{name: decision[name] for name in _TOLD if name in decision}, **beside}, ensure_ascii=False, indent=1
        )
    else:
        eased = (f"Possible with {one['seats']} as {one['side']} of {one['quota']}." for one in beside["relaxations"])
        shown = "\n".join([*written["about"], *(f"{one['words']}." for one in beside["remarks"]), *eased])
    sys.stdout.write(f"{shown}\n")
    sys.exit(_EXIT[decision["status"]])
