"""A bearer token is good if the issuer signed it for us, now, with a key and an algorithm that we know."""

import asyncio
import base64
import hmac
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from cascade.provisioning.issuer import AUDIENCE, ISSUER, Issuer
from shared.runtime.settings import TokenSettings
from shared.web.principal import Principal, Staff
from shared.web.refusals import TokenRefused, TryAgain
from shared.web.tokens import Tokens
from tests.unit.web.published import Published

Claims = dict[str, Any]


class World:
    """A local issuer, what reads its keys, and a forger's tools."""

    def __init__(self, folder: Path) -> None:
        self.issuer = Issuer(folder / "issuer.json", folder / "keys.json")
        self.issuer.provide()
        self.key = OKPKey.import_key(json.loads(self.issuer.private.read_text()))
        self.kid = str(self.key.kid)
        self.tokens = Tokens(TokenSettings(issuer=ISSUER, audience=AUDIENCE, keys=str(self.issuer.public)))
        self.forger = OKPKey.generate_key("Ed25519", {"kid": self.kid})
        self.elsewhere = "http://127.0.0.1:1/keys"
        """Where the forger publishes her key."""

    def claims(self, **changed: Any) -> Claims:
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "x", "roles": ["coordinator"], "iat": now, "exp": now + 60}
        return {name: value for name, value in (claims | changed).items() if value is not None}

    def header(self, **changed: Any) -> Claims:
        header = {"alg": "Ed25519", "typ": "at+jwt", "kid": self.kid}
        return {name: value for name, value in (header | changed).items() if value is not None}

    def signed(self, header: Claims | None = None, key: Any = None, **claims: Any) -> str:
        head = header or self.header()
        return jwt.encode(head, self.claims(**claims), key or self.key, algorithms=[head["alg"]])


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def part(content: object) -> str:
    return in_base64(json.dumps(content).encode())


def with_shared_secret(world: World) -> str:
    """As by an issuer that took our public key for a secret."""
    return signed_by_secret(world.header(alg="HS256"), world.claims(), world.key.as_pem(private=False))


def signed_by_secret(header: Claims, claims: Claims, secret: bytes) -> str:
    """HS256 as it is defined: the library takes no public key for a secret."""
    said = f"{part(header)}.{part(claims)}"
    return f"{said}.{in_base64(hmac.digest(secret, said.encode(), 'sha256'))}"


def in_base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def with_an_unknown_demand(world: World) -> str:
    """Good but for a header that says: who does not understand this must refuse."""
    said = f"{part(world.header(crit=['roles-of'], **{'roles-of': 'x'}))}.{part(world.claims())}"
    signature = JWSRegistry.algorithms["Ed25519"].sign(said.encode(), world.key)
    return f"{said}.{in_base64(signature)}"


BROUGHT_ALONG: dict[str, Callable[[World], object]] = {
    "jwk": lambda w: w.forger.as_dict(private=False),
    "jku": lambda w: w.elsewhere,
    "x5u": lambda w: w.elsewhere,
}
"""Ways of a token to bring the key that it is to be checked with."""


def bringing_along(way: str) -> Callable[[World], str]:
    return lambda w: w.signed(w.header(**{way: BROUGHT_ALONG[way](w)}), w.forger)


