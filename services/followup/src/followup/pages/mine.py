"""What is expected of somebody who was trained, what she plans, and what came back; joining another's plan."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.languages import to_say
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/mine", route_class=Page)

ADDRESSED = "plan="
NO_NUMBER = to_say("This is no number of a plan.")


@router.get("")
async def mine(training: UUID, looking: CurrentLooking, plan: UUID | None = None) -> Response:
    """`plan`: whose planner sent her this address, to be joined."""
    return await show(training, looking, Form({"plan": str(plan)} if plan else {}))


async def show(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    own = await looking.inside.get(f"/v1/trainings/{training}/plans")
    about = await looking.inside.see(f"/v1/trainings/{training}")
    known = about.content if about.good else None
    return looking.show("mine.html", status, own=own, training=training, about=known, form=form)


@router.post("/joining")
async def join(training: UUID, looking: CurrentLooking) -> Response:
    """By the number that another planner gave her."""
    form = await looking.form()
    plan = known_as(form.value("plan"))
    if plan is None:
        return await show(training, looking, Form(form.typed, errors={"plan": NO_NUMBER}), 422)
    answer = await looking.inside.post(f"/v1/plans/{plan}/planners", {}, key=form.key)
    if not answer.good:
        return await show(training, looking, form.refused(answer.content), answer.status)
    return looking.on_to(f"/trainings/{training}/mine/joining/{plan}")


def known_as(typed: str) -> UUID | None:
    """A number, or the address of this page with one, as it was sent to her."""
    try:
        return UUID(typed.rpartition(ADDRESSED)[2].strip())
    except ValueError:
        return None


@router.get("/joining/{plan}")
async def joining(training: UUID, plan: UUID, looking: CurrentLooking) -> Response:
    """Until the region of the plan has answered."""
    own = await looking.inside.get(f"/v1/trainings/{training}/plans")
    if any(one["plan"] == str(plan) for one in (*own["plans"], *own["joins_refused"])):
        return looking.on_to(f"/trainings/{training}/mine")
    return looking.show("joining.html", training=training, waits=True)
