"""Whatever is changed in a document: it does not hold any more."""

import copy
import dataclasses
import itertools
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from registration.panel import merit
from registration.panel import verify_selection as verifier
from registration.panel.relaxation import TimeIsUp
from tests.unit.panel.drawing import handed_in
from tests.unit.panel.made import made
from tests.unit.panel.test_lots import BY_CASES
from tests.unit.panel.written import Files, written

Path_ = tuple[str | int, ...]


def places(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Every place in a document, whatever stands there."""
    if isinstance(value, dict | list):
        for name in value if isinstance(value, dict) else range(len(value)):
            yield (*at, name)
            yield from places(value[name], (*at, name))


def holder(document: Any, place: Path_) -> Any:
    for name in place[:-1]:
        document = document[name]
    return document


def other(value: Any) -> Any:
    """Something near it that is not the same."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}x" if value else "x"
        case list():
            return [*value, value[-1] if value else "x"]
        case dict():
            return {**value, "x": 1}
        case _:
            return 0


def tampered(document: Any, every: int = 1) -> Iterator[tuple[str, Any]]:
    """The document with one thing changed, removed, doubled or moved, each way to do that or one of so many."""
    ways = itertools.product(places(document), ("changed", "removed", "moved"))
    for place, what in itertools.islice(ways, 0, None, every):
        copied = copy.deepcopy(document)
        inside, name = holder(copied, place), place[-1]
        if what == "changed":
            inside[name] = other(inside[name])
        elif what == "removed":
            del inside[name]
        elif isinstance(inside, list) and int(name) and inside[int(name)] != inside[int(name) - 1]:
            inside[int(name) - 1], inside[int(name)] = inside[int(name)], inside[int(name) - 1]
        else:
            continue
        yield f"{what} {place}", copied


def resealed(document: Any) -> Any:
    """As somebody would write it who knows the form: the hashes and the words fit again."""
    document["hash"] = {part: verifier.digest(document[part]) for part in ("decision", "proof")}
    with suppress(KeyError, TypeError, ValueError, AttributeError):
        document["about"] = verifier.about(document["decision"], document.get("language", "en"))
    return document


def refused(files: Files, document: Any) -> bool:
    path = files.folder / "tampered.json"
    path.write_text(verifier.written(document), encoding="utf-8")
    arguments = [str(path), "--candidates", str(files.candidates), "--quotas", str(files.quotas)]
    return verifier.main(arguments) == 1


def small(folder: Path) -> Files:
    people = [
        {"id": f"A{n}", "score": 100 * (n % 7) + n, "country": "TJ" if n % 3 else "KZ", "organisation": f"o{n % 4}"}
        for n in range(12)
    ]
    quotas = [("country", "TJ", "25%", 2), ("country", "KZ", 1, "")]
    must = [("A3", "in", "host"), ("A6", "out", "staff")]
    return written(folder, people, quotas, 4, organisation_max=2, reserve=2, must=must)


def impossible(folder: Path) -> Files:
    people = [{"id": f"A{n}", "score": n, "country": "TJ" if n % 3 else "KZ"} for n in range(9)]
    return written(folder, people, [("country", "TJ", 3, ""), ("country", "KZ", 2, "")], 4)


def by_lot(folder: Path) -> Files:
    """All that a lottery can have: a threshold that somebody has exactly, a cap, people apart, percents."""
    people = [
        {"id": f"A{n}", "score": 100 * n, "country": "TJ" if n % 3 else "KZ", "organisation": f"o{n % 5}"}
        for n in range(14)
    ]
    quotas = [("country", "TJ", "25%", 2), ("country", "KZ", 1, "")]
    must = [("A3", "in", "host"), ("A6", "out", "staff")]
    policy = {"policy": "threshold", "threshold": 400}
    return written(folder, people, quotas, 4, organisation_max=1, reserve=2, must=must, **policy)


def by_cases(folder: Path) -> Files:
    return handed_in(BY_CASES, folder, reserve=1)


def impossible_by_lot(folder: Path) -> Files:
    return dataclasses.replace(impossible(folder), policy="lottery")


def by_tickets(folder: Path) -> Files:
    return dataclasses.replace(by_lot(folder), policy="tickets")


CALLS = [small, impossible, by_lot, impossible_by_lot, by_tickets]


@pytest.mark.parametrize("call", CALLS)
def test_one_thing_tampered_with_is_refused(tmp_path: Path, call: Any) -> None:
    files = call(tmp_path)
    document = files.document()
    assert not refused(files, document)

    held = [what for what, copied in tampered(document) if not refused(files, copied)]

    assert held == []


def test_a_document_with_the_line_ends_of_another_system_is_the_same(tmp_path: Path) -> None:
    files = small(tmp_path)
    path = tmp_path / "document.json"
    path.write_bytes(verifier.written(files.document()).replace("\n", "\r\n").encode())

    assert verifier.main([str(path), "--candidates", str(files.candidates), "--quotas", str(files.quotas)]) == 0


def time_is_up(*asked: object) -> None:
    raise TimeIsUp


@pytest.mark.parametrize(("call", "seated"), [(small, 303), (by_tickets, 0)])
def test_what_is_not_proven_may_be_told_with_a_weaker_bound_that_prices_prove_and_with_none_they_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Any, seated: int
) -> None:
    """`seated`: what she counts who must have a seat, for whom nothing is to be proved."""
    monkeypatch.setattr(merit, "proven", time_is_up)
    files = call(tmp_path)
    document = files.document()
    decision, proof = document["decision"], document["proof"]
    assert decision["status"] == "bounded"
    told, root = decision["bound"], proof["prices"][proof["selection"]["root"]]
    root["seats"] += 1000 * root["unit"] * decision["candidates"]
    with pytest.raises(verifier.DoesNotHold, match=r"bound: the prices prove \d+") as refusal:
        files.verified(resealed(document))
    decision["bound"] = int(str(refusal.value).split()[-1]) + seated

    assert decision["bound"] > told
    assert not refused(files, resealed(document))


