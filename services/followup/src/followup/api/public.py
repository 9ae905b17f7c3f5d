"""What anybody may read, after the embargo and while everybody shown consents."""

from uuid import UUID

from fastapi import APIRouter, Response

from followup.api.models import AN_ID, ANOTHER_ID
from followup.api.voices import BYTES, file_of
from followup.domain.vocabulary import ItemKind
from followup.views import voices as views
from shared.web.door import CurrentTransaction, Door, Now, allow
from shared.web.principal import ANYONE
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1/public", route_class=Door, tags=["public"])


class Voice(Shown):
    item: UUID
    text: str


class Picture(Shown):
    item: UUID
    caption: str


class PublicView(Shown):
    model_config = example(
        {
            "voices": [{"item": AN_ID, "text": "I have learned to speak in my own words."}],
            "pictures": [{"item": ANOTHER_ID, "caption": "The last day"}],
        }
    )

    voices: list[Voice]
    pictures: list[Picture]


@router.get("/trainings/{training}", summary="Voices and pictures of a training")
@allow(ANYONE)
async def public_training(training: UUID, tx: CurrentTransaction, now: Now) -> PublicView:
    items = [(shown.item, shown.text) for shown in await views.public_items(tx, training, now=now)]
    return PublicView(
        voices=[Voice(item=item.id, text=text) for item, text in items if item.kind is ItemKind.TESTIMONIAL],
        pictures=[Picture(item=item.id, caption=text) for item, text in items if item.kind is ItemKind.PICTURE],
    )


@router.get("/pictures/{item}", summary="A picture's file", response_class=Response, responses={200: BYTES})
@allow(ANYONE)
async def public_picture(item: UUID, tx: CurrentTransaction, now: Now) -> Response:
    return file_of(await views.public_picture(tx, item, now=now))
