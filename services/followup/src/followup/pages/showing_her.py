"""What shows somebody who was trained: her testimonials and pictures of her, before she says who may see them."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)


@router.get("/trainings/{training}/mine/items")
async def showing_her(training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.get(f"/v1/trainings/{training}/items/mine")
    return looking.show("showing_her.html", training=training, items=found["items"], alone=False)


@router.get("/items/{item}")
async def one_item(item: UUID, looking: CurrentLooking) -> Response:
    """Where she is led to before she says whether it may be shown."""
    found = await looking.inside.get(f"/v1/items/{item}/mine")
    return looking.show("showing_her.html", training=found["training"], items=[found], alone=True)
