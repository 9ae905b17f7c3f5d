"""Whatever stands in the files: a selection and its document, or what is wrong with them; never half of either."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.commands.selection import select
from registration.panel import verify_selection as verifier
from registration.panel.call import Policy
from tests.security.strange import each
from tests.support import depth
from tests.unit.panel.test_command import PEOPLE
from tests.unit.panel.written import written

Rows = Sequence[Sequence[str]]
Draw = Callable[[st.SearchStrategy[Any]], Any]
FEW, MANY = 300, depth.times(4_000)
WRONG_INPUT = 2
PROVEN_OR_REFUSED = {0, WRONG_INPUT, 3}
ENDS = {*PROVEN_OR_REFUSED, 4}
STRANGE = (
    *("", " ", "x" * 3_000, "9" * 5_000, "1e999", "-1", "٣", "½", "1_0", "+5", "NaN", "1000001", f"{2**63}"),
    *(
        "\0",
        "\n",
        "\r",
        '"',
        "a,b",
        "\u2028",
        "\u202e",
        "\x1b[2J",
        "=1+1",
        "{id}",
        "\ufeff",
        "TJ×NGO",
        "country×sector",
    ),
    *("50%", "100.5%", "1/0%", ".%", "-5%", "1e5%", "organisation", "score", "id", "2017-13-01", "20170501", "in"),
)
OTHER_BYTES = (b"", b"{", b"[" * 10_000, b"9" * 5_000, b"1e999", b"NaN", b"null", b'"', b"\\ud800", b"\xff", b"\0")
FEATURES: Mapping[str, Sequence[str]] = {"country": ("TJ", "KZ", ""), "sector": ("NGO", "media", "")}
HEADING = ("id", "score", "organisation", "country", "sector", "travels_from")


@st.composite
def people(draw: Draw) -> Rows:
    columns = [st.integers(0, 10_000).map(str), st.sampled_from(("o1", "o2", ""))]
    columns += [*map(st.sampled_from, FEATURES.values()), st.sampled_from(("2017-05-01", "2017-06-01", ""))]
    rows = draw(st.lists(st.tuples(*columns), min_size=3, max_size=12))
    return [HEADING, *([f"A{number}", *row] for number, row in enumerate(rows))]


@st.composite
def quotas(draw: Draw) -> Rows:
    values = [(name, value) for name, known in FEATURES.items() for value in known]
    limits = st.sampled_from(("", "0", "1", "2", "20%", "5"))
    asked = draw(st.lists(st.sampled_from([*values, ("country×sector", "TJ×NGO")]), max_size=4, unique=True))
    return [("feature", "value", "min", "max"), *((*one, draw(limits), draw(limits)) for one in asked)]


@st.composite
def musts(draw: Draw) -> Rows:
    who = draw(st.lists(st.integers(0, 3), max_size=3, unique=True))
    sides = st.sampled_from(("in", "out"))
    return [("id", "must", "reason"), *((f"A{number}", draw(sides), "host") for number in who)]


@st.composite
def spoilt(draw: Draw, tables: st.SearchStrategy[Rows]) -> bytes:
    """A table with something strange in it, a row or a column too many or too few; or anything."""
    rows = [list(row) for row in draw(tables)]
    row, column, strange = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, 5)), draw(st.sampled_from(STRANGE))
    match draw(st.sampled_from(("a cell", "a cell", "a cell", "anywhere", "twice", "longer", "lost", "anything"))):
        case "a cell":
            rows[row][column % len(rows[row])] = strange
        case "anywhere":
            whole = as_bytes(rows)
            return whole[: len(whole) // 2] + bytes(strange.encode()) + whole[len(whole) // 2 :]
        case "twice":
            rows.append(rows[row])
        case "longer":
            rows[row].append(strange)
        case "lost":
            del rows[row]
        case "anything":
            return bytes(draw(st.binary(max_size=60)))
    return as_bytes(rows)


def as_bytes(rows: Rows) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


TABLES = {"c": people(), "q": quotas(), "m": musts()}
FIT: Mapping[str, st.SearchStrategy[Any]] = {
    "rules": st.sampled_from(
        (("merit", None), ("lottery", None), ("leximin", None), ("threshold", 4_000), ("tickets", 4_000))
    ),
    "seats": st.integers(1, 5),
    "reserve": st.integers(0, 3),
    "organisation_max": st.none() | st.integers(1, 3),
    "time_limit": st.none(),
    "seed": st.integers(0, 2**64 - 1),
    "language": st.sampled_from(("en", "ru", "tg")),
    "format": st.sampled_from(("json", "table")),
}
UNFIT: Mapping[str, Sequence[object]] = {
    "rules": (("merit", 4_000), ("threshold", None), ("threshold", 2**70), ("", None)),
    "seats": (0, -1, 10**6, 10**30),
    "reserve": (-1, 10**6, 10**30),
    "organisation_max": (-1, 0, 10**30),
    "time_limit": (0.0, -1.0, float("nan"), float("inf")),
    "seed": (-1, 2**64),
    "language": ("", "xx"),
}
ONE_OF_ALL = ("", *UNFIT, *[*TABLES] * 10)


@st.composite
def asked(draw: Draw) -> tuple[Mapping[str, bytes], Mapping[str, Any]]:
    """Files by their names, and what is asked of them; one of all that is strange, or nothing."""
    wrong = draw(st.sampled_from(ONE_OF_ALL))
    files = {name: draw(spoilt(one) if name == wrong else one.map(as_bytes)) for name, one in TABLES.items()}
    how = {name: draw(st.sampled_from(UNFIT[name]) if name == wrong else one) for name, one in FIT.items()}
    how["policy"], how["threshold"] = how.pop("rules")
    return files, how


def asked_of_any_files(folder: Path, capsys: pytest.CaptureFixture[str], times: int) -> set[object]:
    """With which codes it ended."""
    ends: set[object] = set()
    paths = {name: folder / f"{name}.csv" for name in ("c", "q", "m")}
    out = folder / "out.json"

    @each(times)
    @given(asked())
    def tried(told: tuple[Mapping[str, bytes], Mapping[str, Any]]) -> None:
        files, how = told
        for name, content in files.items():
            paths[name].write_bytes(content)
        out.write_text("the one before")
        with pytest.raises(SystemExit) as end:
            select(paths["c"], paths["q"], must=paths["m"], document=out, **how)
        said, complaint = capsys.readouterr()
        ends.add(end.value.code)
        if end.value.code == WRONG_INPUT:
            assert (said, out.read_text()) == ("", "the one before")
            assert complaint.startswith("cascade: ")
            assert len(complaint.splitlines()) == 1
        else:
            assert all(remark.startswith("cascade: ") for remark in complaint.splitlines())
            assert how["format"] == "table" or len(json.loads(said)["remarks"]) == len(complaint.splitlines())
            assert checked(out, paths) == 0
            assert capsys.readouterr().out.strip().endswith(json.loads(out.read_text())["about"][0])

    tried()
    return ends


def checked(document: Path, paths: Mapping[str, Path]) -> int:
    return verifier.main([str(document), "--candidates", str(paths["c"]), "--quotas", str(paths["q"])])


def test_any_files_are_a_selection_that_holds_or_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert PROVEN_OR_REFUSED <= asked_of_any_files(tmp_path, capsys, FEW) <= ENDS


@pytest.mark.parametrize("policy", ["merit", "leximin"])
def test_a_document_with_other_bytes_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], policy: Policy
) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 0, 1)], 2, policy=policy)
    document, paths = tmp_path / "out.json", {"c": files.candidates, "q": files.quotas}
    whole = verifier.written(files.document()).encode()
    places = st.integers(0, len(whole) - 1)

    @each(FEW // 2)
    @given(places, places, st.sampled_from(OTHER_BYTES))
    def spoilt_at(begin: int, end: int, other: bytes) -> None:
        spoilt = whole[:begin] + other + whole[end:]
        document.write_bytes(spoilt)
        assert checked(document, paths) == (0 if spoilt == whole else 1)
        assert len(capsys.readouterr().out.splitlines()) == 1

    spoilt_at()


@pytest.mark.slow
def test_thousands_of_files_are_a_selection_that_holds_or_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked_of_any_files(tmp_path, capsys, MANY) == ENDS
