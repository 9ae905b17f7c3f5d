"""The same servers in containers, for CASCADE_TEST_SERVERS=containers; nothing else looks for a container engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy
from testcontainers.postgres import PostgresContainer

from cascade.embedded import ports
from cascade.embedded.kafka import STARTED, settings

POSTGRES = "postgres:18"
KAFKA = "apache/kafka:4.3.1"


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The superuser's address of a running server."""
    container = PostgresContainer(POSTGRES, username="postgres", dbname="postgres", driver=None)
    with container.with_command("postgres -c fsync=off -c max_connections=200"):
        yield container.get_connection_url()


@contextmanager
def kafka(folder: Path) -> Iterator[str]:
    """The bootstrap address of a running broker: one port of this machine, which it has to know to advertise it."""
    (port,) = ports.free(1)
    container = DockerContainer(KAFKA).with_bind_ports(9092, port)
    address = f"{container.get_container_host_ip()}:{port}"
    told = settings(Path("/var/lib/kafka/data"), "0.0.0.0:9092", "localhost:9093", address)
    for name, value in told.items():
        container.with_env(f"KAFKA_{name.upper().replace('.', '_')}", str(value))
    with container.waiting_for(LogMessageWaitStrategy(STARTED)):
        yield address
