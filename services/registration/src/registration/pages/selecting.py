"""Selection at the host: drafted, looked at with its quotas, published or discarded."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from registration.pages.arriving import ARRIVALS, arrivals
from shared.web.pages.forms import Form
from shared.web.pages.inside import NotShown, answered
from shared.web.pages.looking import OF_A_PAGE, CurrentLooking, Looking
from shared.web.pages.looks import country
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)

USUAL_RESERVE = "10"
ACCEPTED, UNREADABLE, DONE = 202, 422, "done"
BY_POINTS = "merit"
NEWEST = 10
READY = {"draft_selection", "publish_selection"}
"""What a training waits for once all of its candidates are known."""
LOOKED_AT = ("state", "value", "hash")
"""What tells her which draft she looked at."""


@router.get("/trainings/{training}/selection")
async def selection(training: UUID, looking: CurrentLooking) -> Response:
    return await show(training, looking, Form({"reserve": USUAL_RESERVE}))


async def show(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.get(f"/v1/trainings/{training}/selections")
    made = list(reversed(found["items"]))
    asked = await looking.inside.get(f"/v1/trainings/{training}/selection-runs")
    unfinished = [one for one in reversed(asked["items"]) if one["state"] != DONE]
    lotteries = await looking.inside.get(f"/v1/trainings/{training}/lotteries")
    known = await looking.inside.get(f"/v1/trainings/{training}")
    return looking.show(
        "selection.html",
        status,
        training=known,
        remarked=await looking.inside.get(f"/v1/trainings/{training}/quota-remarks"),
        homes=[(home, country(home, looking.locale)) for home in known["homes"]],
        drafts=[one for one in made if one["state"] == "draft"],
        decided=next((one for one in made if one["kind"] == "first" and one["state"] == "published"), None),
        made=made,
        unfinished=[one for one in unfinished if one["policy"] == BY_POINTS][:NEWEST],
        lotteries=list(reversed(lotteries["items"])),
        incomplete=await is_incomplete(known, looking),
        lists=[one for one in unfinished if one["policy"] != BY_POINTS][:NEWEST],
        form=form,
    )


async def is_incomplete(training: Any, looking: Looking) -> bool:
    """Whether nobody can be selected yet because its only region has not closed its reviews."""
    waiting = await looking.inside.get(f"/v1/trainings/{training['training']}/waiting")
    return len(training["homes"]) == 1 and READY.isdisjoint(one["step"] for one in waiting["items"])


@router.post("/trainings/{training}/selection")
async def draft(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    days = await arrivals(training, looking, form)
    if days.unread:
        return await show(training, looking, form.refused(days.problem), UNREADABLE)
    body = {"homes_left_out": [], **form.body(), ARRIVALS: days.told}
    answer = await looking.inside.post(f"/v1/trainings/{training}/selections", body, key=form.key)
    if not answer.good:
        return await show(training, looking, form.refused(answer.content), answer.status)
    if answer.status == ACCEPTED:
        return looking.on_to(f"/selection-runs/{answer.content['run']}")
    return looking.on_to(f"/selections/{answer.content['selection']}")


@router.get("/selections/{selection}")
async def one(selection: UUID, looking: CurrentLooking) -> Response:
    return await show_one(selection, looking, Form())


async def show_one(selection: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    """`form`: what a button says of the draft that was looked at; a new one says it of what stands here."""
    found = await looking.inside.seen(f"/v1/selections/{selection}")
    told: Any = found.content
    training = await looking.inside.get(f"/v1/trainings/{told['training']}")
    seen = {name: str(told[name]) for name in LOOKED_AT}
    before = {name: form.value(name, otherwise) for name, otherwise in seen.items()} if form.wrong else seen
    again = replace(form, typed=seen, seen=found.etag)
    return looking.show("one_selection.html", status, selection=told, training=training, before=before, form=again)


@router.post("/selections/{selection}/publication")
async def publish(selection: UUID, looking: CurrentLooking) -> Response:
    return await act(selection, looking, "publication")


@router.post("/selections/{selection}/discarding")
async def discard(selection: UUID, looking: CurrentLooking) -> Response:
    return await act(selection, looking, "discarding")


async def act(selection: UUID, looking: Looking, what: str) -> Response:
    """Of the draft as it was looked at."""
    form = await looking.form()
    answer = await looking.inside.post(f"/v1/selections/{selection}/{what}", key=form.key, etag=form.seen)
    if not answer.good:
        return await show_one(selection, looking, form.refused(answer.content), answer.status)
    return looking.on_to(f"/selections/{selection}")


@router.get("/selections/{selection}/document")
async def document(selection: UUID, looking: CurrentLooking) -> Response:
    """In the language of the page, where documents are told in it."""
    path, name = f"/v1/selections/{selection}/document", f"selection-{selection}.json"
    try:
        return await file(looking, f"{path}?language={looking.locale}", name)
    except NotShown as refused:
        if refused.answer.status != UNREADABLE:
            raise
        return await file(looking, path, name)


@router.get("/selections/{selection}/candidates")
async def candidates_of_document(selection: UUID, looking: CurrentLooking) -> Response:
    return await file(looking, f"/v1/selections/{selection}/candidates", "candidates.csv")


@router.get("/selections/{selection}/quotas")
async def quotas_of_document(selection: UUID, looking: CurrentLooking) -> Response:
    return await file(looking, f"/v1/selections/{selection}/quotas", "quotas.csv")


@router.get("/selections/{selection}/verifier")
async def verifier_of_document(selection: UUID, looking: CurrentLooking) -> Response:
    return await file(looking, f"/v1/selections/{selection}/verifier", "verify_selection.py")


async def file(looking: Looking, path: str, name: str) -> Response:
    """Its bytes are those that the API answers. Raises NotShown."""
    found = await looking.inside.file(path)
    if found.is_error:
        raise NotShown(answered(found))
    headers = {**OF_A_PAGE, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(found.content, headers=headers, media_type=found.headers["content-type"])


@router.get("/trainings/{training}/candidates")
async def candidates(training: UUID, looking: CurrentLooking) -> Response:
    asked = looking.part_of_list("code")
    found = await looking.inside.seen(f"/v1/trainings/{training}/candidates", **asked)
    known = await looking.inside.get(f"/v1/trainings/{training}")
    return looking.show(
        "candidates.html",
        training=known,
        candidates=found.content["items"],
        further=found.further,
        form=Form(asked),
    )
