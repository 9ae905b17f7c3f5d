"""Resources and agendas. A partner's coordinator reads agendas where her partnership covers them, and nothing else."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from scheduling.api.actors import actor_of, partner_of
from scheduling.api.agenda_models import (
    Accepting,
    AgendaDraft,
    AgendaView,
    DifferenceView,
    ReadableAgendaView,
)
from scheduling.api.resource_models import ResourcesBody, ResourcesView
from scheduling.handlers import agendas as handlers
from scheduling.views import agendas as views
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.paging import CurrentPaging
from shared.web.principal import Link, Staff
from shared.web.shapes import Items

router = APIRouter(prefix="/v1", route_class=Door, tags=["agendas"])


@router.get("/trainings/{training}/resources", summary="Rooms and people of a training")
@allow(Staff.COORDINATOR, Link.FACILITATE)
async def resources(training: UUID, tx: CurrentTransaction) -> ResourcesView:
    return ResourcesView.model_validate(await views.resources(tx, training))


@router.put("/trainings/{training}/resources", summary="Name the rooms and people of a training")
@allow(Staff.COORDINATOR, changes=resources)
async def keep_resources(training: UUID, body: ResourcesBody, tx: CurrentTransaction) -> ResourcesView:
    return ResourcesView.model_validate(await handlers.keep_resources(tx, training, body.resources()))


@router.get("/agendas/{agenda}", summary="One version of an agenda with its conflicts")
@allow(Staff.COORDINATOR, Staff.PARTNER)
async def agenda(agenda: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> AgendaView:
    return AgendaView.of(await views.agenda(tx, agenda, partner_of(who)))


@router.post("/trainings/{training}/agendas", status_code=201, summary="Draft the next version of the agenda")
@allow(Staff.COORDINATOR, Link.FACILITATE)
@shown_by(agenda)
async def draft_agenda(
    training: UUID, body: AgendaDraft, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> AgendaView:
    by, sessions = actor_of(who), body.of(training)
    drafted = await handlers.draft_agenda(tx, training, sessions, follows=body.follows, by=by, at=now)
    return AgendaView.of(await views.agenda(tx, drafted.id))


@router.get("/trainings/{training}/agendas", summary="All versions of the agenda, the newest first")
@allow(Staff.COORDINATOR, Staff.PARTNER, Link.FACILITATE)
async def agendas(
    training: UUID, tx: CurrentTransaction, who: CurrentPrincipal, paging: CurrentPaging
) -> Items[AgendaView]:
    versions = paging.shown(await views.agendas(tx, training, partner_of(who), paging.page))
    return Items[AgendaView](items=[AgendaView.of(version) for version in versions])


@router.get("/agendas", summary="The newest agenda of each training in which a partner has a say")
@allow(Staff.PARTNER)
async def readable_agendas(
    tx: CurrentTransaction, who: CurrentPrincipal, paging: CurrentPaging
) -> Items[ReadableAgendaView]:
    found = paging.shown(await views.of_partner(tx, partner_of(who), paging.page))
    return Items[ReadableAgendaView](items=[ReadableAgendaView.model_validate(one) for one in found])


@router.get("/agendas/{agenda}/difference", summary="What changed since another version")
@allow(Staff.COORDINATOR, Staff.PARTNER)
async def agenda_difference(
    agenda: UUID,
    since: Annotated[UUID, Query(alias="from", description="Id of the version before.")],
    tx: CurrentTransaction,
    who: CurrentPrincipal,
) -> DifferenceView:
    return DifferenceView.model_validate(await views.difference_between(tx, agenda, since, partner_of(who)))


@router.post("/agendas/{agenda}/acceptances", status_code=201, summary="Take a warning upon oneself")
@allow(Staff.COORDINATOR)
@shown_by(agenda)
async def accept_conflict(
    agenda: UUID, body: Accepting, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> AgendaView:
    await handlers.accept_conflict(tx, agenda, body.rule, body.sessions, body.reason, who.person, at=now)
    return AgendaView.of(await views.agenda(tx, agenda))


@router.post("/agendas/{agenda}/publication", status_code=201, summary="Publish a version of the agenda")
@allow(Staff.COORDINATOR, Link.FACILITATE, checked_here=("agenda",))
@shown_by(agenda)
async def publish_agenda(agenda: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> AgendaView:
    await handlers.publish_agenda(tx, agenda, by=actor_of(who), at=now)
    return AgendaView.of(await views.agenda(tx, agenda))


@router.get("/trainings/{training}/agenda", summary="The published agenda")
@allow(Staff.COORDINATOR, Staff.FACILITATOR, Staff.MENTOR, Staff.REVIEWER, Staff.AUDITOR, Link.FACILITATE)
async def published_agenda(training: UUID, tx: CurrentTransaction) -> AgendaView:
    return AgendaView.of(await views.published(tx, training))
