"""token · clock: what one needs to try the system by hand."""

import asyncio
import sys
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cyclopts import App

from cascade.commands.screen import console
from cascade.commands.system import current
from cascade.embedded.failures import CannotRun
from cascade.provider.accounts import Accounts
from cascade.provisioning.issuer import Issuer
from cascade.system.flow import Flow, StillUnderWay
from cascade.system.running import Running

ROLES = ("coordinator", "reviewer", "facilitator", "mentor", "operator", "auditor")

clock = App(name="clock", help="The story clock: show, move.")


def issuer_of(found: Running) -> Issuer:
    return Issuer(Path(found.issuer), Path(found.key_set))


def token(*, role: str, person: UUID | None = None, organisation: UUID | None = None) -> None:
    """Print a bearer token of the local issuer; from then on that person can sign in to pages too.

    Parameters
    ----------
    role
        coordinator, reviewer, facilitator, mentor, operator or auditor
    person
        id of the person, where the role is a person's
    organisation
        id of her organisation, for a partner's coordinator
    """
    if role not in ROLES:
        raise CannotRun(f"{role!r} is no role; there are {', '.join(ROLES)}")
    found = current()
    if person is not None:
        Accounts(Path(found.accounts)).remember_by_id(role, person, organisation)
    sys.stdout.write(issuer_of(found).token(role, person, organisation) + "\n")


@clock.command
def show() -> None:
    """Where the story clock stands."""
    console.print(Path(current().clock).read_text())


@clock.command
def move(to: str) -> None:
    """Wait until nothing is under way, move the clock, wait until everything that is due has happened.

    Parameters
    ----------
    to
        an instant with offset, e.g. 2017-03-10T19:00Z
    """
    try:
        asyncio.run(moved(current(), instant(to)))
    except (ValueError, StillUnderWay) as failure:
        raise CannotRun(str(failure)) from None
    show()


def instant(text: str) -> datetime:
    """Raises CannotRun. One without an offset is refused where the clock is set."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise CannotRun(f"{text!r} is no instant; write e.g. 2017-03-10T19:00Z") from None


async def moved(found: Running, to: datetime) -> None:
    flow = Flow(found.services, issuer_of(found).token("operator"), Path(found.clock))
    try:
        await flow.move(to)
    finally:
        await flow.close()
