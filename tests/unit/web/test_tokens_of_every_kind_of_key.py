"""Whatever kind of key the issuer has: what it signed is good, and its public half is no secret to sign with."""

import json
from collections.abc import Callable, Mapping
from itertools import permutations
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from cascade.provisioning.issuer import AUDIENCE, ISSUER
from shared.runtime.settings import TokenSettings
from shared.web.principal import Principal, Staff
from shared.web.refusals import TokenRefused
from shared.web.tokens import ALGORITHMS, Tokens
from tests.unit.web.test_tokens import World, in_base64, part, signed_by_secret

Key = OKPKey | ECKey | RSAKey
MADE: Mapping[str, Callable[[str], Key]] = {
    "Ed25519": lambda kid: OKPKey.generate_key("Ed25519", {"kid": kid}),
    "ES256": lambda kid: ECKey.generate_key("P-256", {"kid": kid}),
    "RS256": lambda kid: RSAKey.generate_key(2048, {"kid": kid}),
}
"""By the algorithm that it signs with."""


def pem(key: Key) -> bytes:
    return key.as_pem(private=False)


def der(key: Key) -> bytes:
    return load_pem_public_key(pem(key)).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


AS_SECRET: Mapping[str, Callable[[Key], bytes]] = {
    "pem": pem,
    "pem without the last line's end": lambda key: pem(key).rstrip(),
    "der": der,
    "jwk": lambda key: json.dumps(key.as_dict(private=False)).encode(),
}
"""The forms in which an issuer publishes a key, or a library keeps it."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def tokens_of(folder: Path, *keys: Key) -> Tokens:
    """What reads a set of these keys."""
    published = folder / "published.json"
    published.write_text(json.dumps({"keys": [key.as_dict(private=False) for key in keys]}))
    return Tokens(TokenSettings(issuer=ISSUER, audience=AUDIENCE, keys=str(published)))


def test_every_algorithm_that_is_taken_is_tried_here() -> None:
    assert set(MADE) == set(ALGORITHMS)


@pytest.mark.parametrize("algorithm", MADE)
async def test_a_token_that_the_issuer_signed_is_good(world: World, tmp_path: Path, algorithm: str) -> None:
    keys = {name: make(name) for name, make in MADE.items()}
    token = world.signed(world.header(alg=algorithm, kid=algorithm), keys[algorithm])

    who = await tokens_of(tmp_path, *keys.values()).principal(token)
    assert who == Principal(None, frozenset({Staff.COORDINATOR}), subject="x")


@pytest.mark.parametrize("form", AS_SECRET)
@pytest.mark.parametrize("algorithm", MADE)
async def test_no_public_key_is_taken_for_a_shared_secret(
    world: World, tmp_path: Path, algorithm: str, form: str
) -> None:
    key = MADE[algorithm]("one")
    forged = signed_by_secret(world.header(alg="HS256", kid="one"), world.claims(), AS_SECRET[form](key))

    with pytest.raises(TokenRefused):
        await tokens_of(tmp_path, key).principal(forged)


@pytest.mark.parametrize(("algorithm", "said"), list(permutations(MADE, 2)))
async def test_a_token_that_says_another_algorithm_than_that_of_its_key_is_refused(
    world: World, tmp_path: Path, algorithm: str, said: str
) -> None:
    key = MADE[algorithm]("one")
    signed = f"{part(world.header(alg=said, kid='one'))}.{part(world.claims())}"
    forged = f"{signed}.{in_base64(JWSRegistry.algorithms[algorithm].sign(signed.encode(), key))}"

    with pytest.raises(TokenRefused):
        await tokens_of(tmp_path, key).principal(forged)
