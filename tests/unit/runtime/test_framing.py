"""Where a request ends is not left to two readings (RFC 9112, section 6.3)."""

from collections.abc import Iterator

import pytest

from tests.support.framing import CHUNKED, DOUBTFUL, LAST, Heard, hearing

REFUSED = ["400"]


@pytest.fixture(scope="module")
def heard() -> Iterator[Heard]:
    with hearing() as service:
        yield service


@pytest.mark.parametrize("doubt", DOUBTFUL)
async def test_a_request_of_which_it_is_doubtful_where_it_ends_is_refused_and_nothing_behind_it_heard(
    heard: Heard, doubt: str
) -> None:
    assert await heard.answers(DOUBTFUL[doubt] + LAST, heard.port) == REFUSED
    assert heard.paths == []


async def test_of_chunks_with_a_length_beside_them_the_chunks_say_where_they_end(heard: Heard) -> None:
    assert await heard.answers(CHUNKED + LAST, heard.port) == ["200", "200"]
    assert heard.paths == ["first", "last"]
