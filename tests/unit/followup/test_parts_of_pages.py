"""A list that is told whole, in parts of a page."""

from uuid import UUID

from followup.pages.parts import ROWS, part

MANY = [{"plan": str(UUID(int=number))} for number in range(2 * ROWS + 5)]


def follow(behind: UUID | None = None) -> list[list[int]]:
    """The numbers of the rows on each page."""
    here = part(MANY, "plan", behind)
    numbers = [number for number, _ in here.rows]
    return [numbers, *(follow(UUID(here.further.removeprefix("behind="))) if here.further else [])]


def test_every_row_is_on_one_page_with_its_number() -> None:
    pages = follow()

    assert [len(page) for page in pages] == [ROWS, ROWS, 5]
    assert [number for page in pages for number in page] == list(range(1, len(MANY) + 1))


def test_a_list_that_ends_with_a_page_has_no_further_one() -> None:
    assert part(MANY[:ROWS], "plan", None).further == ""
    assert part([], "plan", None).rows == []


def test_behind_a_row_that_is_not_there_the_list_begins() -> None:
    assert part(MANY, "plan", UUID(int=10**9)).rows[0][0] == 1
