"""cascade select where nothing can be selected: why, what would be enough, and with which exit code it ends."""

from pathlib import Path
from typing import Any

import pytest

from registration.commands import selecting
from registration.commands.selection import select
from registration.panel.relaxation import SolverFailed
from tests.unit.panel.test_command import PEOPLE, told
from tests.unit.panel.written import written


def test_an_impossible_call_names_the_limits_in_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 2, 2), ("country", "KZ", 1, ""), ("sector", "NGO", 0, 2)], 2)
    code, shown, _ = told(files, capsys)

    assert code == 3
    assert (shown["status"], shown["selected"]) == ("infeasible", [])
    assert shown["conflict"] == [
        {"quota": "country=KZ", "side": "min", "seats": 1},
        {"quota": "country=TJ", "side": "min", "seats": 2},
    ]


@pytest.mark.parametrize(
    ("language", "needed", "possible"),
    [
        (
            "ru",
            "quotas.csv, строка 2, 3: минимумам по country нужно мест: 3, а есть: 2\n",
            "country=KZ: min 0; наибольшая сумма баллов тогда: 170.00.",
        ),
        (
            "tg",
            "quotas.csv, сатри 2, 3: ба ҳадди ақалҳои country ҷой лозим аст: 3, ҳаст: 2\n",
            "Бо чунин ҳудудҳо имконпазир аст: country=KZ: ",
        ),
    ],
)
def test_why_there_is_none_and_what_would_be_enough_is_told_in_that_language_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, needed: str, possible: str
) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 2, 2), ("country", "KZ", 1, "")], 2)
    with pytest.raises(SystemExit):
        select(files.candidates, files.quotas, seats=2, format="table", language=language)

    shown = capsys.readouterr()
    assert (needed in shown.err, possible in shown.out) == (True, True)


def fails(*_: Any) -> Any:
    raise SolverFailed("a program ended Unknown")


def test_a_solver_that_fails_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "decide", fails)
    code, shown, complaint = told(written(tmp_path, PEOPLE, [], 2), capsys, document=tmp_path / "out.json")

    assert (code, shown, (tmp_path / "out.json").exists()) == (1, None, False)
    assert complaint == "cascade: nothing was decided: the solver failed: a program ended Unknown\n"


def test_that_no_selection_is_possible_is_told_though_the_solver_fails_to_say_what_would_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "enough", fails)
    code, shown, _ = told(written(tmp_path, PEOPLE, [("country", "TJ", "", 0), ("country", "KZ", "", 1)], 2), capsys)

    assert (code, len(shown["conflict"]), shown["relaxations"], shown["together"]) == (3, 2, [], [])


class Solving(Exception):
    """What is told has to be told by now."""


def begins(*_: Any) -> Any:
    raise Solving


@pytest.mark.parametrize(
    ("quotas", "capped", "said"),
    [
        (
            [("sector", "NGO", 0, 1), ("country", "TJ", 3, "")],
            None,
            "row 3: seats that country=TJ needs: 3, candidates ",
        ),
        ([("country", "KZ", "", 2)], None, "row 2: country=KZ says nothing: any selection keeps it"),
        (
            [("country", "TJ", 2, ""), ("country", "KZ", 1, "")],
            None,
            "row 2, 3: seats that the minimums of country need: 3, there: 2",
        ),
        ([], 0, "cascade: candidates that at most 0 per organisation leave: 1, seats: 2"),
    ],
)
def test_what_is_wrong_with_quotas_is_told_at_their_rows_before_anything_is_solved(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    quotas: list[tuple[str, str, object, object]],
    capped: int | None,
    said: str,
) -> None:
    files = written(tmp_path, PEOPLE, quotas, 2)
    monkeypatch.setattr(selecting, "decide", begins)
    with pytest.raises(Solving):
        select(files.candidates, files.quotas, seats=2, organisation_max=capped)

    assert said in capsys.readouterr().err


def test_a_remark_names_the_rows_of_its_quotas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, PEOPLE, [("sector", "NGO", 0, 1), ("country", "TJ", "", 2)], 2)
    _, shown, _ = told(files, capsys)

    assert [(one["quotas"], one["rows"]) for one in shown["remarks"]] == [(["country=TJ"], [3])]


SEATED = [
    {"id": "B1", "score": 9000, "country": "KZ", "organisation": "o"},
    {"id": "C1", "score": 8500, "country": "KZ", "organisation": ""},
    {"id": "G1", "score": 9900, "country": "TJ", "organisation": ""},
    {"id": "X1", "score": 8000, "country": "TJ", "organisation": "o"},
]
"""One of each country and of each organisation: with B1 there is nobody for the seat of G1, who went."""
ONE_OF_EACH = [("country", "TJ", 1, 1), ("country", "KZ", 1, 1)]


@pytest.mark.parametrize("policy", ["merit", "tickets"])
def test_where_no_substitute_is_enough_the_smallest_exchange_that_keeps_everyone_confirmed_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], policy: str
) -> None:
    must = [("B1", "offered", "seated"), ("G1", "out", "declined")]
    files = written(tmp_path, SEATED, ONE_OF_EACH, 2, must=must)
    code, shown, _ = told(files, capsys, must=tmp_path / "must.csv", organisation_max=1, policy=policy)

    assert (code, shown["exchange"]) == (3, {"asked_back": ["B1"], "added": ["C1", "X1"]})


def test_it_is_told_in_words_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, SEATED, ONE_OF_EACH, 2, must=[("B1", "offered", "seated"), ("G1", "out", "declined")])
    with pytest.raises(SystemExit):
        select(files.candidates, files.quotas, seats=2, must=tmp_path / "must.csv", organisation_max=1, format="table")

    assert "Possible if B1 have no seat; C1, X1 then have one." in capsys.readouterr().out


@pytest.mark.parametrize(("side", "seats"), [("in", 2), ("offered", 1)])
def test_without_need_or_without_anybody_who_could_lose_a_seat_there_is_no_exchange(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], side: str, seats: int
) -> None:
    files = written(
        tmp_path, SEATED, ONE_OF_EACH[1:], seats, must=[("B1", side, "seated"), ("C1", side, "seated")][:seats]
    )
    _, shown, _ = told(files, capsys, must=tmp_path / "must.csv", organisation_max=1)

    assert shown["exchange"] is None
