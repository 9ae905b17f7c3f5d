"""A coordinator's trainings: where each stands, what it waits for, and the acts that concern all of it."""

from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.inside import NotShown
from shared.web.pages.leading import led_on
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.principal import Staff

router = APIRouter(route_class=Page)

A_GLANCE = 1
"""Of a list whose numbers alone are wanted."""
USUAL_USES = "200"


def at(training: UUID) -> str:
    return f"/v1/trainings/{training}"


@router.get("/")
async def trainings(looking: CurrentLooking) -> Response:
    if (elsewhere := led_on(looking)) is not None:
        return elsewhere
    found = await looking.inside.seen("/v1/trainings", **looking.part_of_list())
    return looking.show("trainings.html", trainings=found.content["items"], further=found.further)


@router.get("/trainings/{training}")
async def training(training: UUID, looking: CurrentLooking) -> Response:
    return await show(training, looking, Form())


async def show(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    seen = await looking.inside.see(at(training))
    if seen.status == HTTPStatus.LOCKED:
        return looking.show("suspended.html", seen.status, problem=seen.content)
    if not seen.good:
        raise NotShown(seen)
    form.typed = {"uses": USUAL_USES, **form.typed}
    found = seen.content
    waiting = await looking.inside.get(f"{at(training)}/waiting")
    coordinates = looking.visitor.has(Staff.COORDINATOR)
    return looking.show(
        "training.html",
        status,
        training=found,
        waiting=waiting["items"],
        waits=any(one["owner"] == "nobody" for one in waiting["items"]),
        funnel=await looking.inside.get(f"{at(training)}/funnel") if coordinates else None,
        places=await glance(looking, f"{at(training)}/places", asked=found["hosted_here"]),
        invitations=await glance(looking, f"{at(training)}/invitations", asked=found["home_here"] and coordinates),
        form=form,
    )


async def glance(looking: Looking, path: str, *, asked: bool) -> Any:
    """The numbers beside a list; None where this region has none."""
    return await looking.inside.get(path, limit=A_GLANCE) if asked else None


@router.post("/trainings/{training}/reviews-closing")
async def close_reviews(training: UUID, looking: CurrentLooking) -> Response:
    return await act(training, looking, "reviews-closing")


@router.post("/trainings/{training}/reviews-reopening")
async def reopen_reviews(training: UUID, looking: CurrentLooking) -> Response:
    return await act(training, looking, "reviews-reopening")


async def act(training: UUID, looking: Looking, what: str) -> Response:
    return await looking.act(f"{at(training)}/{what}", f"/trainings/{training}", partial(show, training, looking))


@router.post("/trainings/{training}/entry-links")
async def entry_link(training: UUID, looking: CurrentLooking) -> Response:
    """Drawn at once: nobody can ask for it a second time."""
    form = await looking.form()
    answer = await looking.inside.post(f"{at(training)}/entry-links", form.body(), key=form.key)
    if not answer.good:
        return await show(training, looking, form.refused(answer.content), answer.status)
    address = f"{str(looking.request.base_url).rstrip('/')}/enter/{answer.content['token']}"
    found = await looking.inside.get(at(training))
    return looking.show("entry_link.html", training=found, link=answer.content, address=address)
