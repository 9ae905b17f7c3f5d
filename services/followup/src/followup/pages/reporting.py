"""Reporting what came of a plan: on the page, or with a form that was filled in without a connection."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages import drafting, report_form
from followup.pages.report_form import NotTheForm
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer
from shared.web.pages.languages import to_say
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/plans/{plan}/report", route_class=Page)

NOT_READ = 422
WHY_NOT = {
    "too-large": to_say("This file is too large to be the form."),
    "no-text": to_say("This file cannot be read as text. Save it as plain text (UTF-8)."),
    "another-file": to_say("This file is not the report form, or lines of it are missing."),
}
"""Why a file was not read."""


def draft_of(plan: UUID) -> str:
    return f"/v1/plans/{plan}/report/draft"


@router.get("")
async def asked(plan: UUID, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(f"/v1/plans/{plan}")
    form, begun = await begun_of(looking, plan, saved)
    return await draw(looking, saved, form, begun=begun)


async def begun_of(looking: Looking, plan: UUID, saved: Answer) -> tuple[Form, bool]:
    form = forms.of(body_of(saved.content), saved.etag)
    if "report" not in (saved.content["acts"] or ()):
        return form, False
    return await drafting.begun(looking, draft_of(plan), form)


@router.post("")
async def report(plan: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    body = form.body(without=drafting.OWN)
    answer = await looking.inside.put(f"/v1/plans/{plan}/report", body, etag=form.seen, as_sent=body_of)
    if answer.good:
        return looking.on_to(f"/plans/{plan}")
    form = await drafting.keep_refused(looking, draft_of(plan), form, answer.status)
    again = await looking.again(form, answer, f"/v1/plans/{plan}", body_of)
    return await draw_again(plan, looking, again, answer.status)


@router.post("/draft")
async def keep(plan: UUID, looking: CurrentLooking) -> Response:
    return await drafting.keep(looking, draft_of(plan), f"/plans/{plan}/report", partial(draw_again, plan, looking))


async def draw_again(plan: UUID, looking: Looking, form: Form, status: int) -> Response:
    saved = await looking.inside.seen(f"/v1/plans/{plan}")
    return await draw(looking, saved, form, status)


@router.get("/form")
async def form_to_fill_in(plan: UUID, looking: CurrentLooking) -> Response:
    """Only for whoever may see the plan; nothing of it is in the file."""
    saved = await looking.inside.get(f"/v1/plans/{plan}")
    about = await looking.inside.see(f"/v1/trainings/{saved['training']}", of_modules="true")
    shown = looking.show("report_form.txt", **taught(about))
    text = bytes(shown.body).decode().replace("\n", "\r\n")
    headers = {"Content-Disposition": f'attachment; filename="{report_form.FILE_NAME}"', "Cache-Control": "no-store"}
    return Response(f"\ufeff{text}", media_type="text/plain; charset=utf-8", headers=headers)


@router.post("/form")
async def form_filled_in(plan: UUID, looking: CurrentLooking) -> Response:
    """Shown as it was read: she checks it, and sends it herself."""
    sent = await looking.form()
    saved = await looking.inside.seen(f"/v1/plans/{plan}")
    form, begun = await begun_of(looking, plan, saved)
    file = sent.files.get("file")
    try:
        typed = report_form.read(await file.read(report_form.MOST_BYTES + 1) if file is not None else b"")
    except NotTheForm as fault:
        return await draw(looking, saved, replace(form, errors={"file": WHY_NOT[fault.why]}), NOT_READ, begun=begun)
    as_read = {**typed, drafting.SEEN: form.value(drafting.SEEN)}
    return await draw(looking, saved, replace(form, typed=as_read), read=True)


def body_of(plan: dict[str, Any]) -> dict[str, Any]:
    """The report that stands there, as it was sent."""
    report = plan["report"]
    if not report:
        return {}
    reach = {name: report["reach"][name] for name in ("girls", "women", "men")}
    words = (plan["words"] or {}).get("report")
    return {**reach, "modules": report["modules"], "minutes": report["minutes"], "words": words}


async def draw(
    looking: Looking, saved: Answer, form: Form, status: int = 200, *, read: bool = False, begun: bool = False
) -> Response:
    """`read`: what stands there comes from a file; `begun`: from a draft."""
    about = await looking.inside.see(f"/v1/trainings/{saved.content['training']}", of_modules="true")
    values = {"plan": saved.content, "form": form, **taught(about)}
    return looking.show("reporting.html", status, read=read, begun=begun, **values)


def taught(about: Answer) -> dict[str, Any]:
    """Codes of modules, and what each is about; none where its training is not known here yet."""
    told = about.content if about.good else {"known_modules": [], "module_topics": {}}
    return {"modules": told["known_modules"], "taught": told["module_topics"]}