FORGERIES: dict[str, Callable[[World], str]] = {
    "nothing": lambda _: "",
    "no token": lambda _: "nonsense",
    "two parts": lambda w: w.signed().rpartition(".")[0],
    "four parts": lambda w: w.signed() + ".x",
    "no base64": lambda _: "é.é.é",
    "a header that is a list": lambda w: f"{part([])}.{part(w.claims())}.x",
    "a header nested beyond measure": lambda _: f"{base64.urlsafe_b64encode(b'[' * 6_000).decode()}.x.x",
    "a header that is no json": lambda _: "aGVsbG8.aGVsbG8.aGVsbG8",
    "alg none": lambda w: f"{part(w.header(alg='none'))}.{part(w.claims())}.",
    "alg None in capitals": lambda w: f"{part(w.header(alg='NONE'))}.{part(w.claims())}.",
    "no alg": lambda w: f"{part(w.header(alg=None))}.{part(w.claims())}.x",
    "the public key as a shared secret": with_shared_secret,
    "an algorithm of another key": lambda w: w.signed(
        w.header(alg="ES256"), ECKey.generate_key("P-256", {"kid": w.kid})
    ),
    "another key of that name": lambda w: w.signed(key=w.forger),
    **{f"another key of that name, brought along as {way}": bringing_along(way) for way in BROUGHT_ALONG},
    "a demand that nobody knows": with_an_unknown_demand,
    "an rsa key of that name": lambda w: w.signed(w.header(alg="RS256"), RSAKey.generate_key(2048, {"kid": w.kid})),
    "an unknown key": lambda w: w.signed(w.header(kid="other"), OKPKey.generate_key("Ed25519", {"kid": "other"})),
    "no kid": lambda w: w.signed(w.header(kid=None)),
    "a kid that is a number": lambda w: f"{part(w.header(kid=1))}.{part(w.claims())}.x",
    "no type": lambda w: w.signed(w.header(typ="JWT")),
    "an id token": lambda w: w.signed(w.header(typ="id+jwt")),
    "a signature of other claims": lambda w: ".".join(
        [w.signed().split(".")[0], part(w.claims(roles=["operator"])), w.signed().split(".")[2]]
    ),
    "no signature": lambda w: w.signed().rpartition(".")[0] + ".",
    "another issuer": lambda w: w.signed(iss="urn:other"),
    "no issuer": lambda w: w.signed(iss=None),
    "another audience": lambda w: w.signed(aud="other"),
    "no audience": lambda w: w.signed(aud=None),
    "expired": lambda w: w.signed(exp=int(time.time()) - 60),
    "no expiry": lambda w: w.signed(exp=None),
    "not yet": lambda w: w.signed(nbf=int(time.time()) + 120),
    "issued in the future": lambda w: w.signed(iat=int(time.time()) + 120),
    "no subject": lambda w: w.signed(sub=None),
    "an unknown role": lambda w: w.signed(roles=["emperor"]),
    "roles that are a word": lambda w: w.signed(roles="coordinator"),
    "a partner without an organisation": lambda w: w.signed(roles=["partner"]),
    "an organisation that is no id": lambda w: w.signed(organisation="WLP"),
    "an organisation that is a number": lambda w: w.signed(organisation=17),
    "an organisation that is empty": lambda w: w.signed(organisation=""),
    "an organisation that is no": lambda w: w.signed(organisation=False),
    "much too long": lambda w: w.signed(more="x" * 9_000),
}


@pytest.mark.parametrize("name", FORGERIES)
async def test_a_forged_or_unfit_token_is_refused(world: World, name: str) -> None:
    with pytest.raises(TokenRefused):
        await world.tokens.principal(FORGERIES[name](world))


@pytest.mark.parametrize("way", BROUGHT_ALONG)
async def test_a_key_that_the_token_brings_along_is_not_used(world: World, published: Published, way: str) -> None:
    world.elsewhere = published.address
    published.content = json.dumps({"keys": [world.forger.as_dict(private=False)]}).encode()

    with pytest.raises(TokenRefused):
        await world.tokens.principal(bringing_along(way)(world))
    assert published.asked == 0


async def test_a_good_token_names_roles_person_and_organisation(world: World) -> None:
    person, organisation = uuid4(), uuid4()
    who = await world.tokens.principal(world.issuer.token("mentor", person, organisation))

    assert who == Principal(person, frozenset({Staff.MENTOR}), organisation, subject=str(person))


async def test_a_coordinator_of_a_partner_is_no_coordinator_here(world: World) -> None:
    who = await world.tokens.principal(world.issuer.token("coordinator", organisation=uuid4()))

    assert who.roles == {Staff.PARTNER}


async def test_a_token_of_somebody_without_an_id_names_no_person(world: World) -> None:
    assert (await world.tokens.principal(world.issuer.token("coordinator"))).person is None


async def test_keys_that_cannot_be_read_ask_to_try_again(tmp_path: Path, world: World) -> None:
    tokens = Tokens(TokenSettings(issuer=ISSUER, audience=AUDIENCE, keys=str(tmp_path / "nowhere.json")))

    with pytest.raises(TryAgain):
        await tokens.principal(world.issuer.token("mentor"))


async def test_who_comes_while_the_keys_are_first_read_waits_for_them(world: World) -> None:
    token = world.issuer.token("mentor")
    first, second = await asyncio.gather(*(world.tokens.principal(token) for _ in range(2)))

    assert first == second


async def test_a_refusal_does_not_repeat_the_token(world: World) -> None:
    with pytest.raises(TokenRefused) as refused:
        await world.tokens.principal(world.signed(iss="urn:canary-canarova"))

    assert "canary" not in refused.value.sentence()
