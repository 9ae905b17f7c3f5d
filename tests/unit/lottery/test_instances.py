"""Public instances: what is known of them, to the last digit. They are not part of the project.

example_small_20: github.com/pgoelz/citizensassemblies-replication (GPL-3.0). sf_fixture_22: the tests of
github.com/sortitionfoundation/sortition-algorithms (GPL-3.0). gen300_45: its generator of benchmarks, seed 42.
diversimax_60_wide: the example of github.com/orenmatar/diversimax_algorithm (MIT).
"""

from fractions import Fraction

import pytest

from registration.lottery import lottery
from tests.unit.lottery.calls import instance
from tests.unit.lottery.test_fairness import smallest

KNOWN = [
    ("example_small_20", 20, "1/10", 1),
    ("sf_fixture_22", 22, "1/11", 11),
    ("diversimax_60_wide", 60, "8/43", 14),
    ("gen300_45", 45, "3/20", 1),
]


@pytest.mark.parametrize(("name", "seats", "value", "levels"), KNOWN)
def test_the_smallest_chance_of_a_public_instance_is_exact(name: str, seats: int, value: str, levels: int) -> None:
    made = instance(name, seats)
    found = lottery(made.call)
    assert smallest(made.call) == found.value == found.bound == Fraction(value)
    assert found.verdict == "leximin"
    assert len(found.levels) == levels
    assert sum(chance * len(of) for chance, of in zip(found.chances, made.people, strict=True)) == seats
    assert found.proven
    assert found.programs < 300
