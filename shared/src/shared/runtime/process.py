"""A service as a process: HTTP and the engine in one task group, own signal handling, a graceful end."""

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Protocol, TypeVar

import structlog
import uvicorn
import uvloop

from shared.runtime.clock import Clock, StoryClock, WallClock
from shared.runtime.endings import MustEnd
from shared.runtime.proxies import Proxied
from shared.runtime.settings import HttpSettings, ServiceSettings
from shared.runtime.telemetry import set_up

if TYPE_CHECKING:
    from starlette.applications import Starlette

log = structlog.get_logger(__name__)

WAITING_CONNECTIONS = 2048


class PortTaken(MustEnd):
    """Whoever chose the port may choose another and try again."""

    exit_code: ClassVar[int] = 75


class Works(Protocol):
    """What runs beside HTTP."""

    async def run(self) -> None: ...
    async def stop(self) -> None: ...


class Running(Protocol):
    @property
    def app(self) -> "Starlette": ...
    @property
    def metrics(self) -> "Starlette": ...
    @property
    def works(self) -> Works: ...


S = TypeVar("S", bound=ServiceSettings)
Build = Callable[[S, Clock], AbstractAsyncContextManager[Running]]


class Server(uvicorn.Server):
    """uvicorn would end the process by the signal itself, before the engine is done."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def run(settings_type: type[S], build: Build[S]) -> NoReturn:
    """Until SIGTERM or SIGINT, exit code 0 then. A service is called like the package of its settings."""
    try:
        settings = settings_type.read()
        set_up(settings_type.__module__.partition(".")[0], settings.kafka.instance, settings.telemetry.otlp)
        uvloop.run(serve(settings, build, listening(settings)))
    except Exception as error:  # noqa: BLE001 - a traceback would repeat values
        sys.exit(ended_by(error))
    sys.exit(0)


def ended_by(error: Exception) -> int:
    """The exit code; says why."""
    reasons = [leaf for leaf in leaves(error) if isinstance(leaf, MustEnd)]
    if not reasons:
        log.error("ended_by_a_fault", exc_info=error)
        return MustEnd.exit_code
    sys.stderr.write(f"{reasons[0]}\n")
    return reasons[0].exit_code


def leaves(error: Exception) -> Iterator[Exception]:
    if isinstance(error, ExceptionGroup):
        for part in error.exceptions:
            yield from leaves(part)
    else:
        yield error


def listening(settings: ServiceSettings) -> list[socket.socket]:
    """For HTTP, and for metrics if they are asked for."""
    host, ports = settings.http.host, (settings.http.port, settings.telemetry.metrics_port)
    return [bound(host, port) for port in ports if port is not None]


def bound(host: str, port: int) -> socket.socket:
    """By the process itself, listening: until somebody listens, a second process may take the same port."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(WAITING_CONNECTIONS)
    except OSError as error:
        door.close()
        raise PortTaken(f"Port {port} on {host} cannot be used ({error.strerror}); choose another one.") from None
    return door


def clock_of(settings: ServiceSettings) -> Clock:
    return StoryClock(settings.clock.file) if settings.clock.file is not None else WallClock()


async def serve(settings: S, build: Build[S], doors: Sequence[socket.socket]) -> None:
    """At the end HTTP is first, so that what the last requests said is still sent; then what runs beside it."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(fault_in_the_loop)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    async with build(settings, clock_of(settings)) as service:
        apps = zip((service.app, service.metrics), doors, strict=False)
        servers = [(server_of(app, settings.http), door) for app, door in apps]
        async with asyncio.TaskGroup() as tasks:
            http = [tasks.create_task(server.serve([door])) for server, door in servers]
            tasks.create_task(service.works.run(), name="works")
            await stopping.wait()
            log.info("stopping")
            for server, _ in servers:
                server.should_exit = True
            await asyncio.gather(*http)
            await service.works.stop()
    log.info("stopped")


def server_of(app: "Starlette", http: HttpSettings) -> Server:
    config = uvicorn.Config(
        Proxied(app, http.proxies),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
        lifespan="off",
        proxy_headers=False,
    )
    return Server(config)


def fault_in_the_loop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """asyncio's own line would repeat the words of the exception."""
    log.error("fault_in_the_loop", what=context["message"], exc_info=context.get("exception"))
