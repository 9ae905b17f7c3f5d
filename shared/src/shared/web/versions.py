"""Entity tags (RFC 9110, section 8.8.3): a change names the state that it was made from, so that none is overwritten
unseen.

The tag of a representation is a hash of it; so nothing has to be counted, and what looks the same has the same tag.
"""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import Request, Response

from shared.backbone.transaction import Transaction
from shared.refusals import Refusal

TAG_BYTES = 16
PARAMETER: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The `ETag` of the representation that the change was made from; `*` for whichever there is.",
    "schema": {"type": "string", "maxLength": 1024},
}


@dataclass(eq=False)
class PreconditionMissing(Refusal):
    """A change names the state it was made from."""

    status: ClassVar[int] = 428
    read: str

    def sentence(self) -> str:
        return f"Read {self.read}, and send its ETag as If-Match with the change; nothing was changed."


@dataclass(eq=False)
class ChangedMeanwhile(Refusal):
    """Somebody changed it meanwhile."""

    status: ClassVar[int] = 412
    read: str
    etag: str

    def sentence(self) -> str:
        return f"Somebody changed it meanwhile: read {self.read} again, and decide anew; nothing was changed."


def tag_of(response: Response) -> str:
    digest = hashlib.sha256(bytes(response.body)).digest()[:TAG_BYTES]
    return f'"{base64.urlsafe_b64encode(digest).decode().rstrip("=")}"'


def expected_by(request: Request, read: str) -> set[str]:
    """Raises PreconditionMissing. `read`: the address whose tags are meant."""
    told = request.headers.get("if-match", "").strip()
    if not told:
        raise PreconditionMissing(read)
    return {one.strip() for one in told.split(",")}


def compare(expected: set[str], response: Response, read: str) -> None:
    """Raises ChangedMeanwhile."""
    tag = tag_of(response)
    if "*" not in expected and tag not in expected:
        raise ChangedMeanwhile(read, tag)


async def alone(tx: Transaction, read: str) -> None:
    """Waits for whoever is changing the same, until the end of the unit of work. Locks are the whole database's, in
    which every service has an address like this one.
    """
    await tx.execute("select pg_advisory_xact_lock(hashtext(current_schema()), hashtext($1))", read)
