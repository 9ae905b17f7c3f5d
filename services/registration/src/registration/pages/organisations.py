"""Organisations from which people come: the list, and what it says of one."""

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.values import Code

router = APIRouter(prefix="/organisations", route_class=Page)

LIST = "/v1/organisations"


@router.get("")
async def organisations(looking: CurrentLooking) -> Response:
    return await show(looking, Form())


async def show(looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.seen(LIST, **looking.part_of_list())
    return looking.show(
        "organisations.html", status, organisations=found.content["items"], further=found.further, form=form
    )


@router.post("")
async def add(looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(LIST, form.body(), key=form.key)
    if not answer.good:
        return await show(looking, form.refused(answer.content), answer.status)
    return looking.on_to("/organisations")


@router.get("/{organisation}")
async def organisation(organisation: Code, looking: CurrentLooking) -> Response:
    found = await looking.inside.seen(f"{LIST}/{organisation}")
    form = forms.of(found.content, found.etag)
    return looking.show("organisation.html", organisation=organisation, form=form)


@router.post("/{organisation}")
async def change(organisation: Code, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.put(f"{LIST}/{organisation}", form.body(), etag=form.seen)
    if not answer.good:
        again = await looking.again(form, answer, f"{LIST}/{organisation}")
        again.seen = again.seen or form.seen
        return looking.show("organisation.html", answer.status, organisation=organisation, form=again)
    return looking.on_to("/organisations")


async def choices(looking: Looking) -> list[tuple[str, str]]:
    """All of the list by name, however long it is: codes, and what to choose by."""
    listed = await looking.inside.whole(LIST)
    named = sorted((one["name"].casefold(), one["organisation"], one["name"]) for one in listed)
    return [(code, f"{name} ({code})") for _, code, name in named]
