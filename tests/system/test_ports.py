"""A port that somebody asked for and that is taken is told; any other is exchanged for a free one."""

import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from cascade.embedded import ports
from cascade.embedded.failures import CannotRun
from cascade.system import processes
from cascade.system.processes import Child

STUB = """
import errno, http.server, os, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
try:
    http.server.HTTPServer(("127.0.0.1", int(os.environ["CASCADE_HTTP__PORT"])), Handler).serve_forever()
except OSError as failure:
    sys.exit(75 if failure.errno == errno.EADDRINUSE else 1)
"""
"""Stands for a service: says that it lives, and ends as they do if its port is taken."""
Make = Callable[[Path], Child]
Taken = Callable[[int], AbstractContextManager[None]]


def registration(folder: Path) -> Child:
    child = processes.service("registration", {}, folder)
    child.command = [sys.executable, "-c", STUB]
    return child


def mail(folder: Path) -> Child:
    return processes.mail_catcher(folder / "mailbox", folder)


BOTH = [pytest.param(registration, id="registration"), pytest.param(mail, id="mail")]


@pytest.fixture
def port() -> int:
    return ports.free(1)[0]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


@contextmanager
def held(port: int) -> Iterator[None]:
    """By somebody who does not listen yet."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port))
        yield


@contextmanager
def answering(port: int) -> Iterator[None]:
    """By somebody else who lives."""
    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as other:
        serving = Thread(target=other.serve_forever)
        serving.start()
        try:
            yield
        finally:
            other.shutdown()
            serving.join()


@contextmanager
def started(child: Child) -> Iterator[Child]:
    try:
        processes.start_alive(child)
        yield child
    finally:
        child.stop()


TAKEN = [pytest.param(held, id="held"), pytest.param(answering, id="answering")]


@pytest.mark.parametrize("taken", TAKEN)
@pytest.mark.parametrize("make", BOTH)
def test_a_taken_port_that_was_asked_for_is_named_with_its_setting(
    make: Make, taken: Taken, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting = f"CASCADE_PORT_{make.__name__.upper()}"
    monkeypatch.setenv(setting, str(port))
    told = f"Port {port}, which {setting} asks for, is taken; choose another"
    with taken(port), pytest.raises(CannotRun, match=told), started(make(tmp_path)):
        pytest.fail("it started")


@pytest.mark.parametrize("taken", TAKEN)
@pytest.mark.parametrize("make", BOTH)
def test_a_taken_port_that_nobody_asked_for_is_exchanged(make: Make, taken: Taken, port: int, tmp_path: Path) -> None:
    child = make(tmp_path)
    child.use(port)
    with taken(port), started(child):
        assert child.port != port
        assert ports.answers(child.port)
        assert child.process is not None
        assert child.process.poll() is None


@pytest.mark.parametrize("make", BOTH)
def test_a_free_port_that_was_asked_for_is_used(
    make: Make, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"CASCADE_PORT_{make.__name__.upper()}", str(port))
    with started(make(tmp_path)) as child:
        assert child.port == port
        assert ports.answers(port)


@pytest.mark.parametrize("text", ["", "eighty", "-1", "0", "65536", "80.5"])
def test_what_is_no_port_is_told(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASCADE_PORT_REGISTRATION", text)
    with pytest.raises(CannotRun, match=f"CASCADE_PORT_REGISTRATION is '{text}'; a port is a number from 1 to 65535"):
        registration(tmp_path)
