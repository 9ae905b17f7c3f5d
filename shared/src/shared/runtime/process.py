"""A service as a process: HTTP and the engine in one task group, own signal handling, a graceful end."""

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Generator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TYPE_CHECKING, NoReturn, Protocol, TypeVar

import structlog
import uvicorn
import uvloop

from shared.runtime.clock import Clock, StoryClock, WallClock
from shared.runtime.settings import HttpSettings, ServiceSettings, WrongSettings
from shared.runtime.telemetry import set_up

if TYPE_CHECKING:
    from fastapi import FastAPI

log = structlog.get_logger(__name__)

PORT_TAKEN = 75
"""sysexits' EX_TEMPFAIL: whoever chose the port may choose another and try again."""
WRONG_SETTINGS = 78


class Works(Protocol):
    """What runs beside HTTP."""

    async def run(self) -> None: ...
    async def stop(self) -> None: ...


class Running(Protocol):
    @property
    def app(self) -> "FastAPI": ...
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
    """Until SIGTERM or SIGINT; exit code 0 then."""
    try:
        settings = settings_type.read()
    except WrongSettings as wrong:
        sys.exit(end(WRONG_SETTINGS, str(wrong)))
    set_up(settings)
    listening = bound(settings.http)
    uvloop.run(serve(settings, build, listening))
    sys.exit(0)


def end(code: int, sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return code


def bound(http: HttpSettings) -> socket.socket:
    """Bound by the process itself: no other can take the port in between."""
    listening = socket.socket(socket.AF_INET6 if ":" in http.host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((http.host, http.port))
    except OSError as error:
        taken = f"Port {http.port} on {http.host} cannot be used ({error.strerror}); choose another one."
        sys.exit(end(PORT_TAKEN, taken))
    return listening


def clock_of(settings: ServiceSettings) -> Clock:
    return StoryClock(settings.clock.file) if settings.clock.file is not None else WallClock()


async def serve(settings: S, build: Build[S], listening: socket.socket) -> None:
    """HTTP ends first, then what makes facts, then what sends them."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with build(settings, clock_of(settings)) as service:
        config = uvicorn.Config(
            service.app, log_config=None, access_log=False, timeout_graceful_shutdown=10, lifespan="off"
        )
        server = Server(config)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve([listening]), name="http")
            tasks.create_task(service.works.run(), name="works")
            await stopping.wait()
            log.info("stopping")
            server.should_exit = True
            await service.works.stop()
    log.info("stopped")
