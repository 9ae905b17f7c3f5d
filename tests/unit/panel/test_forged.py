"""A document that somebody wrote who knows its form: every seal fits again, and what it claims has no proof."""

import copy
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from fractions import Fraction
from functools import partial
from io import StringIO
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from registration.lottery import lottery
from registration.panel import lots, merit
from registration.panel import verify_selection as verifier
from registration.panel.relaxation import Clock, TimeIsUp
from tests.unit.lottery.calls import call as types
from tests.unit.lottery.calls import made
from tests.unit.panel.drawing import handed_in
from tests.unit.panel.test_tampered import CALLS, by_lot, holder, impossible, places, refused, resealed, small
from tests.unit.panel.written import Files, written

Json = Any
Call = Callable[[Path, pytest.MonkeyPatch], tuple[Files, Json]]


def drawn_again(document: Json) -> Json:
    """By the seed as it stands; there are neither quotas nor a reserve."""
    decision, listed = document["decision"], document["proof"]["list"]
    source = decision["list_hash"], decision["seed"]
    number = decision["number"] = verifier.number_drawn(*source, decision["numbers"])
    last = accumulate(panel["times"] for panel in listed["panels"])
    panel = next(panel for panel, end in zip(listed["panels"], last, strict=True) if number <= end)
    decision["selected"] = sorted(
        one for kind, n in panel["counts"] for one in verifier.by_lot(*source, "seat", listed["types"][kind])[:n]
    )
    return document


SAME_TICKETS = ("ab", "AB00000000000000", "ab00000000000000 ", "ab 00 00 00 00 00 00 00", "ab0000000000000000")
"""Under each of them HMAC gives everybody the ticket that she has under ab00000000000000."""


@pytest.mark.parametrize("seed", SAME_TICKETS)
def test_a_seed_has_one_form_so_that_nobody_chooses_among_draws(tmp_path: Path, seed: str) -> None:
    files = written(tmp_path, [{"id": f"A{n}"} for n in range(6)], [], 2, policy="lottery", seed=0xAB00000000000000)
    document = files.document()
    assert not refused(files, resealed(drawn_again(document)))
    document["decision"]["seed"] = seed

    assert refused(files, resealed(drawn_again(document)))


def bounded_by_merit(folder: Path, patched: pytest.MonkeyPatch) -> tuple[Files, Json]:
    def time_is_up(*asked: object) -> None:
        raise TimeIsUp

    patched.setattr(merit, "proven", time_is_up)
    return (files := small(folder)), files.document()


def undecided_by_merit(folder: Path, patched: pytest.MonkeyPatch) -> tuple[Files, Json]:
    return (files := small(folder)), files.document(Clock(0.0))


def bounded_by_lot(folder: Path, patched: pytest.MonkeyPatch) -> tuple[Files, Json]:
    patched.setattr(lots, "lottery", partial(lottery, effort=0))
    return (files := replace(by_lot(folder), policy="leximin", threshold=None)), files.document()


def undecided_by_lot(folder: Path, patched: pytest.MonkeyPatch) -> tuple[Files, Json]:
    return (files := replace(by_lot(folder), organisation_max=2)), files.document(Clock(0.0))


def in_full(call: Callable[[Path], Files], folder: Path, patched: pytest.MonkeyPatch) -> tuple[Files, Json]:
    return (files := call(folder)), files.document()


UNPROVEN: list[Call] = [bounded_by_merit, undecided_by_merit, bounded_by_lot, undecided_by_lot]
OF_EVERY_STATUS: list[Call] = [*UNPROVEN, *(partial(in_full, call) for call in CALLS)]
STRANGE: tuple[Json, ...] = (None, -1, 0, 1, True, False, "", "0", [], {})
PROVEN_ALL_THE_SAME = ("'reason'", "'context'", "'organisation', 'max'")
"""What a seal alone protects, as where one thing is tampered with."""
SAYS_LESS = {f"{value} as ('decision', {place})" for value, place in (("[]", "'must'"), ("None", "'organisation'"))}
SAYS_LESS.add("None as ('decision', 'unfillable', 'two')")
"""Of what is not proven in full: nor is it without these."""
NOBODYS = {f"{size} as ('decision', 'reserve_size')" for size in (0, 1)}
"""Where nobody is selected nobody is in reserve, of any size."""


def strange(document: Json) -> Iterator[tuple[str, Json]]:
    """The decision with one value in the place of another, unless it is the same in JSON."""
    for place in places({"decision": document["decision"]}):
        if any(part in str(place) for part in PROVEN_ALL_THE_SAME):
            continue
        for value in STRANGE:
            copied = {**document, "decision": copy.deepcopy(document["decision"])}
            inside, had = holder(copied, place), holder(document, place)[place[-1]]
            if (type(had), had) != (type(value), value):
                inside[place[-1]] = value
                yield f"{value!r} as {place}", copied


