"""cascade select, cascade verify-selection: what they print, and with which exit code they end."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from registration.commands.selection import select, verify_selection
from registration.panel import verify_selection as verifier
from tests.unit.lottery.calls import made as people
from tests.unit.panel.drawing import handed_in
from tests.unit.panel.made import made
from tests.unit.panel.written import Files, written

PEOPLE: Sequence[dict[str, object]] = (
    {
        "id": "A1",
        "score": 9000,
        "country": "TJ",
        "sector": "health",
        "organisation": "o1",
        "travels_from": "2017-05-01",
    },
    {"id": "A2", "score": 8000, "country": "TJ", "sector": "health", "organisation": "o1", "travels_from": ""},
    {"id": "A3", "score": 7000, "country": "KZ", "sector": "NGO", "organisation": "o2", "travels_from": "2017-06-01"},
    {"id": "A4", "score": 6000, "country": "KZ", "sector": "NGO", "organisation": "", "travels_from": ""},
)


def told(files: Files, capsys: pytest.CaptureFixture[str], **asked: Any) -> tuple[object, Any, str]:
    """Exit code, what was printed, what was complained."""
    with pytest.raises(SystemExit) as end:
        select(files.candidates, files.quotas, **{"seats": files.seats, "seed": 7, **asked})
    out, err = capsys.readouterr()
    return end.value.code, json.loads(out) if out else None, err


def test_a_proven_selection_is_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 0, 1), ("country×sector", "KZ×NGO", 1, "")], 2)
    code, shown, _ = told(files, capsys, reserve=1, document=tmp_path / "out.json")

    assert code == 0
    assert (shown["selected"], shown["value"], shown["bound"], shown["status"]) == (
        ["A1", "A3"],
        16000,
        16000,
        "proven",
    )
    assert shown["reserve"] == ["A2"]
    with pytest.raises(SystemExit) as end:
        verify_selection(tmp_path / "out.json", candidates=files.candidates, quotas=files.quotas)
    assert end.value.code == 0


def test_the_seats_of_each_quota_are_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 0, 1)], 2)
    told(files, capsys, plot=tmp_path / "out.svg")
    drawn = ET.parse(tmp_path / "out.svg").getroot()  # noqa: S314 - our own

    assert "0 to 1, has 1, costs 10.00" in [one.text for one in drawn]


def test_what_is_told_beside_the_seats_has_room_in_the_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "alumnae of the north who came before the others"
    people = [{**one, name: "yes" if one["country"] == "TJ" else "no"} for one in PEOPLE]
    told(written(tmp_path, people, [(name, "yes", 0, 1)], 2), capsys, plot=tmp_path / "out.svg")
    drawn = ET.parse(tmp_path / "out.svg").getroot()  # noqa: S314 - our own
    width = int(drawn.attrib["viewBox"].split()[2])
    [band] = [float(one.attrib["x"]) for one in drawn if one.get("height") == "8"]
    ends = {one.text: int(one.get("x", 0)) + 7 * len(one.text) for one in drawn if one.text}

    assert ends[f"{name}=yes"] < band
    assert max(ends.values()) < width


SELECT = """
import sys
from pathlib import Path
from random import Random
from registration.commands.selection import select
select(*map(Path, sys.argv[1:3]), seats=25, organisation_max=2, seed=7, reserve=5, document=Path(sys.argv[3]))
"""


def test_a_decision_has_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    files = made(tmp_path, 400, 2, step=500)
    lines = files.candidates.read_text().splitlines()
    decisions = set()
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        Random(number).shuffle(rest := lines[1:])
        (folder / "candidates.csv").write_text("\n".join([lines[0], *rest, ""]))
        paths = [str(folder / "candidates.csv"), str(files.quotas), str(folder / "out.json")]
        hashed = {**os.environ, "PYTHONHASHSEED": str(number)}
        subprocess.run([sys.executable, "-c", SELECT, *paths], check=True, capture_output=True, env=hashed)
        document = json.loads((folder / "out.json").read_text())
        decisions.add(verifier.canonical(document["decision"]))

    assert len(decisions) == 1


def test_it_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 0, 1)], 2)
    with pytest.raises(SystemExit):
        select(files.candidates, files.quotas, seats=2, format="table")

    assert "country=TJ is to have 0 to 1 seats, has 1; without it 10.00 points more." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "country=TJ: должно быть мест от 0 до 1, есть 1; без этого сумма баллов была бы больше на 10.00."),
        ("tg", "country=TJ: бояд аз 0 то 1 ҷой бошад, ҳаст 1; бе ин ҷамъи холҳо ба 10.00 зиёдтар мебуд."),
    ],
)
def test_it_is_told_and_written_in_the_language_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 0, 1)], 2)
    asked: dict[str, Any] = {"seats": 2, "document": tmp_path / "out.json", "language": language}
    with pytest.raises(SystemExit):
        select(files.candidates, files.quotas, **asked, format="table")

    document = json.loads((tmp_path / "out.json").read_text())
    assert (document["language"], words in document["about"]) == (language, True)
    assert words in capsys.readouterr().out
    files.verified(document)


def test_a_language_that_is_not_offered_is_refused_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, complaint = told(written(tmp_path, PEOPLE, [], 2), capsys, language="kk")

    assert (code, complaint) == (2, "cascade: the language 'kk' is not offered; there are en, ru, tg\n")


@pytest.mark.parametrize("day", [15, 1])
def test_whoever_cannot_arrive_in_time_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: int
) -> None:
    """Somebody can travel on the first of May, who is in time for a training that starts then."""
    files = written(tmp_path, PEOPLE, [], 2)
    code, shown, _ = told(files, capsys, starts=date(2017, 5, day), document=tmp_path / "out.json")

    assert (code, shown["left_out"]) == (0, [{"id": "A3", "reason": "visa_lead"}])
    files.verified(json.loads((tmp_path / "out.json").read_text()))


def test_a_day_has_one_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, [*PEOPLE, {**PEOPLE[0], "id": "A5", "travels_from": "20170501"}], [], 2)
    code, _, complaint = told(files, capsys, starts=date(2017, 5, 15))

    assert (code, complaint.endswith("row 6, column travels_from: '20170501' is no day as 2017-05-01\n")) == (2, True)


def test_must_have_and_must_not_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, PEOPLE, [], 2, must=[("A4", "in", "host"), ("A1", "out", "attended_before")])
    code, shown, _ = told(files, capsys, must=tmp_path / "must.csv")

    assert (code, shown["selected"]) == (0, ["A2", "A4"])
    assert shown["left_out"] == [{"id": "A1", "reason": "attended_before"}]


def test_a_list_of_ids_alone_names_who_must_have_a_seat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, PEOPLE, [], 2)
    (tmp_path / "ids.csv").write_text("id\nA4\n")
    code, shown, _ = told(files, capsys, must=tmp_path / "ids.csv")

    assert (code, shown["selected"]) == (0, ["A1", "A4"])


def test_percents_are_rounded_outwards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", "40%", "40%")], 3)
    _, shown, _ = told(files, capsys)

    assert [(one["asked"], one["lower"], one["upper"]) for one in shown["quotas"]] == [
        ({"max": "40%", "min": "40%"}, 1, 2)
    ]


def test_a_document_that_is_not_there_does_not_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path, PEOPLE, [], 2)
    with pytest.raises(SystemExit) as end:
        verify_selection(tmp_path / "none.json", candidates=files.candidates, quotas=files.quotas)

    assert end.value.code == 1
    assert capsys.readouterr().out.startswith("does not hold: a file")


def test_a_policy_that_is_not_offered_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, complaint = told(written(tmp_path, PEOPLE, [], 2), capsys, policy="chess")
    offered = "merit, lottery, leximin, threshold, tickets"
    assert (code, complaint) == (2, f"cascade: the policy 'chess' is not offered; there are {offered}\n")


def by_merit(folder: Path) -> Files:
    return made(folder, 100, 1, reserve=3)


def by_lot(folder: Path) -> Files:
    return handed_in(people(100, 25, seed=1).call, folder, reserve=3)


@pytest.mark.parametrize("call", [by_merit, by_lot])
def test_the_verifier_needs_nothing_else_of_ours(tmp_path: Path, call: Any) -> None:
    files = call(tmp_path)
    document = tmp_path / "out.json"
    document.write_text(verifier.written(files.document()), encoding="utf-8")
    alone = tmp_path / "alone.py"
    alone.write_text(Path(verifier.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(alone), str(document), "--candidates", str(files.candidates)]
    ended = subprocess.run([*command, "--quotas", str(files.quotas)], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("holds: 25 seats, 100 candidates")


def test_a_quota_has_the_name_that_its_file_gives_it_but_not_that_of_the_cap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path, PEOPLE, [], 2)
    files.quotas.write_text("id,feature,value,min,max\nfew,country,TJ,,1\n", encoding="utf-8")
    code, shown, _ = told(files, capsys, document=tmp_path / "out.json")
    assert (code, [one["id"] for one in shown["quotas"]]) == (0, ["few"])
    assert files.verified(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))).startswith("holds: 2 seats")

    files.quotas.write_text("id,feature,value,min,max\norganisation,country,TJ,,1\n", encoding="utf-8")
    code, _, complaint = told(files, capsys)
    assert (code, "row 2, column id: organisation names the cap" in complaint) == (2, True)
