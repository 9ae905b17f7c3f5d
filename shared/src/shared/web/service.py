"""A service as a whole: the one place where database, engine and HTTP are put together."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import zip_longest
from typing import Any, Protocol

from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette

from shared.backbone import lived, schema
from shared.backbone.engine import Engine, ended
from shared.backbone.lived import Lived
from shared.backbone.measures import Measures
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Database, Transaction
from shared.contracts import asyncapi
from shared.privacy.keyring import Keyring
from shared.refusals import NotKnownHere
from shared.runtime import room
from shared.runtime.clock import CLOCKS_DIFFER, Clock, Forward
from shared.runtime.database import TRANSIENT, Connection, pool
from shared.runtime.kafka import Address, Hears
from shared.runtime.pauses import pause
from shared.runtime.process import Works
from shared.runtime.settings import ServiceSettings
from shared.web import operations
from shared.web.app import application
from shared.web.description import describe_events
from shared.web.envelope import Application
from shared.web.lockdown import OF_ITSELF, Belongs, Hidden
from shared.web.meanings import Meanings
from shared.web.metrics import metrics_application
from shared.web.pages.pages import Pages, install
from shared.web.pages.signing_in import SignIn
from shared.web.readiness import Check
from shared.web.throttle import FailedLinks
from shared.web.tokens import Tokens

ASKS_EVERY_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What makes one service differ from another."""

    name: str
    title: str
    routers: Sequence[APIRouter]
    reactions: Reactions
    hears: Hears
    pages: Pages | None = None
    belongs: Belongs = field(default_factory=dict)
    """Beside a training itself: what else the paths name, and the training that it belongs to."""
    hidden: Hidden = NotKnownHere
    """What a route for anyone says of what is not there for anyone."""
    meanings: Meanings = field(default_factory=dict)
    """Of the names in its interface."""

    def http(self, checks: Mapping[str, Check]) -> Application:
        """Its routes and those of operators. `checks`: what has to be there before it is ready."""
        routers = [*self.routers, operations.router]
        return application(self.name, self.title, routers, checks, self.meanings)

    def events(self, namespace: str) -> dict[str, Any]:
        """What it says and hears, as AsyncAPI."""
        return asyncapi.document(self.title, namespace, self.name, self.hears, self.reactions.events.values())


@dataclass(frozen=True, slots=True)
class Service:
    """Built, not yet running. Tests drive its parts one by one; a process runs them all."""

    app: FastAPI
    metrics: Starlette
    engine: Engine
    database: Database
    works: Works


class Mails(Protocol):
    """Letters that go out."""

    async def pending(self, tx: Transaction) -> int:
        """How many are on their way."""

    async def oldest_seconds(self, tx: Transaction) -> float:
        """For how long the oldest has waited; 0 without one."""


class Beside(Works, Mails, Protocol):
    """What registration runs beside the engine."""


class NoMails:
    """Of a service that writes to nobody."""

    async def pending(self, _: Transaction) -> int:
        return 0

    async def oldest_seconds(self, _: Transaction) -> float:
        return 0.0


class Together:
    """Works that begin together and end one after the other, the first first: what it says at its end is still sent."""

    def __init__(self, *works: Works) -> None:
        self._works = works
        self._tasks: list[asyncio.Task[None]] = []

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            self._tasks += [tasks.create_task(work.run()) for work in self._works]

    async def stop(self) -> None:
        for work, task in zip_longest(self._works, self._tasks):
            await work.stop()
            if task is not None:
                await ended(task)


class OnceFit:
    """Works that begin once the database was found to be one that this program may work on."""

    def __init__(self, database: Database, works: Works) -> None:
        self._database = database
        self._works = works
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Until stopped. Raises MustEnd if the database is not."""
        while not self._stopping.is_set():
            try:
                await self._database.require_fit()
            except TRANSIENT as fault:
                room.warned_of(fault, "start")
                await pause(ASKS_EVERY_SECONDS, unless=self._stopping)
            else:
                await self._works.run()
                return

    async def stop(self) -> None:
        self._stopping.set()
        await self._works.stop()


def forward(clock: Clock, settings: ServiceSettings) -> Forward:
    """A story's clock goes by whole moves; the time of the day is set right now and then."""
    if settings.clock.file is not None:
        return Forward(clock, f"The story clock (CASCADE_CLOCK__FILE, {settings.clock.file})", timedelta())
    return Forward(clock, "The clock of this machine", CLOCKS_DIFFER)


@asynccontextmanager
async def assembled(
    blueprint: Blueprint,
    settings: ServiceSettings,
    clock: Clock,
    *,
    seals: Keyring | None = None,
    beside: Callable[[Database], Beside] | None = None,
) -> AsyncIterator[Service]:
    """`seals`: for a service that keeps personal values; `beside`: for one that does more than the engine."""
    address = Address(settings.kafka.namespace, settings.region, blueprint.name)
    dsn = settings.database.dsn.get_secret_value()
    needed = schema.brought("shared.backbone", blueprint.name)
    ahead = forward(clock, settings)

    async def fits(connection: Connection) -> None:
        await schema.require(connection, blueprint.name, needed)
        if seals is not None:
            await seals.prove(connection)
        await lived.require(connection, ahead)

    async with pool(dsn) as connections:
        database = Database(connections, address, seals, ahead, fits, settings)
        engine = Engine(
            database,
            blueprint.reactions,
            ahead,
            address,
            blueprint.hears,
            dsn=dsn,
            bootstrap=settings.kafka.bootstrap,
            instance=settings.kafka.instance,
        )
        checks = {
            "database": database.answers,
            "schema": lambda: schema.fits(database, blueprint.name, needed),
            "kafka": engine.hears,
        }
        app = blueprint.http(checks)
        describe_events(app, lambda: blueprint.events(settings.kafka.namespace))
        app.state.service = blueprint.name
        app.state.database, app.state.engine, app.state.clock = database, engine, ahead
        app.state.tokens = Tokens(settings.tokens)
        app.state.sign_in = SignIn(settings.sign_in, settings.tokens.issuer, app.state.tokens)
        if blueprint.pages is not None:
            install(app, blueprint.pages)
        app.state.belongs, app.state.hidden = {**OF_ITSELF, **blueprint.belongs}, blueprint.hidden
        app.state.failed_links = FailedLinks(settings.http.failed_links_per_minute)
        other = beside(database) if beside is not None else None
        app.state.mails = other if other is not None else NoMails()
        metrics = metrics_application(Measures(database, engine).take)
        works = Together(*([other] if other is not None else []), Lived(database, ahead), engine)
        yield Service(app, metrics, engine, database, OnceFit(database, works))
