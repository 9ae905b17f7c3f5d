"""A service as a whole: the one place where database, engine and HTTP are put together."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI

from shared.backbone.engine import Engine
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Database, Seals, Transaction
from shared.runtime.clock import Clock
from shared.runtime.database import pool
from shared.runtime.kafka import Address, Hears
from shared.runtime.settings import ServiceSettings
from shared.web import operations
from shared.web.app import application
from shared.web.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What makes one service differ from another."""

    name: str
    title: str
    routers: Sequence[APIRouter]
    reactions: Reactions
    hears: Hears


@dataclass(frozen=True, slots=True)
class Service:
    """Built, not yet running. Tests drive its parts one by one; a process runs them all."""

    app: FastAPI
    engine: Engine
    database: Database


async def no_mails(_: Transaction) -> int:
    return 0


@asynccontextmanager
async def assembled(
    blueprint: Blueprint,
    settings: ServiceSettings,
    clock: Clock,
    *,
    seals: Seals | None = None,
    pending_mails: Callable[[Transaction], Awaitable[int]] = no_mails,
) -> AsyncIterator[Service]:
    """`seals`: for a service that keeps personal values."""
    address = Address(settings.kafka.namespace, settings.region, blueprint.name)
    dsn = settings.database.dsn.get_secret_value()
    async with pool(dsn) as connections:
        database = Database(connections, address, seals)
        engine = Engine(
            database,
            blueprint.reactions,
            clock,
            address,
            blueprint.hears,
            dsn=dsn,
            bootstrap=settings.kafka.bootstrap,
            instance=settings.kafka.instance,
        )
        routers = [*blueprint.routers, operations.router]
        checks = {"database": database.answers, "kafka": engine.hears}
        app = application(blueprint.name, blueprint.title, routers, checks)
        app.state.service = blueprint.name
        app.state.database, app.state.engine, app.state.clock = database, engine, clock
        app.state.tokens = Tokens(settings.tokens)
        app.state.pending_mails = pending_mails
        yield Service(app, engine, database)
