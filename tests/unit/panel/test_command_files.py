"""cascade select: what is wrong in a file that it reads; which it writes, whole or not at all, and which never."""

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from registration.commands import selecting
from tests.unit.panel.test_command import PEOPLE, told
from tests.unit.panel.written import Files, written


@pytest.mark.parametrize("shown", ["document", "plot"])
@pytest.mark.parametrize("name", ["candidates.csv", "quotas.csv", "must.csv", "linked.csv"])
def test_a_file_that_is_read_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, shown: str
) -> None:
    files = written(tmp_path, PEOPLE, [], 2, must=[("A4", "in", "host")])
    (tmp_path / "linked.csv").symlink_to(files.candidates)
    had = (tmp_path / name).read_text()
    code, _, complaint = told(files, capsys, must=tmp_path / "must.csv", **{shown: tmp_path / name})

    assert (code, complaint) == (2, f"cascade: {tmp_path / name}: this file is read, so it is not written\n")
    assert (tmp_path / name).read_text() == had


def test_where_nothing_can_be_written_is_told_before_anything_is_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(selecting, "decide")
    files = written(tmp_path, PEOPLE, [], 2)

    code, _, complaint = told(files, capsys, document=tmp_path / "none" / "out.json")
    assert (code, complaint) == (2, f"cascade: {tmp_path / 'none'}: this folder is not there\n")
    code, _, complaint = told(files, capsys, plot=tmp_path)
    assert (code, complaint) == (2, f"cascade: {tmp_path}: this is a folder\n")
    code, _, complaint = told(files, capsys, plot=tmp_path / "out", document=tmp_path / "out")
    assert (code, complaint) == (2, f"cascade: {tmp_path / 'out'}: the document and the plot are two files\n")


def selected_alone(files: Files, document: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """By a process of its own."""
    script = f"from pathlib import Path; from registration.commands.selection import select\n{before}\n"
    script += (
        f"select(Path({str(files.candidates)!r}), Path({str(files.quotas)!r}), seats=2, document=Path({document!r}))"
    )
    return subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, text=True, check=False)


def test_a_full_disk_leaves_the_document_that_was_there(tmp_path: Path) -> None:
    """Whoever opens it then finds the one before, and no half of one."""
    files, out = written(tmp_path, PEOPLE, [], 2), tmp_path / "out.json"
    out.write_text("the one before")
    done = selected_alone(files, str(out), "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))")

    assert "File too large" in done.stderr
    assert out.read_text() == "the one before"
    assert {path.name for path in tmp_path.iterdir()} == {"candidates.csv", "quotas.csv", "must.csv", "out.json"}


def test_what_is_no_file_is_written_as_it_is(tmp_path: Path) -> None:
    files = written(tmp_path, PEOPLE, [], 2)
    done = selected_alone(files, "/dev/stderr")

    assert json.loads(done.stderr)["decision"]["status"] == "proven"


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "place"),
    [
        (
            "candidates",
            1,
            "score",
            "12.5",
            "row 3, column score: '12.5' is not a whole number of hundredths, as 9450 is for 94.50",
        ),
        ("candidates", 2, "id", " A3", "row 4, column id: ' A3' begins or ends with a space"),
        ("candidates", 2, "id", "", "row 4, column id: this is empty"),
        ("candidates", 2, "country", "KZ ", "row 4, column country: 'KZ ' begins or ends with a space"),
        (
            "candidates",
            0,
            "organisation",
            "\xa0o1",
            "row 2, column organisation: '\\xa0o1' begins or ends with a space",
        ),
        ("quotas", 0, "value", "TJ ", "row 2, column value: 'TJ ' begins or ends with a space"),
        ("quotas", 0, "value", "", "row 2, column value: this is empty"),
        ("candidates", 2, "id", "A1", "row 4, column id: 'A1' is already in row 2"),
        (
            "quotas",
            0,
            "feature",
            "countryxsector",
            "row 2, column feature: 'countryxsector' is no attribute of the candidates (several are joined by ×); "
            "there are 'country', 'sector', 'travels_from'",
        ),
        ("quotas", 0, "min", "some", "row 2, column min: 'some' is neither a number of seats nor percent"),
        ("quotas", 0, "min", "1e-9%", "row 2, column min: '1e-9%' is neither a number of seats nor percent"),
        ("quotas", 0, "min", "9" * 20, f"row 2, column min: '{'9' * 20}' is out of range"),
        ("quotas", 0, "min", "3", "row 2, column max: at least 3, at most 1 seats: that cannot be"),
        ("quotas", 0, "value", "TJ×health", "row 2, column value: 1 values are needed, joined by ×"),
    ],
)
def test_wrong_input_is_told_with_its_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, row: int, column: str, value: str, place: str
) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 0, 1)], 2)
    path = tmp_path / f"{file}.csv"
    with path.open(newline="", encoding="utf-8") as opened:
        lines = list(csv.reader(opened))
    lines[row + 1][lines[0].index(column)] = value
    with path.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows(lines)
    code, _, complaint = told(files, capsys)

    assert (code, complaint) == (2, f"cascade: {path}, {place}\n")


