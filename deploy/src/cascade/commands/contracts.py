"""contracts: what other systems may count on, and whether a change would hurt them."""

import importlib
import sys
from pathlib import Path
from typing import Any

from cyclopts import App

from cascade.commands.system import console
from cascade.embedded.failures import CannotRun
from cascade.provisioning.database import SERVICES
from shared.contracts import files
from shared.contracts.changes import between
from shared.contracts.contract import Contract, current
from shared.contracts.examples import NoExample
from shared.web.service import Blueprint

FROZEN = Path("shared/contracts")
NAMESPACE = "cascade"

contracts = App(name="contracts", help="What other systems may count on: check, freeze, describe.")


@contracts.command
def check(*, folder: Path = FROZEN) -> None:
    """Compare the events with what was promised. Exit code 1 with rule, place and cure if somebody would be hurt.

    Parameters
    ----------
    folder
        where the frozen contracts are
    """
    changes = between(frozen_in(folder), now())
    say([change.sentence for change in changes])
    breaking = [change for change in changes if change.rule.breaking]
    if breaking:
        raise CannotRun(f"{len(breaking)} of {len(changes)} changes would break a reader")


@contracts.command
def freeze(*, folder: Path = FROZEN) -> None:
    """Promise what is new and harmless. Exit code 1, and nothing is written, if a change is not.

    Parameters
    ----------
    folder
        where the frozen contracts are
    """
    try:
        say([change.fact for change in files.freeze(folder, now())])
    except files.Breaking as refusal:
        say([change.sentence for change in refusal.changes])
        raise CannotRun("nothing was frozen: these changes would break a reader") from None


@contracts.command
def asyncapi(service: str, *, out: Path | None = None) -> None:
    """Print what a service says and hears, as AsyncAPI 3.

    Parameters
    ----------
    service
        registration, scheduling or followup
    out
        a file to write it to
    """
    if service not in SERVICES:
        raise CannotRun(f"{service!r} is no service; there are {', '.join(SERVICES)}")
    content = files.text(described(service))
    if out is None:
        sys.stdout.write(content)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(content)


def described(service: str) -> dict[str, Any]:
    return blueprint_of(service).events(NAMESPACE)


def blueprint_of(service: str) -> Blueprint:
    blueprint: Blueprint = importlib.import_module(f"{service}.app").BLUEPRINT
    return blueprint


def now() -> dict[str, Contract]:
    """Raises CannotRun."""
    try:
        return current()
    except NoExample as failure:
        raise CannotRun(str(failure)) from None


def frozen_in(folder: Path) -> dict[str, Contract]:
    """Raises CannotRun."""
    if not folder.is_dir():
        raise CannotRun(f"there are no frozen contracts in {folder}; run this in the project's folder, or say --folder")
    try:
        return files.read(folder)
    except ValueError as failure:
        raise CannotRun(f"a frozen contract cannot be read: {failure}") from None


def say(sentences: list[str]) -> None:
    for sentence in sentences:
        console.print(sentence, soft_wrap=True, markup=False)
    if not sentences:
        console.print("Every contract is as frozen.")
