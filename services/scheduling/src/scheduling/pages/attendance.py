"""What took place and who was there: the sheet of a session on paper, what stands on the paper, and the whole."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import Response

from scheduling.pages import sheet, times
from scheduling.pages.trainings import at, leads
from shared.web.pages.forms import Form, Typed
from shared.web.pages.inside import CHANGED_MEANWHILE, Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}", route_class=Page)

MOST_CORRECTIONS = 100
"""On one page."""

Number = Annotated[int | None, Query(ge=1)]


@router.get("/attendance")
async def attendance(training: UUID, looking: CurrentLooking, before: Number = None) -> Response:
    """`before`: the number of the correction, counted from the oldest, behind which all are newer than those shown."""
    return await show(training, looking, Form(), before=before)


async def show(
    training: UUID, looking: Looking, form: Form, status: int = 200, *, before: int | None = None
) -> Response:
    found = await looking.inside.get(at(training))
    told = await looking.inside.get(f"{at(training)}/attendance")
    agenda = await looking.inside.see(f"{at(training)}/agenda")
    planned = {one["session"]: one for one in agenda.content["sessions"]} if agenda.good else {}
    corrections, earlier = newest(told["corrections"], before)
    return looking.show(
        "attendance.html",
        status,
        training=found,
        attendance=told,
        corrections=corrections,
        earlier=earlier,
        older=before is not None,
        planned=planned,
        days=sorted({times.place_in_time(one, found["time_zone"])["day"] for one in planned.values()}),
        badges={one["application"]: one["badge"] for one in told["entries"]},
        marked=sheet.marked(told),
        first_day_ends=times.end_of(found["starts_on"], found["time_zone"]) if found["starts_on"] else None,
        leads=leads(looking, training),
        form=form,
    )


def newest(all_of_them: Sequence[Any], before: int | None) -> tuple[Sequence[Any], int]:
    """A page of them, the newest first, and how many are earlier. None is ever taken away: numbers stay."""
    ahead = all_of_them[:before]
    earlier = max(0, len(ahead) - MOST_CORRECTIONS)
    return ahead[earlier:][::-1], earlier


@router.post("/completion")
async def complete(training: UUID, looking: CurrentLooking) -> Response:
    then, again = f"/trainings/{training}/attendance", partial(show, training, looking)
    return await looking.act(f"{at(training)}/completion", then, again)


@router.get("/sessions/{session}/paper")
async def paper(training: UUID, session: UUID, looking: CurrentLooking) -> Response:
    return await draw("paper.html", training, session, looking)


@router.get("/sessions/{session}")
async def asked(training: UUID, session: UUID, looking: CurrentLooking) -> Response:
    return await draw("sheet.html", training, session, looking)


@router.post("/sessions/{session}")
async def record(training: UUID, session: UUID, looking: CurrentLooking) -> Response:
    """Both what took place and who was there; what was said of the one stays if the other is refused."""
    form = await looking.form()
    told = (await looking.inside.seen(f"{at(training)}/attendance")).content
    before = {one["session"]: one for one in told["sessions"]}
    looking.require(str(session) in before)
    if (problem := sheet.contradiction(form, before[str(session)])) is not None:
        return await draw("sheet.html", training, session, looking, (form, Answer(422, problem)))
    etag = form.seen
    for what, body in sheet.steps(form, before[str(session)], told["entries"]):
        as_sent = partial(sheet.as_sent, str(session), what, body)
        path = f"{at(training)}/sessions/{session}/{what}"
        answer = await looking.inside.put(path, body, etag=etag, as_sent=as_sent)
        if not answer.good:
            return await draw("sheet.html", training, session, looking, (form, answer))
        etag = answer.etag
    return looking.on_to(f"/trainings/{training}/attendance")


async def draw(
    template: str, training: UUID, session: UUID, looking: Looking, refused: tuple[Form, Answer] | None = None
) -> Response:
    """`refused`: what was sent, and why it was not taken."""
    found = await looking.inside.get(at(training))
    agenda = await looking.inside.get(f"{at(training)}/agenda")
    told = await looking.inside.seen(f"{at(training)}/attendance")
    planned = next((one for one in agenda["sessions"] if one["session"] == str(session)), None)
    looking.require(planned is not None)
    form, status = sheet.form_of(told.content, str(session), told.etag), 200
    if refused is not None:
        sent, answer = refused
        sent = sheet.with_newcomers(sent, form)
        form, status = again(sent, answer, form, sheet.meanwhile(sent, form, told.content, str(session))), answer.status
    values: dict[str, Any] = {"training": found, "session": planned, "entries": told.content["entries"]}
    recorded = any(one["session"] == str(session) for one in told.content["recorded"])
    return looking.show(template, status, form=form, recorded=recorded, **values)


def again(sent: Form, answer: Answer, saved: Form, meanwhile: Typed) -> Form:
    """With what was recorded meanwhile, which may be the half of it that was taken."""
    if answer.code == CHANGED_MEANWHILE:
        return Form(sent.typed, seen=saved.seen, problem=answer.content, now=meanwhile)
    form = sent.refused(sheet.at_fields(answer.content, sent))
    form.seen = sent.seen if answer.code == sheet.CONTRADICTION else saved.seen
    return form
