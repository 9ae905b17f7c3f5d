"""How many came how far, for one training."""

from dataclasses import dataclass
from uuid import UUID

from followup.store import trainings
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Applied:
    applied: int
    withdrawn: int
    selected: int
    confirmed: int
    released: int


@dataclass(frozen=True, slots=True)
class People:
    """`applied`: withdrawn ones too; `selected`: places not answered yet; `attended`: None until it took place."""

    applied: Applied
    attended: int | None


COUNTS = """
    select count(at_home) as applied,
           count(*) filter (where at_home = 'withdrawn') as withdrawn,
           count(*) filter (where at_host = 'selected') as selected,
           count(*) filter (where at_host = 'confirmed') as confirmed,
           count(*) filter (where at_host = 'released') as released
    from application where training = $1
"""


async def people(tx: Transaction, training: UUID) -> People:
    """Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    held = (await trainings.find(tx, training)).held
    applied = await tx.one(Applied, COUNTS, training) or Applied(0, 0, 0, 0, 0)
    return People(applied, held.attended if held else None)
