"""What the services promise to other systems, compared, frozen and described. Needs the services to be installed."""

import importlib
from pathlib import Path
from typing import Any

from cascade.embedded.failures import CannotRun
from cascade.provisioning.database import SERVICES
from shared.contracts import files
from shared.contracts.changes import Change, between
from shared.contracts.contract import current
from shared.contracts.examples import NoExample
from shared.contracts.files import Breaking, Misplaced, NothingFrozen, Unreadable
from shared.web.service import Blueprint

NAMESPACE = "cascade"
FROZEN_WRONGLY = (Misplaced, Unreadable)


def changes(folder: Path) -> list[Change]:
    """Since the contracts in `folder` were frozen. Raises CannotRun."""
    try:
        return between(files.read(folder), current())
    except ValueError as failure:
        raise CannotRun(in_words(failure)) from None


def freeze(folder: Path) -> list[Change]:
    """Raises Breaking, CannotRun."""
    try:
        return files.freeze(folder)
    except Breaking:
        raise
    except (NoExample, ValueError) as failure:
        raise CannotRun(in_words(failure)) from None


def in_words(failure: Exception) -> str:
    if isinstance(failure, NothingFrozen):
        return f"{failure}; run this in the project's folder, or say --folder"
    return f"a frozen contract cannot be read: {failure}" if isinstance(failure, FROZEN_WRONGLY) else str(failure)


def described(service: str) -> str:
    """As AsyncAPI 3, in JSON. Raises CannotRun."""
    if service not in SERVICES:
        raise CannotRun(f"{service!r} is no service; there are {', '.join(SERVICES)}")
    document: dict[str, Any] = blueprint_of(service).events(NAMESPACE)
    return files.text(document)


def blueprint_of(service: str) -> Blueprint:
    blueprint: Blueprint = importlib.import_module(f"{service}.app").BLUEPRINT
    return blueprint
