"""All trainings that registration knows, and what each waits for."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from registration.api.trainings import TrainingView
from registration.domain.waiting import Owner, Step
from registration.store import trainings as store
from registration.views import waiting as views
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.paging import CurrentPaging
from shared.web.principal import Staff
from shared.web.shapes import Items, Shown, example, example_of

router = APIRouter(prefix="/v1/trainings", route_class=Door, tags=["trainings"])


class WaitingView(Shown):
    """`count`: of applications, homes, people, seats or plans. `until`: when it is too late, as far as that is known;
    of several, when the first is. From `make_plans` on it is about plans of those who attended: what followup waits
    for, left out for an auditor, to whom plans on their way read alike.
    """

    model_config = example(
        {"step": "give_reviews", "owner": "reviewers", "count": 3, "since": None, "until": "2017-05-14T19:00:00Z"}
    )

    step: Step
    owner: Owner
    count: int
    """How many applications, homes, people, seats or plans."""
    since: datetime | None
    until: datetime | None


class TrainingRow(Shown):
    model_config = example({"training": example_of(TrainingView), "waiting": [example_of(WaitingView)]})

    training: TrainingView
    waiting: list[WaitingView]


@router.get("", summary="Trainings that are not suspended, the latest first, with what each waits for")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def trainings(
    tx: CurrentTransaction, who: CurrentPrincipal, now: Now, paging: CurrentPaging
) -> Items[TrainingRow]:
    found = paging.shown(await store.listed(tx, paging.page))
    waits = await views.waits(tx, found, outside=not who.has(Staff.COORDINATOR), now=now)
    rows = [
        TrainingRow(
            training=TrainingView.of(one, tx.region, now),
            waiting=[WaitingView.model_validate(step) for step in waits[one.id]],
        )
        for one in found
    ]
    return Items[TrainingRow](items=rows)


@router.get("/{training}/waiting", summary="What a training waits for, to the last report: whose turn, until when")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def waiting(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> Items[WaitingView]:
    known = await store.announced(tx, training)
    waits = await views.waits(tx, [known], outside=not who.has(Staff.COORDINATOR), now=now)
    return Items[WaitingView](items=[WaitingView.model_validate(one) for one in waits[training]])
