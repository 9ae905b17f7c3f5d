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
        ("ru", "минимумам по country нужно мест: 3, а есть: 2.", "Возможно при таких границах: country=KZ: min 0."),
        ("tg", "ба ҳадди ақалҳои country ҷой лозим аст: 3, ҳаст: 2.", "Бо чунин ҳудудҳо имконпазир аст: country=KZ: "),
    ],
)
def test_why_there_is_none_and_what_would_be_enough_is_told_in_that_language_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, needed: str, possible: str
) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 2, 2), ("country", "KZ", 1, "")], 2)
    with pytest.raises(SystemExit):
        select(files.candidates, files.quotas, seats=2, format="table", language=language)

    out = capsys.readouterr().out
    assert (needed in out, possible in out) == (True, True)


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