@pytest.mark.parametrize("call", OF_EVERY_STATUS)
def test_nothing_strange_is_accepted_anywhere_in_a_decision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    files, document = call(tmp_path, monkeypatch)
    assert not refused(files, document)
    assert call not in UNPROVEN or getattr(call, "__name__", "").startswith(document["decision"]["status"])

    held = {what for what, copied in strange(document) if not refused(files, resealed(copied))}

    decision = document["decision"]
    held -= SAYS_LESS if not decision["reproducible"] else set()
    held -= NOBODYS if not decision["selected"] else set()
    assert held == set()


@pytest.mark.parametrize("call", [*UNPROVEN, partial(in_full, small), partial(in_full, by_lot)])
def test_a_conflict_is_told_of_a_call_that_is_proven_to_be_impossible_and_of_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    files, document = call(tmp_path, monkeypatch)
    quota = document["decision"]["quotas"][0]
    document["decision"]["conflict"] = [{"quota": quota["id"], "side": "max", "seats": quota["upper"]}]

    assert refused(files, resealed(document))


def test_a_conflict_is_told_in_one_order(tmp_path: Path) -> None:
    files = impossible(tmp_path)
    document = files.document()
    without = document["proof"]["without"]
    document["decision"]["conflict"].reverse()
    without["0"], without["1"] = without["1"], without["0"]

    assert refused(files, resealed(document))


def test_an_impossible_lottery_in_which_nobody_draws_is_not_proven_when_time_is_up(tmp_path: Path) -> None:
    """Every chance is what it must be where there is none; yet it is not known whether there is a panel."""
    files = written(tmp_path, [{"id": "A0"}], [], 2, policy="leximin", must=[("A0", "in", "host")])
    document = files.document(clock=Clock(0.0))
    assert (document["decision"]["status"], document["decision"]["reproducible"]) == ("undecided", False)
    files.verified(document)
    document["decision"].update(verdict="leximin", reproducible=True)
    with pytest.raises(verifier.DoesNotHold, match="verdict is bounded"):
        files.verified(resealed(document))
    assert files.document()["decision"]["status"] == "infeasible"


def ended(files: Files, document: Json, **asked: Any) -> tuple[int, str, str]:
    """The verifier as a process of its own, which has ten seconds of processor time: code, output, complaint."""
    path = files.folder / "forged.json"
    text = verifier.written(document).replace('"MANY"', "9" * 200_000).replace('"DEEP"', "[" * 100_000 + "]" * 100_000)
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", verifier.__file__, str(path), "--candidates", str(files.candidates)]
    done = subprocess.run(
        [*command, "--quotas", str(files.quotas)],
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (10, 10)),
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **asked},
    )
    return done.returncode, done.stdout or "", done.stderr or ""


@pytest.mark.parametrize(("column", "by"), [("travels", "2017-05-15"), ("travels_from", "2017-5-15")])
def test_nobody_is_said_to_be_left_out_by_a_column_or_a_day_that_is_none(tmp_path: Path, column: str, by: str) -> None:
    files = written(tmp_path, [{"id": f"A{n}", "score": n, "travels_from": ""} for n in range(4)], [], 2)
    document = files.document()
    document["decision"]["arrival"] = {"column": column, "by": by}

    assert refused(files, resealed(document))


@pytest.mark.parametrize(("feature", "value"), [("country", "TJ×health"), ("country×country", "KZ×TJ"), ("land", "TJ")])
def test_a_quota_counts_for_all_that_it_names(tmp_path: Path, feature: str, value: str) -> None:
    """Else a file would ask for those of Tajikistan and health, and the verifier count all of Tajikistan."""
    files = written(tmp_path, [{"id": f"A{n}", "score": n, "country": "TJ"} for n in range(4)], [], 2)
    document = files.document()
    asked = {"id": f"{feature}={value}", "asked": {}, "where": {feature.partition("×")[0]: "TJ"}}
    told = {"lower": 0, "upper": 2, "seats": 2 * feature.startswith("country"), "cost": None}
    people = [(f"A{n}", n, "", {"country": "TJ"}) for n in range(4)]
    hashed = verifier.input_hash(people, [asked])
    document["decision"].update(quotas=[{**asked, **told}], input_hash=hashed, reproducible=False)
    files.quotas.write_text(f"feature,value,min,max\n{feature},{value},,\n", encoding="utf-8")

    assert refused(files, resealed(document))


