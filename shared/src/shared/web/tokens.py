"""Bearer tokens of staff (RFC 9068): signed by an issuer whose public keys are a file or a URL."""

import asyncio
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import structlog
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.util import urlsafe_b64decode

from shared.runtime.settings import TokenSettings
from shared.web.principal import Principal, Staff
from shared.web.refusals import TokenRefused, TryAgain

log = structlog.get_logger(__name__)

ALGORITHMS = ("Ed25519", "ES256", "RS256")
"""Signatures alone; neither `none` nor a shared secret."""
TYPES = ("at+jwt", "application/at+jwt")
LEEWAY_SECONDS = 30
NOT_SOONER_SECONDS = 30.0
"""Between two readings of the keys because of an unknown key id."""
OLDEST_SECONDS = 600.0
"""Keys are read again after that: one that the issuer took back is good no longer."""
WITHOUT_KEYS_SECONDS = 1.0
"""Between two readings while there are none."""
KEYS = "The issuer's set of keys"
LONGEST_TOKEN = 8_192


class Tokens:
    """Who a bearer token says somebody is. Expiry is a technical matter: it stands on the wall clock."""

    def __init__(self, settings: TokenSettings) -> None:
        self._settings = settings
        self._keys: KeySet | None = None
        self._asked_at = -OLDEST_SECONDS
        self._reading = asyncio.Lock()
        self._claims = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": settings.issuer},
            aud={"essential": True, "value": settings.audience},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )

    async def principal(self, token: str) -> Principal:
        """Raises TokenRefused with the reason, TryAgain if the issuer's keys cannot be read."""
        header = header_of(token)
        check_header(header)
        if str(header.get("typ", "")).lower() not in TYPES:
            raise TokenRefused("its type is not at+jwt")
        return self._read(token, await self._keys_for(header["kid"]))

    async def claims_of(self, token: str, *, audience: str) -> dict[str, Any]:
        """What the same issuer says to `audience` in a token of another type: an ID token, a logout token.

        Raises TokenRefused, TryAgain.
        """
        header = header_of(token)
        check_header(header)
        keys = await self._keys_for(header["kid"])
        said = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            read = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
            said.validate(read.claims)
        except JoseError as error:
            raise TokenRefused(error.error.replace("_", " ")) from None
        except (ValueError, TypeError, KeyError, RecursionError):
            raise TokenRefused("it cannot be read") from None
        return dict(read.claims)

    async def _keys_for(self, kid: str) -> KeySet:
        if self._keys is None or self._worth_reading(kid):
            async with self._reading:
                if self._worth_reading(kid):
                    await self._read_keys()
        if self._keys is None:
            raise TryAgain(KEYS)
        return self._keys

    def _worth_reading(self, kid: str) -> bool:
        age = time.monotonic() - self._asked_at
        if self._keys is None:
            return age >= WITHOUT_KEYS_SECONDS
        known = any(key.kid == kid for key in self._keys.keys)
        return age >= OLDEST_SECONDS or (age >= NOT_SOONER_SECONDS and not known)

    async def _read_keys(self) -> None:
        """Those that are known stay good while the issuer is away."""
        self._asked_at = time.monotonic()
        try:
            self._keys = KeySet.import_key_set(await self._fetched())
        except (OSError, ValueError, KeyError, TypeError, JoseError, httpx2.HTTPError) as fault:
            log.warning("keys_not_read", error=type(fault).__name__)

    async def _fetched(self) -> Any:
        if "://" not in self._settings.keys:
            return json.loads(await asyncio.to_thread(Path(self._settings.keys).read_text))
        async with httpx2.AsyncClient(timeout=5.0) as client:
            return (await client.get(self._settings.keys)).raise_for_status().json()

    def _read(self, token: str, keys: KeySet) -> Principal:
        try:
            read = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
            self._claims.validate(read.claims)
            return principal_from(read.claims)
        except JoseError as error:
            raise TokenRefused(error.error.replace("_", " ")) from None
        except (ValueError, TypeError, KeyError, RecursionError):
            raise TokenRefused("it cannot be read") from None


def header_of(token: str) -> Any:
    """Raises TokenRefused."""
    if len(token) > LONGEST_TOKEN:
        raise TokenRefused("it is too long")
    try:
        return json.loads(jwt_header(token))
    except (ValueError, RecursionError):
        raise TokenRefused("it is no JSON Web Token") from None


def check_header(header: Any) -> None:
    """Raises TokenRefused."""
    if not isinstance(header, dict) or header.get("alg") not in ALGORITHMS:
        raise TokenRefused(f"its algorithm is none of {', '.join(ALGORITHMS)}")
    if not isinstance(header.get("kid"), str):
        raise TokenRefused("it names no key")


def jwt_header(token: str) -> bytes:
    """The first part, decoded. Raises ValueError."""
    if token.count(".") != 2:
        raise ValueError(token[:0])
    return urlsafe_b64decode(token.split(".", 1)[0].encode("ascii"))


def principal_from(claims: Mapping[str, Any]) -> Principal:
    """`sub` is the id of a person where the role is a person's. Raises ValueError for roles that are none of ours and
    ids that are none: an organisation that is empty must not make a partner's coordinator one of ours.
    """
    roles = claims.get("roles", [])
    if not isinstance(roles, list):
        raise ValueError("roles")  # noqa: TRY004 - a claim's value, not a programming error
    told = claims.get("organisation")
    organisation = UUID(str(told)) if told is not None else None
    return Principal(
        person=person_of(claims["sub"]),
        roles=frozenset(role_here(Staff(role), organisation) for role in roles),
        organisation=organisation,
        subject=str(claims["sub"]),
    )


def role_here(role: Staff, organisation: UUID | None) -> Staff:
    """Raises ValueError for a partner without an organisation."""
    if role is Staff.PARTNER and organisation is None:
        raise ValueError("a partner's token names her organisation")
    return Staff.PARTNER if role is Staff.COORDINATOR and organisation is not None else role


def person_of(subject: object) -> UUID | None:
    try:
        return UUID(str(subject))
    except ValueError:
        return None
