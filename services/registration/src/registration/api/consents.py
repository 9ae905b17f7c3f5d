"""What people agree to: media, voice, public text."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from registration.api.models import AN_ID
from registration.domain.consent import Consent
from registration.domain.vocabulary import ConsentPurpose
from registration.handlers import people as handlers
from registration.store import applications as store
from registration.store import people
from shared.privacy import audit
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.principal import Link, Staff
from shared.web.shapes import Items, Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["consents"])


class ConsentBody(Body):
    """What she agrees to, or no longer does. `item`: what it covers; null: everything of this purpose."""

    model_config = example({"purpose": "media", "item": AN_ID, "given": True, "text_version": 1})

    purpose: ConsentPurpose
    item: UUID | None = None
    """Id of what it covers; null: everything of this purpose."""
    given: bool
    """Whether she agrees."""
    text_version: Annotated[int, Field(ge=1, le=10_000)]


class ConsentView(Shown):
    model_config = example(
        {"purpose": "media", "item": AN_ID, "given": True, "text_version": 1, "at": "2017-05-18T14:00:00Z"}
    )

    purpose: ConsentPurpose
    item: UUID | None
    """Id of what it covers; null: everything of this purpose."""
    given: bool
    """Whether she agrees."""
    text_version: int
    at: datetime
    """When she decided."""

    @classmethod
    def of(cls, consent: Consent) -> "ConsentView":
        item = None if consent.item.int == 0 else consent.item
        return cls(
            purpose=consent.purpose, item=item, given=consent.given, text_version=consent.text_version, at=consent.at
        )


@router.get("/applications/{application}/consents", summary="What she agreed to")
@allow(Link.APPLICATION, Staff.COORDINATOR)
async def consents(application: UUID, tx: CurrentTransaction) -> Items[ConsentView]:
    return await shown(tx, (await store.get(tx, application)).participant)


@router.put("/applications/{application}/consents", summary="Give a consent, or take it back")
@allow(Link.APPLICATION, changes=consents)
async def change_consent(
    application: UUID, body: ConsentBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> ConsentView:
    return await changed(tx, who, (await store.get(tx, application)).participant, body, now)


@router.get("/people/{person}/consents", summary="What somebody who works for trainings agreed to")
@allow(Link.CONSENT, Staff.COORDINATOR)
async def consents_of_person(person: UUID, tx: CurrentTransaction) -> Items[ConsentView]:
    return await shown(tx, (await people.get(tx, person)).id)


@router.put("/people/{person}/consents", summary="Give a consent to what is written about you, or take it back")
@allow(Link.CONSENT, changes=consents_of_person)
async def change_consent_of_person(
    person: UUID, body: ConsentBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> ConsentView:
    return await changed(tx, who, (await people.get(tx, person)).id, body, now)


async def changed(
    tx: CurrentTransaction, who: CurrentPrincipal, person: UUID, body: ConsentBody, now: Now
) -> ConsentView:
    said = body.purpose, body.item, body.given, body.text_version
    consent = await handlers.change_consent(tx, person, *said, at=now)
    await audit.note(tx, who, "consent-changed", person)
    return ConsentView.of(consent)


async def shown(tx: CurrentTransaction, person: UUID) -> Items[ConsentView]:
    return Items[ConsentView](items=[ConsentView.of(one) for one in await people.consents_of(tx, person)])
