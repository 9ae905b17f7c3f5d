"""cascade select by lot: what it prints for each policy, and with which exit code it ends."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest

from registration.commands.selection import select
from registration.panel.call import Policy
from tests.unit.lottery.calls import made
from tests.unit.panel.drawing import handed_in
from tests.unit.panel.test_command import PEOPLE, told
from tests.unit.panel.written import Files, written

UNSCORED = [{name: value for name, value in one.items() if name != "score"} for one in PEOPLE]


def files(folder: Path) -> Files:
    """Without scores: who of Tajikistan has one seat, and who of Kazakhstan has the other."""
    return written(folder, UNSCORED, [("country", "TJ", 0, 1), ("country×sector", "KZ×NGO", 1, "")], 2)


def holds(files: Files, document: Path) -> bool:
    return files.verified(json.loads(document.read_text())).startswith(f"holds: {files.seats} seats")


@pytest.mark.parametrize(("policy", "verdict"), [("lottery", "maximin"), ("leximin", "leximin")])
def test_a_lottery_needs_no_scores_and_tells_chances_as_fractions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], policy: str, verdict: str
) -> None:
    asked = files(tmp_path)
    code, shown, _ = told(asked, capsys, policy=policy, reserve=1, document=tmp_path / "out.json")

    assert code == 0
    assert (shown["value"], shown["bound"], shown["status"], shown["verdict"]) == ("1/2", "1/2", "proven", verdict)
    assert shown["chances"] == {"A1": "1/2", "A2": "1/2", "A3": "1/2", "A4": "1/2"}
    assert (len(shown["selected"]), len(shown["reserve"]), shown["numbers"]) == (2, 1, 1000)
    assert 1 <= shown["number"] <= 1000
    assert holds(asked, tmp_path / "out.json")


def test_scores_that_a_lottery_does_not_need_are_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = written(tmp_path, [{**PEOPLE[0], "score": "very good"}, *PEOPLE[1:]], [], 2)
    assert told(asked, capsys, policy="lottery", document=tmp_path / "out.json")[0] == 0
    assert holds(asked, tmp_path / "out.json")
    assert told(asked, capsys, policy="threshold", threshold=1)[2].endswith(
        "row 2, column score: 'very good' is not a whole number of hundredths, as 9450 is for 94.50\n"
    )


def test_whoever_reaches_the_threshold_takes_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = written(tmp_path, PEOPLE, [], 2, must=[("A4", "in", "host")])
    must, out = tmp_path / "must.csv", tmp_path / "out.json"
    code, shown, _ = told(asked, capsys, policy="threshold", threshold=8000, must=must, document=out)

    assert (code, shown["chances"]) == (0, {"A1": "1/2", "A2": "1/2", "A4": "1"})
    assert "Whoever has 80.00 points or more takes part." in json.loads(out.read_text())["about"]
    assert holds(asked, out)


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"policy": "threshold"}, "the policy threshold needs a threshold"),
        (
            {"policy": "lottery", "threshold": 1},
            "the policy lottery takes no threshold; threshold does, and tickets may",
        ),
        ({"policy": "lottery", "reserve": -1}, "--reserve is too small"),
        ({"seats": 10**20}, "--seats is too large"),
        ({"organisation_max": 10**20}, "--organisation-max is too large"),
        ({"policy": "lottery", "time_limit": -1.0}, "--time-limit is no number of seconds"),
        ({"policy": "lottery", "time_limit": float("nan")}, "--time-limit is no number of seconds"),
        ({"policy": "lottery", "seed": 2**64}, f"the seed is an unsigned integer of 64 bits, not {2**64}"),
    ],
)
def test_wrong_input_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: dict[str, Any], wrong: str
) -> None:
    assert told(written(tmp_path, PEOPLE, [], 2), capsys, **asked) == (2, None, f"cascade: {wrong}\n")


def test_a_policy_that_needs_scores_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = files(tmp_path)
    (tmp_path / "candidates.csv").write_text("id,country,sector\nA1,TJ,NGO\n")
    for policy in ({}, {"policy": "threshold", "threshold": 1}):
        code, _, complaint = told(asked, capsys, **policy)
        assert (code, f"{asked.candidates}, row 1, column score: this column is missing" in complaint) == (2, True)


def test_an_impossible_lottery_names_the_limits_in_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = written(tmp_path, UNSCORED, [("country", "TJ", 2, 2), ("country", "KZ", 1, "")], 2)
    code, shown, _ = told(asked, capsys, policy="lottery", document=tmp_path / "out.json")

    assert (code, shown["status"], shown["selected"], shown["chances"]) == (3, "infeasible", [], {})
    assert shown["conflict"] == [
        {"quota": "country=KZ", "side": "min", "seats": 1},
        {"quota": "country=TJ", "side": "min", "seats": 2},
    ]
    assert {"quota": "country=TJ", "side": "min", "seats": 1, "smallest_chance": "1/2"} in shown["relaxations"]
    assert holds(asked, tmp_path / "out.json")
    with pytest.raises(SystemExit):
        select(asked.candidates, asked.quotas, seats=2, policy="lottery", format="table")
    assert "cannot hold together: at least 1 of country=KZ, at least 2 of country=TJ." in capsys.readouterr().out


def test_a_time_limit_ends_with_the_bound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = handed_in(made(60, 12, seed=5).call, tmp_path)
    code, shown, _ = told(asked, capsys, policy="lottery", time_limit=0.0, document=tmp_path / "out.json")

    assert (code, shown["status"], shown["reproducible"], shown["selected"]) == (4, "undecided", False, [])
    assert (shown["value"], shown["bound"]) == ("0", "1/5")
    assert holds(asked, tmp_path / "out.json")


def test_caps_percents_and_who_comes_too_late_hold_in_a_lottery(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = written(tmp_path, UNSCORED, [("country", "TJ", "40%", "40%")], 2)
    for seed in range(8):
        code, shown, _ = told(
            asked,
            capsys,
            policy="lottery",
            organisation_max=1,
            starts=date(2017, 5, 15),
            seed=seed,
            document=tmp_path / "o",
        )
        assert (code, shown["left_out"]) == (0, [{"id": "A3", "reason": "visa_lead"}])
        assert shown["chances"] == {"A1": "1/2", "A2": "1/2", "A4": "1"}
        assert "A4" in shown["selected"]
        assert holds(asked, tmp_path / "o")


def test_chances_are_drawn_beside_the_seats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = [{"id": f"A{n}", "country": "TJ" if n < 2 else "KZ"} for n in range(8)]
    asked = written(tmp_path, people, [("country", "TJ", 1, 1)], 3)
    told(asked, capsys, policy="lottery", plot=tmp_path / "out.svg")
    drawn = ET.parse(tmp_path / "out.svg").getroot()  # noqa: S314 - our own
    texts = [one.text for one in drawn.iter()]

    assert "1 to 1, has 1" in texts
    assert "Chance of each of 8 who draw" in texts
    assert "Smallest 1/3, largest 1/2; the line is 3/8," in texts
    assert {"1/3 for 6", "1/2 for 2"} <= set(texts)


@pytest.mark.parametrize("language", ["ru", "tg"])
@pytest.mark.parametrize("policy", get_args(Policy))
def test_a_picture_is_in_the_language_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], policy: str, language: str
) -> None:
    people = [{"id": f"A{n}", "score": 9 - n, "country": "TJ" if n < 2 else "KZ"} for n in range(8)]
    asked = written(tmp_path, people, [("country", "TJ", 1, 1)], 3)
    threshold = 0 if policy == "threshold" else None
    told(asked, capsys, policy=policy, threshold=threshold, plot=tmp_path / "out.svg", language=language)
    drawn = ET.parse(tmp_path / "out.svg").getroot()  # noqa: S314 - our own
    texts = [one.text for one in drawn.iter() if one.text and one.text.strip()]

    assert [one for one in texts if re.search("[a-z]", one)] == ["country=TJ"]


def test_it_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        select(files(tmp_path).candidates, tmp_path / "quotas.csv", seats=2, policy="lottery", format="table")
    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == "2 seats, 4 candidates, by lottery: in no lottery is the smallest chance larger."
    assert "The smallest chance is 1/2; in no lottery it is above 1/2." in lines
    assert "Chances: 1/2 for 4." in lines
