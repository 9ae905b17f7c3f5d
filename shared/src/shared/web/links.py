"""Links of people without an account: 256 random bits in a mail, their SHA-256 in the service they are for."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.backbone.transaction import Transaction
from shared.web.principal import Grant, Link
from shared.web.refusals import LinkExpired, LinkNotKnown

LIFETIME = timedelta(days=400)
"""Unless somebody says otherwise; every mail brings a new link."""


def new_token() -> tuple[str, bytes]:
    """The token for the mail, and the digest to be kept."""
    token = secrets.token_urlsafe(32)
    return token, digest_of(token)


def expiry(lifetime: timedelta = LIFETIME) -> datetime:
    """Of a link that is made now: on the wall clock."""
    return datetime.now(UTC) + lifetime


def digest_of(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def keep(
    tx: Transaction,
    digest: bytes,
    purpose: Link,
    person: UUID | None,
    scope: Mapping[str, UUID],
    expires_at: datetime,
    uses: int | None = None,
) -> None:
    """`expires_at`: wall clock; `uses`: how often it may still be used, None for as often as one likes.

    Keeping it again changes nothing.
    """
    await tx.execute(
        """insert into link (digest, purpose, person, scope, expires_at, uses_left)
           values ($1, $2, $3, $4, $5, $6) on conflict (digest) do nothing""",
        digest,
        purpose.value,
        person,
        {name: str(value) for name, value in scope.items()},
        expires_at,
        uses,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    purpose: Link
    person: UUID | None
    scope: dict[str, UUID]
    good: bool
    spent: bool


async def look_up(tx: Transaction, token: str) -> Grant:
    """Expiry stands on the wall clock. Raises LinkNotKnown, LinkExpired; one whose uses are gone is spent."""
    digest = digest_of(token)
    kept = await tx.one(
        Kept,
        """select purpose, person, scope, expires_at > clock_timestamp() as good,
             uses_left is not distinct from 0 as spent
           from link where digest = $1""",
        digest,
    )
    if kept is None:
        raise LinkNotKnown
    if not kept.good:
        raise LinkExpired
    return Grant(kept.purpose, kept.person, kept.scope, digest, kept.spent)


async def use(tx: Transaction, grant: Grant) -> None:
    """Counts a use of a link that is good for some. Raises LinkExpired if somebody took the last one just now."""
    left = await tx.one(
        bool,
        """update link set uses_left = uses_left - 1 where digest = $1 and (uses_left is null or uses_left > 0)
           returning true""",
        grant.digest,
    )
    if not left:
        raise LinkExpired


async def delete_of(tx: Transaction, person: UUID, *, kept: Collection[bytes] = ()) -> None:
    """`kept`: digests of those that stay. What was opened by the others ends with them."""
    await tx.execute("delete from link where person = $1 and digest <> all($2::bytea[])", person, list(kept))
