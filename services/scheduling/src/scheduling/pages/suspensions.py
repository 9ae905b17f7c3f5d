"""Lockdown: what is suspended, who asked that it be resumed, and the second person who does it."""

from functools import partial
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
    found = await looking.inside.seen("/v1/suspensions", **looking.part_of_list())
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
    return await act(looking, "/v1/suspensions")


@router.post("/resumption")
async def resume_all(looking: CurrentLooking) -> Response:
    return await act(looking, "/v1/suspensions/resumption")


@router.post("/{training}/resumption")
async def resume(training: UUID, looking: CurrentLooking) -> Response:
    return await act(looking, f"/v1/trainings/{training}/resumption")


async def act(looking: Looking, path: str) -> Response:
    return await looking.act(path, "/suspensions", partial(show, looking), lambda form: form.body() or None)
