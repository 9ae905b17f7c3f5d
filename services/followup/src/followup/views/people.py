"""How many came how far, for one training; the codes by which staff know people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from followup.domain.plan import Plan
from followup.domain.vocabulary import Outcome
from followup.store import trainings
from followup.views.plans import GOING_ON
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Applied:
    applied: int
    withdrawn: int
    selected: int
    confirmed: int
    released: int


@dataclass(frozen=True, slots=True)
class Planned:
    plans: int
    reported: int
    verified: int


@dataclass(frozen=True, slots=True)
class People:
    """`applied`: withdrawn ones too; `selected`: places not answered yet; `attended`: None until it took place;
    `planned`: plans, of them with a report that counts, of these verified.
    """

    applied: Applied
    attended: int | None
    planned: Planned


COUNTS = """
    select count(at_home) as applied,
           count(*) filter (where at_home = 'withdrawn') as withdrawn,
           count(*) filter (where at_host = 'selected') as selected,
           count(*) filter (where at_host = 'confirmed') as confirmed,
           count(*) filter (where at_host = 'released') as released
    from application where training = $1
"""

PLANS = f"""
    select count(*) as plans,
           count(*) filter (where state in ('reported', 'verified')) as reported,
           count(*) filter (where state = 'verified') as verified
    from plan where parent = $1 and {GOING_ON}
"""  # noqa: S608 - a constant


async def people(tx: Transaction, training: UUID) -> People:
    """Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    held = (await trainings.find(tx, training)).held
    applied = await tx.one(Applied, COUNTS, training) or Applied(0, 0, 0, 0, 0)
    planned = await tx.one(Planned, PLANS, training) or Planned(0, 0, 0)
    return People(applied, held.attended if held else None, planned)


@dataclass(frozen=True, slots=True)
class Attendee:
    """`code`: where it is known."""

    participant: UUID
    code: str | None


ATTENDEES = """
    select participant, code from attendance left join application on application.id = attendance.application
    where attendance.training = $1 and outcome <> $2 order by code, participant
"""


async def attendees(tx: Transaction, training: UUID) -> Sequence[Attendee]:
    """Whoever of this region was there, wholly or partly. Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    return await tx.many(Attendee, ATTENDEES, training, Outcome.NO_SHOW)


Trained = tuple[UUID, UUID]
"""A participant, and the training in which she was trained."""
Codes = Mapping[Trained, str]


@dataclass(frozen=True, slots=True)
class Coded:
    participant: UUID
    training: UUID
    code: str


async def codes_of(tx: Transaction, plans: Collection[Plan]) -> Codes:
    """Of their planners, as far as they are known here."""
    return await codes(tx, {(one.participant, one.trained_in) for plan in plans for one in plan.planners})


async def codes(tx: Transaction, trained: Collection[Trained]) -> Codes:
    rows = await tx.many(
        Coded,
        """select participant, attendance.training, code from attendance
           join application on application.id = attendance.application
           where participant = any($1) and code is not null""",
        [participant for participant, _ in trained],
    )
    return {(row.participant, row.training): row.code for row in rows}
