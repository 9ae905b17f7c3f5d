"""The tree of generations: what grew from a training, drawn and told."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages.tree_drawing import drawn
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/tree", route_class=Page)


@router.get("")
async def tree(training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.get(f"/v1/trainings/{training}/tree")
    told = await looking.inside.see(f"/v1/trainings/{training}")
    about = told.content if told.good else {"training": training}
    return looking.show("tree.html", training=training, about=about, tree=found, drawing=drawn(found))
