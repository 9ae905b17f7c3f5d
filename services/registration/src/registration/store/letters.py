"""Letters to people: written with the change, taken by the sender in their order."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import TypeAdapter
from uuid_utils.compat import uuid7

from registration.domain.letter import Letter, LetterLink, Words
from registration.domain.vocabulary import GivenUp, LinkPurpose, PersonState
from shared.backbone.pages import Listed, Page
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction

LETTER = TypeAdapter(Letter)
MOST_OPENED = 100
"""Letters of somebody, the newest."""
About = Collection[UUID | None]
"""The trainings for whose suspensions a letter waits, as far as they are known."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """`offer`: of the invitation that counts as sent once the mail is accepted."""

    id: UUID
    person: UUID
    content: bytes
    offer: UUID | None
    attempts: int


async def add(
    tx: Transaction, person: UUID, letter: Letter, *, about: About, offer: UUID | None, asked_for: bool = False
) -> None:
    """To nobody who is erased: what is heard of her later reaches no address."""
    if await tx.one(bool, "select state = $2 from person where id = $1", person, PersonState.ERASED):
        return
    await tx.execute(
        "insert into letter (id, person, content, trainings, offer, asked_for) values ($1, $2, $3, $4, $5, $6)",
        uuid7(),
        person,
        await tx.seal(person, LETTER.dump_json(letter).decode()),
        [training for training in about if training is not None],
        offer,
        asked_for,
    )


GOES_OUT = f"sent_at is null and given_up_at is null and {going_on('select unnest(letter.trainings)')}"
"""What is about several trainings waits for each; while the region is suspended every letter does."""
NEXT = f"""
    select id from letter where {GOES_OUT} and not_before <= clock_timestamp()
    and coalesce(taken_until, not_before) <= clock_timestamp() order by written_at, id limit 1
"""  # noqa: S608 - constants


UNDER_WAY = f"select count(*) from letter where {GOES_OUT} and not_before <= clock_timestamp()"  # noqa: S608
ANY_UNDER_WAY = f"select exists (select from letter where {GOES_OUT} and not_before <= clock_timestamp())"  # noqa: S608


OLDEST = f"""
    select coalesce(extract(epoch from clock_timestamp() - min(written_at)), 0)::float8 from letter where {GOES_OUT}
