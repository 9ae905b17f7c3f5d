"""provision: what has to be on a region's servers before its services start. A one-shot job; safe to repeat."""

import asyncio
import sys

from cascade.embedded.failures import CannotRun


def provision() -> None:
    """Make roles, schemas, tables and topics on the servers that the environment names."""
    from cascade.provisioning import server
    from cascade.provisioning.settings import Settings
    from shared.runtime.settings import WrongSettings

    try:
        settings = Settings.read()
    except WrongSettings as wrong:
        raise CannotRun(str(wrong)) from None
    asyncio.run(server.provide(settings, say))


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
