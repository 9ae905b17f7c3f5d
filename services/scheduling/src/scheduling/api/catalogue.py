"""Organisations, programmes, manuals."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import AliasChoices, Field
from pydantic.config import JsonDict

from scheduling.api.models import MOST, Codes, Positive, Title
from scheduling.domain import manual as domain
from scheduling.domain.vocabulary import ManualState
from scheduling.handlers import catalogue as handlers
from scheduling.views import catalogue as views
from shared.web.created import shown_by
from shared.web.door import CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.paging import CurrentPaging
from shared.web.principal import Link, Staff
from shared.web.shapes import Items, Shown, example
from shared.web.values import Code, Country, Language

router = APIRouter(prefix="/v1", route_class=Door, tags=["catalogue"])

ID = "0192f0c1-0000-7000-8000-000000000001"


class NewOrganisation(Body):
    model_config = example({"code": "PARASTOR", "name": "Parastor", "country": "TJ"})

    code: Code
    name: Title
    country: Country


class OrganisationView(Shown):
    model_config = example({"organisation": ID, "code": "PARASTOR", "name": "Parastor", "country": "TJ"})

    organisation: UUID = Field(validation_alias=AliasChoices("id", "organisation"))
    code: str
    name: str
    country: str


class NewProgramme(Body):
    model_config = example({"code": "TOT-CA", "title": "Training of Trainers, Central Asia"})

    code: Code
    title: Title


class ProgrammeView(Shown):
    model_config = example({"programme": ID, "code": "TOT-CA", "title": "Training of Trainers, Central Asia"})

    programme: UUID = Field(validation_alias=AliasChoices("id", "programme"))
    code: str
    title: str


class NewModule(Body):
    code: Code
    title: Title
    minutes: Positive
    """How long it takes."""
    topics: Codes = ()
    prerequisites: Codes = ()


MODULE: JsonDict = {
    "code": "LC-2",
    "title": "Leading side by side",
    "minutes": 90,
    "topics": ["horizontal"],
    "prerequisites": ["LC-1"],
}
MANUAL: JsonDict = {
    "code": "CHOICES",
    "title": "Leading to Choices",
    "edition": 1,
    "language": "ru",
    "modules": [MODULE],
}


class NewManual(Body):
    """One edition in one language. Prerequisites are modules of the same manual."""

    model_config = example(MANUAL)

    code: Code
    title: Title
    edition: Positive
    language: Language
    modules: tuple[NewModule, ...] = Field(min_length=1, max_length=MOST)


class ModuleView(Shown):
    code: str
    title: str
    minutes: int
    """How long it takes."""
    topics: tuple[str, ...]
    prerequisites: tuple[str, ...]


class TaughtView(Shown):
    """A module of a training, in one edition of one language; of a draft, too: agendas are planned before it is out."""

    model_config = example({"manual": ID, "language": "ru", "code": "LC-1", "title": "Listening"})

    manual: UUID
    language: str
    code: str
    title: str


class ManualView(Shown):
    model_config = example({"manual": ID, **MANUAL, "state": "draft"})

    manual: UUID = Field(validation_alias=AliasChoices("id", "manual"))
    code: str
    title: str
    edition: int
    language: str
    modules: tuple[ModuleView, ...]
    state: ManualState


@router.post("/organisations", status_code=201, summary="Name an organisation that may be a partner")
@allow(Staff.COORDINATOR)
async def add_organisation(body: NewOrganisation, tx: CurrentTransaction) -> OrganisationView:
    added = await handlers.add_organisation(tx, body.code, body.name, body.country)
    return OrganisationView.model_validate(added)


@router.get("/organisations", summary="All organisations")
@allow(Staff.COORDINATOR)
async def organisations(tx: CurrentTransaction, paging: CurrentPaging) -> Items[OrganisationView]:
    return Items[OrganisationView].model_validate({"items": paging.shown(await views.organisations(tx, paging.page))})


@router.post("/programmes", status_code=201, summary="Begin a programme")
@allow(Staff.COORDINATOR)
async def add_programme(body: NewProgramme, tx: CurrentTransaction) -> ProgrammeView:
    return ProgrammeView.model_validate(await handlers.add_programme(tx, body.code, body.title))


@router.get("/programmes", summary="All programmes")
@allow(Staff.COORDINATOR)
async def programmes(tx: CurrentTransaction, paging: CurrentPaging) -> Items[ProgrammeView]:
    return Items[ProgrammeView].model_validate({"items": paging.shown(await views.programmes(tx, paging.page))})


@router.get("/manuals/{manual}", summary="One edition of a manual")
@allow(Staff.COORDINATOR, Staff.FACILITATOR)
async def manual(manual: UUID, tx: CurrentTransaction) -> ManualView:
    return ManualView.model_validate(await views.manual(tx, manual))


@router.post("/manuals", status_code=201, summary="Draft an edition of a manual")
@allow(Staff.COORDINATOR)
@shown_by(manual)
async def draft_manual(body: NewManual, tx: CurrentTransaction) -> ManualView:
    modules = tuple(domain.Module(**module.model_dump()) for module in body.modules)
    manual = await handlers.draft_manual(tx, body.code, body.title, body.edition, body.language, modules)
    return ManualView.model_validate(manual)


@router.post("/manuals/{manual}/publication", status_code=201, summary="Publish a manual")
@allow(Staff.COORDINATOR)
@shown_by(manual)
async def publish_manual(manual: UUID, tx: CurrentTransaction, now: Now) -> ManualView:
    return ManualView.model_validate(await handlers.publish_manual(tx, manual, at=now))


@router.get("/manuals", summary="All manuals")
@allow(Staff.COORDINATOR)
async def manuals(tx: CurrentTransaction, paging: CurrentPaging) -> Items[ManualView]:
    return Items[ManualView].model_validate({"items": paging.shown(await views.manuals(tx, paging.page))})


@router.get("/trainings/{training}/modules", summary="Modules of the manuals of a training")
@allow(Staff.COORDINATOR, Link.FACILITATE)
async def modules(training: UUID, tx: CurrentTransaction) -> Items[TaughtView]:
    return Items[TaughtView].model_validate({"items": await views.modules(tx, training)})