def a_chance_of_many_digits(told: Json) -> None:
    told["proof"]["levels"][0]["chance"] = "1e-99999999"


def a_number_of_many_digits(told: Json) -> None:
    told["proof"]["levels"][0]["ceiling"] = "MANY"


def deep_within(told: Json) -> None:
    told["decision"]["context"] = {"deep": "DEEP"}


@pytest.mark.parametrize("forge", [a_chance_of_many_digits, a_number_of_many_digits, deep_within])
def test_what_has_no_end_is_refused_soon_and_in_words(tmp_path: Path, forge: Callable[[Json], None]) -> None:
    files = handed_in(made(12, 4, seed=3).call, tmp_path)
    document = files.document()
    forge(document)

    code, said, complaint = ended(files, resealed(document))

    assert (code, said.startswith("does not hold: "), complaint) == (1, True, "")


def test_a_percentage_of_many_digits_is_refused_soon(tmp_path: Path) -> None:
    files = small(tmp_path)
    document = files.document()
    document["decision"]["quotas"][1]["asked"]["min"] = "1e-999999%"
    files.quotas.write_text("feature,value,min,max\ncountry,TJ,1e-999999%,2\ncountry,KZ,1,\n", encoding="utf-8")

    code, said, complaint = ended(files, document)

    assert (code, said.startswith("does not hold: 1e-999999 is no fraction"), complaint) == (1, True, "")


def test_chances_that_have_nothing_in_common_are_added_up_soon(tmp_path: Path) -> None:
    """As fractions their sum would have a hundred thousand digits, and once more for each of them."""
    kinds = 200
    rows = [[kind for kind in range(kinds) if (kind + 1) >> bit & 1] for bit in range(8)]
    files = handed_in(types(rows, [(0, 3)] * 8, [1] * kinds, seats=4), tmp_path)
    document = files.document(Clock(0.0))
    nothing = {"seats": 0, "quotas": {}, "organisations": {}, "ceilings": {}, "over": 1}
    weights = [[[kind, 1] for kind in range(number)] for number in range(1, kinds + 1)]
    document["proof"]["ceilings"] = [{"weights": of, "most": len(of), "proof": nothing} for of in weights]
    over = [10**490 + 2 * number + 1 for number in range(kinds)]
    chances = [str(1 + Fraction(number + 1, of)) for number, of in enumerate(over)]
    document["proof"]["levels"] = [{"ceiling": number, "chance": one} for number, one in enumerate(chances)]

    code, said, complaint = ended(files, resealed(document))

    assert (code, said.startswith("does not hold: bound is 1"), complaint) == (1, True, "")


def test_as_many_in_reserve_as_there_are_seats_are_looked_at_soon(tmp_path: Path) -> None:
    """Who takes whose seat depends on what they count for, not on who they are: 80 000 pairs, few kinds."""
    people = [{"id": f"A{n:04}", "country": n % 20, "sector": n % 7} for n in range(800)]
    quotas = [("country", str(n), 20, 20) for n in range(20)] + [("sector", str(n), 50, "") for n in range(7)]
    files = written(tmp_path, people, quotas, 400, reserve=400, policy="tickets")

    assert ended(files, files.document())[0] == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_what_nobody_can_hear_does_not_hold(tmp_path: Path) -> None:
    files = small(tmp_path)
    with Path("/dev/full").open("w") as full:
        assert ended(files, files.document(), stdout=full) == (1, "", "")


@pytest.mark.parametrize("end", [KeyboardInterrupt, MemoryError, RecursionError])
def test_what_was_not_looked_at_to_the_end_does_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], end: type[BaseException]
) -> None:
    def ends(*asked: object) -> None:
        raise end

    files = small(tmp_path)
    monkeypatch.setitem(verifier.STATUS, "proven", (ends, ""))

    assert refused(files, files.document())
    assert capsys.readouterr().out == f"does not hold: it was not looked at to the end: {end.__name__}\n"


def test_what_is_gathered_in_memory_is_heard(tmp_path: Path) -> None:
    files = small(tmp_path)
    with redirect_stdout(StringIO()) as said:
        assert not refused(files, files.document())
    assert said.getvalue().startswith("holds: ")


def test_the_name_of_a_quota_moves_no_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = small(tmp_path)
    files.quotas.write_text("id,feature,value,min,max\n\x1b[2Kholds: 4 seats,country,TJ,,2\n", encoding="utf-8")
    document = files.document()
    document["decision"]["quotas"][0]["upper"] = 3

    assert refused(files, resealed(document))
    assert capsys.readouterr().out == "does not hold: ?[2Kholds: 4 seats rounded otherwise\n"
