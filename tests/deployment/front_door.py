"""The front door alone, with nobody or with a program of the test behind it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2

from cascade.system import processes
from tests.support.waiting import eventually

RU, TG, EN = "Эта часть временно недоступна", "Ин қисм муваққатан дастнорас аст", "This part is away for a moment"


A_BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@contextmanager
def standing(folder: Path, site: str = "http://127.0.0.1", **ports: int) -> Iterator[str]:
    """Its address; nobody is behind it. `ports`: of whoever is, by name."""
    away = [processes.service(name, {}, folder) for name in ("registration", "scheduling", "followup", "issuer")]
    for one in away:
        one.port = ports.get(one.name, one.port)
    child = processes.front_door(away[:3], away[3], folder, folder)
    child.environment["DOOR_SITE"] = site
    child.start()
    try:
        eventually(lambda: says_something(f"{site}:{child.port}"))
        yield f"{site}:{child.port}"
    finally:
        child.stop()


@contextmanager
def answering(as_told_by: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    """The port of a program that may stand behind it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), as_told_by) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def says_something(address: str) -> bool:
    """Its certificate is made after it listens."""
    try:
        return bool(asked(address).status_code)
    except httpx2.TransportError:
        return False


def asked(address: str, **headers: str) -> httpx2.Response:
    """By a browser, if nothing else is said."""
    told = {**A_BROWSER, **headers}
    return httpx2.get(address, headers=told, trust_env=False, verify=False)
