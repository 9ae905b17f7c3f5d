"""What a coordinator writes down about a training: as a draft the whole, of an announced one what may still change."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from scheduling.pages import writing
from scheduling.pages.trainings import at
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings", route_class=Page)

BEGUN_WITH = {"admission": "selection", "visibility": "programme", "sensitivity": "discreet"}
OF_AN_ANNOUNCED_ONE = (
    "title",
    "place",
    "languages",
    "seats",
    "quotas",
    "per_organisation",
    "partners",
    "sensitivity",
    "publish_not_before",
    "call",
    "answer_within_days",
    "plans_due_days",
    "manuals",
    "topics",
    "note",
)
"""What can still be changed."""
OF_A_DRAFT = (
    "programme",
    "country",
    "time_zone",
    "parent",
    "admission",
    "visibility",
    "homes",
    "starts_on",
    "ends_on",
    "criteria",
    *OF_AN_ANNOUNCED_ONE[:-1],
)


@router.get("/new")
async def new(looking: CurrentLooking) -> Response:
    return await draw(looking, Form(BEGUN_WITH))


@router.post("/new")
async def draft(looking: CurrentLooking) -> Response:
    form = writing.filled(await looking.form(), *writing.ROWS)
    answer = await looking.inside.post("/v1/trainings", told(form, form.value("time_zone"), OF_A_DRAFT), key=form.key)
    if not answer.good:
        again = writing.told_where_typed(form.refused(answer.content))
        return await draw(looking, again, status=answer.status)
    return looking.on_to(f"/trainings/{answer.content['training']}")


@router.get("/{training}/particulars")
async def written(training: UUID, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(at(training))
    return await draw(looking, forms.of(writing.shown(saved.content), saved.etag), saved.content)


@router.post("/{training}/particulars")
async def save(training: UUID, looking: CurrentLooking) -> Response:
    form = writing.filled(await looking.form(), *writing.ROWS)
    saved = await looking.inside.seen(at(training))
    answer = await send(looking, saved.content, form)
    if answer.good:
        return looking.on_to(f"/trainings/{training}")
    again = await looking.again(form, answer, at(training), writing.shown)
    return await draw(looking, writing.told_where_typed(again), saved.content, answer.status)


async def send(looking: Looking, training: dict[str, Any], form: Form) -> Answer:
    if training["state"] == "draft":
        body = told(form, form.value("time_zone"), OF_A_DRAFT)
        return await looking.inside.put(
            at(training["training"]), {"parent": training["parent"], **body}, etag=form.seen
        )
    body = told(form, training["time_zone"], OF_AN_ANNOUNCED_ONE)
    return await looking.inside.post(f"{at(training['training'])}/changes", body, key=form.key, etag=form.seen)


def told(form: Form, zone: str | None, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in writing.particulars(form, zone).items() if name in names}


async def draw(looking: Looking, form: Form, training: dict[str, Any] | None = None, status: int = 200) -> Response:
    """With everything that can be chosen."""
    programmes = await looking.inside.whole("/v1/programmes")
    organisations = await looking.inside.whole("/v1/organisations")
    manuals = await looking.inside.whole("/v1/manuals")
    return looking.show(
        "particulars.html",
        status,
        form=form,
        training=training,
        programmes=writing.choices(programmes, "programme", "title"),
        organisations=writing.choices(organisations, "organisation", "name"),
        manuals=writing.choices(manuals, "manual", "title", "edition", "language"),
    )
