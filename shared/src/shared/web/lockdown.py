"""What is suspended is held at the door: links, lists and changes of it wait until two people resume it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from shared.backbone.suspensions import OF_NO_TRAINING, Suspended, goes_on
from shared.backbone.transaction import Transaction
from shared.refusals import Refusal

Belongs = Mapping[str, str]
"""By the name of a path parameter: the query for the trainings that the thing with this id belongs to."""
OF_ITSELF: Belongs = {"training": "select $1::uuid"}
Hidden = Callable[[str, UUID], Refusal]
"""What whoever may not know of a thing is told of it: the same as of one that does not exist."""


async def require_going_on(tx: Transaction, named: Mapping[str, Any], belongs: Belongs, hidden: Hidden | None) -> None:
    """Raises Suspended if a thing that is named, as the parameters of paths are, belongs to what is suspended; to
    those who are not told of it what is `hidden` from them is.
    """
    for name, query in belongs.items():
        if (thing := identified(named.get(name))) is None:
            continue
        if not await goes_on(tx, query, thing):
            raise hidden(name, thing) if hidden is not None else Suspended


async def require_region_going_on(tx: Transaction) -> None:
    """For a link, whatever it opens. Raises Suspended."""
    if not await goes_on(tx, OF_NO_TRAINING):
        raise Suspended


def identified(value: object) -> UUID | None:
    """None for what is no id: the route says so itself."""
    try:
        return UUID(str(value))
    except ValueError:
        return None
