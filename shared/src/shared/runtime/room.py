"""A database without room: one word and one sentence, wherever work waits for it."""

import structlog
from asyncpg import DiskFullError

log = structlog.get_logger(__name__)

WHAT_TO_DO = (
    "The disk of the database is full. Make room on it or enlarge it, and delete nothing in the database's own folder; "
    "nothing is half done or lost, and all that waits goes on by itself once there is room."
)


def warned_of(fault: BaseException, work: str) -> bool:
    """Says what to do if it is that; False if it is another fault. `work`: what waits for room."""
    if not isinstance(fault, DiskFullError):
        return False
    log.warning("database_is_full", work=work, message=WHAT_TO_DO)
    return True
