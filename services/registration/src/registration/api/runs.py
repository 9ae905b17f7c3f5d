"""Drafts and lists of lotteries while they are made: watched, cancelled. Several may be made at once."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.config import JsonDict

from registration.api.models import AN_ID, ANOTHER_ID
from registration.api.selection_models import SelectionView
from registration.api.selections import selection
from registration.domain.lottery import Rules
from registration.domain.selection_run import SelectionRun, Wanted
from registration.domain.vocabulary import RunState, Step
from registration.drafting.runner import Runner
from registration.views import runs as views
from shared.web import faults
from shared.web.created import shown_by
from shared.web.door import CurrentTransaction, Now, allow
from shared.web.later import RETRY_AFTER, Later, accepted_described, made_is_shown_by, runs_on
from shared.web.models import Body
from shared.web.principal import Staff
from shared.web.shapes import Items, Shown, example
from shared.web.values import Region
from shared.web.versions import as_asked

router = APIRouter(prefix="/v1", route_class=Later, tags=["selection"])


def _decimal(seed: object) -> object:
    """As documents write it, it would be another number: theirs is hexadecimal, and a draw is not taken back."""
    if isinstance(seed, str) and len(seed.strip()) > 1 and seed.strip().startswith("0"):
        raise ValueError(faults.PADDED)
    return seed


Seed = Annotated[int, Field(ge=0, lt=2**53), BeforeValidator(_decimal)]
"""Published beforehand; a whole number that every reader of JSON keeps."""

RUN: JsonDict = {
    "run": AN_ID,
    "training": ANOTHER_ID,
    "state": "running",
    "step": "costs",
    "done": 2,
    "of": 6,
    "policy": "merit",
    "threshold": None,
    "seed": 2017,
    "reserve": 10,
    "homes_left_out": [],
    "selection": None,
    "lottery": None,
    "problem": None,
    "asked_at": "2017-02-24T09:00:00Z",
    "ended_at": None,
}


class Arriving(Body):
    model_config = example({"application": AN_ID, "travels_from": "2017-05-20"})

    application: UUID
    travels_from: date
    """The first day on which she could travel, e.g. with her visa."""


def each_once(arrivals: tuple[Arriving, ...]) -> tuple[Arriving, ...]:
    """Of two days that are told of somebody none counts."""
    if len(days_of(arrivals)) < len(arrivals):
        raise ValueError("an application stands here twice")
    return arrivals


Arrivals = Annotated[tuple[Arriving, ...], Field(max_length=10_000), AfterValidator(each_once)]


def days_of(arrivals: Iterable[Arriving]) -> dict[UUID, date]:
    return {one.application: one.travels_from for one in arrivals}


class SelectionAsked(Body):
    """`reserve`: how many are to stand by. A home that is left out although it has not closed its reviews is named."""

    model_config = example({"seed": 2017, "reserve": 10, "homes_left_out": [], "arrivals": []})

    seed: Seed
    reserve: Annotated[int, Field(ge=0, le=10_000)]
    """How many are to stand by."""
    homes_left_out: tuple[Region, ...] = ()
    arrivals: Arrivals = ()
    """Of whom the coordinator knows it: whoever could travel only after the first day is left out with the reason
    `visa_lead`, which the document tells and anyone can check."""


class RunView(Shown):
    """The making of one draft, or of a lottery's list. `lost`: what worked at it was ended; ask again."""

    model_config = example(RUN)

    run: UUID
    training: UUID
    state: RunState
    step: Step
    """What is being done, or was when it ended: `costs` is what each quota costs."""
    done: int
    """How many parts of the step are done."""
    of: int
    """How many parts the step has; 0 where it has none."""
    policy: Literal["merit", "lottery", "leximin", "threshold"]
    """`merit`: a draft is made; else the list of such a lottery."""
    threshold: int | None
    """Hundredths of a point from which on candidates take part; null under other policies."""
    seed: int | None
    """Published beforehand: it draws among equals; null for a list, which needs none."""
    reserve: int
    """How many are to stand by."""
    homes_left_out: list[str]
    selection: UUID | None
    """Id of the draft, once it is made."""
    lottery: UUID | None
    """Id of the lottery, once its list is committed to."""
    problem: dict[str, Any] | None
    """Why it failed: the problem that is told where one waits for it."""
    asked_at: datetime
    """When it was asked for."""
    ended_at: datetime | None
    """When it was done, failed or was cancelled; null before, and where it is lost."""

    @classmethod
    def of_run(cls, run: SelectionRun) -> "RunView":
        wanted, progress = run.wanted, run.progress
        listed = isinstance(wanted, Rules)
        return cls(
            run=run.id,
            training=run.training,
            state=run.state,
            step=progress.step,
            done=progress.done,
            of=progress.of,
            policy=wanted.policy.value if isinstance(wanted, Rules) else "merit",
            threshold=wanted.threshold if isinstance(wanted, Rules) else None,
            seed=None if isinstance(wanted, Rules) else wanted.seed,
            reserve=wanted.reserve,
            homes_left_out=list(wanted.homes_left_out),
            selection=None if listed else run.made,
            lottery=run.made if listed else None,
            problem=None if run.problem is None else dict(run.problem),
            asked_at=run.asked_at,
            ended_at=run.ended_at,
        )


def runner_of(request: Request) -> Runner:
    runner: Runner = request.app.state.drafts
    return runner


CurrentRunner = Annotated[Runner, Depends(runner_of)]


@router.get("/selection-runs/{run}", summary="How far the making of a draft, or of a list, is")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def selection_run(run: UUID, tx: CurrentTransaction) -> RunView:
    return RunView.of_run(await views.run(tx, run))


@router.get("/trainings/{training}/selection-runs", summary="Drafts and lists of a training that are or were made")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def selection_runs(training: UUID, tx: CurrentTransaction) -> Items[RunView]:
    return Items[RunView](items=[RunView.of_run(one) for one in await views.runs(tx, training)])


@router.post(
    "/trainings/{training}/selections",
    status_code=201,
    response_model=SelectionView,
    summary="Draft the selection: the draft where it is made soon, else where it is made",
    responses=accepted_described(RunView),
)
@allow(Staff.COORDINATOR)
@made_is_shown_by(selection)
async def draft_selection(
    training: UUID, body: SelectionAsked, request: Request, runner: CurrentRunner, tx: CurrentTransaction, now: Now
) -> JSONResponse:
    wanted = Wanted(body.seed, body.reserve, body.homes_left_out, days_of(body.arrivals))
    begun = await runner.begin(tx, training, wanted, now)
    return where_it_is_made(request, runner, begun, selection)


def where_it_is_made(
    request: Request, runner: Runner, run: SelectionRun, view: Callable[..., Awaitable[Any]]
) -> JSONResponse:
    """`view`: the endpoint that shows what will be made, and is named like what its path names."""
    runs_on(request, view, partial(made, runner, run.id, view.__name__))
    told = RunView.of_run(run).model_dump(mode="json")
    return JSONResponse(
        told, 202, {"Location": as_asked(request, f"/v1/selection-runs/{run.id}"), "Retry-After": RETRY_AFTER}
    )


async def made(runner: Runner, run: UUID, name: str) -> dict[str, UUID] | None:
    found = await runner.outcome(run)
    return None if found is None else {name: found}


@router.post("/selection-runs/{run}/cancellation", status_code=201, summary="End the making of a draft, or of a list")
@allow(Staff.COORDINATOR)
@shown_by(selection_run)
async def cancel_run(run: UUID, runner: CurrentRunner, tx: CurrentTransaction) -> RunView:
    return RunView.of_run(await runner.cancel(tx, run))
