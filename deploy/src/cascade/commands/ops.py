"""ops: what operators look at and mend, through the services' own interfaces."""

import asyncio
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from cyclopts import App
from rich.table import Table

from cascade.commands.asking import AT_A_GLANCE_SECONDS, One, Some, of_each, operator
from cascade.commands.screen import console, printable, say, show_table, table_of
from cascade.embedded.failures import CannotRun

T = TypeVar("T")

ops = App(name="ops", help="How the system is; what is under way; what is suspended; dead letters.")
dlq = App(name="dlq", help="Facts that could not be applied: list, replay, drop.")
ops.command(dlq)

FLOW = "/v1/operations/flow"
DEAD_LETTERS = "/v1/operations/dead-letters"
LETTER = ("dead_letter", "type", "subject", "error", "attempts", "waits")
UNDER_WAY = ("unsent", "lag", "parked", "due_reminders", "next_due")
APPROVALS = 2
"""That it takes to resume a training."""


@ops.command
def flow(*, service: Some = None) -> None:
    """What is on its way through each service, and how long facts take."""
    table = table_of("service", "unsent", "lag", "parked", "due", "next due", "delays (source: median ms)")
    shown(table, asyncio.run(flows(service)))


async def flows(service: str | None) -> dict[str, list[list[str]] | CannotRun]:
    async with operator() as asking:
        return await of_each(
            asking.services(service), lambda name: asking.told(name, FLOW, flow_row, AT_A_GLANCE_SECONDS)
        )


def flow_row(seen: Mapping[str, Any]) -> list[list[str]]:
    delays = ", ".join(f"{one['source']}: {one['median_ms']}" for one in seen["delays"])
    return [[*[str(seen[part]) for part in UNDER_WAY], delays]]


@dlq.command(name="list")
def listed(*, service: Some = None) -> None:
    """Dead letters, oldest first."""
    found = asyncio.run(letters(service))
    shown(table_of("service", "id", *LETTER[1:]), found, f"No dead letters in {', '.join(heard_in(found))}.")


async def letters(service: str | None) -> dict[str, list[list[str]] | CannotRun]:
    async with operator() as asking:
        return await of_each(
            asking.services(service),
            lambda name: asking.items(name, DEAD_LETTERS, lambda one: [str(one[part]) for part in LETTER]),
        )


@dlq.command
def replay(dead_letter: int, *, service: One) -> None:
    """Try a dead letter and those behind it again, in order.

    Parameters
    ----------
    dead_letter
        its id in the list
    """
    applied, stays = asyncio.run(replayed(service, dead_letter))
    console.print(f"applied: {applied}")
    if stays is not None:
        raise CannotRun(f"{service}: {stays}")


async def replayed(service: str, dead_letter: int) -> tuple[int, str | None]:
    """How many took effect, and what is said of the one that did not."""
    applied, further = 0, dead_letter
    async with operator() as asking:
        while True:
            path = f"{DEAD_LETTERS}/{further}/replay"
            some, stays, behind = await asking.done("POST", service, path, how_far)
            applied += some
            if behind is None:
                return applied, stays
            further = behind


def how_far(told: Mapping[str, Any]) -> tuple[int, str | None, int | None]:
    stays = told["still_fails"]
    said = f"dead letter {stays['dead_letter']} still fails ({stays['error']}); it stays parked" if stays else None
    return told["applied"], said, told["further"]


@dlq.command
def drop(dead_letter: int, *, service: One) -> None:
    """Give a dead letter up. Those behind it stay and can be replayed.

    Parameters
    ----------
    dead_letter
        its id in the list
    """
    asyncio.run(done("DELETE", service, f"{DEAD_LETTERS}/{dead_letter}", lambda told: told))


async def done(method: str, service: str, path: str, take: Any) -> Any:
    async with operator() as asking:
        return await asking.done(method, service, path, take)


@ops.command
def suspensions() -> None:
    """What is suspended now, by whose id, and who of the two that it takes asked to resume them."""
    table = table_of("suspended", "reason", "since", "by", "approvals to resume")
    held = asyncio.run(suspended())
    for row in held:
        table.add_row(*row)
    if held:
        show_table(table)
    else:
        say("Nothing is suspended.")


async def suspended() -> list[list[str]]:
    async with operator() as asking:
        return await asking.items("scheduling", "/v1/suspensions?running=true", suspension_row)


def suspension_row(one: Mapping[str, Any]) -> list[str]:
    """As ids and codes: names are in no service that is asked here."""
    asked = one["asked_by"]
    reason, since, by = [str(one[part]) for part in ("reason", "suspended_at", "suspended_by")]
    approvals = f"1 of {APPROVALS}: {asked} at {one['asked_at']}" if asked else f"0 of {APPROVALS}"
    return [str(one["training"] or "all of the region"), reason, since, by, approvals]


def heard_in(answers: Mapping[str, object]) -> list[str]:
    return [name for name, answer in answers.items() if not isinstance(answer, CannotRun)]


def shown(table: Table, answers: Mapping[str, Sequence[Iterable[str]] | CannotRun], nothing: str = "") -> None:
    """Rows of each service, or that there are none, and a line for a service that did not answer. Exit code 1 then."""
    unheard = [answer for answer in answers.values() if isinstance(answer, CannotRun)]
    for name, rows in answers.items():
        for row in () if isinstance(rows, CannotRun) else rows:
            table.add_row(name, *map(printable, row))
    if table.row_count:
        show_table(table)
    elif heard_in(answers):
        say(nothing)
    for why in unheard:
        say(str(why))
    if unheard:
        sys.exit(1)
