"""Facts of what became of the plans: the ledger of the cut-off, and how it came about."""

from collections import Counter
from datetime import date, timedelta

from cascade.story.client import Json, Refused, Service
from cascade.story.data import reach
from cascade.story.data.acts import Act
from cascade.story.data.plans import Kind
from cascade.story.data.reach import Column
from cascade.story.data.trainings import DUSHANBE
from cascade.story.facts.ask import followup, registration, scheduling
from cascade.story.facts.fact import Facts
from cascade.story.facts.plans import grown_from, rows, views
from cascade.story.story import Story

FACTS = Facts()
_DAYS = [40, 44, 51, 58, 67, 75, 88, 116, 121, 124, 130, 143, 151, 158, 172, 207, 240]
_VERIFIED = {
    event.plan: (event.verified.girls, event.verified.women, event.verified.men)
    for event in reach.HELD
    if event.verified
}
_BY_KIND = {
    Kind.GIRLS: {Column.VERIFIED: 5, Column.POSTPONED: 1, Column.LAPSED: 1},
    Kind.RIGHTS: {Column.VERIFIED: 4, Column.REPORTED_ONLY: 1, Column.CANCELLED: 1},
    Kind.SURVIVORS: {Column.VERIFIED: 2, Column.REPORTED_ONLY: 1, Column.WITHHELD: 1, Column.WITHDRAWN: 1},
    Kind.DISABILITY: {Column.VERIFIED: 2, Column.OVERDUE: 1},
    Kind.PEACE: {Column.VERIFIED: 2, Column.LAPSED: 1},
}
_PEOPLE_BY_KIND = {
    "disability": 37,
    "girls-leadership": 105,
    "human-rights": 88,
    "peacebuilding": 40,
    "survivors-rural": 23,
}


