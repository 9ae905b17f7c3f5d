"""Followup, put together: the only file here that knows everything. Tests enter the same context."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from followup.api import routers
from followup.api.meanings import MEANINGS
from followup.consumers import reactions
from followup.domain.voice_refusals import NotPublic
from followup.pages import PAGES
from followup.settings import Settings
from shared.privacy.keyring import Keyring, read_key_file
from shared.runtime.clock import Clock
from shared.runtime.kafka import Hears
from shared.web.service import Blueprint, Service, assembled

BLUEPRINT = Blueprint(
    name="followup",
    title="Followup: plans, reports, feedback, the tree of reach",
    routers=routers,
    meanings=MEANINGS,
    reactions=reactions,
    pages=PAGES,
    belongs={
        "plan": "select parent from plan where id = $1 union select training from plan where id = $1",
        "item": "select training from item where id = $1",
    },
    hidden=lambda _, thing: NotPublic(thing),
    hears=Hears(everywhere=frozenset({"registration", "scheduling", "followup"})),
)


@asynccontextmanager
async def service(settings: Settings, clock: Clock) -> AsyncIterator[Service]:
    """Built and connected, not yet running."""
    seals = Keyring(read_key_file(settings.keys.file), BLUEPRINT.name)
    async with assembled(BLUEPRINT, settings, clock, seals=seals) as built:
        yield built
