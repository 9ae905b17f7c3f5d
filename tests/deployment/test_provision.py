"""`cascade provision` makes what is missing on servers that somebody else started, and says what is wrong with them."""

from collections.abc import AsyncIterator
from urllib.parse import unquote, urlsplit

import asyncpg
import pytest
from aiokafka.admin import AIOKafkaAdminClient
from pydantic import SecretStr

from cascade.embedded import ports
from cascade.embedded.failures import CannotRun
from cascade.provisioning import database, server
from cascade.provisioning.settings import Settings
from shared.runtime.settings import WrongSettings
from tests.support.servers import PostgresServer

DATABASE = "provided"


def settings(admin_dsn: str, bootstrap: str, passwords: dict[str, str], **others: str) -> Settings:
    password = admin_dsn.partition(":")[2].partition(":")[2].partition("@")[0]
    dsns = {name: database.dsn_for(admin_dsn, name, passwords[name], DATABASE) for name in database.SERVICES}
    return Settings.model_validate(
        {
            "region": "tj",
            "admin": {"dsn": admin_dsn.replace(f":{password}@", "@"), "password": password},
            "services": dsns | others,
            "kafka": {"bootstrap": bootstrap, "namespace": "provided"},
        }
    )


@pytest.fixture
async def right(postgres_server: PostgresServer, kafka_server: str) -> AsyncIterator[Settings]:
    """Roles are the whole server's: they get back the passwords that other tests know."""
    yield settings(postgres_server.admin_dsn, kafka_server, postgres_server.passwords)
    admin = await asyncpg.connect(postgres_server.admin_dsn)
    await admin.execute(f"drop database if exists {DATABASE} with (force)")
    await database.make_roles(admin, postgres_server.passwords)
    await admin.close()


@pytest.mark.slow
async def test_services_find_tables_and_topics_and_it_may_be_repeated(right: Settings) -> None:
    said: list[str] = []
    for _ in range(2):
        await server.provide(right, said.append)

    for service in database.SERVICES:
        own = await asyncpg.connect(getattr(right.services, service).get_secret_value())
        assert await own.fetchval("select count(*) from outbox") == 0
        await own.close()
    admin = AIOKafkaAdminClient(bootstrap_servers=right.kafka.bootstrap)
    await admin.start()
    made = {topic for topic in await admin.list_topics() if topic.startswith("provided.")}
    await admin.close()
    assert made == {f"provided.tj.{service}{end}" for service in database.SERVICES for end in ("", ".local")}
    assert said[:2] == said[2:]


async def test_nobody_keeps_an_owners_password(right: Settings, postgres_server: PostgresServer) -> None:
    once, again = server.asked_for(right)[0], server.asked_for(right)[0]
    await server.provide(right, lambda _: None)

    assert {role for role in once if once[role] == again[role]} == set(database.SERVICES)
    known = postgres_server.passwords["followup_owner"]
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(database.dsn_for(postgres_server.admin_dsn, "followup_owner", known, DATABASE))


async def test_a_server_that_is_away_is_waited_for_and_named(right: Settings) -> None:
    (nobody,) = ports.free(1)
    away = right.model_copy(
        update={
            "admin": right.admin.model_copy(
                update={"dsn": SecretStr(f"postgresql://postgres@127.0.0.1:{nobody}/postgres")}
            )
        }
    )

    with pytest.raises(CannotRun, match=r"^PostgreSQL did not answer within 1 s \(ConnectionRefusedError\)$"):
        await server.provide(away, lambda _: None, patience_seconds=1.0)


async def test_a_broker_that_is_away_is_waited_for_and_named(right: Settings) -> None:
    (nobody,) = ports.free(1)
    away = right.model_copy(update={"kafka": right.kafka.model_copy(update={"bootstrap": f"127.0.0.1:{nobody}"})})

    with pytest.raises(CannotRun, match=r"^Kafka did not answer within 1 s \(KafkaConnectionError\)$"):
        await server.provide(away, lambda _: None, patience_seconds=1.0)


async def test_a_wrong_password_is_told_at_once_and_not_repeated(
    postgres_server: PostgresServer, kafka_server: str
) -> None:
    wrong = settings(postgres_server.admin_dsn, kafka_server, postgres_server.passwords)
    wrong = Settings.model_validate(
        {**wrong.model_dump(), "admin": {"dsn": wrong.admin.dsn, "password": "secret-word"}}
    )

    with pytest.raises(CannotRun, match="does not take the superuser's password") as told:
        await server.provide(wrong, lambda _: None)
    assert "secret-word" not in str(told.value)


