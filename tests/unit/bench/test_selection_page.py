"""The page of the selection's benchmark: what it says of what was measured, and of what could not be."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.architecture.test_anatomy import ROOT
from tests.bench.selection.measuring import Beside, Drawn, Measured, Merit
from tests.bench.selection.pools import made
from tests.bench.selection.written import Found, chances_drawn, page, times_drawn

TOLD = {"value": 100, "rounds": 1, "columns": 2000, "open": 90, "leaves": 7}
DRAWN = {"types": 12, "chance": "1/10", "verdict": "leximin", "panels": 9, "chances": [0.0, 0.1, 0.2]}
PEER = Path(__file__).parents[2] / "bench" / "selection" / "peer_lottery.py"


def measured(*seconds: float, **told: object) -> Measured:
    return Measured(seconds, told)


def found(*, plain: int | None = 100, peer: bool = True, verdict: str = "leximin") -> Found:
    merits = (
        Merit(10_000, measured(0.04, 0.05, 0.09, **TOLD), measured(0.9, 1.0, 1.1, value=plain), 2**26),
        Merit(1_000_000, measured(0.4, **TOLD), None, 2**29),
    )
    other = measured(3.0, chances=[0.1, 0.1, 0.1]) if peer else None
    lotteries = (measured(0.05, **{**DRAWN, "verdict": "maximin"}), measured(0.1, **{**DRAWN, "verdict": verdict}))
    drawn = Drawn(made(30, 3), measured(0.01), *lotteries, other)
    return Found(merits, (Beside("the verifier", 1000, measured(0.5), "holds"),), (drawn,), peer)


def rows(text: str, first: str) -> list[str]:
    """The cells of the row that begins so."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {first} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_a_time_is_the_median_between_the_shortest_and_the_longest_beside_how_much_slower_the_other_is() -> None:
    text = page(found(), "2017-03-10", "2 processors")
    assert rows(text, "10 000")[1:4] == ["50 ms (40 ms to 90 ms)", "1.0 s (900 ms to 1.1 s)", "20"]
    assert rows(text, "1 000 000")[1:4] == ["400 ms (once)", "not tried", ""]
    assert rows(text, "made, 30 people")[-3:] == ["3.0 s (once)", "0.100000", "60"]


def test_a_naive_program_that_did_not_end_is_told_and_the_ratio_is_a_least_one() -> None:
    assert rows(page(found(plain=None), "", ""), "10 000")[2:4] == ["not proven", "more than 20"]


def test_without_the_peer_its_columns_are_empty_and_the_page_says_why() -> None:
    text = page(found(peer=False), "", "")
    assert rows(text, "made, 30 people")[-3:] == ["", "", ""]
    assert "It could not be installed here" in text


def test_a_peer_that_did_not_end_is_told_and_the_ratio_is_a_least_one() -> None:
    all_ = found()
    slow = replace(all_.lotteries[0], peer=measured(60.0))
    text = page(replace(all_, lotteries=(slow,)), "", "")
    assert rows(text, "made, 30 people")[-3:] == ["not in 60.0 s", "", "more than 1200"]
    ET.fromstring(chances_drawn(slow))  # noqa: S314  # ours


def test_a_lottery_that_is_not_proven_is_not_shown_as_one() -> None:
    assert rows(page(found(verdict="bounded"), "", ""), "made, 30 people")[6:10:2] == [
        "50 ms (once)",
        "100 ms (once) (bounded)",
    ]


def test_the_pictures_are_drawn_of_what_was_all_and_of_nothing_else() -> None:
    for drawn in (times_drawn(found().merits), chances_drawn(found().lotteries[0])):
        ET.fromstring(drawn)  # noqa: S314  # ours
        assert "<title>" in drawn
        assert not re.search(r"\d{4}-\d\d-\d\d|/tmp|/home", drawn)
        assert drawn.count("<path d=") > 6
    assert all(f">{tick}</text>" in times_drawn(found().merits) for tick in ("10 000", "1 000 000", "0.01", "1"))


def test_the_peer_is_imported_where_its_own_python_runs_it_and_nowhere_else() -> None:
    importing = re.compile(r"^\s*(from|import) sortition_algorithms", re.MULTILINE)
    sources = [file for top in ("services", "shared", "deploy", "tests") for file in (ROOT / top).rglob("*.py")]
    assert [file for file in sources if importing.search(file.read_text(encoding="utf-8"))] == [PEER]
    listed = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "requirements").iterdir())
    assert "sortition" not in listed
