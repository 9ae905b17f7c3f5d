"""What she typed and has not sent, sealed for her who typed it."""

from uuid import UUID

from pydantic import TypeAdapter

from followup.domain.drafts import DraftPart, Typed
from shared.backbone.transaction import Transaction

TYPED: TypeAdapter[Typed] = TypeAdapter(Typed)


async def find(tx: Transaction, person: UUID, part: DraftPart, about: UUID) -> Typed | None:
    """`about`: the training that she attended, or her plan. Raises PersonErased."""
    sql = "select content from draft where participant = $1 and part = $2 and about = $3"
    sealed = await tx.one(bytes, sql, person, part, about)
    return None if sealed is None else TYPED.validate_json(await tx.unseal(person, sealed))


async def save(tx: Transaction, person: UUID, part: DraftPart, about: UUID, typed: Typed) -> bool:
    """In place of what she typed before; whether there was nothing. Raises PersonErased."""
    begun = await tx.one(
        bool,
        """insert into draft (participant, part, about, content) values ($1, $2, $3, $4)
           on conflict (participant, part, about) do update set content = excluded.content returning xmax = 0""",
        person,
        part,
        about,
        await tx.seal(person, TYPED.dump_json(typed).decode()),
    )
    return bool(begun)


async def end(tx: Transaction, about: UUID, person: UUID | None = None) -> None:
    """Whatever was typed about it; None: by anybody."""
    await tx.execute("delete from draft where about = $1 and ($2::uuid is null or participant = $2)", about, person)