async def test_a_database_that_is_not_there_to_begin_with_is_told(
    postgres_server: PostgresServer, kafka_server: str
) -> None:
    right = settings(postgres_server.admin_dsn, kafka_server, postgres_server.passwords)
    elsewhere = SecretStr(right.admin.dsn.get_secret_value().rpartition("/")[0] + "/nowhere")
    wrong = right.model_copy(update={"admin": right.admin.model_copy(update={"dsn": elsewhere})})

    with pytest.raises(CannotRun, match=r'^PostgreSQL answers, and refuses: database "nowhere" does not exist$'):
        await server.provide(wrong, lambda _: None)


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"followup": "postgresql://scheduling:x@h/provided"}, "CASCADE_SERVICES__FOLLOWUP is not the address"),
        ({"followup": "postgresql://followup@h/provided"}, "CASCADE_SERVICES__FOLLOWUP is not the address"),
        ({"followup": "postgresql://followup:x@h/elsewhere"}, r"different databases \(elsewhere, provided\)"),
    ],
)
def test_secrets_that_were_mixed_up_are_told(others: dict[str, str], sentence: str) -> None:
    mixed = settings("postgresql://postgres:x@h:5432/postgres", "h:9092", database.new_passwords(), **others)

    with pytest.raises(CannotRun, match=sentence):
        server.asked_for(mixed)


def test_it_refuses_variables_that_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASCADE_ADMIN__DNS", "x")

    with pytest.raises(WrongSettings, match=r"CASCADE_ADMIN__DNS .* CASCADE_ADMIN__DSN\?"):
        Settings.read()


@pytest.mark.parametrize(
    "wrong", ["sesame", "mysql://followup:sesame@db/c", "postgresql://f:sesame@db:port/c", "postgresql://"]
)
@pytest.mark.parametrize("name", ["CASCADE_ADMIN__DSN", "CASCADE_SERVICES__FOLLOWUP"])
def test_an_address_that_is_none_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, wrong: str
) -> None:
    told = {
        "CASCADE_REGION": "tj",
        "CASCADE_ADMIN__DSN": "postgresql://postgres@db",
        "CASCADE_ADMIN__PASSWORD": "sesame",
        "CASCADE_KAFKA__BOOTSTRAP": "kafka:9092",
        **{f"CASCADE_SERVICES__{one.upper()}": f"postgresql://{one}:sesame@db/c" for one in database.SERVICES},
    }
    for variable, value in (told | {name: wrong}).items():
        monkeypatch.setenv(variable, value)

    with pytest.raises(WrongSettings) as refused:
        Settings.read()
    assert str(refused.value) == (
        f"{name}: no address of a database; write postgresql://ROLE:PASSWORD@HOST:PORT/DATABASE"
    )


def test_an_address_without_a_port_stays_without_one() -> None:
    assert database.dsn_for("postgresql://postgres@db/postgres", "r", "p", "c") == "postgresql://r:p@db/c"


def test_who_asks_for_an_encrypted_line_has_it_for_every_role_and_for_the_tables_too() -> None:
    by_tls = database.dsn_for(
        "postgresql://postgres@db/postgres?sslmode=verify-full&sslrootcert=/ca&a=b", "r", "p", "c"
    )

    assert by_tls == "postgresql://r:p@db/c?sslmode=verify-full&sslrootcert=/ca&a=b"
    assert database.of_dbmate(by_tls, "followup") == (
        "postgresql://r:p@db/c?sslmode=verify-full&sslrootcert=%2Fca&search_path=followup"
    )
    assert database.of_dbmate("postgresql://r:p@db/c", "followup") == (
        "postgresql://r:p@db/c?sslmode=prefer&search_path=followup"
    )


def test_a_role_gets_the_password_that_its_address_means_whatever_signs_are_in_it() -> None:
    password = "p@ss/wörd%41:#?"
    right = settings("postgresql://postgres:x@db/postgres", "kafka", dict.fromkeys(database.SERVICES, password))
    right = right.model_copy(update={"admin": right.admin.model_copy(update={"password": SecretStr(password)})})

    assert [server.asked_for(right)[0][service] for service in database.SERVICES] == [password] * 3
    assert unquote(urlsplit(right.admin_dsn).password or "") == password
    assert urlsplit(right.admin_dsn).hostname == "db"
