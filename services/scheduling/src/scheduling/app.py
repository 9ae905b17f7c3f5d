"""Scheduling, put together: the only file here that knows everything. Tests enter the same context."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from scheduling.api import routers
from scheduling.api.meanings import MEANINGS
from scheduling.consumers import reactions
from scheduling.domain.refusals.training import NotPublic
from scheduling.pages import PAGES
from scheduling.settings import Settings
from scheduling.store.trainings import HELD_WITH_IT
from shared.runtime.clock import Clock
from shared.runtime.kafka import Hears
from shared.web.service import Blueprint, Service, assembled

BLUEPRINT = Blueprint(
    name="scheduling",
    title="Scheduling: trainings, manuals, agendas, attendance",
    routers=routers,
    meanings=MEANINGS,
    reactions=reactions,
    pages=PAGES,
    belongs={
        "training": f"{HELD_WITH_IT} where id = $1",
        "agenda": f"{HELD_WITH_IT} where id = (select agenda.training from agenda where agenda.id = $1)",  # noqa: S608
    },
    hidden=lambda _, thing: NotPublic(thing),
    hears=Hears(at_home=frozenset({"registration", "followup"})),
)


@asynccontextmanager
async def service(settings: Settings, clock: Clock) -> AsyncIterator[Service]:
    """Built and connected, not yet running."""
    async with assembled(BLUEPRINT, settings, clock) as built:
        built.app.state.planner = settings.planner
        yield built
