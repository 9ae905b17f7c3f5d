"""What prices and cases prove of a lottery's panels is never less than what some panel weighs, whatever they are."""

from itertools import product
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from registration.panel import verify_selection as verifier

Json = Any
QUOTAS = ("a", "b")
COUNTED = ((), ("a",), ("b",), ("a", "b"))
"""In which quotas the people of each type count."""


def lots(sizes: list[int], seats: int, limits: list[tuple[int, int]]) -> verifier.Lots:
    quotas = [
        {"id": name, "where": {name: "x"}, "lower": lower, "upper": upper}
        for name, (lower, upper) in zip(QUOTAS, limits, strict=True)
    ]
    asked = {"seats": seats, "quotas": quotas, "must": [], "left_out": [], "threshold": None, "organisation": None}
    rows = [
        {"id": f"{kind}-{number}", **dict.fromkeys(COUNTED[kind], "x")}
        for kind, size in enumerate(sizes)
        for number in range(size)
    ]
    people = {row["id"]: verifier.Person(row, b"", "lottery", None) for row in rows}
    types = [[f"{kind}-{number}" for number in range(size)] for kind, size in enumerate(sizes)]
    return verifier.Lots(types, verifier.Program(asked, people))


def panels(sizes: list[int], seats: int, limits: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """By trying everything: the seats of each type."""
    return [
        counts
        for counts in product(*(range(size + 1) for size in sizes))
        if sum(counts) == seats
        and all(
            lower <= sum(count for kind, count in enumerate(counts) if name in COUNTED[kind]) <= upper
            for name, (lower, upper) in zip(QUOTAS, limits, strict=True)
        )
    ]


PRICE = st.integers(-3, 3)


@st.composite
def proofs(draw: st.DrawFn, depth: int = 2) -> Json:
    if depth and draw(st.booleans()):
        few, more = draw(proofs(depth=depth - 1)), draw(proofs(depth=depth - 1))
        return {"type": draw(st.integers(0, 3)), "at_most": draw(st.integers(-1, 3)), "few": few, "more": more}
    quotas, ceilings = {name: draw(PRICE) for name in QUOTAS}, {"0": draw(PRICE)}
    return {
        "over": draw(st.integers(1, 3)),
        "seats": draw(PRICE),
        "quotas": quotas,
        "organisations": {},
        "ceilings": ceilings,
    }


NOTHING = {"over": 1, "seats": 0, "quotas": {}, "organisations": {}, "ceilings": {}}
TWO_OR_THREE = {"type": 1, "at_most": 2, "few": NOTHING, "more": {**NOTHING, "seats": 2}}
"""Of the second type: where it has three of three seats, it has no more."""
WEIGHTS = st.dictionaries(st.integers(0, 3), st.integers(1, 3), min_size=1)


@given(
    st.lists(st.integers(1, 3), min_size=4, max_size=4),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), min_size=2, max_size=2),
    WEIGHTS,
    WEIGHTS,
    proofs(),
)
@example([3, 3, 1, 1], 3, [(1, 3), (0, 1)], {0: 1}, {1: 1}, TWO_OR_THREE)
@settings(max_examples=250, deadline=None)
def test_no_panel_weighs_more_than_a_ceiling_that_is_proved(
    sizes: list[int],
    seats: int,
    limits: list[tuple[int, int]],
    before: dict[int, int],
    weights: dict[int, int],
    proof: Json,
) -> None:
    """`before`: of a ceiling that holds, on which the proof may rest."""

    def weighs(panel: tuple[int, ...], of: dict[int, int]) -> int:
        return sum(weight * panel[kind] for kind, weight in of.items())

    there = [sum(size for kind, size in enumerate(sizes) if name in COUNTED[kind]) for name in QUOTAS]
    assume(all(lower or upper < min(n, seats) for (lower, upper), n in zip(limits, there, strict=True)))
    possible = panels(sizes, seats, limits)
    assume(possible)
    drawn = lots(sizes, seats, limits)
    drawn.rests = set()
    drawn.rows["ceiling", "0"] = before, 0, max(weighs(panel, before) for panel in possible)

    proved = drawn.proved(proof, weights, [0] * 4, drawn.most)

    assert proved >= max(weighs(panel, weights) for panel in possible)
