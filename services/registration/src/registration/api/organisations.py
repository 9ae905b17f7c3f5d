"""Organisations from which people come: the list that keeps one from being written in two ways."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import AliasChoices, Field

from registration.api.models import Name
from registration.domain import organisation as domain
from registration.handlers import organisations as handlers
from registration.store import organisations as store
from registration.views import organisations as views
from shared.web.created import shown_by
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.models import Body
from shared.web.paging import CurrentPaging
from shared.web.principal import Staff
from shared.web.shapes import Items, Shown, example
from shared.web.values import Code, Country

router = APIRouter(prefix="/v1/organisations", route_class=Door, tags=["organisations"])

CodeInPath = Annotated[Code, Path(description="Code of an organisation on the list.")]


class OrganisationBody(Body):
    """What the list says of an organisation; it stays at home."""

    model_config = example({"name": "Parastor", "country": "TJ"})

    name: Name
    """How it is called, for coordinators to choose by."""
    country: Country | None = None
    """ISO 3166-1 alpha-2 code of the country that it works in. Null: in several, or not said."""


class NewOrganisation(OrganisationBody):
    model_config = example({"organisation": "PARASTOR", "name": "Parastor", "country": "TJ"})

    organisation: Code
    """By which applications name it, for good; another one cannot have it in larger or smaller letters either."""


class OrganisationView(Shown):
    model_config = example({"organisation": "PARASTOR", "name": "Parastor", "country": "TJ"})

    organisation: str = Field(validation_alias=AliasChoices("code", "organisation"))
    """By which applications name it."""
    name: str
    """How it is called, for coordinators to choose by."""
    country: str | None
    """ISO 3166-1 alpha-2 code of the country that it works in. Null: in several, or not said."""


@router.get("", summary="Organisations from which people come")
@allow(Staff.COORDINATOR)
async def organisations(tx: CurrentTransaction, paging: CurrentPaging) -> Items[OrganisationView]:
    return Items[OrganisationView].model_validate({"items": paging.shown(await views.organisations(tx, paging.page))})


@router.get("/{organisation}", summary="What the list says of an organisation")
@allow(Staff.COORDINATOR)
async def organisation(organisation: CodeInPath, tx: CurrentTransaction) -> OrganisationView:
    return OrganisationView.model_validate(await store.get(tx, organisation))


@router.post("", status_code=201, summary="Add an organisation to the list")
@allow(Staff.COORDINATOR)
@shown_by(organisation)
async def add(body: NewOrganisation, tx: CurrentTransaction) -> OrganisationView:
    added = domain.Organisation(body.organisation, body.name, body.country)
    return OrganisationView.model_validate(await handlers.add(tx, added))


@router.put("/{organisation}", summary="Put right what the list says of an organisation")
@allow(Staff.COORDINATOR, changes=organisation)
async def change(organisation: CodeInPath, body: OrganisationBody, tx: CurrentTransaction) -> OrganisationView:
    changed = domain.Organisation(organisation, body.name, body.country)
    return OrganisationView.model_validate(await handlers.change(tx, changed))
