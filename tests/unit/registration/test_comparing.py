"""Drafts beside each other: who stands otherwise in one of them."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from registration.views.comparing import compared
from registration.views.selections import Chosen


class Gone(list[Chosen]):
    """A list that counts how often somebody goes through it."""

    times = 0

    def __iter__(self) -> Iterator[Chosen]:
        self.times += 1
        return super().__iter__()


def people(*numbers: int) -> Gone:
    return Gone(Chosen(UUID(int=number), f"TJ-{number:02d}", None, {}) for number in numbers)


def draft(selected: Gone, reserve: Gone) -> Any:
    return SimpleNamespace(selected=selected, reserve=reserve, quotas=[])


def test_who_has_a_seat_in_one_draft_and_not_in_another_is_told_with_how_she_stands_in_each() -> None:
    found = compared([draft(people(1, 2), people(3, 4)), draft(people(2, 3), people(4))])
    assert found.in_all == 1
    assert [(one.code, one.stands) for one in found.changing] == [
        ("TJ-01", ["seat", "none"]),
        ("TJ-03", ["reserve", "seat"]),
    ]


def test_drafts_are_gone_through_as_often_whatever_their_length() -> None:
    def times(length: int) -> list[int]:
        lists = [people(*range(length)), people(*range(length, 2 * length))]
        compared([draft(*lists), draft(*reversed(lists))])
        return [one.times for one in lists]

    assert times(3) == times(30)
