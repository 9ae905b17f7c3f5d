"""ops status: the whole system on one screen, and whether it needs a person."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cascade.commands.asking import AT_A_GLANCE_SECONDS, Operator, Some, operator, or_why
from cascade.commands.ops import FLOW, ops
from cascade.commands.screen import say, show_table, table_of
from cascade.embedded.failures import CannotRun

OLDEST_UNSENT_SECONDS = 60.0
LONGEST_LAG_SECONDS = 60.0
OLDEST_MAIL_SECONDS = 3600.0
"""A mail server that takes some letters later is a usual one."""
LATEST_TIMER = timedelta(minutes=5)
SHOWN = ("schema_version", "unsent", "lag", "parked", "due_reminders", "pending_mails", "epoch")
HEADINGS = ("schema", "unsent", "lag", "parked", "due", "mails", "epoch")


@dataclass(frozen=True, slots=True)
class Look:
    """At one service. `cells`: of its row, as many as HEADINGS; `needs`: what somebody has to look at, and where."""

    service: str
    ready: str
    cells: Sequence[str]
    needs: Sequence[str]


@ops.command
def status(*, service: Some = None) -> None:
    """The whole system on one screen. Exit code 1 if something needs a person, which is said below."""
    table = table_of("service", "ready", *HEADINGS)
    looks = asyncio.run(looked(service))
    for look in looks:
        table.add_row(look.service, look.ready, *look.cells)
    show_table(table)
    needs = [need for look in looks for need in look.needs]
    for need in needs:
        say(need)
    sys.exit(1 if needs else 0)


async def looked(service: str | None) -> list[Look]:
    """At all of them at the same time."""
    async with operator() as asking:
        return await asyncio.gather(*[look_at(asking, name) for name in asking.services(service)])


async def look_at(asking: Operator, service: str) -> Look:
    missing, flow = await asyncio.gather(
        or_why(asking.ready(service)), or_why(asking.told(service, FLOW, flow_of, AT_A_GLANCE_SECONDS))
    )
    cells = ["?"] * len(HEADINGS) if isinstance(flow, CannotRun) else flow.cells
    if isinstance(missing, CannotRun):
        return Look(service, "?", cells, [str(missing)])
    if missing:
        without = ", ".join(f"no {what}" for what in missing)
        return Look(service, without, cells, [f"{service}: {what}: {why}" for what, why in missing.items()])
    if isinstance(flow, CannotRun):
        return Look(service, "yes", cells, [str(flow)])
    return Look(service, "yes", cells, [f"{service}: {need}" for need in flow.needs])


@dataclass(frozen=True, slots=True)
class Flow:
    """What a service says of its flow, as it is shown."""

    cells: Sequence[str]
    needs: Sequence[str]


def flow_of(told: Mapping[str, Any]) -> Flow:
    return Flow([str(told[part]) for part in SHOWN], list(needs_of(told)))


def needs_of(told: Mapping[str, Any]) -> list[str]:
    needs = []
    if told["parked"]:
        needs.append(
            f"{told['parked']} facts or reminders are parked; see `cascade ops dlq list --service {told['service']}`"
        )
    if told["oldest_unsent_seconds"] > OLDEST_UNSENT_SECONDS:
        needs.append(f"a fact has waited {told['oldest_unsent_seconds']:.0f} s to be sent; is Kafka well?")
    if (told["lag_seconds"] or 0) > LONGEST_LAG_SECONDS:
        since = f"{told['lag_seconds']:.0f} s"
        needs.append(f"{told['lag']} facts are not applied for {since}; see `cascade logs {told['service']}`")
    if told["oldest_mail_seconds"] > OLDEST_MAIL_SECONDS:
        needs.append(f"a letter has waited {told['oldest_mail_seconds']:.0f} s to be sent; is the mail server well?")
    if told["next_due"] and at(told["now"]) - at(told["next_due"]) > LATEST_TIMER:
        needs.append(
            f"a reminder was due at {told['next_due']} and has not fired; see `cascade logs {told['service']}`"
        )
    return needs


def at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)
