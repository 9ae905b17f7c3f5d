"""What a coordinator can do where nobody in reserve keeps the quotas, beside easing them: take offers back."""

from collections.abc import Iterable
from uuid import UUID

from registration.deciding.decision import Decision
from registration.deciding.exchanging import exchange
from registration.deciding.worker import in_a_process
from registration.domain.refusals.selecting import Exchange, Moved, NoReplacementKeepsQuotas
from registration.handlers.promotion import Asking


async def looked_ahead(asking: Asking) -> Decision:
    """What `Asking.decide` says; where nobody is promoted, with the smallest exchange after which somebody would be.

    It is told, not done: to whom an offer was sent is for a person to take it from. Raises as it does.
    """
    try:
        return await asking.decide()
    except NoReplacementKeepsQuotas as refused:
        found = await in_a_process(exchange, asking.problem, asking.offered)
        if found is not None:
            refused.exchange = Exchange(*(_moved(asking, ids) for ids in found))
        raise


def _moved(asking: Asking, ids: Iterable[UUID]) -> tuple[Moved, ...]:
    return tuple(Moved(one, asking.known[one].code or "") for one in ids)
