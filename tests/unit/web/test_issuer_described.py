"""How the issuer describes itself is read once for all who sign in meanwhile."""

import asyncio

import pytest

from shared.runtime.settings import SignInSettings, TokenSettings
from shared.web.pages.signing_in import THE_ISSUER, Metadata, SignIn
from shared.web.refusals import TryAgain
from shared.web.tokens import Tokens

ISSUER = "https://issuer.example"
DESCRIBED = Metadata(issuer=ISSUER, authorization_endpoint=f"{ISSUER}/authorize", token_endpoint=f"{ISSUER}/token")


async def test_whoever_signs_in_while_the_issuer_keeps_silent_is_told_when_the_first_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = SignInSettings(discovery=f"{ISSUER}/.well-known/openid-configuration")
    sign_in = SignIn(settings, ISSUER, Tokens(TokenSettings(issuer=ISSUER, keys="keys")))
    asked = 0

    async def silent() -> Metadata:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0)
        raise TryAgain(THE_ISSUER)

    async def answers() -> Metadata:
        return DESCRIBED

    monkeypatch.setattr(sign_in, "_fetched", silent)
    told = await asyncio.gather(*[sign_in.metadata() for _ in range(5)], return_exceptions=True)
    monkeypatch.setattr(sign_in, "_fetched", answers)

    assert ([type(one) for one in told], asked) == ([TryAgain] * 5, 1)
    assert await sign_in.metadata() == DESCRIBED
