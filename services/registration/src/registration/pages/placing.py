"""Places at the host: who has one, what came back, and who would be next."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from registration.pages.overview import A_GLANCE
from shared.web import faults
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking, nothing
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)

MISTYPED = "invalid-request"
RELAX, BOUNDS = "relax", ("minimum", "maximum")
A_BOUND = re.compile("[0-9]{0,6}")


def at(application: UUID) -> str:
    return f"/v1/places/{application}"


@router.get("/trainings/{training}/places")
async def places(training: UUID, looking: CurrentLooking) -> Response:
    asked = looking.part_of_list("state", "code")
    found = await looking.inside.seen(f"/v1/trainings/{training}/places", **asked)
    known = await looking.inside.get(f"/v1/trainings/{training}")
    values = {"training": known, "places": found.content, "further": found.further, "form": Form(asked)}
    return looking.show("places.html", **values, broken=[one for one in found.content["quotas"] if is_broken(one)])


def is_broken(quota: Mapping[str, Any]) -> bool:
    """Whether fewer hold a seat than it asks for, or more than it lets in."""
    return quota["seats"] < quota["minimum"] or (quota["maximum"] is not None and quota["seats"] > quota["maximum"])


@router.get("/trainings/{training}/invitations")
async def invitations(training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.seen(f"/v1/trainings/{training}/invitations", **looking.part_of_list())
    known = await looking.inside.get(f"/v1/trainings/{training}")
    return looking.show("invitations.html", training=known, invitations=found.content, further=found.further)


@router.get("/places/{application}")
async def place(application: UUID, looking: CurrentLooking) -> Response:
    return await show(application, looking, Form())


async def show(application: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.get(at(application))
    training = await looking.inside.get(f"/v1/trainings/{found['training']}")
    places = await looking.inside.get(f"/v1/trainings/{found['training']}/places", limit=A_GLANCE)
    counting = {one["id"] for one in training["quotas"] if one["where"].items() <= found["attributes"].items()}
    quotas = [one for one in places["quotas"] if one["id"] in counting]
    values = {"place": found, "places": places, "training": training, "quotas": quotas}
    return looking.show("place.html", status, **values, form=form)


@router.post("/places/{application}/release")
async def release(application: UUID, looking: CurrentLooking) -> Response:
    return await act(application, looking, "release", lambda form: {"reason": form.value("reason") or None})


@router.post("/places/{application}/offer")
async def offer_again(application: UUID, looking: CurrentLooking) -> Response:
    return await act(application, looking, "offer", nothing)


async def act(application: UUID, looking: Looking, what: str, body: Callable[[Form], Any]) -> Response:
    path = f"{at(application)}/{what}"
    return await looking.act(path, f"/places/{application}", partial(show, application, looking), body)


@router.get("/trainings/{training}/promotion")
async def promotion(training: UUID, looking: CurrentLooking) -> Response:
    return await look_ahead(training, looking, Form())


@router.post("/trainings/{training}/promotion/preview")
async def preview(training: UUID, looking: CurrentLooking) -> Response:
    """Drawn at once: nothing was changed that a second sending could change again."""
    return await look_ahead(training, looking, await looking.form())


@router.post("/trainings/{training}/promotion")
async def promote(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    body = {**form.body(), "relax": relaxed(form)}
    answer = await looking.inside.post(f"/v1/trainings/{training}/promotions", body, key=form.key)
    if not answer.good:
        return await look_ahead(training, looking, form.refused(answer.content), answer.status)
    return looking.on_to(f"/selections/{answer.content['selection']}")


async def look_ahead(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    """Whom a promotion with these quotas would choose, or why nobody."""
    eased = [written(one) for one in relaxed(form)]
    ahead = await looking.inside.see(f"/v1/trainings/{training}/promotions/next", relax=eased)
    if ahead.code == MISTYPED:
        form, status = form.refused(at_bounds(ahead.content, form)), ahead.status
    return looking.show(
        "promotion.html",
        status,
        training=await looking.inside.get(f"/v1/trainings/{training}"),
        places=await looking.inside.get(f"/v1/trainings/{training}/places", limit=A_GLANCE),
        chosen=ahead.content if ahead.good else None,
        refused=None if ahead.good else ahead.content,
        form=form,
    )


def at_bounds(problem: Mapping[str, Any], form: Form) -> Mapping[str, Any]:
    """What is wrong with the address is wrong with the bounds that were typed."""
    typed = [f"{RELAX}/{number}/{bound}" for number in range(len(form.rows(RELAX))) for bound in BOUNDS]
    wrong = [name for name in typed if not A_BOUND.fullmatch(form.value(name))]
    return {**problem, "errors": [{"pointer": f"/{name}", "detail": faults.A_NUMBER} for name in wrong]}


def relaxed(form: Form) -> list[dict[str, Any]]:
    """Of the quotas in the form those for which it says another bound."""
    return [one for one in form.rows(RELAX) if any(one.get(bound) for bound in BOUNDS)]


def written(relaxation: dict[str, Any]) -> str:
    """As the API reads it in an address."""
    return f"{relaxation.get('id') or ''}:{relaxation.get('minimum') or ''}:{relaxation.get('maximum') or ''}"
