"""Entity tags (RFC 9110, section 8.8.3): a change names the state that it was made from, so that none is overwritten
unseen.

The tag of a representation is a hash of it; so nothing has to be counted, and what looks the same has the same tag.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import Request, Response

from shared.backbone.transaction import Transaction
from shared.refusals import Refusal

TAG_BYTES = 16
ABOUT_THE_BODY = (b"content-type", b"content-length", b"if-match", b"idempotency-key")
WHICHEVER = "*"
TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
MEANINGS = {
    True: "The `ETag` of the representation that the change was made from; `*` for whichever there is.",
    False: "The `ETag` of the representation that was read before it was decided on; whichever there is, if absent.",
}


@dataclass(eq=False)
class PreconditionMissing(Refusal):
    """A change names the state it was made from."""

    status: ClassVar[int] = 428
    read: str

    def sentence(self) -> str:
        return f"Read {self.read}, and send its ETag as If-Match with the change; nothing was changed."


@dataclass(eq=False)
class IfMatchUnfit(Refusal):
    """The If-Match header holds no entity tag."""

    status: ClassVar[int] = 400
    read: str

    def sentence(self) -> str:
        return (
            f"If-Match is the ETag of {self.read} with its quotation marks, several with commas between them, or *; "
            "nothing was changed."
        )


@dataclass(eq=False)
class ChangedMeanwhile(Refusal):
    """Somebody changed it meanwhile."""

    status: ClassVar[int] = 412
    read: str
    etag: str

    def sentence(self) -> str:
        return f"Somebody changed it meanwhile: read {self.read} again, and decide anew; nothing was changed."


def described(*, required: bool) -> dict[str, Any]:
    """The header, of a change or of a decision."""
    schema = {"type": "string", "maxLength": 1024}
    return {
        "name": "If-Match",
        "in": "header",
        "required": required,
        "description": MEANINGS[required],
        "schema": schema,
    }


def is_told(request: Request) -> bool:
    return any(told.strip() for told in request.headers.getlist("if-match"))


def tag_of(response: Response) -> str:
    digest = hashlib.sha256(bytes(response.body)).digest()[:TAG_BYTES]
    return f'"{base64.urlsafe_b64encode(digest).decode().rstrip("=")}"'


def expected_by(request: Request, read: str) -> frozenset[str] | None:
    """The tags of which one has to hold; None where whichever there is will do. `read`: the address of what is meant.
    Raises PreconditionMissing, and IfMatchUnfit: what is no tag is a mistake of the request, not another state.
    """
    told = ",".join(request.headers.getlist("if-match")).strip()
    if not told:
        raise PreconditionMissing(read)
    if told == WHICHEVER:
        return None
    tags, between = TAG.findall(told), TAG.sub("", told)
    if not tags or between.strip(", \t") or between.count(",") < len(tags) - 1:
        raise IfMatchUnfit(read)
    return frozenset(tags)


def compare(expected: frozenset[str], response: Response, read: str) -> None:
    """Raises ChangedMeanwhile."""
    tag = tag_of(response)
    if tag not in expected:
        raise ChangedMeanwhile(read, tag)


async def alone(tx: Transaction, read: str) -> None:
    """Waits for whoever is changing the same, until the end of the unit of work. Locks are the whole database's, in
    which every service has an address like this one. Hashed here: an address may hold what no text in Postgres may.
    """
    number = int.from_bytes(hashlib.sha256(read.encode()).digest()[:8], signed=True)
    await tx.execute("select pg_advisory_xact_lock(hashtextextended(current_schema(), $1))", number)


def reading(request: Request, path: str) -> Request:
    """The same principal's request for what is at this address, in the same unit of work."""
    headers = [(name, value) for name, value in request.scope["headers"] if name not in ABOUT_THE_BODY]
    asked = {"method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers}
    return Request({**request.scope, **asked}, request.receive)


def as_asked(request: Request, address: str) -> str:
    """Of this service, as whoever asks resolves it: under the service's folder at the door, if she asked there."""
    base = request.scope["root_path"]
    return f"{base}{address}" if request.scope["path"].startswith(f"{base}/") else address
