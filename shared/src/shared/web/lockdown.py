"""A suspended training is held at the door: links, lists and changes of it wait until two people resume it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from shared.backbone.transaction import Transaction
from shared.refusals import Refusal

Belongs = Mapping[str, str]
"""By the name of a path parameter: the query for the training that the thing with this id belongs to."""
OF_ITSELF: Belongs = {"training": "select $1::uuid"}
Hidden = Callable[[str, UUID], Refusal]
"""What whoever may not know of a thing is told of it: the same as of one that does not exist."""


@dataclass(eq=False)
class Suspended(Refusal):
    """This training is suspended."""

    status: ClassVar[int] = 423

    def sentence(self) -> str:
        return "This training is suspended; nothing of it is shown or done until two people resume it."


async def require_going_on(tx: Transaction, named: Mapping[str, Any], belongs: Belongs, hidden: Hidden | None) -> None:
    """Raises Suspended if a thing that is named, as the parameters of paths are, belongs to a suspended training; to
    those who are not told of it what is `hidden` from them is.
    """
    for name, query in belongs.items():
        if (thing := identified(named.get(name))) is None:
            continue
        held = f"select exists(select from suspended where training in ({query}))"  # noqa: S608 - a service's own query
        if await tx.one(bool, held, thing):
            raise hidden(name, thing) if hidden is not None else Suspended


def identified(value: object) -> UUID | None:
    """None for what is no id: the route says so itself."""
    try:
        return UUID(str(value))
    except ValueError:
        return None
