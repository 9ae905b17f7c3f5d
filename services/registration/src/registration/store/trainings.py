"""Trainings as they are mirrored, and the running numbers of codes."""

from collections.abc import Sequence
from uuid import UUID

from registration.domain.training import Training
from shared.backbone.pages import Listed, Page
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

COLUMNS = "id, version, announced, cancelled, completed, declared, decided"
TRAINING = f"select {COLUMNS} from training"  # noqa: S608 - constants


async def find(tx: Transaction, id: UUID) -> Training:
    """One that nothing was said of yet is a training that is not known: its requests are refused so."""
    return await tx.one(Training, f"{TRAINING} where id = $1", id) or Training(id)


async def announced(tx: Transaction, id: UUID) -> Training:
    """Raises NotKnownHere for one that was not announced here."""
    found = await find(tx, id)
    if found.announced is None:
        raise NotKnownHere("training", id)
    return found


async def listed(tx: Transaction, page: Page) -> Listed[Training]:
    """Those that were announced here and are not suspended, the latest first day first."""
    sql = f"""select {COLUMNS}, announced->>'starts_on' as by_day from training
              where announced is not null and {going_on("id")}"""  # noqa: S608 - constants
    return await tx.page(Training, sql, order={"by_day": "text", "id": "uuid"}, page=page, backwards=True)


async def hosted(tx: Transaction) -> Sequence[UUID]:
    """Those of this region that are not suspended and may still take place."""
    sql = f"""select id from training where announced ->> 'host' = $1 and not cancelled and not completed
              and {going_on("id")} order by id"""  # noqa: S608 - constants
    return await tx.many(UUID, sql, tx.region)


async def for_update(tx: Transaction, id: UUID) -> Training:
    """The row is locked until the unit of work ends; made if there is none."""
    await tx.execute(
        """insert into training (id, version, cancelled, completed) values ($1, 0, false, false)
           on conflict (id) do nothing""",
        id,
    )
    return await tx.one(Training, f"{TRAINING} where id = $1 for update", id) or Training(id)


async def for_share(tx: Transaction, id: UUID) -> Training:
    """It stays as it is until the unit of work ends; many may read it so at once."""
    return await tx.one(Training, f"{TRAINING} where id = $1 for share", id) or Training(id)


async def save(tx: Transaction, training: Training) -> None:
    await tx.execute(
        """update training set version = $2, announced = $3, cancelled = $4, completed = $5, declared = $6, decided = $7
           where id = $1""",
        training.id,
        training.version,
        training.announced,
        training.cancelled,
        training.completed,
        training.declared,
        training.decided,
    )


async def next_number(tx: Transaction, training: UUID, prefix: str) -> int:
    """The next running number of a prefix, without gaps: whoever asks meanwhile waits until this unit of work ends."""
    sql = """insert into code_number (training, prefix, last) values ($1, $2, 1)
             on conflict (training, prefix) do update set last = code_number.last + 1 returning last"""
    return await tx.one(int, sql, training, prefix) or 1
