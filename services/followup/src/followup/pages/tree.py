"""The tree of generations: what grew from a training, drawn and told."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages.parts import part
from followup.pages.tree_drawing import drawn
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/tree", route_class=Page)


FITS = 1250
"""The width up to which a drawing can still be read where a desk makes it smaller; a wider one is scrolled."""


@router.get("")
async def tree(training: UUID, looking: CurrentLooking, behind: UUID | None = None) -> Response:
    """`behind`: the training behind which the table goes on; there the drawing is not shown again. `numbers`: by which
    drawing and table call each.
    """
    found = await looking.inside.get(f"/v1/trainings/{training}/tree")
    told = await looking.inside.see(f"/v1/trainings/{training}")
    return looking.show(
        "tree.html",
        training=training,
        about=told.content if told.good else {"training": training},
        tree=found,
        drawing=None if behind else drawn(found),
        fits=FITS,
        part=part(found["nodes"], "training", behind),
        numbers={node["training"]: number for number, node in enumerate(found["nodes"], 1)},
    )
