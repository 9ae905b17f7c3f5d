"""Facts of the agenda, of the four days, and of what may be known of them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cascade.story.chapters.agenda import READ_BY_PARTNERS
from cascade.story.client import Json, Service
from cascade.story.data import agenda
from cascade.story.data.acts import Act
from cascade.story.data.attendance import CORRECTION
from cascade.story.data.trainings import DUSHANBE
from cascade.story.facts.ask import counts, scheduling
from cascade.story.facts.fact import Facts
from cascade.story.story import Story

FACTS = Facts()
_ZONE = ZoneInfo(DUSHANBE.time_zone)
_FIRST_DRAFT = (Act.DRAFT_AGENDA, "1")


@FACTS.synthetic(19, "24 sessions, 28 hours, 17 modules", (24, 28 * 60, 17), after=_FIRST_DRAFT)
async def first_draft(story: Story) -> tuple[int, int, int]:
    sessions = (await version(story, 1))["sessions"]
    modules = {module for session in sessions for module in session["modules"]}
    return len(sessions), sum(session["minutes"] for session in sessions), len(modules)


@FACTS.synthetic(19, "A missing edition in Tajik is accepted by C-1, by name", [("WARN", "C-1")], after=_FIRST_DRAFT)
async def accepted_warning(story: Story) -> list[tuple[str, str | None]]:
    names = {story.staff_id("C-1"): "C-1"}
    found = (await version(story, 1))["conflicts"]
    return [(one["level"], names.get(one["accepted_by"])) for one in found if one["rule"] == "edition-missing"]


@FACTS.synthetic(19, "Nothing blocks it", [], after=_FIRST_DRAFT)
async def blocking(story: Story) -> list[str]:
    return [one["sentence"] for one in (await version(story, 1))["conflicts"] if one["level"] == "BLOCK"]


@FACTS.synthetic(
    20, "SWRC and Bir Duino read the first version", {"SWRC": 24, "BIR-DUINO": 24}, after=(Act.READ_AGENDA, "1")
)
async def read_by_partners(story: Story) -> dict[str, int]:
    return dict(story.answers[READ_BY_PARTNERS])


@FACTS.published(20, "Partners with a say in the agenda read it", {"SWRC", "BIR-DUINO"}, after=(Act.READ_AGENDA, "1"))
async def readers(story: Story) -> set[str]:
    return set(story.answers[READ_BY_PARTNERS])


@FACTS.synthetic(20, "The second version moves these sessions", agenda.MOVED)
async def moved(story: Story) -> tuple[str, ...]:
    known = story.known.agendas
    found = await story.api.get(
        Service.SCHEDULING, f"/v1/agendas/{known[2]}/difference", story.coordinator, **{"from": known[1]}
    )
    changed = [each for each in found["changed"] if "starts_at" in {field["field"] for field in each["fields"]}]
    return tuple(sorted(each["code"] for each in changed))


@FACTS.synthetic(20, "Peacebuilding follows violence in conflict, and an hour is quiet after it", (True, True))
async def quiet_hour(story: Story) -> tuple[bool, bool]:
    sessions = {each["code"]: each for each in (await published(story))["sessions"]}
    ends = at(sessions[agenda.PEACEBUILDING]["ends_at"])
    follows = at(sessions[agenda.CONFLICT]["ends_at"]) <= at(sessions[agenda.PEACEBUILDING]["starts_at"])
    quiet = timedelta(minutes=agenda.QUIET_HOUR.minutes)
    return follows, not any(ends <= at(each["starts_at"]) < ends + quiet for each in sessions.values())


@FACTS.synthetic(20, "The second version is published, the first superseded", ("published", "superseded"))
async def versions(story: Story) -> tuple[str, str]:
    return (await version(story, 2))["state"], (await version(story, 1))["state"]


@FACTS.published(21, "A cultural figure gives the opening address", (1, "a cultural figure, gives the opening address"))
async def opening(story: Story) -> tuple[int, str]:
    return await guest_of(story, "opening")


@FACTS.published(
    21, "A singer joins the activities of day two", (2, "a singer, joins the activities of the second day")
)
async def singer(story: Story) -> tuple[int, str]:
    return await guest_of(story, "guest")


@FACTS.published(22, "A facilitator of the Shymkent centre assists", ("KZ", True))
async def assistant(story: Story) -> tuple[str, bool]:
    """Where she is from, and whether she is in the agenda."""
    who = await story.api.get(Service.REGISTRATION, f"/v1/people/{story.staff_id('FA-1')}", story.coordinator)
    sessions = (await published(story))["sessions"]
    return who["country"], any("FA-1" in session["facilitators"] for session in sessions)


@FACTS.published(22, "25 participants", 25)
async def roster(story: Story) -> int:
    listed = await scheduling(story, DUSHANBE.key, "/roster")
    return sum(entry["state"] == "on_roster" for entry in listed["items"])


@FACTS.published(22, "Four days", 4)
async def days(story: Story) -> int:
    sessions = (await published(story))["sessions"]
    return len({at(session["starts_at"]).astimezone(_ZONE).date() for session in sessions})


@FACTS.synthetic(22, "600 marks", {"present": 585, "partly": 3, "absent": 12})
async def marks(story: Story) -> dict[str, int]:
    return dict((await scheduling(story, DUSHANBE.key, "/attendance"))["marks"])


@FACTS.synthetic(22, "23 were there for all of it; TM-05 and TJ-07 for part of it", {"TM-05", "TJ-07"})
async def away(story: Story) -> set[str]:
    found = await scheduling(story, DUSHANBE.key, "/attendance")
    badges = {entry["application"]: entry["badge"] for entry in found["entries"]}
    return {badges[mark["application"]] for mark in found["recorded"] if mark["mark"] != "present"}


@FACTS.synthetic(22, "23 attended, 2 partly", {"attended": 23, "partly": 2})
async def outcomes(story: Story) -> dict[str, int]:
    return counts(entry["outcome"] for entry in (await scheduling(story, DUSHANBE.key, "/roster"))["items"])


@FACTS.synthetic(22, "One mark was corrected, with a reason", [("S-06", "GE-03", CORRECTION.reason)])
async def corrections(story: Story) -> list[tuple[str, str, str]]:
    found = await scheduling(story, DUSHANBE.key, "/attendance")
    badges = {entry["application"]: entry["badge"] for entry in found["entries"]}
    codes = {session["session"]: session["code"] for session in found["sessions"]}
    return [(codes[one["session"]], badges[one["application"]], one["reason"]) for one in found["corrections"]]


@FACTS.synthetic(23, "27 of 28 hours; 16 of 17 modules as designed", (27 * 60, 28 * 60, 16, 17))
async def fidelity(story: Story) -> tuple[int, int, int, int]:
    found = (await scheduling(story, DUSHANBE.key))["held"]
    return found["minutes_delivered"], found["minutes_planned"], found["modules_as_designed"], found["modules_planned"]


@FACTS.synthetic(27, "The training is completed", "completed", after=(Act.COMPLETE, DUSHANBE.key))
async def completed(story: Story) -> str:
    return str((await scheduling(story, DUSHANBE.key))["state"])


async def version(story: Story, number: int) -> Json:
    path = f"/v1/agendas/{story.known.agendas[number]}"
    return await story.api.get(Service.SCHEDULING, path, story.coordinator)


async def published(story: Story) -> Json:
    return await scheduling(story, DUSHANBE.key, "/agenda")


async def guest_of(story: Story, kind: str) -> tuple[int, str]:
    """On which day a session of this kind has a guest, and what is said of her."""
    (session,) = [each for each in (await published(story))["sessions"] if each["kind"] == kind]
    resources = await scheduling(story, DUSHANBE.key, "/resources")
    said = {guest["code"]: guest["public_text"] for guest in resources["guests"]}
    day = at(session["starts_at"]).astimezone(_ZONE).date() - DUSHANBE.starts_on
    return day.days + 1, said[session["guests"][0]]


def at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)
