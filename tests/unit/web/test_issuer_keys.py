"""The issuer's keys come from a file or an address, are read seldom, and change when the issuer changes them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cascade.provisioning.issuer import AUDIENCE, ISSUER, Issuer
from shared.runtime.settings import TokenSettings
from shared.web.principal import Staff
from shared.web.refusals import TokenRefused, TryAgain
from shared.web.tokens import Tokens
from tests.unit.web.published import Published


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    time = [10_000.0]

    def pass_seconds(seconds: float) -> None:
        time[0] += seconds

    monkeypatch.setattr("shared.web.tokens.time.monotonic", lambda: time[0])
    return pass_seconds


@pytest.fixture
def issuer(tmp_path: Path) -> Callable[[str], Issuer]:
    def make(name: str) -> Issuer:
        made = Issuer(tmp_path / f"{name}.json", tmp_path / f"{name}.public.json")
        made.provide()
        return made

    return make


def tokens(published: Published) -> Tokens:
    return Tokens(TokenSettings(issuer=ISSUER, audience=AUDIENCE, keys=published.address))


Later = Callable[[float], None]
Make = Callable[[str], Issuer]


async def test_keys_at_an_address_are_read_once(published: Published, issuer: Make) -> None:
    first, reading = issuer("first"), tokens(published)
    published.publish(first)

    for _ in range(3):
        assert (await reading.principal(first.token("mentor"))).roles == {Staff.MENTOR}
    assert published.asked == 1


async def test_a_new_key_is_found_when_it_is_first_used(published: Published, issuer: Make, later: Later) -> None:
    first, second, reading = issuer("first"), issuer("second"), tokens(published)
    published.publish(first)
    await reading.principal(first.token("mentor"))
    published.publish(first, second)
    later(31)

    assert (await reading.principal(second.token("auditor"))).roles == {Staff.AUDITOR}


async def test_unknown_keys_make_it_ask_once_in_thirty_seconds(
    published: Published, issuer: Make, later: Later
) -> None:
    first, forger, reading = issuer("first"), issuer("forger"), tokens(published)
    published.publish(first)
    await reading.principal(first.token("mentor"))
    later(31)
    for _ in range(5):
        with pytest.raises(TokenRefused):
            await reading.principal(forger.token("operator"))

    assert published.asked == 2


async def test_a_key_that_was_taken_back_is_good_for_ten_minutes_at_most(
    published: Published, issuer: Make, later: Later
) -> None:
    first, second, reading = issuer("first"), issuer("second"), tokens(published)
    published.publish(first)
    await reading.principal(first.token("mentor"))
    published.publish(second)
    later(601)

    with pytest.raises(TokenRefused):
        await reading.principal(first.token("mentor"))


async def test_known_keys_stay_good_while_the_issuer_is_away(published: Published, issuer: Make, later: Later) -> None:
    first, reading = issuer("first"), tokens(published)
    published.publish(first)
    await reading.principal(first.token("mentor"))
    published.content = b""
    later(601)

    assert (await reading.principal(first.token("mentor"))).roles == {Staff.MENTOR}


@pytest.mark.parametrize("content", [b"", b"nonsense", b"[]", b'{"keys": [{"kty": "none"}]}'])
async def test_without_any_keys_it_asks_to_try_again_and_finds_them_when_they_are_there(
    published: Published, issuer: Make, later: Later, content: bytes
) -> None:
    first, reading = issuer("first"), tokens(published)
    published.content = content
    with pytest.raises(TryAgain):
        await reading.principal(first.token("mentor"))
    published.publish(first)
    later(1)

    assert (await reading.principal(first.token("mentor"))).roles == {Staff.MENTOR}
