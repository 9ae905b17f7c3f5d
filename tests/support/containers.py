"""The same servers in containers, for CASCADE_TEST_SERVERS=containers; nothing else looks for a container engine.

They are started as docker-compose.yml starts them: with its commands and its settings, not with those of their images.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from cascade.embedded import ports
from cascade.embedded.kafka import STARTED, settings

POSTGRES = "postgres:18"
KAFKA = "apache/kafka:4.3.1"
MOUNTED = Path(__file__).parents[2] / "deploy" / "compose"
LISTENS = "database system is ready to accept connections"
FOR_TESTS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


def server(image: str, account: str, script: str, *files: Path) -> DockerContainer:
    """Runs a script of docker-compose.yml's with these files beside it."""
    container = DockerContainer(image, entrypoint=["/bin/sh", f"/etc/cascade/{script}"], user=account)
    for file in (MOUNTED / script, *files):
        container.with_volume_mapping(str(file), f"/etc/cascade/{file.name}")
    return container


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The superuser's address of a running server."""
    password = folder / "postgres.password"
    password.write_text(secrets.token_urlsafe(24))
    container = server(
        POSTGRES, "999:999", "postgres.sh", MOUNTED / "postgresql.conf", MOUNTED / "pg_hba.conf"
    ).with_volume_mapping(str(password), f"/run/secrets/{password.name}")
    container.with_command(FOR_TESTS).with_exposed_ports(5432).waiting_for(LogMessageWaitStrategy(LISTENS))
    with container:
        address = f"{container.get_container_host_ip()}:{container.get_exposed_port(5432)}"
        yield f"postgresql://postgres:{password.read_text()}@{address}/postgres"


@contextmanager
def kafka(folder: Path) -> Iterator[str]:
    """The bootstrap address of a running broker: one port of this machine, which it has to know to advertise it."""
    (port,) = ports.free(1)
    address = f"127.0.0.1:{port}"
    told = settings(Path("/var/lib/kafka/data"), ":9092", "localhost:9093", address)
    file = folder / "kafka.properties"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{name}={value}\n" for name, value in told.items()))
    container = server(KAFKA, "1000:1000", "kafka.sh", file, MOUNTED / "log4j2.properties")
    container.with_bind_ports(9092, port).waiting_for(LogMessageWaitStrategy(STARTED))
    with container:
        yield address
