"""What takes long is computed while no unit of work is open, and never for ever."""

from collections.abc import Awaitable, Callable
from itertools import count

import pytest

from shared.backbone.apart import AT_MOST, Computed, apart


async def test_what_is_computed_apart_ends_the_unit_of_work_that_needs_it_and_is_there_in_the_next() -> None:
    open_units: list[str] = []
    seen: list[list[str]] = []

    async def compute() -> int:
        seen.append(list(open_units))
        return 25

    async def work(computed: Computed) -> int:
        open_units.append("unit")
        try:
            return await computed.get("seats", compute) + await computed.get("seats", compute)
        finally:
            open_units.pop()

    assert await apart(work) == 50
    assert seen == [[]]


async def test_what_is_raised_apart_is_raised_where_it_was_needed() -> None:
    async def refuse() -> int:
        raise ValueError("nobody waits")

    async def work(computed: Computed) -> str:
        try:
            return str(await computed.get("seats", refuse))
        except ValueError as fault:
            return str(fault)

    assert await apart(work) == "nobody waits"
    with pytest.raises(ValueError, match="nobody waits"):
        await apart(lambda computed: computed.get("seats", refuse))


async def test_where_it_is_needed_of_something_else_every_time_it_is_computed_within_in_the_end() -> None:
    changing = count()
    within: list[bool] = []
    is_open = False

    def told(number: int) -> Callable[[], Awaitable[int]]:
        async def compute() -> int:
            within.append(is_open)
            return number

        return compute

    async def work(computed: Computed) -> int:
        nonlocal is_open
        is_open = True
        try:
            number = next(changing)
            return await computed.get(number, told(number))
        finally:
            is_open = False

    assert await apart(work) == AT_MOST
    assert within == [*[False] * AT_MOST, True]
