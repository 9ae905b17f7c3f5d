"""Rooms and people of a training, the whole list at once."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from scheduling.pages import times, writing
from scheduling.pages.trainings import at
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import CHANGED_MEANWHILE, Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/resources", route_class=Page)

LISTS = ("rooms", "facilitators", "interpreters", "guests")
YES = ("step_free", "quiet")


@router.get("")
async def resources(training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.get(at(training))
    saved = await looking.inside.seen(f"{at(training)}/resources")
    return looking.show("resources.html", training=found, form=form_of(saved, found["time_zone"]))


@router.post("")
async def keep(training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.get(at(training))
    form = writing.filled(await looking.form(), *LISTS, by="code")
    answer = await looking.inside.put(f"{at(training)}/resources", body_of(form, found["time_zone"]), etag=form.seen)
    if answer.good:
        return looking.on_to(f"/trainings/{training}/agenda")
    form = await again(looking, form, answer, training, found["time_zone"])
    return looking.show("resources.html", answer.status, training=found, form=form)


async def again(looking: Looking, form: Form, answer: Answer, training: UUID, zone: str | None) -> Form:
    if answer.code != CHANGED_MEANWHILE:
        return form.refused(answer.content)
    saved = await looking.inside.seen(f"{at(training)}/resources")
    return Form(form.typed, seen=saved.etag, problem=answer.content, now=form_of(saved, zone).typed)


def form_of(saved: Answer, zone: str | None) -> Form:
    guests = [
        {**one, **{name: times.typed(one[name], zone) for name in ("comes_at", "leaves_at")}}
        for one in saved.content["guests"]
    ]
    return forms.of({**saved.content, "guests": guests}, saved.etag)


def body_of(form: Form, zone: str | None) -> dict[str, object]:
    rooms = [{**one, **{name: name in one for name in YES}} for one in form.rows("rooms")]
    people = {
        kind: [{**one, "languages": writing.split(one.get("languages"))} for one in form.rows(kind)]
        for kind in ("facilitators", "interpreters")
    }
    guests = [
        {**one, **{name: times.instant(one.get(name), zone) for name in ("comes_at", "leaves_at")}}
        for one in form.rows("guests")
    ]
    return {"rooms": rooms, **people, "guests": guests}
