"""Testimonials and pictures."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response, UploadFile

from followup.api.acting import actor, person_of
from followup.api.models import AN_ID, ANOTHER_ID, Words
from followup.domain.pictures import Picture
from followup.domain.vocabulary import ItemKind, ItemState
from followup.handlers import voices as handlers
from followup.store import voices as store
from followup.views import voices as views
from followup.views.voices import Showing, ShownItem
from shared.privacy import audit
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.paging import CurrentPaging
from shared.web.principal import Link, Staff
from shared.web.shapes import Items, Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["voices"])
MOST_SHOWN = 200
"""People in one picture."""
BYTES = {
    "content": {"image/jpeg": {}, "image/png": {}},
    "description": "The picture, without what a camera wrote into it",
}


class Writing(Body):
    """Hers, under her key; shown to nobody else before she consents and it is released."""

    model_config = example({"text": "I have learned to speak in my own words."})

    text: Words
    all_the_same: bool = False


class ItemView(Shown):
    """A testimonial or a picture, and who agrees to it."""

    model_config = example(
        {
            "item": AN_ID,
            "kind": "testimonial",
            "state": "released",
            "text": "I have learned to speak in my own words.",
            "shown": [ANOTHER_ID],
            "consenting": [ANOTHER_ID],
            "visible": True,
        }
    )

    item: UUID
    kind: ItemKind
    state: ItemState
    text: str
    shown: list[UUID]
    consenting: list[UUID]
    visible: bool

    @classmethod
    def of(cls, shown: ShownItem) -> "ItemView":
        item = shown.item
        told = {"shown": sorted(item.shown), "consenting": sorted(shown.consenting), "visible": shown.visible}
        return cls.model_validate({"item": item.id, "kind": item.kind, "state": item.state, "text": shown.text, **told})


class ShowingView(Shown):
    """A testimonial or a picture, for one of those who are shown in it."""

    model_config = example(
        {
            "item": AN_ID,
            "training": ANOTHER_ID,
            "application": ANOTHER_ID,
            "kind": "picture",
            "state": "written",
            "text": "The last day",
            "agreed": False,
            "visible": False,
        }
    )

    item: UUID
    training: UUID
    application: UUID | None
    """Id of the application by which she came to the training; null where it is not known."""
    kind: ItemKind
    state: ItemState
    text: str
    agreed: bool
    """Whether she agrees now that it is shown."""
    visible: bool

    @classmethod
    def told(cls, found: Showing, person: UUID) -> "ShowingView":
        item, shown = found.shown.item, found.shown
        known = {"item": item.id, "training": item.training, "application": found.application, "kind": item.kind}
        told = {"state": item.state, "text": shown.text, "visible": shown.visible}
        return cls.model_validate({**known, **told, "agreed": person in shown.consenting})


@router.get("/items/{item}", summary="A testimonial of hers; for the coordinator any item, whose look is noted")
@allow(Link.FOLLOW_UP, Staff.COORDINATOR, checked_here=("item",))
async def item(item: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> ItemView:
    found = await views.item(tx, item, by=actor(who), now=now)
    if who.link is None:
        await audit.note(tx, who, "item-read", *found.item.whose)
    return ItemView.of(found)


@router.post("/trainings/{training}/testimonials", status_code=201, summary="Write a testimonial")
@allow(Link.FOLLOW_UP)
@shown_by(item)
async def write_testimonial(
    training: UUID, body: Writing, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> ItemView:
    written = await handlers.write_testimonial(tx, training, person_of(who), body.text, all_the_same=body.all_the_same)
    await audit.note(tx, who, "testimonial-changed", *written.whose)
    return ItemView.of(await views.item(tx, written.id, by=actor(who), now=now))


@router.put("/items/{item}", summary="Write a testimonial anew: it is shown no longer until it is released again")
@allow(Link.FOLLOW_UP, checked_here=("item",), changes=item)
async def rewrite_testimonial(
    item: UUID, body: Writing, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> ItemView:
    written = await handlers.rewrite_testimonial(tx, item, actor(who), body.text, all_the_same=body.all_the_same)
    await audit.note(tx, who, "testimonial-changed", *written.whose)
    return ItemView.of(await views.item(tx, item, by=actor(who), now=now))


@router.delete("/items/{item}", status_code=204, summary="Delete a testimonial of hers, wherever it is shown")
@allow(Link.FOLLOW_UP, checked_here=("item",), judges=item)
async def delete_testimonial(item: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> None:
    deleted = await handlers.delete_testimonial(tx, item, actor(who))
    await audit.note(tx, who, "testimonial-deleted", *deleted.whose)


@router.get("/trainings/{training}/testimonials", summary="What she wrote, and whether anybody sees it")
@allow(Link.FOLLOW_UP)
async def testimonials(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> Items[ItemView]:
    own = await views.testimonials_of(tx, training, person_of(who), now=now)
    return Items[ItemView](items=[ItemView.of(one) for one in own])


@router.get("/trainings/{training}/items/mine", summary="What shows her: her words, and pictures of her")
@allow(Link.FOLLOW_UP)
async def items_showing_her(
    training: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> Items[ShowingView]:
    found = await views.showing(tx, training, person_of(who), now=now)
    return Items[ShowingView](items=[ShowingView.told(one, person_of(who)) for one in found])


@router.get("/items/{item}/mine", summary="A testimonial or a picture, as whoever is shown in it sees it")
@allow(Link.FOLLOW_UP, Staff.FACILITATOR, checked_here=("item",))
async def item_showing_her(item: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> ShowingView:
    person = person_of(who)
    return ShowingView.told(await views.shown_to(tx, item, person, now=now), person)


@router.get(
    "/items/{item}/picture",
    summary="A picture's file; a coordinator who reads it is noted",
    response_class=Response,
    responses={200: BYTES},
)
@allow(Staff.COORDINATOR, Link.FOLLOW_UP, Staff.FACILITATOR, checked_here=("item",))
async def picture(item: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> Response:
    known = await store.item(tx, item)
    if who.has(Staff.COORDINATOR):
        await audit.note(tx, who, "picture-read", *known.whose)
    else:
        known.require_shown(person_of(who))
    return file_of(await views.picture(tx, item))


@router.post("/trainings/{training}/pictures", status_code=201, summary="Add a picture, and say who is shown")
@allow(Staff.COORDINATOR)
@shown_by(picture)
async def add_picture(
    training: UUID,
    file: UploadFile,
    caption: Annotated[Words, Form()],
    tx: CurrentTransaction,
    who: CurrentPrincipal,
    now: Now,
    shown: Annotated[tuple[UUID, ...], Form(max_length=MOST_SHOWN)] = (),
    all_the_same: Annotated[bool, Form()] = False,
) -> ItemView:
    content = await file.read()
    added = await handlers.add_picture(tx, training, shown, caption, content, all_the_same=all_the_same)
    await audit.note(tx, who, "picture-changed", *added.whose)
    return ItemView.of(await views.item(tx, added.id, by=actor(who), now=now))


@router.get("/trainings/{training}/items", summary="Testimonials and pictures, and whether anybody sees them; noted")
@allow(Staff.COORDINATOR)
async def items(
    training: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now, paging: CurrentPaging
) -> Items[ItemView]:
    found = paging.shown(await views.items(tx, training, paging.page, now=now))
    await audit.note(tx, who, "item-read", *{person for one in found for person in one.item.whose})
    return Items[ItemView](items=[ItemView.of(one) for one in found])


@router.post("/items/{item}/release", status_code=201, summary="Release an item: it is shown while all consent")
@allow(Staff.COORDINATOR, judges=item)
@shown_by(item)
async def release(item: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> ItemView:
    await handlers.release(tx, item, actor(who))
    return ItemView.of(await views.item(tx, item, by=actor(who), now=now))


@router.post("/items/{item}/retraction", status_code=201, summary="Take an item back")
@allow(Staff.COORDINATOR, judges=item)
@shown_by(item)
async def take_back(item: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> ItemView:
    await handlers.take_back(tx, item, actor(who))
    return ItemView.of(await views.item(tx, item, by=actor(who), now=now))


def file_of(picture: Picture) -> Response:
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return Response(picture.content, media_type=picture.media_type, headers=headers)
