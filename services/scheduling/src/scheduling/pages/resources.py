"""Rooms and people of a training, the whole list at once."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from scheduling.pages import times, writing
from scheduling.pages.trainings import at
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import CHANGED_MEANWHILE
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/resources", route_class=Page)

Json = Mapping[str, Any]

CALLED = {"facilitators": "F", "interpreters": "I", "guests": "G"}
"""The letter with which the code begins that is proposed for one of them."""
LISTS = ("rooms", *CALLED)
YES = ("step_free", "quiet")


def chosen(
    facilitators: UUID | None = None, interpreters: UUID | None = None, guests: UUID | None = None
) -> dict[str, UUID]:
    """Who was chosen by name, by the list that she is to stand in: registration, which knows names, leads here."""
    named = {"facilitators": facilitators, "interpreters": interpreters, "guests": guests}
    return {name: person for name, person in named.items() if person is not None}


CurrentChosen = Annotated[dict[str, UUID], Depends(chosen)]


@router.get("")
async def resources(training: UUID, looking: CurrentLooking, chosen: CurrentChosen) -> Response:
    """With whom she has just chosen, who is not saved yet."""
    found = await looking.inside.get(at(training))
    saved = await looking.inside.seen(f"{at(training)}/resources")
    rows = with_chosen(saved.content, chosen)
    form = form_of(rows, found["time_zone"], saved.etag)
    return looking.show("resources.html", training=found, form=form, chosen=rows != saved.content)


def with_chosen(saved: Json, chosen: Mapping[str, UUID]) -> Json:
    """Each once, with a code that nobody has."""
    codes = [one["code"] for kind in CALLED for one in saved[kind]]
    new = {
        kind: {"code": free_code(CALLED[kind], codes), "person": str(person)}
        for kind, person in chosen.items()
        if str(person) not in [one["person"] for one in saved[kind]]
    }
    return {**saved, **{kind: [*saved[kind], one] for kind, one in new.items()}}


def free_code(letter: str, codes: Iterable[str]) -> str:
    return next(code for code in (f"{letter}-{number}" for number in count(1)) if code not in codes)


@router.post("")
async def keep(training: UUID, looking: CurrentLooking) -> Response:
    """Whoever has just chosen somebody may choose the next."""
    found = await looking.inside.get(at(training))
    sent = await looking.form()
    form = writing.filled(sent, *LISTS, by="code")
    answer = await looking.inside.put(f"{at(training)}/resources", body_of(form, found["time_zone"]), etag=form.seen)
    if answer.good:
        return looking.on_to(f"/trainings/{training}/{'resources' if form.value('chosen') else 'agenda'}")
    form = form.refused(answer.content)
    if answer.code == CHANGED_MEANWHILE:
        saved = await looking.inside.seen(f"{at(training)}/resources")
        form = beside(sent, form, form_of(saved.content, found["time_zone"], saved.etag), answer.content)
    return looking.show("resources.html", answer.status, training=found, form=form, chosen=False)


def beside(sent: Form, form: Form, saved: Form, problem: Json) -> Form:
    """`form`: what was sent, without rows that were emptied; with what somebody saved meanwhile. Whoever was named
    meanwhile stands in a row of her own: nobody took her away.
    """
    typed = dict(form.typed)
    now = {name: text for name, text in saved.typed.items() if name.startswith("rooms/")}
    for kind in CALLED:
        by_person = {row["person"]: row for row in saved.rows(kind)}
        seen = [row.get("person") for row in sent.rows(kind)]
        rows = [*form.rows(kind), *(row for person, row in by_person.items() if person not in seen)]
        typed |= forms.flat({kind: rows})
        now |= forms.flat({kind: [by_person.get(str(row.get("person")), {"code": None}) for row in rows]})
    return Form(typed, seen=saved.seen, problem=problem, now=now)


def form_of(saved: Json, zone: str | None, etag: str = "") -> Form:
    guests = [
        {**one, **{name: times.typed(one.get(name), zone) for name in ("comes_at", "leaves_at")}}
        for one in saved["guests"]
    ]
    return forms.of({**saved, "guests": guests}, etag)


def body_of(form: Form, zone: str | None) -> dict[str, object]:
    rooms = [{**one, **{name: name in one for name in YES}} for one in form.rows("rooms")]
    people = {
        kind: [{**one, "languages": writing.split(one.get("languages"))} for one in form.rows(kind)]
        for kind in ("facilitators", "interpreters")
    }
    guests = [
        {**one, **{name: times.instant(one.get(name), zone) for name in ("comes_at", "leaves_at")}}
        for one in form.rows("guests")
    ]
    return {"rooms": rooms, **people, "guests": guests}
