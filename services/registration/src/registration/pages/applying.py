"""An application, step by step: what is typed is saved on the server at each, whatever is still missing."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/applications/{application}", route_class=Page)

STEPS = {
    "about": ("name", "country", "birth_date", "rural"),
    "work": ("sector",),
    "letter": ("letter",),
    "wishes": ("wishes",),
}
"""What is asked on each page, in their order."""
CHECK = "check"


def at(application: UUID) -> str:
    return f"/v1/applications/{application}"


def after(step: str) -> str:
    """The step behind it; the last leads to the page on which everything is checked."""
    steps = [*STEPS, CHECK]
    return steps[steps.index(step) + 1]


@router.get("")
async def status(application: UUID, looking: CurrentLooking) -> Response:
    return await show_status(application, looking, Form())


async def show_status(application: UUID, looking: Looking, form: Form) -> Response:
    found = await looking.inside.get(at(application))
    training = await looking.inside.see(f"/v1/trainings/{found['training']}")
    return looking.show(
        "status.html", application=found, training=training.content if training.good else None, form=form
    )


@router.get("/form/{step}")
async def asked(application: UUID, step: str, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(f"{at(application)}/form")
    return draw(application, step, looking, forms.of(saved.content, saved.etag))


@router.post("/form/{step}")
async def save(application: UUID, step: str, looking: CurrentLooking) -> Response:
    """What the other steps say stays as it is saved."""
    form = await looking.form()
    saved = await looking.inside.get(f"{at(application)}/form")
    answer = await looking.inside.put(f"{at(application)}/form", {**saved, **form.body()}, etag=form.seen)
    if not answer.good:
        form = await looking.again(form, answer, f"{at(application)}/form")
        return draw(application, step, looking, form, answer.status)
    return looking.on_to(f"/applications/{application}/form/{after(step)}")


def draw(application: UUID, step: str, looking: Looking, form: Form, status: int = 200) -> Response:
    """Raises NotKnownHere for a step that there is none."""
    if step == CHECK:
        return looking.show("check.html", status, application=application, form=form, steps=STEPS)
    looking.require(step in STEPS)
    number = [*STEPS].index(step) + 1
    return looking.show(
        "step.html", status, application=application, step=step, number=number, of=len(STEPS), form=form
    )


@router.post("/submission")
async def submit(application: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(f"{at(application)}/submission", key=form.key)
    if not answer.good:
        saved = await looking.inside.seen(f"{at(application)}/form")
        again = forms.of(saved.content, saved.etag).refused(answer.content)
        return draw(application, CHECK, looking, again, answer.status)
    return looking.on_to(f"/applications/{application}")


@router.post("/withdrawal")
async def withdraw(application: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(f"{at(application)}/withdrawal", form.body(), key=form.key)
    if not answer.good:
        return await show_status(application, looking, form.refused(answer.content))
    return looking.on_to(f"/applications/{application}")