IRRELEVANT = (
    "('decision',)",  # removed: then it is the document that it was
    "changed ('decision', 'context')",  # what it is a part of: no file says it
    "('decision', 'must', 0, 'reason')",
    "('decision', 'left_out', 0, 'reason')",
    "('decision', 'organisation', 'max')",  # 3 may be of one organisation: this selection is the best then too
    "('decision', 'reserve_size')",  # of an impossible call: nobody is in reserve
)
"""What a seal alone protects: no file says it, and what is proven holds with it too."""


@pytest.mark.parametrize("call", CALLS)
def test_a_decision_that_is_sealed_again_is_refused_too(tmp_path: Path, call: Any) -> None:
    files = call(tmp_path)
    document = files.document()

    held = [
        what
        for what, copied in tampered({"decision": document["decision"]})
        if not what.endswith(IRRELEVANT) and not refused(files, resealed({**document, **copied}))
    ]

    assert held == []


@pytest.mark.slow
def test_a_larger_document_is_refused_for_any_number_in_its_proof(tmp_path: Path) -> None:
    files = made(tmp_path, 120, 2, reserve=3)
    document = files.document()

    held = [
        what
        for what, copied in tampered(document["proof"], every=97)
        if not refused(files, {**document, "proof": copied})
    ]

    assert held == []


@pytest.mark.parametrize("part", ["selection", "without"])
def test_prices_are_counted_from_the_first_of_them(tmp_path: Path, part: str) -> None:
    files = small(tmp_path)
    document = files.document()
    told = document["proof"][part]
    tree = told if part == "selection" else next(iter(told.values()))
    tree["root"] -= len(document["proof"]["prices"])

    assert refused(files, resealed(document))


PROVED_ALL_THE_SAME = ("'proof'", "'made_by'")
"""Other prices, or other cases, where they prove no less: whatever prices are, what they prove holds. All else has one
form only: the list, what ceilings say, their order and that of levels, and none without which all would be proved too.
"""


@pytest.mark.parametrize("call", [by_lot, by_cases])
def test_a_proof_of_a_lottery_that_is_sealed_again_is_refused_too(tmp_path: Path, call: Any) -> None:
    files = call(tmp_path)
    document = files.document()

    held = [
        what
        for what, copied in tampered(document["proof"])
        if not any(part in what for part in PROVED_ALL_THE_SAME)
        and not refused(files, resealed({**document, "proof": copied}))
    ]

    assert held == []
