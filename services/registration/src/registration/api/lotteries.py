"""Lotteries in two acts: a list of panels is committed to, then a seed that nobody knew before draws from it."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field, RootModel, ValidationInfo, field_validator
from pydantic.config import JsonDict

from registration.api.models import AN_ID, ANOTHER_ID
from registration.api.runs import Arrivals, CurrentRunner, RunView, Seed, days_of, where_it_is_made
from registration.api.selection_models import SelectionView
from registration.api.selections import selection
from registration.api.selections import shown as selection_shown
from registration.domain.lottery import LotteryState, Rules
from registration.domain.vocabulary import LotteryPolicy
from registration.handlers import lotteries as handlers
from registration.panel.verify_selection import canonical
from registration.views import lotteries as views
from shared.privacy import audit
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Now, allow
from shared.web.later import Later, accepted_described, made_is_shown_by
from shared.web.models import Body
from shared.web.principal import Staff
from shared.web.shapes import Items, Shown, example
from shared.web.values import Region

router = APIRouter(prefix="/v1", route_class=Later, tags=["selection"])

OF_THAT_POLICY = "a whole number of hundredths where the policy is threshold; null, or left out, elsewhere"
LOTTERY: JsonDict = {
    "lottery": AN_ID,
    "training": ANOTHER_ID,
    "policy": "leximin",
    "threshold": None,
    "state": "committed",
    "list_hash": "0f" * 32,
    "input_hash": "1e" * 32,
    "seats": 25,
    "candidates": 150,
    "numbers": "1000",
    "smallest_chance": "3/20",
    "bound": "3/20",
    "verdict": "leximin",
    "reserve": 10,
    "homes_left_out": [],
    "committed_at": "2017-02-24T09:00:00Z",
    "seed": None,
    "number": None,
    "selection": None,
    "drawn_at": None,
}


class LotteryAsked(Body):
    """No seed: it is told once the list is committed to."""

    model_config = example(
        {"policy": "leximin", "threshold": None, "reserve": 10, "homes_left_out": [], "arrivals": []}
    )

    policy: LotteryPolicy
    """`lottery`: the smallest chance is as large as can be; `leximin`: so is the next, to the last; `threshold`: a
    lottery among all who have so many points."""
    threshold: Annotated[int, Field(ge=0, le=1_000_000)] | None = Field(default=None, validate_default=True)
    """Hundredths of a point from which on candidates take part, of that policy alone."""
    reserve: Annotated[int, Field(ge=0, le=10_000)]
    """How many are to stand by."""
    homes_left_out: tuple[Region, ...] = ()
    arrivals: Arrivals = ()
    """As of a draft."""

    @field_validator("threshold", mode="after")
    @classmethod
    def _of_its_policy(cls, threshold: int | None, told: ValidationInfo) -> int | None:
        policy = told.data.get("policy")
        if policy is not None and (policy is LotteryPolicy.THRESHOLD) is (threshold is None):
            raise ValueError(OF_THAT_POLICY)
        return threshold

    @property
    def rules(self) -> Rules:
        return Rules(self.policy, self.threshold, self.reserve, self.homes_left_out, days_of(self.arrivals))


class SeedDrawn(Body):
    model_config = example({"seed": 2017})

    seed: Seed
    """Drawn in public behind the list; a whole number that every reader of JSON keeps."""


class LotteryView(Shown):
    model_config = example(LOTTERY)

    lottery: UUID
    training: UUID
    policy: LotteryPolicy
    threshold: int | None
    """Hundredths of a point from which on candidates take part; null under other policies."""
    state: LotteryState
    list_hash: str
    """SHA-256 of the list of panels: to be published before the seed is drawn, on which it does not depend."""
    input_hash: str
    """SHA-256 of the candidates and the quotas that it was made of."""
    seats: int
    candidates: int
    """From how many is drawn."""
    numbers: str
    """How many numbers the list has, each as likely; may be longer than what every reader of JSON keeps."""
    smallest_chance: str
    """The smallest chance of all who can be on a panel, as a fraction."""
    bound: str
    """What it is in no lottery above, as a fraction."""
    verdict: Literal["leximin", "maximin", "bounded"]
    """What is proved: that all chances are as equal as can be, or the smallest as large; or by how much at most not."""
    reserve: int
    """How many are to stand by."""
    homes_left_out: list[str]
    committed_at: datetime
    """When the host committed to the list."""
    seed: int | None
    """By which was drawn; null before."""
    number: str | None
    """The number of the list that was drawn, from 1; null before."""
    selection: UUID | None
    """Id of the draft that was drawn; null before."""
    drawn_at: datetime | None
    """When was drawn; null before."""


class PanelList(RootModel[dict[str, Any]]):
    """What `list_hash` is the SHA-256 of, byte by byte: keys sorted, no white space."""

    model_config = example({"committed": [], "format": "cascade-panels-1", "panels": [], "types": []})


async def shown(tx: CurrentTransaction, lottery: UUID) -> LotteryView:
    return LotteryView.model_validate(await views.lottery(tx, lottery))


@router.get("/lotteries/{lottery}", summary="A list of panels that was committed to, and what was drawn")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def lottery(lottery: UUID, tx: CurrentTransaction) -> LotteryView:
    return await shown(tx, lottery)


@router.get("/trainings/{training}/lotteries", summary="All lotteries of a training, those not drawn too")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def lotteries(training: UUID, tx: CurrentTransaction) -> Items[LotteryView]:
    return Items[LotteryView].model_validate({"items": await views.lotteries(tx, training)})


@router.post(
    "/trainings/{training}/lotteries",
    status_code=201,
    response_model=LotteryView,
    summary="Commit to a list of panels, before the seed: the list where it is made soon, else where it is made",
    responses=accepted_described(RunView),
)
@allow(Staff.COORDINATOR)
@made_is_shown_by(lottery)
async def commit(
    training: UUID, body: LotteryAsked, request: Request, runner: CurrentRunner, tx: CurrentTransaction, now: Now
) -> JSONResponse:
    return where_it_is_made(request, runner, await runner.begin(tx, training, body.rules, now), lottery)


@router.get(
    "/lotteries/{lottery}/list",
    summary="The list of panels, for whoever keeps it until the draw; who reads it is noted",
    response_class=Response,
    responses={200: {"model": PanelList}},
)
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def panel_list(lottery: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> Response:
    """`sha256sum` of these bytes is `list_hash`."""
    found = await views.list_of(tx, lottery)
    await audit.note(tx, who, "selection-read", lottery)
    return Response(canonical(found), media_type="application/json")


@router.post("/lotteries/{lottery}/draw", status_code=201, summary="Draw by the seed: once, and the draft of it")
@allow(Staff.COORDINATOR, judges=lottery)
@shown_by(selection)
async def draw(lottery: UUID, body: SeedDrawn, tx: CurrentTransaction, now: Now) -> SelectionView:
    drawn = await handlers.draw_from(tx, lottery, body.seed, at=now)
    return await selection_shown(tx, drawn.id)
