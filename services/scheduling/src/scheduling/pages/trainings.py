"""A coordinator's trainings, and what is done with one of them."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from scheduling.pages import writing
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.leading import led_on
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.principal import Link, Staff

router = APIRouter(route_class=Page)

ACTS = ("announcement", "discarding", "cancellation", "suspension")
"""Done by one button, some with a reason."""
STATES = ("announced", "draft", "completed", "cancelled", "discarded")


def at(training: UUID) -> str:
    return f"/v1/trainings/{training}"


def leads(looking: Looking, training: UUID) -> bool:
    """Whether what is planned of it is shown to her with the means to change it; the API decides who may."""
    by_link = any(
        grant.purpose is Link.FACILITATE and grant.scope.get("training") == training for grant in looking.visitor.grants
    )
    return looking.visitor.has(Staff.COORDINATOR) or by_link


@router.get("/")
async def trainings(looking: CurrentLooking) -> Response:
    if (elsewhere := led_on(looking)) is not None:
        return elsewhere
    asked = looking.part_of_list("state")
    if looking.visitor.has(Staff.PARTNER):
        readable = await looking.inside.seen("/v1/agendas", **asked)
        return looking.show(
            "partner.html",
            agendas=readable.content["items"],
            further=readable.further,
            planner=looking.request.app.state.planner,
        )
    found = await looking.inside.seen("/v1/trainings", **{"state": "announced", **asked})
    state = asked.get("state", "announced")
    return looking.show(
        "trainings.html", trainings=found.content["items"], further=found.further, state=state, states=STATES
    )


@router.get("/trainings/{training}")
async def training(training: UUID, looking: CurrentLooking) -> Response:
    return await show_training(training, looking, Form())


async def show_training(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    """What is done with it by one button is done with it as it is shown here; it is suspended however it is."""
    found = await looking.inside.seen(at(training))
    public = await looking.inside.see(f"/v1/public/trainings/{training}")
    announcing = found.content["state"] == "draft" and looking.visitor.has(Staff.COORDINATOR)
    needed = await looking.inside.get(f"{at(training)}/announcement") if announcing else {"missing": []}
    return looking.show(
        "training.html",
        status,
        training=found.content,
        public=public.good,
        leads=leads(looking, training),
        missing=needed["missing"],
        form=replace(form, seen=found.etag),
    )


@router.get("/trainings/{training}/dates")
async def dates(training: UUID, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(at(training))
    return looking.show("dates.html", training=saved.content, form=forms.of(saved.content, saved.etag))


@router.post("/trainings/{training}/dates")
async def set_dates(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.put(f"{at(training)}/dates", form.body(), etag=form.seen)
    if answer.good:
        return looking.on_to(f"/trainings/{training}")
    form = writing.told_where_typed(await looking.again(form, answer, at(training)))
    saved = await looking.inside.get(at(training))
    return looking.show("dates.html", answer.status, training=saved, form=form)


@router.post("/trainings/{training}/{act}")
async def do(training: UUID, act: str, looking: CurrentLooking) -> Response:
    """What happened is seen on the training's page; a suspended training has none."""
    looking.require(act in ACTS)
    form = await looking.form()
    body = form.body()
    answer = await looking.inside.post(
        f"{at(training)}/{act}", body.get(act, body) or None, key=form.key, etag=form.seen
    )
    if not answer.good:
        return await show_training(training, looking, form.refused(answer.content), answer.status)
    return looking.on_to("/suspensions" if act == "suspension" else f"/trainings/{training}")
