"""All sessions of a day on one sheet: printed, and typed in at once."""

from datetime import date
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from scheduling.pages import day_sheet
from scheduling.pages.trainings import at, leads
from shared.web.pages.forms import Form
from shared.web.pages.inside import CHANGED_MEANWHILE, Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.paging import MOST_ROWS

router = APIRouter(prefix="/trainings/{training}/days/{day}", route_class=Page)


class Place:
    """Which part of which day is meant."""

    def __init__(self, training: UUID, day: date, part: Annotated[int, Query(ge=1)] = 1) -> None:
        self.training, self.day, self.part = training, str(day), part

    def of(self, part: int) -> str:
        return f"/trainings/{self.training}/days/{self.day}?part={part}"


CurrentPlace = Annotated[Place, Depends()]


@router.get("")
async def asked(looking: CurrentLooking, place: CurrentPlace) -> Response:
    shown, saved = await found(looking, place)
    return await draw("day.html", looking, place, shown, saved)


@router.get("/paper")
async def paper(looking: CurrentLooking, place: CurrentPlace) -> Response:
    shown, saved = await found(looking, place)
    return await draw("day_paper.html", looking, place, shown, saved)


@router.post("")
async def record(looking: CurrentLooking, place: CurrentPlace) -> Response:
    form = await looking.form()
    shown, saved = await found(looking, place, filled_in=bool(form.value(day_sheet.DRAWN)))
    if (other := day_sheet.overtaken(form, shown, saved)) is not None:
        return await draw("day.html", looking, place, shown, other, 412)
    if (problem := day_sheet.contradiction(form, shown, saved)) is not None:
        return await draw("day.html", looking, place, shown, form.refused(problem), 422)
    sent = day_sheet.body(form, shown)
    as_sent = partial(day_sheet.as_sent, sent)
    answer = await looking.inside.put(f"{at(place.training)}/attendance", sent, etag=form.seen, as_sent=as_sent)
    if not answer.good:
        return await draw("day.html", looking, place, shown, again(form, answer, shown, saved, sent), answer.status)
    last = place.part == shown.parts
    return looking.on_to(f"/trainings/{place.training}/attendance" if last else place.of(place.part + 1))


async def found(looking: Looking, place: Place, *, filled_in: bool = False) -> tuple[day_sheet.Sheet, Form]:
    """The sheet, and its form as it is recorded. `filled_in`: there was one; where none is now, it is an empty one."""
    told = await looking.inside.seen(f"{at(place.training)}/attendance")
    agenda = await looking.inside.get(f"{at(place.training)}/agenda")
    own = await hers(looking, place.training)
    parts = day_sheet.sheets_of(agenda, told.content, place.day, own)
    looking.require(filled_in or place.part <= len(parts))
    empty = day_sheet.Sheet((), told.content["entries"], {}, place.part, len(parts))
    shown = parts[place.part - 1] if place.part <= len(parts) else empty
    return shown, day_sheet.form_of(shown, told.etag, looking.now)


async def hers(looking: Looking, training: UUID) -> frozenset[str] | None:
    """The sessions that she facilitates; None: all, to whoever leads the training."""
    if leads(looking, training):
        return None
    own = await looking.inside.get("/v1/sessions", training=str(training), limit=MOST_ROWS)
    return frozenset(one["session"] for one in own["items"])


async def draw(
    template: str, looking: Looking, place: Place, shown: day_sheet.Sheet, form: Form, status: int = 200
) -> Response:
    training = await looking.inside.get(at(place.training))
    return looking.show(
        template, status, training=training, day=place.day, sheet=shown, fields=day_sheet, place=place, form=form
    )


def again(form: Form, answer: Answer, shown: day_sheet.Sheet, saved: Form, sent: day_sheet.Json) -> Form:
    """Nothing of it was recorded."""
    if answer.code == CHANGED_MEANWHILE:
        return day_sheet.meanwhile(form, shown, saved, answer.content)
    return form.refused(day_sheet.at_fields(answer.content, shown, sent))
