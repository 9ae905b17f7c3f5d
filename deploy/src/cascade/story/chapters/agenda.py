"""The agenda of four days: a first version that the mentor partners read, a second one that is published."""

from collections.abc import Iterable, Sequence

from cascade.story.chapters.announcement import plain
from cascade.story.client import Caller, Json, Service
from cascade.story.data import agenda
from cascade.story.data.acts import Act
from cascade.story.data.agenda import Session
from cascade.story.data.manuals import MISSING_EDITION
from cascade.story.data.programme import Scope
from cascade.story.data.staff import ROOMS, STAFF, Kind, Room, Staff, coordinator_of
from cascade.story.data.trainings import DUSHANBE
from cascade.story.story import Story

VERSIONS = {1: agenda.VERSION_1, 2: agenda.VERSION_2}
READ_BY_PARTNERS = "read by partners"
_LISTS = {Kind.FACILITATOR: "facilitators", Kind.INTERPRETER: "interpreters", Kind.GUEST: "guests"}
_EDITION_MISSING = "edition-missing"


async def draft_agenda(story: Story, subjects: Sequence[str]) -> None:
    """The coordinator takes the missing edition upon herself, each time."""
    version = int(subjects[0])
    await keep_resources(story, DUSHANBE.key, VERSIONS[version])
    drafted = await draft(story, DUSHANBE.key, story.coordinator, VERSIONS[version])
    story.known.agendas[version] = drafted["agenda"]
    for conflict in drafted["conflicts"]:
        if conflict["rule"] == _EDITION_MISSING:
            await accept(story, drafted["agenda"], conflict)


async def accept(story: Story, of: str, conflict: Json) -> None:
    body = {"rule": conflict["rule"], "sessions": conflict["sessions"], "reason": MISSING_EDITION.reason}
    who = story.staff("coordinator", MISSING_EDITION.accepted_by)
    await story.api.post(Service.SCHEDULING, f"/v1/agendas/{of}/acceptances", who, body)


async def read_agenda(story: Story, subjects: Sequence[str]) -> None:
    """By a coordinator of each partner with a say in it."""
    path = f"/v1/agendas/{story.known.agendas[int(subjects[0])]}"
    partners = [each.organisation for each in DUSHANBE.partners if Scope.AGENDA in each.scopes]
    read = {
        partner: await story.api.get(
            Service.SCHEDULING, path, story.staff("coordinator", coordinator_of(partner), partner)
        )
        for partner in partners
    }
    story.answers[READ_BY_PARTNERS] = {partner: len(seen["sessions"]) for partner, seen in read.items()}


async def publish_agenda(story: Story, subjects: Sequence[str]) -> None:
    await publish(story, story.known.agendas[int(subjects[0])], story.coordinator)


async def plan_agenda(story: Story, training: str, sessions: Sequence[Session]) -> None:
    """The training's resources and one version of its agenda, published at once."""
    await keep_resources(story, training, sessions)
    drafted = await draft(story, training, story.coordinator, sessions)
    await publish(story, drafted["agenda"], story.coordinator)


async def publish(story: Story, drafted: str, who: Caller) -> None:
    await story.api.post(Service.SCHEDULING, f"/v1/agendas/{drafted}/publication", who)


async def draft(story: Story, training: str, who: Caller, sessions: Sequence[Session]) -> Json:
    """The agenda as scheduling answers; the ids of its sessions are kept."""
    path = f"/v1/trainings/{story.known.trainings[training]}/agendas"
    body = {"sessions": [body_of(session) for session in sessions]}
    drafted = await story.api.post(Service.SCHEDULING, path, who, body)
    for session in drafted["sessions"]:
        story.known.sessions[training, session["code"]] = session["session"]
    return drafted


async def keep_resources(story: Story, training: str, sessions: Iterable[Session]) -> None:
    """All rooms, and everybody whom one of the sessions names."""
    named = {code for each in sessions for code in (*each.facilitators, *each.interpreters, *each.guests)}
    body: Json = {"rooms": [room_of(room) for room in ROOMS]}
    for kind, name in _LISTS.items():
        body[name] = [resource(story, each) for each in STAFF if each.kind is kind and each.code in named]
    path = f"/v1/trainings/{story.known.trainings[training]}/resources"
    seen = await story.api.tag(Service.SCHEDULING, path, story.coordinator)
    await story.api.put(Service.SCHEDULING, path, story.coordinator, body, seen=seen)


def room_of(room: Room) -> Json:
    return {"code": room.code, "capacity": room.capacity, "step_free": room.step_free, "quiet": room.quiet}


def resource(story: Story, staff: Staff) -> Json:
    told: Json = {"code": staff.code, "person": story.staff_id(staff.code)}
    if staff.kind is Kind.GUEST:
        return {**told, "public_text": staff.part}
    return {**told, "languages": staff.person.languages}


def body_of(session: Session) -> Json:
    """Its key is its code, the same in every version."""
    names = ("title", "kind", "starts_at", "ends_at", "room", "modules", "topics")
    people = ("facilitators", "interpreters", "guests")
    return plain({"code": session.key, **{name: getattr(session, name) for name in (*names, *people)}})


ACTS = {Act.DRAFT_AGENDA: draft_agenda, Act.READ_AGENDA: read_agenda, Act.PUBLISH_AGENDA: publish_agenda}
