"""Resources, agendas, the conflicts in them."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from scheduling import facts
from scheduling.domain.actors import Actor
from scheduling.domain.agenda.agenda import Acceptance, Agenda
from scheduling.domain.agenda.conflicts import conflicts
from scheduling.domain.agenda.session import Session
from scheduling.domain.refusals.agenda import NewerAgenda
from scheduling.domain.refusals.common import PersonUnknown
from scheduling.domain.resources import Resources
from scheduling.domain.training import Request
from scheduling.handlers.asking import asked_for
from scheduling.store import agendas as store
from scheduling.store import trainings
from scheduling.store.setting import setting_of
from shared.backbone.transaction import Transaction


async def keep_resources(tx: Transaction, training: UUID, resources: Resources) -> Resources:
    """Rooms and people of a training, the whole list again. Raises CodesTwice."""
    await trainings.for_update(tx, training)
    await store.save_resources(tx, training, resources.checked())
    return resources


async def draft_agenda(
    tx: Transaction,
    training: UUID,
    sessions: tuple[Session, ...],
    *,
    follows: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Agenda:
    """The next version; conflicts do not hinder a draft. Raises NewerAgenda if `follows` is not the newest."""
    planned = await asked_for(tx, training, Request.PLAN, by)
    newest = await store.newest(tx, training)
    if follows is not None and newest != follows:
        raise NewerAgenda(training, follows, newest)
    starts_on, ends_on = planned.days
    number = await store.next_number(tx, training)
    agenda = Agenda(uuid7(), training, number, sessions, starts_on, ends_on, at).checked()
    await store.add(tx, agenda)
    return agenda


async def accept_conflict(
    tx: Transaction, id: UUID, rule: str, sessions: tuple[UUID, ...], reason: str, person: UUID | None, *, at: datetime
) -> Agenda:
    """`person`: who takes the warning upon herself. Raises PersonUnknown, and what `Agenda.accept` raises."""
    training = await trainings.for_update(tx, (await store.get(tx, id)).training)
    agenda = await store.get(tx, id)
    if person is None:
        raise PersonUnknown("accept a warning")
    standing = conflicts(await setting_of(tx, training), agenda.sessions)
    accepted = agenda.accept(Acceptance(rule, sessions, person, reason, at), standing)
    await store.save(tx, accepted)
    return accepted


async def publish_agenda(tx: Transaction, id: UUID, *, by: Actor, at: datetime) -> Agenda:
    """Older versions are superseded. Raises what `Agenda.publish` raises."""
    training = await asked_for(tx, (await store.get(tx, id)).training, Request.PUBLISH_AGENDA, by)
    agenda = await store.get(tx, id)
    setting = await setting_of(tx, training)
    published = agenda.publish(conflicts(setting, agenda.sessions), at=at)
    await store.supersede_before(tx, published)
    await store.save(tx, published)
    grown = training.publish_agenda()
    await trainings.save(tx, grown)
    fact = facts.agenda_published(published, grown, setting.resources, at=at)
    tx.announce(fact, visibility=facts.visibility(grown))
    return published
