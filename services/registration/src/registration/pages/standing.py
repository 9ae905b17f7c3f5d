"""Applications as their home's coordinator sees them: without names, and with a note for each letter that is read."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from registration.pages import organisations
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)

ALL, SHOWN = "all", "shown"
"""The button for all applications that stood on the page, and which these were."""
WRONG_FIELD = {"unknown-organisation": "organisation", "too-few-reviewers": "reviewers"}


def at(application: UUID) -> str:
    return f"/v1/applications/{application}"


@router.get("/trainings/{training}/applications")
async def applications(training: UUID, looking: CurrentLooking) -> Response:
    asked = looking.part_of_list("state", "code")
    known = await looking.inside.get(f"/v1/trainings/{training}")
    found = await looking.inside.seen(f"/v1/trainings/{training}/applications", **asked)
    return looking.show(
        "applications.html",
        training=known,
        applications=found.content["items"],
        further=found.further,
        form=Form(asked),
    )


@router.get("/trainings/{training}/assignments")
async def assignments(training: UUID, looking: CurrentLooking) -> Response:
    return await show_assignments(training, looking, Form())


async def show_assignments(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    waiting = {"state": "submitted", "unassigned": "true", **looking.part_of_list()}
    found = await looking.inside.seen(f"/v1/trainings/{training}/applications", **waiting)
    return looking.show(
        "assignments.html",
        status,
        training=await looking.inside.get(f"/v1/trainings/{training}"),
        unassigned=[(one["application"], one["code"]) for one in found.content["items"]],
        reviewers=await reviewers(looking),
        further=found.further,
        form=form,
    )


@router.post("/trainings/{training}/assignments")
async def assign_many(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    body = {"applications": [], "reviewers": [], **form.body(without=(ALL, SHOWN))}
    if form.value(ALL):
        body["applications"] = form.value(SHOWN).split()
    answer = await looking.inside.post(f"/v1/trainings/{training}/assignments", body, key=form.key)
    if not answer.good:
        again = form.refused(answer.content).told_at(WRONG_FIELD)
        return await show_assignments(training, looking, again, answer.status)
    return looking.on_to(f"/trainings/{training}/assignments")


async def reviewers(looking: Looking) -> list[tuple[str, str]]:
    """To choose from, with their names: that they were read is noted."""
    return [(one["person"], known_as(one)) for one in await looking.inside.whole("/v1/people", kind="reviewer")]


def known_as(one: Any) -> str:
    """A name, and what helps to choose."""
    return f"{one['name']} ({', '.join([one['country'], *one['languages']])})"


@router.get("/applications/{application}/standing")
async def standing(application: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.seen(f"{at(application)}/standing")
    form = forms.of({"organisation": found.content["organisation"]}, found.etag)
    return await show(looking, found, form)


async def show(looking: Looking, found: Answer, form: Form, status: int = 200) -> Response:
    """`found`: the standing; her application says when she sent it and to which training."""
    shown = await looking.inside.get(at(found.content["application"]))
    training = await looking.inside.get(f"/v1/trainings/{shown['training']}")
    return looking.show(
        "standing.html",
        status,
        one={**shown, **found.content},
        training=training,
        organisations=await organisations.choices(looking),
        form=form,
    )


async def again(application: UUID, looking: Looking, form: Form, answer: Answer) -> Response:
    """The tag is read first: what is shown is never older than what the next request names."""
    refused = await looking.again(form, answer, f"{at(application)}/standing")
    found = await looking.inside.seen(f"{at(application)}/standing")
    refused.typed = {"organisation": found.content["organisation"] or "", **refused.typed}
    refused.seen = refused.seen or found.etag
    return await show(looking, found, refused.told_at(WRONG_FIELD), answer.status)


@router.post("/applications/{application}/standing/organisation")
async def name_organisation(application: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.put(f"{at(application)}/organisation", form.body(), etag=form.seen)
    if not answer.good:
        return await again(application, looking, form, answer)
    return looking.on_to(f"/applications/{application}/standing")


@router.post("/applications/{application}/standing/ineligibility")
async def rule_out(application: UUID, looking: CurrentLooking) -> Response:
    return await act(application, looking, "ineligibility", needs="rule")


@router.post("/applications/{application}/standing/eligibility")
async def rule_in(application: UUID, looking: CurrentLooking) -> Response:
    return await act(application, looking, "eligibility")


@router.post("/applications/{application}/standing/withdrawal")
async def withdraw(application: UUID, looking: CurrentLooking) -> Response:
    return await act(application, looking, "withdrawal", needs="reason")


async def act(application: UUID, looking: Looking, what: str, needs: str = "") -> Response:
    """Of what the page showed, where it is a ruling. `needs`: the field that has to be chosen."""
    form = await looking.form()
    body = {needs: form.value(needs) or None} if needs else None
    answer = await looking.inside.post(f"{at(application)}/{what}", body, key=form.key, etag=form.seen)
    if not answer.good:
        return await again(application, looking, form, answer)
    return looking.on_to(f"/applications/{application}/standing")


@router.get("/applications/{application}/standing/reviewers")
async def who_reviews(application: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.seen(f"{at(application)}/standing")
    return await show_reviewers(looking, found.content, forms.of({"reviewers": found.content["reviewers"]}, found.etag))


async def show_reviewers(looking: Looking, one: Any, form: Form, status: int = 200) -> Response:
    return looking.show("reviewers.html", status, one=one, reviewers=await reviewers(looking), form=form)


@router.post("/applications/{application}/standing/reviewers")
async def assign(application: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    body = {"reviewers": [], **form.body()}
    answer = await looking.inside.put(f"{at(application)}/reviewers", body, etag=form.seen)
    if not answer.good:
        found = await looking.inside.get(f"{at(application)}/standing")
        refused = await looking.again(form, answer, f"{at(application)}/standing")
        refused.seen = refused.seen or form.seen
        return await show_reviewers(looking, found, refused.told_at(WRONG_FIELD), answer.status)
    return looking.on_to(f"/applications/{application}/standing")


@router.get("/applications/{application}/standing/letter")
async def letter(application: UUID, looking: CurrentLooking) -> Response:
    """That it was read is noted, as for the three below."""
    return await read(application, looking, "letter")


@router.get("/applications/{application}/standing/reviews")
async def reviews(application: UUID, looking: CurrentLooking) -> Response:
    return await read(application, looking, "reviews")


@router.get("/applications/{application}/standing/form")
async def form_as_saved(application: UUID, looking: CurrentLooking) -> Response:
    return await read(application, looking, "form")


async def read(application: UUID, looking: Looking, what: str) -> Response:
    one = await looking.inside.get(f"{at(application)}/standing")
    found = await looking.inside.get(f"{at(application)}/{what}")
    return looking.show("reading.html", one=one, what=what, found=found)
