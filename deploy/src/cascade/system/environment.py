"""What may be asked by the environment of a system on this machine. A typing error starts nothing."""

import os

from cascade.embedded import java, postgres
from cascade.embedded.failures import CannotRun
from cascade.provisioning.database import SERVICES
from shared.runtime.settings import WrongSettings, require_known

DATA = "CASCADE_DATA"
ROOT = "CASCADE_ROOT"
"""For the set-up, which ran before."""


def port_of(process: str) -> str:
    return f"CASCADE_PORT_{process.upper()}"


KNOWN = {DATA, ROOT, java.OTHER, postgres.OTHER, *map(port_of, (*SERVICES, "mail", "door", "issuer"))}


def require_right() -> None:
    """Raises CannotRun for a variable of ours that is not read."""
    try:
        require_known(os.environ, KNOWN, "a system on this machine")
    except WrongSettings as wrong:
        raise CannotRun(str(wrong)) from None
