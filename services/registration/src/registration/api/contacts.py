"""How an applicant is reached, as she sees it."""

from uuid import UUID

from fastapi import APIRouter

from registration.api.people import LanguageBody
from registration.handlers import readdressing
from registration.store import applications as store
from registration.views import home as views
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.principal import Link
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1/applications/{application}", route_class=Door, tags=["applications"])


class ReachedView(Shown):
    """Where and in which language she is written to."""

    model_config = example({"contact": "she@example.org", "letters_in": "ru"})

    contact: str
    letters_in: str


@router.get("/contact", summary="Her address, and the language of letters to her")
@allow(Link.APPLICATION)
async def contact(application: UUID, tx: CurrentTransaction) -> ReachedView:
    found = await views.who(tx, (await store.get(tx, application)).participant)
    return ReachedView(contact=found.contact, letters_in=found.letters_in)


@router.put("/language", summary="Choose the language of letters")
@allow(Link.APPLICATION, changes=contact)
async def choose_language(application: UUID, body: LanguageBody, tx: CurrentTransaction) -> ReachedView:
    await readdressing.write_in(tx, (await store.get(tx, application)).participant, body.letters_in)
    return await contact(application, tx)
