"""What anyone may read of a training. Whether it is public is computed when it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from scheduling.domain.agenda.session import Session
from scheduling.domain.refusals.training import NotPublic
from scheduling.domain.resources import Facilitator, Guest
from scheduling.domain.training import Training
from scheduling.domain.vocabulary import PartnerRole, TrainingState
from scheduling.store import agendas, consents
from scheduling.store import trainings as store
from scheduling.store.trainings import BY_DAY, TRAINING_TO_ORDER
from shared.backbone.pages import Listed, Page
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
    """`attended`: people, wholly or partly; None where it may not be known. No other figure is public here."""

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


@dataclass(frozen=True, slots=True)
class PublicSession:
    """`people`: public texts of its facilitators and guests."""

    title: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicAgenda:
    training: UUID
    time_zone: str | None
    sessions: list[PublicSession]


PARTNERS = """
    select o.code, o.name, o.country, p ->> 'role' as role
    from training t cross join jsonb_array_elements(t.particulars -> 'partners') with ordinality as named (p, place)
         join organisation o on o.id = (p ->> 'organisation')::uuid
    where t.id = $1 order by place
"""
MANUALS = "select distinct on (code) code, title from manual where id = any($1) order by code, language"


async def training(tx: Transaction, id: UUID, now: datetime) -> PublicTraining:
    """Raises NotPublic, for what does not exist as well."""
    return await shown(tx, await public(tx, id, now), now)


async def agenda(tx: Transaction, id: UUID, now: datetime) -> PublicAgenda:
    """As published, once the embargo is over. Raises NotPublic, where there is none as well."""
    found = await public(tx, id, now)
    published = await agendas.published(tx, id)
    if published is None or not found.embargo_is_over(now):
        raise NotPublic(id)
    told = await texts(tx, id, (await agendas.resources(tx, id)).with_texts)
    sessions = [public_session(session, told) for session in published.sessions]
    return PublicAgenda(id, found.particulars.time_zone, sessions)


def public_session(session: Session, told: Mapping[str, str]) -> PublicSession:
    people = (*session.facilitators, *session.guests)
    return PublicSession(
        session.title, session.starts_at, session.ends_at, tuple(told[code] for code in people if code in told)
    )


async def public(tx: Transaction, id: UUID, now: datetime) -> Training:
    found = await store.find(tx, id)
    if found is None or not found.is_public(now):
        raise NotPublic(id)
    return found


PUBLIC = f"""
    {TRAINING_TO_ORDER} where id not in {SUSPENDED} and case particulars ->> 'sensitivity'
        when 'open' then state in ('announced', 'completed', 'cancelled')
        when 'discreet' then state in ('announced', 'completed')
            and (particulars ->> 'publish_not_before')::timestamptz <= $1
        else false
    end
"""
"""As `Training.is_public` says: a page is full while more follow."""


async def trainings(tx: Transaction, now: datetime, page: Page) -> Listed[PublicTraining]:
    """In order of their first day."""
    known = await tx.page(Training, PUBLIC, now, order=BY_DAY, page=page)
    return Listed([await shown(tx, one, now) for one in known.rows], known.next)


async def shown(tx: Transaction, training: Training, now: datetime) -> PublicTraining:
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
        guests=await guests(tx, training.id) if training.embargo_is_over(now) else [],
        attended=training.public_total(now),
    )


async def guests(tx: Transaction, training: UUID) -> list[str]:
    return list((await texts(tx, training, (await agendas.resources(tx, training)).guests)).values())


async def texts(tx: Transaction, training: UUID, people: Sequence[Facilitator | Guest]) -> dict[str, str]:
    """Public texts of those who consent, by code."""
    agreeing = await consents.consenting(tx, [one.person for one in people], training)
    return {one.code: one.public_text for one in people if one.public_text and one.person in agreeing}
