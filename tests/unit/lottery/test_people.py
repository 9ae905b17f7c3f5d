"""People made types, and who may take part."""

import numpy as np
import pytest

from registration.lottery import counting, lottery, pool, reaching, sharing


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


def test_committed_people_are_of_their_type_and_not_among_those_who_draw() -> None:
    made = pool(["a", "b", "c"], np.array([[True], [True], [False]]), np.array([1]), np.array([1]), 2, {"b"})
    assert made.people == (("c",), ("a",))
    assert made.call.committed.tolist() == [0, 1]
    assert made.committed == ("b",)


def test_a_quota_counts_who_has_all_its_values() -> None:
    attributes = np.array([["TJ", "media"], ["TJ", "NGO"], ["KZ", "media"]])
    counted = counting(["country", "sector"], attributes, [{"country": "TJ"}, {"country": "TJ", "sector": "media"}, {}])
    assert counted.T.tolist() == [[True, True, False], [True, False, False], [True, True, True]]


def test_an_organisation_is_capped_where_it_could_have_more() -> None:
    counted = sharing(["a", "b", "a", "", "", "a", "b"], 2)
    assert counted.T.tolist() == [[True, False, True, False, False, True, False]]


def test_a_cap_per_organisation_holds_on_every_panel() -> None:
    organisations = ["a", "a", "a", "b", "b", "c"]
    counted = sharing(organisations, 1)
    made = pool(list("123456"), counted, np.zeros(2, np.int64), np.ones(2, np.int64), 3)
    found = lottery(made.call)
    assert [str(chance) for chance in made.chances(found.chances).values()] == ["1/3"] * 3 + ["1/2"] * 2 + ["1"]


def test_everybody_at_or_above_a_score_draws() -> None:
    assert reaching([4999, 5000, 5001], 5000).tolist() == [False, True, True]


def test_rows_that_do_not_fit_are_refused() -> None:
    one = np.array([1])
    with pytest.raises(ValueError, match="more than once"):
        pool(["a", "a"], np.ones((2, 1), np.bool_), one, one, 1)
    with pytest.raises(ValueError, match="not among the people: x"):
        pool(["a"], np.ones((1, 1), np.bool_), one, one, 1, {"x"})
    with pytest.raises(ValueError, match="one row per id"):
        pool(["a", "b"], np.ones((1, 1), np.bool_), one, one, 1)
