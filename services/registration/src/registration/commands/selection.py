"""select, verify-selection: a selection of files, and whether one holds."""

import json
import sys
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Literal, NoReturn

from registration.commands import selection_files as files
from registration.commands.selection_plot import picture
from registration.panel import verify_selection as verifier
from registration.panel.call import Asked, Call, asked
from registration.panel.document import Decided, decide, document
from registration.panel.easing import easings
from registration.panel.relaxation import NEVER, Clock, TimeIsUp
from registration.panel.remarks import remarks

WRONG_INPUT, IMPOSSIBLE, TIME_IS_UP = 2, 3, 4
_EXIT = {"proven": 0, "bounded": TIME_IS_UP, "undecided": TIME_IS_UP, "infeasible": IMPOSSIBLE}


def select(
    candidates: Path,
    quotas: Path,
    /,
    *,
    seats: int,
    policy: str = "merit",
    reserve: int = 0,
    must: Path | None = None,
    time_limit: float | None = None,
    organisation_max: int | None = None,
    seed: int = 0,
    starts: date | None = None,
    document: Path | None = None,
    plot: Path | None = None,
    format: Literal["table", "json"] = "json",
) -> None:
    """Choose the best candidates under quotas, and prove it.

    Exit code 0: proven. 2: wrong input, told with file, row and column. 3: impossible, told with what excludes one
    another. 4: the time limit or the size of the proof came first, told with the bound.

    Parameters
    ----------
    candidates
        a CSV file: id, score (whole hundredths), organisation if it is capped, and attributes
    quotas
        a CSV file: feature, value, min, max, in seats or percent; a combination as country×sector, TJ×health
    seats
        how many to choose
    policy
        by what to choose: merit, the highest sum of scores
    reserve
        how many to rank behind them
    must
        a CSV file: id, must (in or out; in, unless it is told), reason (a code)
    time_limit
        seconds
    organisation_max
        how many of one organisation at most
    seed
        of the order of equals, an unsigned integer of 64 bits
    starts
        leave out whoever can travel only later than this day, by her column travels_from
    document
        where to write the decision with its proof
    plot
        where to draw the seats of each quota, as SVG
    format
        how to print it
    """
    clock = NEVER if time_limit is None else Clock(time.monotonic() + time_limit)
    _offered(policy, seats=seats - 1, reserve=reserve, organisation_max=organisation_max or 0)
    question = asked(_call(candidates, quotas, files.Asking(seats, seed, organisation_max, must, starts)))
    decided = decide(question, reserve, clock)
    written = _document(decided)
    _write(document, verifier.written(written))
    _write(plot, picture(written["decision"]))
    _show(written, {"remarks": _remarks(question), "relaxations": _relaxations(decided, clock)}, format)


_document = document


def verify_selection(document: Path, /, *, candidates: Path, quotas: Path) -> None:
    """Check a decision without any solver. Exit code 0: it holds; 1: says the first thing that does not.

    Parameters
    ----------
    document
        the decision, as `select` wrote it
    candidates
        the CSV file it was made of
    quotas
        the CSV file it was made of
    """
    sys.exit(verifier.main([str(document), "--candidates", str(candidates), "--quotas", str(quotas)]))


def _write(path: Path | None, text: str) -> None:
    if path is not None:
        path.write_text(text, encoding="utf-8")


def _offered(policy: str, **numbers: int) -> None:
    if policy != "merit":
        _wrong(f"the policy {policy!r} is not offered; there is merit")
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
    """For an impossible call: what would be enough, each alone."""
    if decided.conflict is None:
        return []
    try:
        return [asdict(one) for one in easings(decided.asked, decided.conflict, clock)]
    except TimeIsUp:
        return []


def _show(written: dict[str, Any], beside: dict[str, Any], format: str) -> NoReturn:
    decision = written["decision"]
    told = ("selected", "reserve", "value", "bound", "status", "reproducible", "conflict", "left_out", "quotas")
    if format == "json":
        shown = json.dumps({**{name: decision[name] for name in told}, **beside}, ensure_ascii=False, indent=1)
    else:
        eased = (f"Possible with {one['seats']} as {one['side']} of {one['quota']}." for one in beside["relaxations"])
        shown = "\n".join([*written["about"], *(f"{one['words']}." for one in beside["remarks"]), *eased])
    sys.stdout.write(f"{shown}\n")
    sys.exit(_EXIT[decision["status"]])
