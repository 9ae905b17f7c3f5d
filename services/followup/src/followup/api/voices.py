"""Feedback, testimonials and pictures."""

from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from fastapi import APIRouter, Form, UploadFile
from pydantic import Field

from followup.api.acting import actor, person_of
from followup.api.models import AN_ID, Code, Items, Shown, Words, example
from followup.domain.items import Item
from followup.domain.vocabulary import ItemKind, ItemState
from followup.handlers import voices as handlers
from followup.store.voices import File
from followup.views import voices as views
from shared.refusals import Refusal
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, allow
from shared.web.models import Body
from shared.web.principal import Link, Staff

router = APIRouter(prefix="/v1", route_class=Door, tags=["voices"])

LARGEST_PICTURE_BYTES = 5 * 1024 * 1024
MAGIC = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""How a file of this type begins; what a client says of it is not believed."""


@dataclass(eq=False)
class NotAPicture(Refusal):
    """A picture is a JPEG or PNG file."""

    status: ClassVar[int] = 422
    size: int
    largest: int

    def sentence(self) -> str:
        return f"A picture is a JPEG or PNG file of at most {self.largest} bytes; this file has {self.size}."


class FeedbackBody(Body):
    """Topic codes of the agenda; each person once."""

    model_config = example({"most_impactful": "peacebuilding", "useful": ["human-rights-law"], "text": "…"})

    most_impactful: Code
    useful: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    text: Words | None = None


class Given(Shown):
    model_config = example({"training": AN_ID, "state": "received"})

    training: UUID
    state: str = "received"


class FeedbackView(Shown):
    """Sums from five answers on; nulls before."""

    model_config = example({"answers": 24, "most_impactful": {"peacebuilding": 21}, "useful": {}, "words": []})

    answers: int
    most_impactful: dict[str, int] | None
    useful: dict[str, int] | None
    words: list[str]


class TestimonialBody(Body):
    model_config = example({"text": "…"})

    text: Words


class ItemView(Shown):
    model_config = example({"item": AN_ID, "kind": "picture", "state": "written"})

    item: UUID
    kind: ItemKind
    state: ItemState

    @classmethod
    def of(cls, item: Item) -> "ItemView":
        return cls(item=item.id, kind=item.kind, state=item.state)


@router.put("/trainings/{training}/feedback", summary="Give feedback, once")
@allow(Link.FEEDBACK)
async def give_feedback(training: UUID, body: FeedbackBody, tx: CurrentTransaction, who: CurrentPrincipal) -> Given:
    await handlers.give_feedback(tx, training, person_of(who), [body.most_impactful], body.useful, body.text)
    return Given(training=training)


@router.get("/trainings/{training}/feedback", summary="What those who attended chose, from five answers on")
@allow(Staff.COORDINATOR, Staff.FACILITATOR)
async def feedback(training: UUID, tx: CurrentTransaction) -> FeedbackView:
    told = await views.feedback(tx, training)
    return FeedbackView(
        answers=told.answers,
        most_impactful=dict(told.sums.impactful) if told.sums else None,
        useful=dict(told.sums.useful) if told.sums else None,
        words=list(told.words),
    )


@router.post("/trainings/{training}/testimonials", status_code=201, summary="Write a testimonial")
@allow(Link.FOLLOW_UP)
async def write_testimonial(
    training: UUID, body: TestimonialBody, tx: CurrentTransaction, who: CurrentPrincipal
) -> ItemView:
    return ItemView.of(await handlers.write_testimonial(tx, training, person_of(who), body.text))


@router.post("/trainings/{training}/pictures", status_code=201, summary="Add a picture, and say who is shown")
@allow(Staff.COORDINATOR)
async def add_picture(
    training: UUID,
    tx: CurrentTransaction,
    file: UploadFile,
    caption: Annotated[Words, Form()],
    shown: Annotated[list[UUID], Form()],
) -> ItemView:
    return ItemView.of(await handlers.add_picture(tx, training, shown, caption, await picture(file)))


async def picture(file: UploadFile) -> File:
    """Raises NotAPicture."""
    content = await file.read()
    kinds = [kind for magic, kind in MAGIC.items() if content.startswith(magic)]
    if not kinds or len(content) > LARGEST_PICTURE_BYTES:
        raise NotAPicture(len(content), LARGEST_PICTURE_BYTES)
    return File(content, kinds[0])


@router.get("/trainings/{training}/items", summary="Testimonials and pictures, with their states")
@allow(Staff.COORDINATOR)
async def items(training: UUID, tx: CurrentTransaction) -> Items[ItemView]:
    return Items[ItemView](items=[ItemView.of(item) for item in await views.items(tx, training)])


@router.post("/items/{item}/release", status_code=201, summary="Release an item: it is shown while all consent")
@allow(Staff.COORDINATOR)
async def release(item: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> ItemView:
    return ItemView.of(await handlers.release(tx, item, actor(who)))


@router.post("/items/{item}/retraction", status_code=201, summary="Take an item back")
@allow(Staff.COORDINATOR)
async def take_back(item: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> ItemView:
    return ItemView.of(await handlers.take_back(tx, item, actor(who)))
