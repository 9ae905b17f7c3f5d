"""People made types."""

import numpy as np
import pytest

from registration.lottery import pool
from tests.unit.lottery.calls import counting


def test_who_is_counted_by_the_same_quotas_is_of_one_type() -> None:
    counted = np.array([[True, False], [False, True], [True, False], [False, False]])
    made = pool(["d", "c", "b", "a"], counted, np.array([1, 0]), np.array([2, 0]), 2)
    assert sorted(made.people) == [("a",), ("b", "d"), ("c",)]
    assert [len(people) for people in made.people] == made.call.sizes.tolist()


def test_a_quota_that_excludes_nothing_makes_no_types() -> None:
    counted = np.array([[True, False], [False, True], [False, False]])
    made = pool(["a", "b", "c"], counted, np.array([0, 0]), np.array([1, 0]), 2)
    assert made.quotas == (1,)
    assert made.people == (("a", "c"), ("b",))


def test_a_quota_counts_who_has_all_its_values() -> None:
    attributes = np.array([["TJ", "media"], ["TJ", "NGO"], ["KZ", "media"]])
    counted = counting(["country", "sector"], attributes, [{"country": "TJ"}, {"country": "TJ", "sector": "media"}, {}])
    assert counted.T.tolist() == [[True, True, False], [True, False, False], [True, True, True]]


def test_rows_that_do_not_fit_are_refused() -> None:
    one = np.array([1])
    with pytest.raises(ValueError, match="more than once"):
        pool(["a", "a"], np.ones((2, 1), np.bool_), one, one, 1)
    with pytest.raises(ValueError, match="one row per id"):
        pool(["a", "b"], np.ones((1, 1), np.bool_), one, one, 1)
