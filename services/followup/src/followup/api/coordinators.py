"""Which coordinator looks after a training: whatever waits for a coordinator there waits for her."""

from uuid import UUID

from fastapi import APIRouter

from followup.api.models import AN_ID, ANOTHER_ID
from followup.handlers import coordinating as handlers
from followup.views import trainings as views
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.models import Body
from shared.web.principal import Staff
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1/trainings/{training}/coordinator", route_class=Door, tags=["trainings"])


class LookingAfter(Body):
    model_config = example({"coordinator": ANOTHER_ID})

    coordinator: UUID | None
    """Id of the person, as her token names it; null: whichever coordinator of the region."""


class CoordinatorView(Shown):
    model_config = example({"training": AN_ID, "coordinator": ANOTHER_ID})

    training: UUID
    coordinator: UUID | None


@router.get("", summary="Who looks after a training")
@allow(Staff.COORDINATOR)
async def coordinator(training: UUID, tx: CurrentTransaction) -> CoordinatorView:
    return CoordinatorView(training=training, coordinator=await views.coordinator(tx, training))


@router.put("", summary="Say who looks after a training")
@allow(Staff.COORDINATOR, changes=coordinator)
async def look_after(training: UUID, body: LookingAfter, tx: CurrentTransaction) -> CoordinatorView:
    await handlers.look_after(tx, training, body.coordinator)
    return CoordinatorView(training=training, coordinator=body.coordinator)
