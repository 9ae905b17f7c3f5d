"""Who asks for what of which training."""

from uuid import UUID

from scheduling.domain.actors import Actor
from scheduling.domain.training import Request, Training
from scheduling.store import agendas, trainings
from shared.backbone.transaction import Transaction


async def asked_for(tx: Transaction, id: UUID, request: Request, by: Actor) -> Training:
    """The training, locked. Raises NotKnownHere, NotHerTraining, ForTheCoordinator, NotInThisState."""
    training = await trainings.for_update(tx, id)
    by.permit(request, training, await agendas.resources(tx, id))
    training.require(request)
    return training
