"""The agenda as somebody sees it who has a place."""

from uuid import UUID

from registration.domain.agenda import Agenda
from registration.domain.vocabulary import ApplicationState
from registration.store import agendas, applications
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere


async def of_application(tx: Transaction, id: UUID) -> Agenda:
    """Raises NotKnownHere: also for whoever has no confirmed place, who learns nothing of it."""
    application = await applications.get(tx, id)
    found = None
    if application.state is ApplicationState.CONFIRMED:
        found = await agendas.of_training(tx, application.training)
    if found is None:
        raise NotKnownHere("agenda", id)
    return found
