"""Provides servers that somebody else started: waits for them, makes what is missing, says what is there."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from urllib.parse import unquote, urlsplit

import asyncpg
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from cascade.embedded.failures import CannotRun
from cascade.provisioning import database, topics
from cascade.provisioning.database import SERVICES
from cascade.provisioning.settings import Settings

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.5
AWAY = (OSError, TimeoutError, asyncpg.CannotConnectNowError, KafkaError)

Say = Callable[[str], None]


async def provide(settings: Settings, say: Say, patience_seconds: float = PATIENCE_SECONDS) -> None:
    """May be repeated. Raises CannotRun."""
    passwords, name = asked_for(settings)
    await answered("PostgreSQL", lambda: postgres_answers(settings.admin_dsn), patience_seconds)
    try:
        await database.provide(settings.admin_dsn, passwords, name)
    except asyncpg.PostgresError as error:
        raise CannotRun(f"PostgreSQL refuses to be provided: {error}") from None
    say(f"PostgreSQL: roles, schemas and tables of {', '.join(SERVICES)} are in the database {name}")
    bootstrap, namespace = settings.kafka.bootstrap, settings.kafka.namespace
    await answered("Kafka", lambda: kafka_answers(bootstrap), patience_seconds)
    try:
        await topics.provide(bootstrap, namespace, settings.region)
    except KafkaError as error:
        raise CannotRun(f"Kafka refuses to be provided: {type(error).__name__}") from None
    say(f"Kafka: the topics {namespace}.{settings.region}.* are there")


def asked_for(settings: Settings) -> tuple[dict[str, str], str]:
    """Passwords by role, and the database. Owners make tables here and now: nobody knows their passwords afterwards."""
    passwords = database.new_passwords()
    names = set()
    for service in SERVICES:
        address = urlsplit(getattr(settings.services, service).get_secret_value().strip())
        if address.username != service or not address.password:
            raise CannotRun(f"CASCADE_SERVICES__{service.upper()} is not the address of the role {service}")
        passwords[service] = unquote(address.password)
        names.add(address.path.removeprefix("/"))
    if len(names) != 1:
        raise CannotRun(f"The services are given different databases ({', '.join(sorted(names))}); a region has one")
    return passwords, names.pop()


async def answered(what: str, ask: Callable[[], Awaitable[None]], patience_seconds: float) -> None:
    """Raises CannotRun if it is still away after that time, or at once if it answers with a refusal."""
    give_up = time.monotonic() + patience_seconds
    while True:
        try:
            return await ask()
        except asyncpg.InvalidAuthorizationSpecificationError:
            raise CannotRun(f"{what} answers, and does not take the superuser's password") from None
        except AWAY as error:
            if time.monotonic() > give_up:
                reason = type(error).__name__
                raise CannotRun(f"{what} did not answer within {patience_seconds:.0f} s ({reason})") from None
        except asyncpg.PostgresError as error:
            raise CannotRun(f"{what} answers, and refuses: {error}") from None
        await asyncio.sleep(PAUSE_SECONDS)


async def postgres_answers(admin_dsn: str) -> None:
    connection = await asyncpg.connect(admin_dsn, timeout=5)
    await connection.close()


async def kafka_answers(bootstrap: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        await admin.start()
    finally:
        await admin.close()
