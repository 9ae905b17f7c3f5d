"""Letters to people: written with the change, taken by the sender in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import TypeAdapter
from uuid_utils.compat import uuid7

from registration.domain.letter import Letter
from shared.backbone.transaction import Transaction

LETTER = TypeAdapter(Letter)


@dataclass(frozen=True, slots=True)
class Waiting:
    id: UUID
    person: UUID
    content: bytes
    offer: UUID | None
    attempts: int


async def add(tx: Transaction, person: UUID, letter: Letter, *, offer: UUID | None = None) -> None:
    """`offer`: of the invitation that counts as sent once the mail is accepted."""
    await tx.execute(
        "insert into letter (id, person, content, offer) values ($1, $2, $3, $4)",
        uuid7(),
        person,
        await tx.seal(person, LETTER.dump_json(letter).decode()),
        offer,
    )


async def waiting(tx: Transaction, limit: int) -> Sequence[Waiting]:
    """The oldest that are not sent and not being sent by another process; locked."""
    return await tx.many(
        Waiting,
        """select id, person, content, offer, attempts from letter
           where sent_at is null and not_before <= clock_timestamp()
           order by written_at, id limit $1 for update skip locked""",
        limit,
    )


async def opened(tx: Transaction, letter: Waiting) -> Letter:
    return LETTER.validate_json(await tx.unseal(letter.person, letter.content))


async def sent(tx: Transaction, id: UUID) -> None:
    await tx.execute("update letter set sent_at = clock_timestamp(), attempts = attempts + 1 where id = $1", id)


async def failed(tx: Transaction, id: UUID, retry_seconds: float) -> None:
    await tx.execute(
        """update letter set attempts = attempts + 1, not_before = clock_timestamp() + make_interval(secs => $2)
           where id = $1""",
        id,
        retry_seconds,
    )


async def count_waiting(tx: Transaction) -> int:
    return await tx.one(int, "select count(*) from letter where sent_at is null") or 0
