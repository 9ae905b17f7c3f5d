"""The way back for whoever lost her letter."""

from fastapi import APIRouter

from registration.api.models import Contact
from registration.handlers import returning as handlers
from shared.web.door import CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.principal import ANYONE, Link
from shared.web.shapes import example

router = APIRouter(prefix="/v1/links", route_class=Door, tags=["applications"])


class AskingAgain(Body):
    """Where her links were sent."""

    model_config = example({"contact": "she@example.org"})

    contact: Contact


@router.post("", status_code=204, summary="Have one's links mailed again; it says the same whoever is known")
@allow(ANYONE, Link.CALL, Link.ENROLMENT)
async def send_again(body: AskingAgain, tx: CurrentTransaction, now: Now) -> None:
    await handlers.send_links_again(tx, body.contact, at=now)
