"""Who has a place, by badge; badges to print. Nobody's name is known here."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from scheduling.pages.trainings import at
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}", route_class=Page)


@router.get("/roster")
async def roster(training: UUID, looking: CurrentLooking) -> Response:
    return await show("roster.html", training, looking)


@router.get("/badges")
async def badges(training: UUID, looking: CurrentLooking) -> Response:
    return await show("badges.html", training, looking)


async def show(template: str, training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.get(at(training))
    entries = await looking.inside.get(f"{at(training)}/roster")
    return looking.show(template, training=found, entries=entries["items"])