@FACTS.synthetic(33, "17 events are held, so many days after 18 May", _DAYS)
async def held(story: Story) -> list[int]:
    grown = await grown_from(story, DUSHANBE.key)
    days = [date.fromisoformat(each["held"]["held_from"]) for each in grown.values() if each["held"]]
    return sorted((day - DUSHANBE.ends_on) // timedelta(days=1) for day in days)


@FACTS.synthetic(34, "P03 reports 28, its mentor verifies 25: both stand", (28, 25))
async def both_figures(story: Story) -> tuple[int, int]:
    row = (await rows(story))["P03"]
    return row["reported"], row["verified"]


@FACTS.synthetic(35, "P22 was held by two together: 22 people, counted once", (2, 22))
async def co_trained(story: Story) -> tuple[int, int]:
    row = (await rows(story))["P22"]
    return len(row["planners"]), row["verified"]


@FACTS.synthetic(36, "P21: its report is asked for on 14 October", 1, after=(Act.LOOK, "reminder-1"))
async def first_reminder(story: Story) -> int:
    return await reminders(story)


@FACTS.synthetic(36, "P21: again on 28 October", 2, after=(Act.LOOK, "reminder-2"))
async def second_reminder(story: Story) -> int:
    return await reminders(story)


@FACTS.synthetic(36, "P21: and on 11 November, to the coordinator too", 3, after=(Act.LOOK, "reminder-3"))
async def third_reminder(story: Story) -> int:
    return await reminders(story)


async def reminders(story: Story) -> int:
    """How often the report of P21 was asked for."""
    return int((await views(story))["P21"]["reminded"])


@FACTS.synthetic(
    36,
    "Postponed P06, cancelled P13, lapsed P07 and P24, overdue P21",
    {"P06": "postponed", "P07": "lapsed", "P13": "cancelled", "P21": "overdue", "P24": "lapsed"},
)
async def ends(story: Story) -> dict[str, str]:
    found = await rows(story)
    return {key: found[key]["column"] for key in ("P06", "P07", "P13", "P21", "P24")}


@FACTS.synthetic(36, "P06 moves from 14 October 2017 to 14 April 2018", "2018-04-14")
async def postponed_to(story: Story) -> str:
    return str((await scheduling(story, "P06"))["starts_on"])


@FACTS.synthetic(37, "P17 is withheld for the coordinator; for others it reads open", ("withheld", "open"))
async def withheld(story: Story) -> tuple[str, str]:
    path = f"/v1/plans/{story.known.plans['P17']}"
    own = await story.api.get(Service.FOLLOWUP, path, story.coordinator)
    outside = await story.api.get(Service.FOLLOWUP, path, story.staff("mentor", "M-1"))
    return own["state"], outside["state"]


@FACTS.synthetic(37, "Nothing says that P17 took place", ("announced", None))
async def not_completed(story: Story) -> tuple[str, Json]:
    training = await scheduling(story, "P17")
    return training["state"], training["held"]


@FACTS.synthetic(
    38, "P11 is suspended: neither it nor its plan is shown", ["suspended"] * 3, after=(Act.SUSPEND, "P11")
)
async def suspended(story: Story) -> list[str]:
    training, plan = f"/v1/trainings/{story.known.trainings['P11']}", f"/v1/plans/{story.known.plans['P11']}"
    asked = [(Service.SCHEDULING, training), (Service.FOLLOWUP, training + "/people"), (Service.FOLLOWUP, plan)]
    return [await code_of(story, service, path) for service, path in asked]


@FACTS.synthetic(38, "Two people resume it on 12 October", (True, "scheduled"), after=(Act.RESUME, "P11"))
async def resumed(story: Story) -> tuple[bool, str]:
    listed = await story.api.get(Service.SCHEDULING, "/v1/suspensions", story.auditor)
    (own,) = [each for each in listed["items"] if each["training"] == story.known.trainings["P11"]]
    plan = await story.api.get(Service.FOLLOWUP, f"/v1/plans/{story.known.plans['P11']}", story.coordinator)
    return own["asked_by"] != own["resumed_by"] is not None, plan["state"]


async def code_of(story: Story, service: Service, path: str) -> str:
    """Of the problem that answers; nothing if there is none."""
    try:
        await story.api.get(service, path, story.coordinator)
    except Refused as refused:
        return refused.code
    return ""


@FACTS.synthetic(42, "Verified, by plan: girls, women, men", _VERIFIED)
async def verified(story: Story) -> dict[str, tuple[int, int, int]]:
    found = {key: row for key, row in (await rows(story)).items() if row["column"] == Column.VERIFIED}
    return {key: (row["girls"], row["women"], row["men"]) for key, row in found.items()}


@FACTS.synthetic(42, "15 events, 293 people: 96 girls, 166 women, 31 men", (15, 293, 96, 166, 31))
async def verified_total(story: Story) -> tuple[int, int, int, int, int]:
    found = [row for row in (await rows(story)).values() if row["column"] == Column.VERIFIED]
    girls, women, men = (sum(row[name] for row in found) for name in ("girls", "women", "men"))
    return len(found), sum(row["verified"] for row in found), girls, women, men


@FACTS.synthetic(42, "Every plan is in one column, by kind", {kind.value: dict(row) for kind, row in _BY_KIND.items()})
async def columns(story: Story) -> dict[str, dict[str, int]]:
    table: dict[str, Counter[str]] = {}
    for row in (await rows(story)).values():
        table.setdefault(row["kind"], Counter())[row["column"]] += 1
    return {kind: dict(counted) for kind, counted in table.items()}


@FACTS.synthetic(42, "People verified, by kind", _PEOPLE_BY_KIND)
async def people_by_kind(story: Story) -> dict[str, int]:
    people: Counter[str] = Counter()
    for row in (await rows(story)).values():
        people[row["kind"]] += (row["verified"] or 0) if row["column"] == Column.VERIFIED else 0
    return dict(people)


@FACTS.synthetic(42, "Reported and not yet verified: P12 21, P16 13", {"P12": 21, "P16": 13})
async def reported_only(story: Story) -> dict[str, int]:
    found = (await rows(story)).items()
    return {key: row["reported"] for key, row in found if row["column"] == Column.REPORTED_ONLY}


@FACTS.synthetic(42, "25 distinct planners; shares sum to one for each plan", (25, set()))
async def planners(story: Story) -> tuple[int, set[str]]:
    found = await views(story)
    distinct = {each["participant"] for view in found.values() for each in view["planners"]}
    uneven = {key for key, view in found.items() if sum(each["share"] for each in view["planners"]) != 10_000}
    return len(distinct), uneven


@FACTS.synthetic(42, "Two are enrolled in generation 1, and 291 only counted", (2, 291))
async def enrolled_and_counted(story: Story) -> tuple[int, int]:
    found = {key: row for key, row in (await rows(story)).items() if row["column"] == Column.VERIFIED}
    enrolled = 0
    for key in found:
        enrolled += len((await scheduling(story, key, "/roster"))["items"])
    return enrolled, sum(row["verified"] for row in found.values()) - enrolled


@FACTS.synthetic(42, "Verified for each trained person 11.72, reported 13.2", (11.72, 13.2))
async def per_person(story: Story) -> tuple[float, float]:
    found = (await rows(story)).values()
    sums = [sum(row[name] or 0 for row in found) for name in ("verified", "reported")]
    attended = (await scheduling(story, DUSHANBE.key))["held"]["attended"]
    return round(sums[0] / attended, 2), round(sums[1] / attended, 2)


@FACTS.synthetic(
    42, "One page counts on from who attended to verified reports, as followup does", (25, 24, 4, 20, 17, 15, True)
)
async def counted_on(story: Story) -> tuple[int, int, int, int, int, int, bool]:
    counted = await registration(story, DUSHANBE.key, "/funnel")
    people = await followup(story, DUSHANBE.key, "/people")
    alike = all(counted[name] == people[name] for name in ("attended", "plans", "plans_reported", "plans_verified"))
    plans, ended, approved = counted["plans"], counted["plans_ended"], counted["plans_approved"]
    return counted["attended"], plans, ended, approved, counted["plans_reported"], counted["plans_verified"], alike


@FACTS.synthetic(
    42,
    "On it stands what still waits, and whose turn it is",
    [("hold_trainings", "planners", 1), ("chase_reports", "coordinator", 1), ("verify_reports", "mentors", 2)],
)
async def still_waits(story: Story) -> list[tuple[str, str, int]]:
    listed = await registration(story, DUSHANBE.key, "/waiting")
    return [(one["step"], one["owner"], one["count"]) for one in listed["items"]]
