"""ops status: the whole system on one screen, and whether it needs a person."""

import sys
from datetime import datetime, timedelta
from typing import Any

import httpx2
from rich.table import Table

from cascade.commands.ops import ops, token_of
from cascade.commands.system import console, current
from cascade.system.running import Running

OLDEST_UNSENT_SECONDS = 60.0
LATEST_TIMER = timedelta(minutes=5)
SHOWN = ("schema_version", "unsent", "lag", "parked", "due_reminders", "pending_mails", "epoch")
HEADINGS = ("schema", "unsent", "lag", "parked", "due", "mails", "epoch")


@ops.command
def status() -> None:
    """The whole system on one screen. Exit code 1 if something needs a person, which is said below."""
    found = current()
    table = Table("service", "ready", *HEADINGS)
    needs = []
    for name in found.services:
        ready, flow = readiness(found, name), flow_of(found, name)
        table.add_row(name, ready, *[str(flow[part]) if flow else "?" for part in SHOWN])
        needs += [f"{name}: {need}" for need in needs_of(ready, flow)]
    console.print(table)
    for need in needs:
        console.print(need)
    sys.exit(1 if needs else 0)


def readiness(found: Running, name: str) -> str:
    """`yes`, or what is missing."""
    try:
        answer = httpx2.get(f"{found.services[name]}/health/ready", timeout=10.0)
    except httpx2.HTTPError as error:
        return f"does not answer ({type(error).__name__})"
    return "yes" if answer.is_success else ", ".join(f"no {what}" for what in answer.json()["missing"])


def flow_of(found: Running, name: str) -> dict[str, Any] | None:
    bearer = {"Authorization": f"Bearer {token_of(found)}"}
    try:
        answer = httpx2.get(f"{found.services[name]}/v1/operations/flow", headers=bearer, timeout=10.0)
    except httpx2.HTTPError:
        return None
    return dict(answer.json()) if answer.is_success else None


def needs_of(ready: str, flow: dict[str, Any] | None) -> list[str]:
    """What somebody has to look at, in words that say where."""
    if ready != "yes" or flow is None:
        return [f"it is not ready: {ready}; see `cascade logs`"]
    needs = []
    if flow["parked"]:
        needs.append(f"{flow['parked']} facts or reminders are parked; see `cascade ops dlq list`")
    if flow["oldest_unsent_seconds"] > OLDEST_UNSENT_SECONDS:
        needs.append(f"a fact has waited {flow['oldest_unsent_seconds']:.0f} s to be sent; is Kafka well?")
    if flow["next_due"] and at(flow["now"]) - at(flow["next_due"]) > LATEST_TIMER:
        needs.append(f"a reminder was due at {flow['next_due']} and has not fired; see `cascade logs`")
    return needs


def at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)
