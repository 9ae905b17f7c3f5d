"""What must be there before anything is announced, and the twenty of 2016, who enter by a link handed to them."""

from collections.abc import Sequence

from cascade.story.chapters.agenda import plan_agenda
from cascade.story.chapters.entering import enter_by
from cascade.story.client import Service
from cascade.story.data import kazakhstan
from cascade.story.data.acts import Act
from cascade.story.data.manuals import MANUALS, Manual
from cascade.story.data.programme import ORGANISATIONS, PROGRAMME, Organisation
from cascade.story.data.staff import STAFF, Kind, Staff
from cascade.story.story import Story, together


async def prepare(story: Story, _: Sequence[str]) -> None:
    await together(name_organisation(story, each) for each in ORGANISATIONS)
    body = {"code": PROGRAMME.code, "title": PROGRAMME.title}
    begun = await story.api.post(Service.SCHEDULING, "/v1/programmes", story.coordinator, body)
    story.known.programmes[PROGRAMME.code] = begun["programme"]
    await together(publish(story, manual, language) for manual in MANUALS for language in manual.languages)
    await together(register(story, staff) for staff in STAFF if staff.kind is not Kind.COORDINATOR)


async def name_organisation(story: Story, organisation: Organisation) -> None:
    body = {"code": organisation.code, "name": organisation.name, "country": organisation.country}
    named = await story.api.post(Service.SCHEDULING, "/v1/organisations", story.coordinator, body)
    story.known.organisations[organisation.code] = named["organisation"]


async def publish(story: Story, manual: Manual, language: str) -> None:
    """One edition in one language."""
    modules = [
        {
            "code": module.code,
            "title": module.title,
            "minutes": module.minutes,
            "topics": module.topics,
            "prerequisites": module.prerequisites,
        }
        for module in manual.modules
    ]
    body = {"code": manual.code, "title": manual.title, "edition": manual.edition, "language": language}
    drafted = await story.api.post(Service.SCHEDULING, "/v1/manuals", story.coordinator, {**body, "modules": modules})
    story.known.manuals[manual.code, language] = drafted["manual"]
    await story.api.post(Service.SCHEDULING, f"/v1/manuals/{drafted['manual']}/publication", story.coordinator)


async def register(story: Story, staff: Staff) -> None:
    """Coordinators are known to the issuer of tokens alone."""
    body = {
        "kind": staff.kind.value,
        "name": staff.person.name,
        "contact": staff.person.contact,
        "country": staff.person.country,
        "languages": staff.person.languages,
    }
    known = await story.api.post(Service.REGISTRATION, "/v1/people", story.coordinator, body)
    story.known.staff[staff.code] = known["person"]


async def enrol(story: Story, subjects: Sequence[str]) -> None:
    (training,) = subjects
    people = kazakhstan.PARTICIPANTS
    await enter_by(story, training, people, uses=len(people))
    await plan_agenda(story, training, kazakhstan.SESSIONS)


ACTS = {Act.PREPARE: prepare, Act.ENROL: enrol}