"""  # noqa: S608


async def is_any_under_way(tx: Transaction) -> bool:
    """One that is due, or was taken and not noted."""
    return bool(await tx.one(bool, ANY_UNDER_WAY))


async def give_back(tx: Transaction) -> None:
    """All that were taken and not noted."""
    await tx.execute(
        """update letter set taken_until = null
           where taken_until is not null and sent_at is null and given_up_at is null"""
    )


async def is_any_due(tx: Transaction) -> bool:
    return await tx.one(UUID, NEXT) is not None


async def take(tx: Transaction, seconds: float) -> Waiting | None:
    """The oldest that can go out now; so long nobody else takes it."""
    return await tx.one(
        Waiting,
        """update letter set attempts = attempts + 1, taken_until = clock_timestamp() + make_interval(secs => $2)
           where id = $1 returning id, person, content, offer, attempts""",
        await tx.one(UUID, f"{NEXT} for update skip locked"),
        seconds,
    )


async def opened(tx: Transaction, person: UUID, *contents: bytes) -> list[Letter]:
    """All to one person. Raises PersonErased."""
    return [LETTER.validate_json(text) for text in await tx.unseal_all([(person, one) for one in contents])]


async def sent(tx: Transaction, id: UUID) -> None:
    await tx.execute("update letter set sent_at = clock_timestamp() where id = $1", id)


async def give_up(tx: Transaction, id: UUID, why: GivenUp) -> None:
    """It reaches nobody, now or later."""
    await tx.execute("update letter set given_up_at = clock_timestamp(), given_up_why = $2 where id = $1", id, why)


async def is_given_up(tx: Transaction, id: UUID) -> bool:
    return await tx.one(UUID, "select id from letter where id = $1 and given_up_at is not null", id) is not None


async def is_replaced(tx: Transaction, id: UUID, offer: UUID) -> bool:
    """Whether a newer one of the same offer was written."""
    newer = """select exists (select from letter where offer = $2 and (written_at, id) >
                              (select written_at, id from letter where id = $1))"""
    return bool(await tx.one(bool, newer, id, offer))


async def postpone(tx: Transaction, id: UUID, seconds: float) -> None:
    await tx.execute(
        """update letter set not_before = clock_timestamp() + make_interval(secs => $2), taken_until = null
           where id = $1""",
        id,
        seconds,
    )


async def was_refused_last(tx: Transaction, person: UUID) -> bool:
    """Whether her mailbox refused the last of those that a mail server decided about."""
    sql = """select sent_at is null from letter where person = $1 and (sent_at is not null or given_up_why = $2)
             order by coalesce(sent_at, given_up_at) desc limit 1"""
    return bool(await tx.one(bool, sql, person, GivenUp.REFUSED))


async def asked_for_within_an_hour(tx: Transaction, person: UUID) -> int:
    """How many were written to her because somebody asked; on the wall clock."""
    sql = """select count(*) from letter
             where person = $1 and asked_for and written_at > clock_timestamp() - interval '1 hour'"""
    return await tx.one(int, sql, person) or 0


async def trainings_of_asked_for(tx: Transaction, person: UUID) -> set[UUID]:
    """About which a letter to her waits that somebody asked for."""
    sql = """select distinct unnest(trainings) from letter
             where person = $1 and asked_for and sent_at is null and given_up_at is null"""
    return set(await tx.many(UUID, sql, person))


@dataclass(frozen=True, slots=True)
class Kept:
    """A link as it was written to her, and the trainings that its letter was about. `holds`: she was not written to at
    another address since, which ended it.
    """

    link: LetterLink
    trainings: tuple[UUID, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class KeptLetter:
    content: bytes
    trainings: list[UUID]


async def links_kept(
    tx: Transaction, person: UUID, purposes: Collection[LinkPurpose], lifetime: timedelta
) -> list[Kept]:
    """The newest of each of these purposes and trainings in her last letters, if it was written within `lifetime`."""
    sql = """select content, trainings from letter where person = $1 and written_at > clock_timestamp() - $2::interval
             order by written_at desc, id desc limit $3"""
    found = await tx.many(KeptLetter, sql, person, lifetime, MOST_OPENED)
    newest: dict[tuple[LinkPurpose, tuple[UUID, ...]], Kept] = {}
    holds = True
    for one, letter in zip(found, await opened(tx, person, *[one.content for one in found]), strict=True):
        about = tuple(one.trainings)
        for link in letter.links:
            if link.purpose in purposes:
                newest.setdefault((link.purpose, about), Kept(link, about, holds))
        holds = holds and letter.words != Words.READDRESSED
    return list(newest.values())


async def waiting_for(tx: Transaction, person: UUID) -> list[tuple[Waiting, Letter]]:
    """Those to her that are not sent: none is taken before the unit of work ends."""
    sql = """select id, person, content, offer, attempts from letter
             where person = $1 and sent_at is null and given_up_at is null for update"""
    found = await tx.many(Waiting, sql, person)
    return list(zip(found, await opened(tx, person, *[one.content for one in found]), strict=True))


async def count_under_way(tx: Transaction) -> int:
    """Those that are due, those that are being handed over among them; a postponed one is nothing to wait for."""
    return await tx.one(int, UNDER_WAY) or 0


async def oldest_seconds(tx: Transaction) -> float:
    return await tx.one(float, OLDEST) or 0.0


@dataclass(frozen=True, slots=True)
class Written:
    content: bytes
    written_at: datetime
    sent_at: datetime | None
    given_up_at: datetime | None
    given_up_why: GivenUp | None


async def to(tx: Transaction, person: UUID, page: Page) -> Listed[Written]:
    """To her, the oldest first; without those about what is suspended."""
    sql = f"""select content, written_at, sent_at, given_up_at, given_up_why, id as by_id from letter
              where person = $1 and {going_on("select unnest(letter.trainings)")}"""  # noqa: S608 - a constant
    return await tx.page(Written, sql, person, order={"written_at": "timestamptz", "by_id": "uuid"}, page=page)
