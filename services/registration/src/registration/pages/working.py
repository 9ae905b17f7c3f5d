"""People who work for trainings: registered, and read with a note of who did."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.principal import Staff
from shared.web.values import Code

router = APIRouter(prefix="/people", route_class=Page)

LETTERS_IN = "letters_in"
CONTACT = "contact"
TAKEN = "contact-taken"
NEEDED = {"facilitator": "facilitators", "interpreter": "interpreters", "guest": "guests"}
"""The lists in which scheduling has those whom a training needs."""


@router.get("")
async def people(looking: CurrentLooking, training: UUID | None = None) -> Response:
    """Nobody's name is shown before a kind of work is chosen. `training`: for which somebody is looked for."""
    looking.require_one_of(Staff.COORDINATOR)
    asked = looking.part_of_list("kind")
    found = await looking.inside.seen("/v1/people", **asked) if "kind" in asked else None
    return looking.show(
        "people.html",
        people=found.content["items"] if found else None,
        further=found.further if found else "",
        form=Form({"kind": asked.get("kind", "")}),
        training=training,
        needed=NEEDED.get(asked.get("kind", ""), ""),
    )


@router.get("/new")
async def new(looking: CurrentLooking, kind: Code | None = None, training: UUID | None = None) -> Response:
    looking.require_one_of(Staff.COORDINATOR)
    form = Form({LETTERS_IN: str(looking.locale), "kind": kind or ""})
    return looking.show("new_person.html", form=form, training=training)


@router.post("/new")
async def register(looking: CurrentLooking, training: UUID | None = None) -> Response:
    """Whoever was looked for is chosen next."""
    form = await looking.form()
    answer = await looking.inside.post("/v1/people", told(form), key=form.key)
    if not answer.good:
        return looking.show("new_person.html", answer.status, form=form.refused(answer.content), training=training)
    if training is not None:
        return looking.on_to(f"/people?kind={form.value('kind')}&training={training}")
    return looking.on_to(f"/people/{answer.content['person']}")


def told(form: Form) -> dict[str, Any]:
    """The language of her letters goes first."""
    spoken = (form.value(LETTERS_IN), *form.values("languages/-"))
    return {**form.body(without=[LETTERS_IN]), "languages": list(dict.fromkeys(one for one in spoken if one))}


@router.get("/{person}")
async def person(person: UUID, looking: CurrentLooking) -> Response:
    """Without what says who she is: what is asked here is not noted."""
    consents = await looking.inside.get(f"/v1/people/{person}/consents")
    return looking.show("person.html", person=person, consents=consents["items"])


@router.get("/{person}/contact")
async def contact(person: UUID, looking: CurrentLooking) -> Response:
    return looking.show("contact.html", person=person, who=await looking.inside.get(f"/v1/people/{person}"))


@router.get("/{person}/address")
async def address(person: UUID, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(f"/v1/people/{person}")
    return draw_address(person, looking, Form(contact_of(saved.content), seen=saved.etag))


@router.post("/{person}/address")
async def change_address(person: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.put(f"/v1/people/{person}/contact", form.body(), etag=form.seen)
    if not answer.good:
        again = await looking.again(form, answer, f"/v1/people/{person}", contact_of)
        if answer.code == TAKEN:
            again.errors = {CONTACT: answer.content["title"]}
        return draw_address(person, looking, again, answer.status)
    return looking.on_to(f"/people/{person}")


def contact_of(saved: Any) -> dict[str, str]:
    return {CONTACT: saved[CONTACT]}


def draw_address(person: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    return looking.show("address.html", status, person=person, form=form)


@router.get("/{person}/letters")
async def letters(person: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.seen(f"/v1/people/{person}/letters", **looking.part_of_list())
    return looking.show("letters.html", person=person, letters=found.content["items"], further=found.further)
