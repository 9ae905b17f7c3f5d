"""An application, step by step: what is typed is saved on the server at each, whatever is still missing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web import faults
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer, NotShown
from shared.web.pages.looking import OF_A_PAGE, CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/applications/{application}", route_class=Page)

STEPS = {
    "about": ("name", "country", "birth_date", "rural"),
    "work": ("sector",),
    "letter": ("letter",),
    "wishes": ("wishes",),
}
"""What is asked on each page, in their order, where the training asks for it."""
OPTIONAL = ("wishes",)
CHECK = "check"
DRAFT = "draft"
KEPT = 204

Json = Mapping[str, Any]
Steps = Mapping[str, tuple[str, ...]]


def at(application: UUID) -> str:
    return f"/v1/applications/{application}"


async def call_of(looking: Looking, application: UUID) -> Json:
    """What its training asks for."""
    return await call_for(looking, await looking.inside.get(at(application)))


async def call_for(looking: Looking, found: Json) -> Json:
    call: Json = await looking.inside.get(f"/v1/trainings/{found['training']}/call")
    return call


def steps_of(call: Json) -> Steps:
    asked = {*call["needed"], *OPTIONAL}
    steps = {step: tuple(name for name in names if name in asked) for step, names in STEPS.items()}
    return {step: names for step, names in steps.items() if names}


def beside(step: str, steps: Steps, *, back: bool) -> str:
    """The step before it or behind it; the last leads to the page on which everything is checked."""
    order = [*steps, CHECK]
    return order[max(0, order.index(step) - 1) if back else order.index(step) + 1]


@router.get("/form/{step}")
async def asked(application: UUID, step: str, looking: CurrentLooking) -> Response:
    """What was sent already is not filled in any more: then it is said where it stands."""
    if (await looking.inside.get(at(application)))["state"] != DRAFT:
        return looking.on_to(f"/applications/{application}")
    saved = await looking.inside.seen(f"{at(application)}/form")
    return await draw(application, step, looking, forms.of(saved.content, saved.etag))


@router.post("/form/{step}")
async def save(application: UUID, step: str, looking: CurrentLooking, *, back: bool = False) -> Response:
    """What the other steps say stays as it is saved. `back`: whether she goes to the step before."""
    form = await looking.form()
    steps = steps_of(await call_of(looking, application))
    looking.require(step in steps)
    answer = await kept(application, looking, form)
    if not answer.good:
        form = told_at_fields(await looking.again(form, answer, f"{at(application)}/form"))
        return await draw(application, step, looking, form, answer.status)
    return looking.on_to(f"/applications/{application}/form/{beside(step, steps, back=back)}")


@router.post("/form/{step}/draft")
async def save_meanwhile(application: UUID, step: str, looking: CurrentLooking) -> Response:
    """While it is typed: asked for by script. Raises NotShown, NotKnownHere."""
    looking.require(step in STEPS)
    answer = await kept(application, looking, await looking.form())
    if not answer.good:
        raise NotShown(answer)
    return Response(status_code=KEPT, headers={**OF_A_PAGE, "ETag": answer.etag})


async def kept(application: UUID, looking: Looking, form: Form) -> Answer:
    saved = await looking.inside.get(f"{at(application)}/form")
    return await looking.inside.put(f"{at(application)}/form", {**saved, **form.body()}, etag=form.seen)


async def draw(application: UUID, step: str, looking: Looking, form: Form, status: int = 200) -> Response:
    """What was sent meanwhile, on another page, says when. Raises NotKnownHere for a step that there is none."""
    found = await looking.inside.get(at(application))
    call = await call_for(looking, found)
    steps, sent_at = steps_of(call), found["submitted_at"]
    if sent_at:
        form = replace(form, problem=None, errors={})
    values = {"application": application, "call": call, "steps": steps, "form": form, "sent_at": sent_at}
    if step == CHECK:
        return looking.show("check.html", status, **values)
    looking.require(step in steps)
    return looking.show("step.html", status, step=step, number=[*steps].index(step) + 1, **values)


@router.post("/submission")
async def submit(application: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(f"{at(application)}/submission", key=form.key)
    if not answer.good:
        saved = await looking.inside.seen(f"{at(application)}/form")
        again = told_at_fields(replace(forms.of(saved.content, saved.etag), key=form.key).refused(answer.content))
        return await draw(application, CHECK, looking, again, answer.status)
    return looking.on_to(f"/applications/{application}")


WRONG_FIELD = {"birth-date-not-possible": "birth_date"}


def told_at_fields(form: Form) -> Form:
    """A form that cannot be saved or sent as it is, with what is missing or wrong said at each field."""
    problem = form.problem or {}
    missing = dict.fromkeys(problem.get("missing", ()), faults.MISSING)
    wrong = {name: problem["title"] for code, name in WRONG_FIELD.items() if code == problem.get("code")}
    return replace(form, errors={**form.errors, **missing, **wrong})
