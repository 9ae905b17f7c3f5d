"""What an operator looks at: how facts flow through this service, and what does not go on without a person."""

from typing import Annotated
from urllib.parse import parse_qs
from uuid import UUID

from fastapi import APIRouter, Path
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/operations", route_class=Page)

OPERATIONS = "/v1/operations"
TRIED = "tried"
"""The number of the one that was tried again and still fails."""
REMINDERS = "reminders"
"""Of two lists the second, whose cursor cannot be called so too."""

Number = Annotated[int, Path(ge=1, lt=2**63)]
Kind = Annotated[str, Path(pattern="^[A-Za-z]{1,64}$")]


@router.get("")
async def flow(looking: CurrentLooking) -> Response:
    return await draw(looking, Form())


async def draw(looking: Looking, form: Form, status: int = 200) -> Response:
    asked = looking.part_of_list(REMINDERS)
    behind = asked.pop(REMINDERS, "")
    letters = await looking.inside.seen(f"{OPERATIONS}/dead-letters", **asked)
    for_reminders = {name: value for name, value in {**asked, "cursor": behind}.items() if value}
    reminders = await looking.inside.seen(f"{OPERATIONS}/reminders", **for_reminders)
    return looking.show(
        "operations.html",
        status,
        form=form,
        tried=looking.request.query_params.get(TRIED),
        flow=await looking.inside.get(f"{OPERATIONS}/flow"),
        letters=letters.content["items"],
        further_letters=further(looking, "cursor", letters),
        reminders=reminders.content["items"],
        further_reminders=further(looking, REMINDERS, reminders),
    )


def further(looking: Looking, place: str, answer: Answer) -> str:
    """The query of the next page of one of two lists; the other stays where it is. `place`: the name of its cursor."""
    cursor = parse_qs(answer.further).get("cursor")
    return looking.request.url.include_query_params(**{place: cursor[0]}).query if cursor else ""


@router.post("/dead-letters/{dead_letter}/replay")
async def replay(dead_letter: Number, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(at(dead_letter, "/replay"), key=form.key)
    if answer.good and answer.content["still_fails"] is not None:
        return looking.on_to(f"/operations?{TRIED}={answer.content['still_fails']['dead_letter']}")
    return await after(looking, form, answer)


@router.post("/dead-letters/{dead_letter}/end")
async def give_up(dead_letter: Number, looking: CurrentLooking) -> Response:
    form = await looking.form()
    return await after(looking, form, await looking.inside.delete(at(dead_letter)))


@router.post("/reminders/{kind}/{key}/retry")
async def retry(kind: Kind, key: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(f"{OPERATIONS}/reminders/{kind}/{key}/retry", key=form.key)
    return await after(looking, form, answer)


def at(dead_letter: int, then: str = "") -> str:
    return f"{OPERATIONS}/dead-letters/{dead_letter}{then}"


async def after(looking: Looking, form: Form, answer: Answer) -> Response:
    """The page as it is now, with what was refused."""
    if not answer.good:
        return await draw(looking, form.refused(answer.content), answer.status)
    return looking.on_to("/operations")
