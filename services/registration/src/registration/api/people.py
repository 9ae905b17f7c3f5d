"""People who work for trainings."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from registration.api.models import AN_ID, Contact, Name
from registration.domain.vocabulary import GivenUp, StaffKind
from registration.handlers import people as handlers
from registration.handlers import readdressing
from registration.store import people as store
from registration.views import home as views
from shared.privacy import audit
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.paging import CurrentPaging
from shared.web.principal import Link, Staff
from shared.web.shapes import Items, Shown, example
from shared.web.values import Country, Language

router = APIRouter(prefix="/v1/people", route_class=Door, tags=["people"])


class PersonToRegister(Body):
    model_config = example(
        {"kind": "reviewer", "name": "…", "contact": "r1@example.org", "country": "TJ", "languages": ["ru"]}
    )

    kind: StaffKind
    """What work she does."""
    name: Name
    contact: Contact
    country: Country
    languages: tuple[Language, ...] = ()


class PersonView(Shown):
    """Without what says who she is."""

    model_config = example({"person": AN_ID, "kinds": ["reviewer"], "country": "TJ", "languages": ["ru"]})

    person: UUID
    kinds: list[str]
    """What work she does."""
    country: str | None
    """ISO 3166-1 alpha-2 code of the country that she lives in."""
    languages: list[str]

    @classmethod
    def of(cls, person: store.Person) -> "PersonView":
        return cls(person=person.id, kinds=person.kinds, country=person.country, languages=person.languages)


class WhoView(PersonView):
    """With her name and contact; reading it is noted, unless she reads it herself."""

    model_config = example(
        {
            "person": AN_ID,
            "kinds": [],
            "country": "TJ",
            "languages": ["ru"],
            "name": "…",
            "contact": "…",
            "letters_in": "ru",
        }
    )

    name: str | None
    contact: str
    letters_in: str


class NamedView(PersonView):
    """With her name; reading it is noted."""

    model_config = example({"person": AN_ID, "kinds": ["reviewer"], "country": "TJ", "languages": ["ru"], "name": "…"})

    name: str | None


class ContactBody(Body):
    """The address that she has; the one that is kept reaches nobody, or somebody else."""

    model_config = example({"contact": "she@example.org"})

    contact: Contact


class LanguageBody(Body):
    model_config = example({"letters_in": "ru"})

    letters_in: Language


class LetterView(Shown):
    """What was written to her; of its links what stands before them alone."""

    model_config = example(
        {
            "words": "You are invited. …",
            "links": ["Your answer"],
            "written_at": "2017-02-27T10:00:00Z",
            "sent_at": "2017-02-27T10:00:01Z",
            "given_up_at": None,
            "given_up_why": None,
        }
    )

    words: str
    links: list[str]
    written_at: datetime
    sent_at: datetime | None
    given_up_at: datetime | None
    given_up_why: GivenUp | None


@router.get("", summary="Who does a kind of work for trainings, by name; who reads it is noted")
@allow(Staff.COORDINATOR)
async def working(
    kind: Annotated[StaffKind, Query(description="What work they do.")],
    tx: CurrentTransaction,
    who: CurrentPrincipal,
    paging: CurrentPaging,
) -> Items[NamedView]:
    found = paging.shown(await views.working(tx, kind, paging.page))
    await audit.note(tx, who, "name-read", *[one.id for one, _ in found])
    return Items[NamedView](items=[NamedView(**PersonView.of(one).model_dump(), name=name) for one, name in found])


@router.get("/{person}", summary="Somebody's name and contact; who reads it is noted")
@allow(Staff.COORDINATOR, Link.CONSENT)
async def person(person: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> WhoView:
    known = await store.get(tx, person)
    found = await views.who(tx, person)
    if who.link is None:
        await audit.note(tx, who, "person-read", person)
    told = {"name": found.name, "contact": found.contact, "letters_in": found.letters_in}
    return WhoView(**PersonView.of(known).model_dump(), **told)


@router.post("", status_code=201, summary="Register somebody who works for trainings")
@allow(Staff.COORDINATOR)
@shown_by(person)
async def register_person(body: PersonToRegister, tx: CurrentTransaction, who: CurrentPrincipal) -> PersonView:
    said = body.kind, body.name, body.contact, body.country, body.languages
    registered = await handlers.register_person(tx, *said)
    await audit.note(tx, who, "person-changed", registered.id)
    return PersonView.of(registered)


@router.put("/{person}/contact", summary="Put somebody's address right; links that were sent before open nothing more")
@allow(Staff.COORDINATOR, changes=person)
async def change_contact(
    person: UUID, body: ContactBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> PersonView:
    found = await readdressing.change_contact(tx, person, body.contact, at=now)
    await audit.note(tx, who, "contact-changed", person)
    return PersonView.of(found)


@router.put("/{person}/language", summary="Choose the language of letters")
@allow(Link.CONSENT, changes=person)
async def choose_language_of_person(person: UUID, body: LanguageBody, tx: CurrentTransaction) -> PersonView:
    return PersonView.of(await readdressing.write_in(tx, person, body.letters_in))


@router.get("/{person}/letters", summary="What was written to somebody; who reads it is noted")
@allow(Staff.COORDINATOR)
async def letters(
    person: UUID, tx: CurrentTransaction, who: CurrentPrincipal, paging: CurrentPaging
) -> Items[LetterView]:
    found = paging.shown(await views.letters_to(tx, person, paging.page))
    await audit.note(tx, who, "letters-read", person)
    return Items[LetterView](items=[LetterView.model_validate(one) for one in found])
