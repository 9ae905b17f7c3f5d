"""What anyone may read of a training. Whether it is public is computed when it is read."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from scheduling.domain.refusals.training import NotPublic
from scheduling.domain.training import Training
from scheduling.domain.vocabulary import PartnerRole, TrainingState
from scheduling.store import agendas, consents
from scheduling.store import trainings as store
from scheduling.store.trainings import TRAINING
from shared.backbone.suspensions import SUSPENDED
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PublicPartner:
    code: str
    name: str
    country: str
    role: PartnerRole


@dataclass(frozen=True, slots=True)
class PublicManual:
    """Whatever its editions and languages."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class PublicTraining:
    """`attended`: people, wholly or partly; None until it took place. No other figure is public here."""

    training: UUID
    state: TrainingState
    title: str | None
    place: str | None
    country: str | None
    starts_on: date | None
    ends_on: date | None
    partners: list[PublicPartner]
    manuals: list[PublicManual]
    topics: tuple[str, ...]
    guests: list[str]
    attended: int | None


PARTNERS = """
    select o.code, o.name, o.country, p ->> 'role' as role
    from training t cross join jsonb_array_elements(t.particulars -> 'partners') with ordinality as named (p, place)
         join organisation o on o.id = (p ->> 'organisation')::uuid
    where t.id = $1 order by place
"""
MANUALS = "select distinct on (code) code, title from manual where id = any($1) order by code, language"


async def training(tx: Transaction, id: UUID, now: datetime) -> PublicTraining:
    """Raises NotPublic, for what does not exist as well."""
    found = await store.find(tx, id)
    if found is None or not found.is_public(now):
        raise NotPublic(id)
    return await shown(tx, found)


async def trainings(tx: Transaction, now: datetime) -> list[PublicTraining]:
    """In order of their first day."""
    known = await tx.many(
        Training, f"{TRAINING} where state <> 'draft' and id not in {SUSPENDED} order by starts_on, id"
    )
    return [await shown(tx, one) for one in known if one.is_public(now)]


async def shown(tx: Transaction, training: Training) -> PublicTraining:
    particulars = training.particulars
    return PublicTraining(
        training=training.id,
        state=training.state,
        title=particulars.title,
        place=particulars.place,
        country=particulars.country,
        starts_on=particulars.starts_on,
        ends_on=particulars.ends_on,
        partners=await tx.many(PublicPartner, PARTNERS, training.id),
        manuals=await tx.many(PublicManual, MANUALS, list(particulars.manuals)),
        topics=particulars.topics,
        guests=await guests(tx, training.id),
        attended=training.held.attended if training.held else None,
    )


async def guests(tx: Transaction, training: UUID) -> list[str]:
    """Public texts of those who consent."""
    invited = (await agendas.resources(tx, training)).guests
    agreeing = await consents.consenting(tx, [guest.person for guest in invited], training)
    return [guest.public_text for guest in invited if guest.public_text and guest.person in agreeing]
