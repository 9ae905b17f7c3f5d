"""Agendas with what stands against them now."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from scheduling.domain.agenda.agenda import Agenda
from scheduling.domain.agenda.conflicts import Conflict, conflicts
from scheduling.domain.agenda.session import Difference, difference
from scheduling.domain.agenda.setting import Setting
from scheduling.domain.refusals.agenda import NoAgendaPublished, NotThePartnersAgenda, OtherTraining
from scheduling.domain.resources import Resources
from scheduling.domain.training import Training
from scheduling.domain.vocabulary import AgendaState
from scheduling.store import agendas as store
from scheduling.store import trainings
from scheduling.store.agendas import AGENDA
from scheduling.store.setting import setting_of
from scheduling.store.trainings import HELD_WITH
from shared.backbone.pages import Listed, Page
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Judged:
    """`stale`: the days of the training changed since it was drafted; `time_zone`: in which they count; `title`: of the
    training, where others may know it.
    """

    agenda: Agenda
    conflicts: tuple[Conflict, ...]
    stale: bool
    time_zone: str | None
    title: str | None
    days: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Readable:
    """The newest agenda of a training, without its sessions. `title`: of the training, where others may know it."""

    training: UUID
    title: str | None
    agenda: UUID
    version: int
    state: AgendaState
    time_zone: str | None
    starts_on: date | None
    ends_on: date | None


async def resources(tx: Transaction, training: UUID) -> Resources:
    """Raises NotKnownHere."""
    await trainings.get(tx, training)
    return await store.resources(tx, training)


READABLE = f"""
    select distinct on (training.id) training.id as training, agenda.id as agenda,
           case particulars ->> 'sensitivity' when 'open' then particulars ->> 'title' end as title,
           number as version, agenda.state,
           particulars ->> 'time_zone' as time_zone, (particulars ->> 'starts_on')::date as starts_on,
           (particulars ->> 'ends_on')::date as ends_on, coalesce(training.starts_on, 'infinity') as by_day
    from training join agenda on agenda.training = training.id
    where particulars -> 'partners' @> jsonb_build_array(
              jsonb_build_object('organisation', $1::text, 'scopes', jsonb_build_array('agenda')))
          and {going_on(HELD_WITH)}
    order by training.id, number desc
"""  # noqa: S608 - constants


async def of_partner(tx: Transaction, organisation: UUID | None, page: Page) -> Listed[Readable]:
    """The newest agenda of each training in which a partner has a say, in order of their first day."""
    order = {"by_day": "date", "training": "uuid"}
    return await tx.page(Readable, READABLE, str(organisation), order=order, page=page)


async def agenda(tx: Transaction, id: UUID, partner: UUID | None = None) -> Judged:
    """`partner`: the organisation for which somebody reads. Raises NotKnownHere, NotThePartnersAgenda."""
    found = await store.get(tx, id)
    training = await readable(tx, found.training, partner)
    return judged(found, training, await setting_of(tx, training))


async def agendas(tx: Transaction, id: UUID, partner: UUID | None, page: Page) -> Listed[Judged]:
    """Versions, the newest first. Raises NotKnownHere, NotThePartnersAgenda."""
    training = await readable(tx, id, partner)
    setting = await setting_of(tx, training)
    sql, order = f"{AGENDA} where training = $1", {"number": "integer"}
    versions = await tx.page(Agenda, sql, id, order=order, page=page, backwards=True)
    return Listed([judged(version, training, setting) for version in versions.rows], versions.next)


async def published(tx: Transaction, id: UUID) -> Judged:
    """Raises NotKnownHere, NoAgendaPublished."""
    training = await trainings.get(tx, id)
    found = await store.published(tx, id)
    if found is None:
        raise NoAgendaPublished(id)
    return judged(found, training, await setting_of(tx, training))


async def difference_between(tx: Transaction, id: UUID, since: UUID, partner: UUID | None) -> Difference:
    """What changed from version `since` to version `id`. Raises NotKnownHere, OtherTraining, NotThePartnersAgenda."""
    after, before = await store.get(tx, id), await store.get(tx, since)
    if after.training != before.training:
        raise OtherTraining(id, since)
    await readable(tx, after.training, partner)
    return difference(before.sessions, after.sessions)


async def readable(tx: Transaction, id: UUID, partner: UUID | None) -> Training:
    training = await trainings.get(tx, id)
    if partner is not None and not training.particulars.lets_read_agendas(partner):
        raise NotThePartnersAgenda(id, partner)
    return training


def judged(agenda: Agenda, training: Training, setting: Setting) -> Judged:
    found = conflicts(setting, agenda.sessions)
    about = training.particulars
    return Judged(agenda, found, agenda.is_stale(training.days), about.time_zone, about.title_for_others, training.days)
