"""What anybody may read, after the embargo and while everybody shown consents."""

from uuid import UUID

from fastapi import APIRouter, Response

from followup.api.models import AN_ID, Shown, example
from followup.domain.vocabulary import ItemKind
from followup.views import voices as views
from shared.web.door import CurrentTransaction, Door, Now, allow
from shared.web.principal import ANYONE

router = APIRouter(prefix="/v1/public", route_class=Door, tags=["public"])


class Voice(Shown):
    item: UUID
    text: str


class Picture(Shown):
    item: UUID
    caption: str


class PublicView(Shown):
    model_config = example({"voices": [{"item": AN_ID, "text": "…"}], "pictures": [{"item": AN_ID, "caption": "…"}]})

    voices: list[Voice]
    pictures: list[Picture]


@router.get("/trainings/{training}", summary="Voices and pictures of a training")
@allow(ANYONE)
async def training(training: UUID, tx: CurrentTransaction, now: Now) -> PublicView:
    found = await views.visible(tx, training, now=now)
    return PublicView(
        voices=[Voice(item=one.item, text=one.words) for one in found if one.kind is ItemKind.TESTIMONIAL],
        pictures=[Picture(item=one.item, caption=one.words) for one in found if one.kind is ItemKind.PICTURE],
    )


@router.get("/pictures/{item}", summary="A picture's file", response_class=Response)
@allow(ANYONE)
async def picture(item: UUID, tx: CurrentTransaction, now: Now) -> Response:
    file = await views.picture(tx, item, now=now)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return Response(file.content, media_type=file.media_type, headers=headers)
