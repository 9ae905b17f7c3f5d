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
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PublicPartner:
    code: str
    name: str
    country: str
    role: PartnerRole


@dataclass(frozen=True, slots=True)
class PartnerOf(PublicPartner):
    training: UUID

    @property
    def public(self) -> PublicPartner:
        return PublicPartner(self.code, self.name, self.country, self.role)


@dataclass(frozen=True, slots=True)
class PublicManual:
    """Whatever its editions and languages."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Edition(PublicManual):
    id: UUID


@dataclass(frozen=True, slots=True)
class PublicCall:
    """`time_zone`: on whose clock the training tells its times."""

    opens_at: datetime
    closes_at: datetime
    time_zone: str | None


@dataclass(frozen=True, slots=True)
class PublicTraining:
    """`attended`: people, wholly or partly; None where it may not be known. No other figure is public here. `call`:
    None where nobody can apply without being invited.
    """

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
    call: PublicCall | None


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
    select t.id as training, o.code, o.name, o.country, p ->> 'role' as role
    from training t cross join jsonb_array_elements(t.particulars -> 'partners') with ordinality as named (p, place)
         join organisation o on o.id = (p ->> 'organisation')::uuid
    where t.id = any($1::uuid[]) order by t.id, place
"""
EDITIONS = "select id, code, title from manual where id = any($1::uuid[]) order by code, language"


async def training(tx: Transaction, id: UUID, now: datetime) -> PublicTraining:
    """Raises NotPublic, for what does not exist as well."""
    (found,) = await shown(tx, [await public(tx, id, now)], now)
    return found


async def agenda(tx: Transaction, id: UUID, now: datetime) -> PublicAgenda:
    """As published, once the embargo is over. Raises NotPublic, where there is none as well."""
    found = await public(tx, id, now)
    published = await agendas.published(tx, id)
    if published is None or not found.embargo_is_over(now):
        raise NotPublic(id)
    told = await texts(tx, {id: (await agendas.resources(tx, id)).with_texts})
    sessions = [public_session(session, told[id]) for session in published.sessions]
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
    {TRAINING_TO_ORDER} where {going_on("training.id")} and case particulars ->> 'sensitivity'
        when 'open' then state in ('announced', 'completed', 'cancelled')
        when 'discreet' then state in ('announced', 'completed')
            and (particulars ->> 'publish_not_before')::timestamptz <= $1
        else false
    end
"""
"""As `Training.is_public` says: a page is full while more follow."""


async def trainings(tx: Transaction, now: datetime, page: Page) -> Listed[PublicTraining]:
    """The newest first: whoever looks for one to apply for does not go through all that were held."""
    known = await tx.page(Training, PUBLIC, now, order=BY_DAY, page=page, backwards=True)
    return Listed(await shown(tx, known.rows, now), known.next)


async def shown(tx: Transaction, trainings: Sequence[Training], now: datetime) -> list[PublicTraining]:
    """In the same order."""
    partners = await tx.many(PartnerOf, PARTNERS, [training.id for training in trainings])
    editions = await tx.many(Edition, EDITIONS, [one for training in trainings for one in training.particulars.manuals])
    guests = await agendas.guests_of(tx, [training.id for training in trainings if training.embargo_is_over(now)])
    told = await texts(tx, guests)
    return [
        PublicTraining(
            training=training.id,
            state=training.state,
            title=training.particulars.title,
            place=training.particulars.place,
            country=training.particulars.country,
            starts_on=training.particulars.starts_on,
            ends_on=training.particulars.ends_on,
            partners=[one.public for one in partners if one.training == training.id],
            manuals=manuals(editions, training),
            topics=training.particulars.topics,
            guests=list(told.get(training.id, {}).values()),
            attended=training.public_total(now),
            call=call(training, tx.region, now),
        )
        for training in trainings
    ]


def call(training: Training, region: str, now: datetime) -> PublicCall | None:
    found = training.public_call(region, now)
    return PublicCall(found.opens_at, found.closes_at, training.particulars.time_zone) if found else None


def manuals(editions: Sequence[Edition], training: Training) -> list[PublicManual]:
    """Of those of them that it uses, each code once."""
    used = [one for one in editions if one.id in training.particulars.manuals]
    titles = {one.code: one.title for one in reversed(used)}
    return [PublicManual(code, titles[code]) for code in dict.fromkeys(one.code for one in used)]


async def texts(tx: Transaction, people: Mapping[UUID, Sequence[Facilitator | Guest]]) -> dict[UUID, dict[str, str]]:
    """`people`: by training. Public texts of those who consent, by training and code."""
    agreeing = await consents.consenting(tx, {one.person for each in people.values() for one in each}, people)
    return {
        training: {
            one.code: one.public_text
            for one in each
            if one.public_text and consents.Consenting(one.person, training) in agreeing
        }
        for training, each in people.items()
    }
