"""What anyone may read."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/public", route_class=Page)


@router.get("")
async def trainings(looking: CurrentLooking) -> Response:
    found = await looking.inside.seen("/v1/public/trainings", **looking.part_of_list())
    return looking.show("public_trainings.html", trainings=found.content["items"], further=found.further)


@router.get("/trainings/{training}")
async def training(training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.get(f"/v1/public/trainings/{training}")
    agenda = await looking.inside.see(f"/v1/public/trainings/{training}/agenda")
    return looking.show("public_training.html", training=found, agenda=agenda.content if agenda.good else None)
