"""What `cascade select` does: reads, decides, writes and ends with the exit code that says how it went."""

import json
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, get_args

from registration.commands import selection_files as files
from registration.commands.selection_plot import picture
from registration.commands.selection_words import said
from registration.panel import verify_selection as verifier
from registration.panel.call import Asked, Policy, asked
from registration.panel.document import Decided, Language, decide, document
from registration.panel.easing import Enough, Together, Worth, enough
from registration.panel.relaxation import NEVER, Clock, SolverFailed, TimeIsUp
from registration.panel.remarks import remarks
from registration.panel.replacement import exchange

NOT_DONE, WRONG_INPUT, IMPOSSIBLE, TIME_IS_UP = 1, 2, 3, 4
_TOLD = (
    *("selected", "reserve", "value", "bound", "status", "verdict", "reproducible", "conflict", "left_out", "quotas"),
    *("chances", "list_hash", "numbers", "number"),
)
_EXIT = {"proven": 0, "bounded": TIME_IS_UP, "undecided": TIME_IS_UP, "infeasible": IMPOSSIBLE}


@dataclass(frozen=True)
class Shown:
    """Where the document and the picture go, in which language the document tells the decision, and how this is
    printed: as `table` or `json`.
    """

    document: Path | None
    plot: Path | None
    format: str
    language: Language


def select(
    candidates: Path,
    quotas: Path,
    asking: files.Asking,
    shown: Shown,
    *,
    reserve: int,
    time_limit: float | None,
) -> NoReturn:
    if time_limit is not None and not time_limit >= 0:
        _wrong("--time-limit is no number of seconds")
    clock = NEVER if time_limit is None else Clock(time.monotonic() + time_limit)
    _one_of("policy", asking.policy, get_args(Policy))
    _one_of("language", shown.language, get_args(Language))
    _counted(seats=asking.seats - 1, reserve=reserve, organisation_max=asking.organisation_max or 0)
    _writable(shown, [path for path in (candidates, quotas, asking.must) if path is not None])
    given = _given(candidates, quotas, asking)
    question = asked(given.call)
    told = _remarks(question, quotas, given.row_of, shown.language)
    try:
        decided = decide(question, reserve, clock)
    except SolverFailed as failed:
        _end(NOT_DONE, f"nothing was decided: the solver failed: {failed}")
    written = document(decided, language=shown.language)
    _write(shown.document, verifier.written(written))
    _write(shown.plot, picture(written["decision"], shown.language))
    beside = {"remarks": told, **_relaxations(decided, clock), "exchange": _exchange(decided, given.offered, clock)}
    _show(written, beside, shown.format)


def _writable(shown: Shown, read: Sequence[Path]) -> None:
    """Told before anything is decided, which can take long."""
    written = [path for path in (shown.document, shown.plot) if path is not None]
    for path in written:
        if not path.parent.is_dir():
            _wrong(f"{path.parent}: this folder is not there")
        if path.is_dir():
            _wrong(f"{path}: this is a folder")
        if path.exists() and any(path.samefile(one) for one in read if one.exists()):
            _wrong(f"{path}: this file is read, so it is not written")
    if len({path.resolve() for path in written}) < len(written):
        _wrong(f"{shown.plot}: the document and the plot are two files")


