"""A reviewer's letters: her queue, and one at a time."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.languages import to_say
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)


def at(application: UUID) -> str:
    return f"/v1/applications/{application}"


@router.get("/reviews")
async def queue(looking: CurrentLooking) -> Response:
    found = await looking.inside.seen("/v1/reviews", **looking.part_of_list())
    return looking.show("reviews.html", queue=found.content, further=found.further, saved=await saved(looking))


@router.get("/applications/{application}/review")
async def letter(application: UUID, looking: CurrentLooking) -> Response:
    own = await looking.inside.seen(f"{at(application)}/review")
    return await draw(application, looking, forms.of(own.content, own.etag))


@router.post("/applications/{application}/review")
async def save(application: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.put(f"{at(application)}/review", review_in(form), etag=form.seen)
    if not answer.good:
        again = await looking.again(form, answer, f"{at(application)}/review")
        return await draw(application, looking, told_at_criteria(again), answer.status)
    around = await looking.inside.get(f"{at(application)}/reviewing")
    following = around["next_left"]
    then = f"/applications/{following}/review" if following else "/reviews"
    return looking.on_to(f"{then}?{SAVED}={application}")


async def saved(looking: Looking) -> str:
    """The code of the letter that she reviewed last, as the page before says; empty where she did not review it."""
    before = looking.request.query_params.get(SAVED, "")
    if looking.request.method == "POST" or not AN_ID.fullmatch(before):
        return ""
    review = await looking.inside.see(f"{at(UUID(before))}/review")
    if not review.good or not review.content["marks"]:
        return ""
    return str((await looking.inside.get(f"{at(UUID(before))}/reviewing"))["code"])


async def draw(application: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    around = await looking.inside.get(f"{at(application)}/reviewing")
    read = await looking.inside.get(f"{at(application)}/letter")
    values = {"around": around, "letter": read["letter"], "saved": await saved(looking)}
    return looking.show("review.html", status, **values, form=form)


def review_in(form: Form) -> Mapping[str, Any]:
    """As the API takes it: marks are numbers, and those that were not given are left out."""
    marks = {code: mark for code, mark in form.part("marks").items() if mark}
    given = {code: int(mark) if A_MARK.fullmatch(str(mark)) else mark for code, mark in marks.items()}
    return {"marks": given, "comment": form.body().get("comment")}


SAVED = "saved"
AN_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
A_MARK = re.compile("[0-9]{1,3}")
NO_MARK = to_say("Give a mark.")


def told_at_criteria(form: Form) -> Form:
    """With every mark that is missing said at its criterion."""
    missing = (form.problem or {}).get("missing", ())
    return replace(form, errors={**form.errors, **{f"marks/{code}": NO_MARK for code in missing}})