def test_where_a_column_is_missing_those_that_are_there_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path, PEOPLE, [], 2)
    files.candidates.write_text(files.candidates.read_text(encoding="utf-8").replace("id,score", "ID,score ", 1))
    code, _, complaint = told(files, capsys)

    told_of_it = f"cascade: {files.candidates}, row 1, column id: this column is missing; there are 'ID', 'score ', "
    assert (code, complaint[: len(told_of_it)]) == (2, told_of_it)

    files.candidates.write_text("id,score,travels\nA1,9000,2017-05-01\n", encoding="utf-8")
    _, _, complaint = told(files, capsys, starts=date(2017, 5, 15))
    assert complaint.endswith("column travels_from: this column is missing; there are 'id', 'score', 'travels'\n")


@pytest.mark.parametrize(
    ("bytes_", "said"),
    [
        (b"A1,9000,\xe9\n", "row 3, column 3: this is not UTF-8, in which a table is to be saved"),
        (b"A1,90\x0000,KZ\n", "row 3, column 2: this is a NUL, which no table has"),
        (b'A1,9000,"KZ\n', "row 3, column 1: this is not a table: unexpected end of data"),
        (b"\n", "row 3, column 1: 3 columns are told, this row has 0"),
    ],
)
def test_what_is_no_table_is_told_with_its_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bytes_: bytes, said: str
) -> None:
    """NUL too, which newer Pythons read: a partner's older one would not hold what was decided from it."""
    files = written(tmp_path, PEOPLE, [], 2)
    files.candidates.write_bytes(b"\xef\xbb\xbfid,score,country\nA0,1,TJ\n" + bytes_ + b"A2,2,TJ\n" * (bytes_ == b"\n"))
    code, _, complaint = told(files, capsys)

    assert (code, complaint) == (2, f"cascade: {files.candidates}, {said}\n")


def test_a_file_that_cannot_be_read_to_its_end_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a disk that fails while it is read Python tells no name."""
    files = written(tmp_path, PEOPLE, [], 2)
    files.quotas.unlink()
    files.quotas.symlink_to("/proc/self/mem")

    assert told(files, capsys) == (2, None, f"cascade: {files.quotas}: Input/output error\n")


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_table_that_is_not_parted_by_commas_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sign: str
) -> None:
    """As a spreadsheet writes it where numbers have a comma."""
    files = written(tmp_path, PEOPLE, [], 2)
    files.candidates.write_text(files.candidates.read_text().replace(",", sign))
    code, _, complaint = told(files, capsys)

    assert (code, complaint) == (
        2,
        f"cascade: {files.candidates}, row 1, column id: this column is missing; columns are parted by commas\n",
    )
