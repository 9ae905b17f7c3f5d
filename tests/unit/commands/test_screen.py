"""What people copy stays whole on a narrow terminal and in a file; what is empty is said in words."""

import io
from collections.abc import Mapping, Sequence
from uuid import uuid4

import pytest
from rich.console import Console

from cascade.commands import ops
from cascade.commands.screen import UNBOUNDED, show_table, table_of, width_for
from cascade.embedded.failures import CannotRun

ID = str(uuid4())
TYPE = "cascade.scheduling.TrainingAnnounced.v1"
ROW = ["followup", "17", TYPE, ID, "RuntimeError in on_training_announced", "2", "False"]


def told(width: int) -> str:
    on = Console(file=io.StringIO(), width=width)
    table = table_of("service", "id", *ops.LETTER[1:])
    table.add_row(*ROW)
    show_table(table, on)
    return str(on.file.getvalue())  # type: ignore[attr-defined] # of the StringIO above


@pytest.mark.parametrize("width", [30, 80, 120, 200])
def test_no_cell_of_a_table_is_broken_however_narrow_the_terminal_is(width: int) -> None:
    assert [cell for cell in ROW if cell not in told(width)] == []


def test_on_a_terminal_that_is_too_narrow_each_cell_stands_behind_its_heading() -> None:
    assert f"\nsubject   {ID}\n" in told(80)


def test_what_a_file_or_another_program_reads_is_as_wide_as_it_has_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)

    assert width_for(io.StringIO()) == UNBOUNDED


def list_dead_letters(answers: Mapping[str, Sequence[list[str]] | CannotRun]) -> None:
    nothing = f"No dead letters in {', '.join(ops.heard_in(answers))}."
    ops.shown(table_of("service", "id", *ops.LETTER[1:]), answers, nothing)


def test_where_there_is_no_dead_letter_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    list_dead_letters({"registration": [], "followup": []})

    assert capsys.readouterr().out == "No dead letters in registration, followup.\n"


def test_of_a_service_that_did_not_answer_it_is_not_said_that_it_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        list_dead_letters({"registration": [], "followup": CannotRun("followup keeps silent")})

    assert capsys.readouterr().out == "No dead letters in registration.\nfollowup keeps silent\n"


def test_what_stands_in_a_record_of_somebody_else_is_shown_as_it_stands_and_commands_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    list_dead_letters({"followup": [["17", "[/bold]", "\x1b[2J[red]", "RuntimeError", "1", "False"]]})
    shown = capsys.readouterr().out

    assert "[/bold]" in shown
    assert "\ufffd[2J[red]" in shown