def _write(path: Path | None, text: str) -> None:
    """Whole or not at all, where it is a file."""
    if path is None:
        return
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    beside = path.resolve().with_name(f"{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path.resolve())
    finally:
        beside.unlink(missing_ok=True)


def _one_of(what: str, asked: str, offered: Sequence[str]) -> None:
    if asked not in offered:
        _wrong(f"the {what} {asked!r} is not offered; there are {', '.join(offered)}")


def _counted(**numbers: int) -> None:
    for name, number in numbers.items():
        if not 0 <= number <= files.MOST_SEATS:
            _wrong(f"--{name.replace('_', '-')} is too {'small' if number < 0 else 'large'}")


def _given(candidates: Path, quotas: Path, asking: files.Asking) -> files.Given:
    try:
        return files.given(candidates, quotas, asking)
    except OSError as wrong:
        _wrong(f"{wrong.filename}: {wrong.strerror}")
    except (files.BadInput, ValueError) as wrong:
        _wrong(str(wrong))


def _wrong(sentence: str) -> NoReturn:
    _end(WRONG_INPUT, sentence)


def _end(code: int, sentence: str) -> NoReturn:
    sys.stderr.write(f"cascade: {sentence}\n")
    sys.exit(code)


def _remarks(question: Asked, quotas: Path, row_of: Mapping[str, int], language: str) -> list[dict[str, Any]]:
    """What adding up shows is told at once: solving can take long, and is in vain where this says so."""
    told = []
    for one in remarks(question):
        rows = sorted(row_of[quota] for quota in one.quotas if quota in row_of)
        at = said(language, "{file}, row {rows}", file=quotas, rows=", ".join(map(str, rows))) if rows else ""
        words = said(language, one.sentence, **one.told)
        sys.stderr.write(f"cascade: {': '.join(filter(None, [at, words]))}\n")
        told.append({"quotas": one.quotas, "rows": rows, "kind": one.kind, "words": words})
    sys.stderr.flush()
    return told


def _exchange(decided: Decided, offered: Collection[str], clock: Clock) -> dict[str, Any] | None:
    """Of an impossible call: who of those who have not accepted would lose her seat, and who then has one."""
    if decided.conflict is not None and offered:
        with suppress(TimeIsUp, SolverFailed):
            found = exchange(decided.asked.call, offered, clock)
            if found is not None:
                return {"asked_back": list(found.asked_back), "added": list(found.added)}
    return None


def _relaxations(decided: Decided, clock: Clock) -> dict[str, list[dict[str, Any]]]:
    """For an impossible call: what would be enough, each alone, or else together; and what it would give. That it is
    impossible is proven without it, so it is told also where this is not found.
    """
    found = Enough()
    if decided.conflict is not None:
        with suppress(TimeIsUp, SolverFailed):
            found = enough(decided.asked, decided.conflict, clock)
    by_merit = decided.asked.call.policy == "merit"
    alone = [
        {"quota": e.quota, "side": e.side, "seats": e.seats, **_worth(e.worth, by_merit=by_merit)} for e in found.alone
    ]
    joint = [] if found.together is None else [found.together]
    return {"relaxations": alone, "together": [_joint(one, by_merit=by_merit) for one in joint]}


def _joint(found: Together, *, by_merit: bool) -> dict[str, Any]:
    eased = [{"quota": quota, "side": side, "seats": seats} for quota, side, seats in found.limits]
    return {"limits": eased, **_worth(found.worth, by_merit=by_merit)}


def _worth(found: Worth, *, by_merit: bool) -> dict[str, Any]:
    if by_merit:
        return {"value": found.value}
    return {"smallest_chance": None if found.chance is None else str(found.chance)}


def _possible(limits: Sequence[dict[str, Any]], worth: dict[str, Any], say: Callable[..., str]) -> str:
    """In words."""
    told = (
        say("{seats} as {side} of {quota}", seats=one["seats"], side=one["side"], quota=one["quota"]) for one in limits
    )
    eased = f" {say('and')} ".join(told)
    if "value" in worth:
        points = say("not computed") if worth["value"] is None else verifier.points(worth["value"])
        highest = "Possible with {eased}; the highest sum of points would then be: {points}."
        return say(highest, eased=eased, points=points)
    given = worth["smallest_chance"] or say("not computed")
    return say("Possible with {eased}; the smallest chance would then be: {chance}.", eased=eased, chance=given)


def _show(written: dict[str, Any], beside: dict[str, Any], format: str) -> NoReturn:
    decision = written["decision"]
    if format == "json":
        shown = json.dumps(
            {**{name: decision[name] for name in _TOLD if name in decision}, **beside}, ensure_ascii=False, indent=1
        )
    else:
        say = partial(said, written["language"])
        eased = [_possible([one], one, say) for one in beside["relaxations"]]
        eased += [_possible(one["limits"], one, say) for one in beside["together"]]
        if (other := beside["exchange"]) is not None:
            ids = {name: ", ".join(who) for name, who in other.items()}
            eased.append(say("Possible if {asked_back} have no seat; {added} then have one.", **ids))
        if (decision["status"], decision["policy"]) == ("undecided", "merit"):
            eased.append(say("No selection has more than {points} points.", points=verifier.points(decision["bound"])))
        shown = "\n".join([*written["about"], *eased])
    sys.stdout.write(f"{shown}\n")
    sys.exit(_EXIT[decision["status"]])
