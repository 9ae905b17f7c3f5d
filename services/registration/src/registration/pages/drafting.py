"""Drafts and lists of lotteries while they are made, and drafts beside each other."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)

NAMED, CHOSEN = "selection", "selection/-"
UNCHOSEN = "invalid-request"
DONE = "done"


@router.get("/selection-runs/{run}")
async def run(run: UUID, looking: CurrentLooking) -> Response:
    return await show(run, looking, Form())


async def show(run: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    """Once it is made, the draft or the list itself: whoever waits here is led on."""
    found: Any = await looking.inside.get(f"/v1/selection-runs/{run}")
    if found["state"] == DONE and not form.wrong:
        return looking.on_to(
            f"/selections/{found['selection']}" if found["selection"] else f"/lotteries/{found['lottery']}"
        )
    training = await looking.inside.get(f"/v1/trainings/{found['training']}")
    waits = found["state"] == "running"
    return looking.show("selection_run.html", status, run=found, training=training, waits=waits, form=form)


@router.post("/selection-runs/{run}/cancellation")
async def cancel(run: UUID, looking: CurrentLooking) -> Response:
    path = f"/selection-runs/{run}"
    return await looking.act(f"/v1{path}/cancellation", path, partial(show, run, looking))


@router.get("/trainings/{training}/selection/comparison")
async def comparison(training: UUID, looking: CurrentLooking) -> Response:
    """Which are compared stands in the address; before any are chosen, all can be."""
    asked = looking.request.query_params.getlist(CHOSEN)
    form, compared, status = Form({CHOSEN: asked}), None, 200
    if asked:
        answer = await looking.inside.see(f"/v1/trainings/{training}/selection-comparison", selection=asked)
        compared, status = (answer.content if answer.good else None), answer.status
        form = form if answer.good else form.refused(at_its_field(answer.content))
    made = await looking.inside.get(f"/v1/trainings/{training}/selections")
    return looking.show(
        "comparison.html",
        status,
        training=await looking.inside.get(f"/v1/trainings/{training}"),
        made=[one for one in reversed(made["items"]) if one["kind"] == "first"],
        compared=compared,
        form=form,
    )


def at_its_field(problem: Any) -> Any:
    """What is wrong with the address is wrong with what was chosen."""
    if problem["code"] != UNCHOSEN:
        return problem
    return {**problem, "errors": [{"pointer": f"/{NAMED}", "detail": one["detail"]} for one in problem["errors"][:1]]}
