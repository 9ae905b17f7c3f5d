"""Registration, put together: the only file here that knows everything. Tests enter the same context."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

from registration.api import routers
from registration.api.meanings import MEANINGS
from registration.consumers import reactions
from registration.drafting.runner import Runner
from registration.mail.sender import Sender
from registration.pages import PAGES
from registration.settings import Settings
from shared.privacy.keyring import Keyring, read_key_file
from shared.runtime.clock import Clock
from shared.runtime.kafka import Hears
from shared.web.service import Blueprint, Service, assembled

BLUEPRINT = Blueprint(
    name="registration",
    title="Registration: people, applications, reviews, selection, places",
    routers=routers,
    meanings=MEANINGS,
    reactions=reactions,
    pages=PAGES,
    belongs={
        "application": "select training from application where id = $1"
        " union select training from candidate where application = $1",
        "offer": "select training from invitation where offer = $1",
        "selection": "select training from selection where id = $1",
        "lottery": "select training from lottery where id = $1",
        "run": "select training from selection_run where id = $1",
    },
    hears=Hears(everywhere=frozenset({"registration", "scheduling", "followup"})),
)


@asynccontextmanager
async def service(settings: Settings, clock: Clock) -> AsyncIterator[Service]:
    """Built and connected, not yet running."""
    seals = Keyring(read_key_file(settings.keys.file), BLUEPRINT.name)
    async with assembled(
        BLUEPRINT,
        settings,
        clock,
        seals=seals,
        beside=lambda database: Sender(database, clock, settings.mail, settings.addresses),
    ) as built:
        dsn = settings.database.dsn.get_secret_value()
        async with aclosing(Runner(built.database, dsn, settings.selection)) as runner:
            built.app.state.drafts = runner
            yield built
