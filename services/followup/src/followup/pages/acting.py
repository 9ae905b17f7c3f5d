"""One plan, for everybody who has to do with it, and what each may ask of it."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages import choosing
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/plans/{plan}", route_class=Page)

AT_ONCE = ("approval", "withdrawal", "withholding", "lapse")
"""Asked for with one button."""
WITH_WORDS = {
    "return": {"return plan", "return report"},
    "verification": {"verify"},
    "restatement": {"restate"},
    "mentor": {"assign mentor"},
}
"""Asked for with a form, by whoever may ask one of these; the mentor alone is put, the others posted."""


@router.get("")
async def plan(plan: UUID, looking: CurrentLooking) -> Response:
    return await show(plan, looking, Form())


async def show(plan: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    """What is asked for with one button is asked for of the plan as it is shown here."""
    found = await looking.inside.seen(f"/v1/plans/{plan}")
    told = await told_of(looking, found.content)
    return looking.show("plan.html", status, plan=found.content, form=replace(form, seen=found.etag), **told)


async def told_of(looking: Looking, plan: dict[str, Any]) -> dict[str, Any]:
    """Of the training that was attended, what a plan is shown with."""
    about = await looking.inside.see(f"/v1/trainings/{plan['training']}", of_modules="true")
    told = about.content if about.good else {"time_zone": None, "module_topics": {}}
    return {"zone": told["time_zone"] or "UTC", "taught": told["module_topics"]}


@router.post("/now/{act}")
async def at_once(plan: UUID, act: str, looking: CurrentLooking) -> Response:
    looking.require(act in AT_ONCE)
    return await looking.act(f"/v1/plans/{plan}/{act}", f"/plans/{plan}", partial(show, plan, looking))


@router.get("/asking/{act}")
async def asked(plan: UUID, act: str, looking: CurrentLooking) -> Response:
    looking.require(act in WITH_WORDS)
    saved = await looking.inside.seen(f"/v1/plans/{plan}")
    looking.require(bool(WITH_WORDS[act] & set(saved.content["acts"] or ())))
    return await draw(looking, act, saved, forms.of(begun(act, saved.content), saved.etag))


@router.post("/asking/{act}")
async def ask(plan: UUID, act: str, looking: CurrentLooking) -> Response:
    looking.require(act in WITH_WORDS)
    form = await looking.form()
    answer = await sent(looking, plan, act, form)
    if answer.good:
        return looking.on_to(f"/plans/{plan}")
    saved = await looking.inside.seen(f"/v1/plans/{plan}")
    return await draw(looking, act, saved, await looking.again(form, answer, f"/v1/plans/{plan}"), answer.status)


async def sent(looking: Looking, plan: UUID, act: str, form: Form) -> Answer:
    path = f"/v1/plans/{plan}/{act}"
    if act != "mentor":
        return await looking.inside.post(path, form.body(), key=form.key, etag=form.seen)
    return await looking.inside.put(path, {"mentor": choosing.chosen(form, "mentor") or None}, etag=form.seen)


def begun(act: str, plan: dict[str, Any]) -> dict[str, Any]:
    """What stands in a form before anybody typed: reported figures to be verified, verified ones to be restated."""
    if act == "verification" and plan["report"]:
        return figures(plan["report"]["reach"])
    if act == "restatement" and plan["verifications"]:
        return figures(plan["verifications"][-1]["reach"])
    if act == "return":
        return {"part": "report" if "return report" in plan["acts"] else "plan"}
    return {"mentor": plan["mentor"]} if act == "mentor" else {}


def figures(reach: dict[str, Any]) -> dict[str, Any]:
    return {name: reach[name] for name in ("girls", "women", "men")}


async def draw(looking: Looking, act: str, saved: Answer, form: Form, status: int = 200) -> Response:
    """With the plan beneath, as it is now: whoever asks again after somebody changed it has it before her."""
    mentors = await looking.inside.see("/v1/mentors") if act == "mentor" else None
    known = mentors.content["items"] if mentors is not None and mentors.good else []
    told = await told_of(looking, saved.content)
    form = choosing.told_where_said(form, "mentor", offered=bool(known))
    return looking.show("asking.html", status, plan=saved.content, act=act, form=form, mentors=known, **told)
