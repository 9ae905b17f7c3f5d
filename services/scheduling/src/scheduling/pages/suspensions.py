"""Lockdown: what is suspended, who asked that it be resumed, and the second person who does it."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/suspensions", route_class=Page)


@router.get("")
async def suspensions(looking: CurrentLooking) -> Response:
    return await show(looking, Form())


async def show(looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.seen("/v1/suspensions", **dict(looking.request.query_params))
    staff = looking.visitor.staff
    return looking.show(
        "suspensions.html",
        status,
        suspensions=found.content["items"],
        further=found.further,
        her=str(staff.person) if staff else "",
        form=form,
    )


@router.post("")
async def suspend_all(looking: CurrentLooking) -> Response:
    form = await looking.form()
    return await done(looking, "/v1/suspensions", form)


@router.post("/resumption")
async def resume_all(looking: CurrentLooking) -> Response:
    form = await looking.form()
    return await done(looking, "/v1/suspensions/resumption", form)


@router.post("/{training}/resumption")
async def resume(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    return await done(looking, f"/v1/trainings/{training}/resumption", form)


async def done(looking: Looking, path: str, form: Form) -> Response:
    answer = await looking.inside.post(path, form.body() or None, key=form.key)
    if not answer.good:
        return await show(looking, form.refused(answer.content), answer.status)
    return looking.on_to("/suspensions")
