"""The draw, repeated by hand: SHA-256, division with remainder, and the list as it stands in the document."""

import hashlib
import hmac
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from registration.panel.verify_selection import by_lot, number_drawn
from tests.unit.lottery.calls import made
from tests.unit.panel.drawing import handed_in
from tests.unit.panel.written import Files, written

HASH = "ab" * 32


def by_hand(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def small(folder: Path, **asked: Any) -> Files:
    """Four women, two men; one man among three."""
    people = [{"id": one, "gender": one[0]} for one in ("m1", "m2", "w1", "w2", "w3", "w4")]
    return written(folder, people, [("gender", "m", 1, 1)], 3, **{"policy": "lottery", **asked})


def test_a_number_is_the_remainder_of_a_hash() -> None:
    assert number_drawn(HASH, "6 12 19 23 31 44", 1000) == by_hand(f"{HASH} 6 12 19 23 31 44 number 0") % 1000 + 1


def test_a_number_that_was_drawn_once_is_drawn_for_ever() -> None:
    assert [number_drawn(HASH, str(seed), 1000) for seed in range(5)] == [377, 550, 660, 96, 925]


def test_a_hash_above_the_largest_multiple_is_passed_over() -> None:
    count = 2**255 + 1
    seeds = [str(seed) for seed in range(40)]
    first = {seed: by_hand(f"{HASH} {seed} number 0") for seed in seeds}
    refused = [seed for seed in seeds if first[seed] >= count]
    assert 5 < len(refused) < 35
    for seed in seeds:
        tries = next(n for n in range(99) if by_hand(f"{HASH} {seed} number {n}") < count)
        assert number_drawn(HASH, seed, count) == by_hand(f"{HASH} {seed} number {tries}") + 1


def test_of_a_type_those_with_the_smallest_hashes_come_first() -> None:
    people = ["a", "b", "c", "d"]
    by_hash = sorted(people, key=lambda one: hashlib.sha256(f"{HASH} s seat {one}".encode()).hexdigest())
    assert by_lot(HASH, "s", "seat", people) == by_lot(HASH, "s", "seat", people[::-1]) == by_hash


def test_a_draw_is_repeated_from_the_list_that_was_published(tmp_path: Path) -> None:
    document = handed_in(made(80, 12, seed=6).call, tmp_path, policy="lottery", reserve=4).document()
    listed, decision = document["proof"]["list"], document["decision"]
    published = json.dumps(listed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    start = f"{hashlib.sha256(published).hexdigest()} {decision['seed']}"
    number = by_hand(f"{start} number 0") % sum(panel["times"] for panel in listed["panels"]) + 1
    last = 0
    for panel in listed["panels"]:
        last += panel["times"]
        if number <= last:
            break
    seats = [
        one
        for kind, count in panel["counts"]
        for one in sorted(listed["types"][kind], key=lambda one: by_hand(f"{start} seat {one}"))[:count]
    ]
    others = {one for people in listed["types"] for one in people} - set(seats)
    seed = bytes.fromhex(decision["seed"])
    reserve = sorted(others, key=lambda one: hmac.new(seed, one.encode(), "sha256").digest())[:4]

    assert start.startswith(decision["list_hash"])
    assert (decision["number"], decision["selected"], decision["reserve"]) == (number, sorted(seats), reserve)
    assert len(seats) == 12


def test_its_rules_are_told_with_the_numbers_that_they_need(tmp_path: Path) -> None:
    document = small(tmp_path, reserve=1).document()
    decision, told = document["decision"], " ".join(document["about"])

    for needed in (decision["list_hash"], decision["seed"], decision["number"], decision["numbers"]):
        assert str(needed) in told
    assert re.findall(r"'HASH SEED [a-z]+ ?[01]?(?:ID)?'", told) == [
        "'HASH SEED number 0'",
        "'HASH SEED number 1'",
        "'HASH SEED seat ID'",
    ]
    assert "The ticket of ID is its HMAC-SHA-256 under the 8 bytes of SEED" in told


def test_what_is_published_before_does_not_depend_on_the_seed(tmp_path: Path) -> None:
    decisions = [small(tmp_path, seed=seed).document()["decision"] for seed in range(6)]
    assert len({one["list_hash"] for one in decisions}) == 1
    assert len({one["number"] for one in decisions}) > 3
    assert len({tuple(one["selected"]) for one in decisions}) > 1


def test_whoever_must_have_a_seat_draws_no_lot_and_is_on_every_panel(tmp_path: Path) -> None:
    must = [("m2", "in", "host"), ("w1", "in", "host")]
    for seed in range(20):
        decision = small(tmp_path, seed=seed, must=must).document()["decision"]
        assert {"m2", "w1"} < set(decision["selected"])
    assert decision["chances"] == {"m1": "0", "m2": "1", "w1": "1", "w2": "1/3", "w3": "1/3", "w4": "1/3"}


SELECT = """
import sys
from pathlib import Path
from registration.commands.selection import select
select(*map(Path, sys.argv[1:3]), seats=8, policy="leximin", seed=7, document=Path(sys.argv[3]))
"""


def test_other_hash_seeds_and_rows_in_other_orders_draw_the_same(tmp_path: Path) -> None:
    files = handed_in(made(40, 8, seed=7).call, tmp_path)
    lines, rules = (path.read_text().splitlines() for path in (files.candidates, files.quotas))
    written = set()
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths = [folder / "candidates.csv", folder / "quotas.csv", folder / "out.json"]
        for path, (heading, *rest) in zip(paths, (lines, rules), strict=False):
            random.Random(number).shuffle(rest)
            path.write_text("\n".join([heading, *rest, ""]))
        hashed = {**os.environ, "PYTHONHASHSEED": str(number)}
        subprocess.run([sys.executable, "-c", SELECT, *map(str, paths)], check=True, capture_output=True, env=hashed)
        written.add(paths[2].read_text())

    assert len(written) == 1
    assert json.loads(written.pop())["decision"]["verdict"] == "leximin"


@pytest.mark.parametrize("seed", range(12))
def test_the_number_drawn_gives_the_panel_whose_numbers_it_is_among(tmp_path: Path, seed: int) -> None:
    document = small(tmp_path, seed=seed).document()
    listed, decision = document["proof"]["list"], document["decision"]
    numbered = [panel for panel in listed["panels"] for _ in range(panel["times"])]
    of_type = [[one for one in people if one in decision["selected"]] for people in listed["types"]]

    assert len(numbered) == decision["numbers"]
    assert dict(numbered[decision["number"] - 1]["counts"]) == {n: len(of) for n, of in enumerate(of_type) if of}
