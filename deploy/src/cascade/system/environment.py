"""What may be asked by the environment of a system on this machine. A typing error starts nothing."""

import os

from cascade.embedded import java, postgres
from cascade.embedded.failures import CannotRun
from cascade.provisioning.database import SERVICES
from shared.runtime.settings import WrongSettings, require_known

DATA = "CASCADE_DATA"
ROOT = "CASCADE_ROOT"
"""For the set-up, which ran before."""
AT, TOKEN = "CASCADE_AT", "CASCADE_TOKEN_FILE"
"""Of a system elsewhere that an operator asks: the address of its door, and a file with her token."""


def port_of(process: str) -> str:
    return f"CASCADE_PORT_{process.upper()}"


OF_TESTS = "CASCADE_TEST_"
COMPOSE = ("ACCOUNT", "DOOR_PORT", "DOOR_SITE", "PORT_PROMETHEUS", "REGION", "SECRETS")
"""What docker-compose.yml asks for itself: whoever works with both has them in the same shell."""
KNOWN = {
    DATA,
    ROOT,
    AT,
    TOKEN,
    *(f"CASCADE_{name}" for name in COMPOSE),
    java.OTHER,
    postgres.OTHER,
    *map(port_of, (*SERVICES, "mail", "door", "issuer")),
}


def require_right() -> None:
    """Raises CannotRun for a variable of ours that is not read."""
    try:
        ours = (name for name in os.environ if not name.startswith(OF_TESTS))
        require_known(ours, KNOWN, "a system on this machine")
    except WrongSettings as wrong:
        raise CannotRun(str(wrong)) from None
