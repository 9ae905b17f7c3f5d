"""The draw, repeated by hand: SHA-256, division with remainder, and a list read from its bytes."""

import hashlib
import json
import subprocess
import sys
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from registration.lottery import Pool, draw, drawn, list_bytes, list_hash, lottery, pool, seated
from tests.unit.lottery.calls import made

HASH = "ab" * 32


def by_hand(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def small(committed: tuple[str, ...] = ()) -> Pool:
    """Four women, two men; one man among three."""
    counted = np.array([[True]] * 2 + [[False]] * 4)
    return pool(["m1", "m2", "w1", "w2", "w3", "w4"], counted, np.array([1]), np.array([1]), 3, committed)


def test_a_number_is_the_remainder_of_a_hash() -> None:
    assert draw(HASH, "6 12 19 23 31 44", 1000) == by_hand(f"{HASH} 6 12 19 23 31 44 number 0") % 1000 + 1


def test_a_number_that_was_drawn_once_is_drawn_for_ever() -> None:
    assert [draw(HASH, str(seed), 1000) for seed in range(5)] == [377, 550, 660, 96, 925]


def test_a_hash_above_the_largest_multiple_is_passed_over() -> None:
    count = 2**255 + 1
    seeds = [str(seed) for seed in range(40)]
    first = {seed: by_hand(f"{HASH} {seed} number 0") for seed in seeds}
    refused = [seed for seed in seeds if first[seed] >= count]
    assert 5 < len(refused) < 35
    for seed in seeds:
        tries = next(n for n in range(99) if by_hand(f"{HASH} {seed} number {n}") < count)
        assert draw(HASH, seed, count) == by_hand(f"{HASH} {seed} number {tries}") + 1


@pytest.mark.parametrize("count", [0, 2**256 + 1])
def test_nothing_is_drawn_from_no_numbers_or_from_more_than_a_hash_can_name(count: int) -> None:
    with pytest.raises(ValueError, match="from 1 to"):
        draw(HASH, "seed", count)


def test_of_a_type_those_with_the_smallest_hashes_sit() -> None:
    people = ["a", "b", "c", "d"]
    by_hash = sorted(people, key=lambda one: hashlib.sha256(f"{HASH} s seat {one}".encode()).hexdigest())
    assert seated(HASH, "s", people, 2) == sorted(by_hash[:2])
    assert seated(HASH, "s", people, 4) == people
    assert seated(HASH, "s", people[::-1], 2) == seated(HASH, "s", people, 2)


def test_a_draw_is_repeated_from_the_bytes_that_were_published() -> None:
    call = made(80, 12, seed=6)
    found = lottery(call.call)
    published = list_bytes(call, found)
    digest = hashlib.sha256(published).hexdigest()
    said = json.loads(published)
    number = by_hand(f"{digest} 2017 number 0") % sum(panel["times"] for panel in said["panels"]) + 1
    last = 0
    for panel in said["panels"]:
        last += panel["times"]
        if number <= last:
            break
    seats = [
        one
        for kind, count in panel["counts"]
        for one in sorted(said["types"][kind], key=lambda one: by_hand(f"{digest} 2017 seat {one}"))[:count]
    ]
    assert list_hash(call, found) == digest
    assert drawn(call, found, "2017") == (number, sorted(seats))
    assert len(seats) == 12


def test_the_bytes_are_canonical() -> None:
    call = small()
    published = list_bytes(call, lottery(call.call))
    assert published.startswith(b'{"committed":[],"format":"cascade-panels-1","panels":[{"counts":[[')
    assert json.dumps(json.loads(published), sort_keys=True, separators=(",", ":")).encode() == published


def test_committed_people_are_on_every_panel() -> None:
    call = small(committed=("m2", "w1"))
    found = lottery(call.call)
    assert all({"m2", "w1"} < set(drawn(call, found, str(seed))[1]) for seed in range(20))
    assert call.chances(found.chances) == {
        "m1": 0, "m2": 1, "w1": 1, "w2": Fraction(1, 3), "w3": Fraction(1, 3), "w4": Fraction(1, 3)
    }  # fmt: skip


def test_each_number_gives_the_panel_whose_numbers_it_is_among() -> None:
    call = made(40, 8, seed=7)
    found = lottery(call.call)
    kind_of = {one: kind for kind, people in enumerate(call.people) for one in people}
    for seed in range(30):
        number, people = drawn(call, found, str(seed))
        ends = np.cumsum([times for times, _ in found.entries])
        counts = found.entries[int(np.searchsorted(ends, number))][1]
        assert Counter(kind_of[one] for one in people) == {kind: n for kind, n in enumerate(counts.tolist()) if n}


ELSEWHERE = """
from random import Random
import numpy as np
from registration.lottery import list_hash, lottery, pool
counted = np.random.default_rng(1).random((60, 7)) < 0.4
taken = counted[:9].sum(axis=0)
rows, columns = list(range(60)), list(range(7))
Random({seed}).shuffle(rows)
Random({seed}).shuffle(columns)
ids = [f"P{{row}}" for row in rows]
mixed = counted[rows][:, columns]
call = pool(ids, mixed, np.maximum(taken - 1, 0)[columns], taken[columns] + 1, 9, {{"P3", "P4", "P30"}})
found = lottery(call.call)
print(found.verdict, list_hash(call, found))
"""


def test_other_hash_seeds_and_rows_in_other_orders_publish_the_same_list() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", ELSEWHERE.format(seed=seed)],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": str(seed), "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in range(4)
    }
    assert len(said) == 1
    assert said.pop().startswith("leximin ")
