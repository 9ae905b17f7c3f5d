"""Answers that are kept for a day, so that a request whose answer was lost can be sent again and happens once.

Follows the IETF draft "The Idempotency-Key HTTP Header Field" (draft-ietf-httpapi-idempotency-key-header).
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, ClassVar

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from fastapi import Request, Response
from python_multipart.multipart import parse_options_header

from shared.backbone.transaction import Transaction
from shared.privacy.keyring import KEY_BYTES, decrypted, encrypted
from shared.refusals import Refusal
from shared.web.principal import Principal

HEADER = "Idempotency-Key"
FEWEST, MOST = 16, 128
KEPT = "24 hours"
GIVEN_BACK = ("content-type", "location", "etag", "retry-after")
PARAMETER: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A new random value for each thing that is to happen; sent again with the same body, it happens "
    f"once and is answered alike, for {KEPT}.",
    "schema": {"type": "string", "minLength": FEWEST, "maxLength": MOST, "pattern": "^[!-~]+$"},
}


@dataclass(eq=False)
class IdempotencyKeyUnfit(Refusal):
    """The Idempotency-Key is not one that nobody else has."""

    status: ClassVar[int] = 422
    fewest: int = FEWEST
    most: int = MOST

    def sentence(self) -> str:
        return (
            f"An {HEADER} has {self.fewest} to {self.most} visible ASCII characters; take a new random one, "
            "such as a UUID, for each thing that is to happen."
        )


class IdempotencyKeyReused(Refusal):
    """This Idempotency-Key was sent before with another body."""

    status: ClassVar[int] = 422

    def sentence(self) -> str:
        return (
            f"This {HEADER} was sent before with another body; nothing was changed. Take a new one for a new request."
        )


class StillRunning(Refusal):
    """A request with this Idempotency-Key is still running."""

    retry_after = 1

    def sentence(self) -> str:
        return f"A request with this {HEADER} is still running; try again in a second."


@dataclass(frozen=True, slots=True)
class Asked:
    """`digest`: of who asks, what, and with which key; `body`: of what was sent; `secret` opens the answer."""

    digest: bytes
    body: bytes
    secret: bytes


async def asked(request: Request, who: Principal) -> Asked | None:
    """None without the header. Raises IdempotencyKeyUnfit."""
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not FEWEST <= len(key) <= MOST or not all("!" <= sign <= "~" for sign in key):
        raise IdempotencyKeyUnfit
    parts = (who.name, request.method, request.url.path, key)
    digest = hashlib.sha256(json.dumps(parts).encode()).digest()
    return Asked(digest, hashlib.sha256(await content(request)).digest(), secret_of(key, digest))


def secret_of(key: str, digest: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=digest, info=b"answer").derive(key.encode())


async def content(request: Request) -> bytes:
    """What was sent, and how. The boundary of a form with files is another each time."""
    kind = request.headers.get("content-type", "")
    _, parameters = parse_options_header(kind)
    body, boundary = await request.body(), parameters.get(b"boundary")
    return body.replace(boundary, b"") if boundary else kind.encode() + b"\n" + body


@dataclass(frozen=True, slots=True)
class Kept:
    asked: bytes
    sealed: bytes


async def recall(tx: Transaction, again: Asked) -> Response | None:
    """The answer that was given before. Raises IdempotencyKeyReused, StillRunning: locks are the whole database's, in
    which every service may be asked the same.
    """
    lock = "select pg_try_advisory_xact_lock(hashtextextended(current_schema(), $1))"
    if not await tx.one(bool, lock, int.from_bytes(again.digest[:8], signed=True)):
        raise StillRunning
    kept = await tx.one(
        Kept,
        f"""select asked, sealed from answer
            where digest = $1 and given_at > clock_timestamp() - interval '{KEPT}'""",  # noqa: S608 - a constant
        again.digest,
    )
    if kept is None:
        return None
    if kept.asked != again.body:
        raise IdempotencyKeyReused
    told = json.loads(decrypted(again.secret, kept.sealed, again.digest))
    return Response(told["body"], told["status"], told["headers"])


async def keep(tx: Transaction, first: Asked, response: Response) -> None:
    """Beside the change; an answer that is older than a day is replaced."""
    headers = {name: response.headers[name] for name in GIVEN_BACK if name in response.headers}
    told = {"status": response.status_code, "headers": headers, "body": bytes(response.body).decode()}
    await tx.execute(
        """insert into answer (digest, asked, sealed) values ($1, $2, $3)
           on conflict (digest) do update set asked = excluded.asked, sealed = excluded.sealed,
           given_at = excluded.given_at""",
        first.digest,
        first.body,
        encrypted(first.secret, json.dumps(told).encode(), first.digest),
    )


async def forget(tx: Transaction, first: Asked) -> None:
    """For what was begun and came to nothing: sent again, it begins anew."""
    await tx.execute("delete from answer where digest = $1", first.digest)
