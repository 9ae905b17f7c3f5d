"""ops: what operators look at and mend, through the services' own interfaces."""

from collections.abc import Iterator
from typing import Any

import httpx2
from cyclopts import App
from rich.table import Table

from cascade.commands.access import issuer_of
from cascade.commands.system import console, current
from cascade.embedded.failures import CannotRun
from cascade.system.running import Running

ops = App(name="ops", help="How the system is; what is under way; dead letters.")
dlq = App(name="dlq", help="Facts that could not be applied: list, replay, drop.")
ops.command(dlq)


def token_of(found: Running) -> str:
    """An operator's."""
    return issuer_of(found).token("operator")


def asked(method: str, service: str, path: str) -> Any:
    """Raises CannotRun with what the service says."""
    answer = answered(method, service, f"/v1/operations{path}")
    return answer.json() if answer.content else None


def items(service: str, path: str) -> Iterator[Any]:
    """Of all pages of a list."""
    address: str | None = f"/v1/operations{path}"
    while address is not None:
        answer = answered("GET", service, address)
        yield from answer.json()["items"]
        address = answer.links.get("next", {}).get("url")


def answered(method: str, service: str, address: str) -> httpx2.Response:
    """Raises CannotRun with what the service says."""
    found = current()
    if service not in found.services:
        raise CannotRun(f"{service!r} is no service; there are {', '.join(found.services)}")
    bearer = {"Authorization": f"Bearer {token_of(found)}"}
    try:
        answer = httpx2.request(method, f"{found.services[service]}{address}", headers=bearer, timeout=30.0)
    except httpx2.HTTPError as error:
        raise CannotRun(f"{service} does not answer ({type(error).__name__})") from None
    if not answer.is_success:
        raise CannotRun(f"{service}: {answer.json()['detail']}")
    return answer


@ops.command
def flow() -> None:
    """What is on its way through each service, and how long facts take."""
    table = Table("service", "unsent", "lag", "parked", "due", "next due", "delays (source: median ms)")
    for name in current().services:
        seen = asked("GET", name, "/flow")
        delays = ", ".join(f"{one['source']}: {one['median_ms']}" for one in seen["delays"])
        cells = [seen[part] for part in ("unsent", "lag", "parked", "due_reminders", "next_due")]
        table.add_row(name, *[str(cell) for cell in cells], delays)
    console.print(table)


@dlq.command(name="list")
def listed(service: str) -> None:
    """Dead letters of a service, oldest first."""
    table = Table("id", "type", "subject", "error", "attempts", "waits")
    for one in items(service, "/dead-letters"):
        table.add_row(*[str(one[part]) for part in ("dead_letter", "type", "subject", "error", "attempts", "waits")])
    console.print(table)


@dlq.command
def replay(service: str, dead_letter: int) -> None:
    """Try a dead letter and those behind it again, in order."""
    console.print(f"applied: {asked('POST', service, f'/dead-letters/{dead_letter}/replay')['applied']}")


@dlq.command
def drop(service: str, dead_letter: int) -> None:
    """Give a dead letter up. Those behind it stay and can be replayed."""
    asked("DELETE", service, f"/dead-letters/{dead_letter}")
