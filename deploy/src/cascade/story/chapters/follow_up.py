"""What became of the plans: dates, reports, verifications, and all that comes in between."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from cascade.story.chapters.agenda import draft, publish
from cascade.story.chapters.plans import mentor, path_of, person, planner
from cascade.story.chapters.training import session_path
from cascade.story.client import Caller, Json, Service
from cascade.story.data import plans, reach
from cascade.story.data.acts import Act
from cascade.story.data.agenda import Session, SessionKind
from cascade.story.data.attendance import MarkKind
from cascade.story.data.plans import Plan
from cascade.story.data.programme import TIME_ZONES, Country
from cascade.story.data.reach import Event, Reach
from cascade.story.data.staff import OPERATOR
from cascade.story.mailbox import Label
from cascade.story.story import Story, together

_BEGINS_AT = time(10)
_DAY = "DAY"
_NOT_IN_A_DRAFT = {"training", "state", "version", "generation", "plan", "cancelled", "held", "notes"}
_ENTERED = {each.event: each.person for each in plans.ENROLLED}


async def set_dates(story: Story, keys: Sequence[str]) -> None:
    await together(announce(story, plans.ALL[key], reach.EVENTS[key]) for key in keys)


async def announce(story: Story, plan: Plan, event: Event) -> None:
    """Its trainer sets the days; the coordinator announces it; the trainer publishes what she will do."""
    path = f"/v1/trainings/{story.known.trainings[plan.key]}"
    await move(story, path, country_of(plan))
    trainer = await story.link(plan.key, person(story, plan, plan.planners[0]), Label.FACILITATE)
    days = {"starts_on": event.starts_on.isoformat(), "ends_on": event.ends_on.isoformat()}
    await story.api.put(Service.SCHEDULING, f"{path}/dates", trainer, days)
    await story.api.post(Service.SCHEDULING, f"{path}/announcement", story.coordinator)
    drafted = await draft(story, plan.key, trainer, [session_of(plan, event)])
    await publish(story, drafted["agenda"], trainer)


async def move(story: Story, path: str, country: str) -> None:
    """A draft takes the country of what it grew from; this one may take place elsewhere."""
    drafted = await story.api.get(Service.SCHEDULING, path, story.coordinator)
    if drafted["country"] == country:
        return
    there = {"country": country, "time_zone": TIME_ZONES[Country(country)]}
    body = {name: value for name, value in drafted.items() if name not in _NOT_IN_A_DRAFT} | there
    await story.api.put(Service.SCHEDULING, path, story.coordinator, body)


def session_of(plan: Plan, event: Event) -> Session:
    """All of it as one session of the first day."""
    starts_at = datetime.combine(event.starts_on, _BEGINS_AT, zone_of(plan))
    return Session(
        key=_DAY,
        title="The day",
        kind=SessionKind.MODULE,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=plan.nature.minutes),
        room=None,
        modules=plan.nature.modules,
        topics=plan.nature.topics,
        facilitators=("T-1",),
    )


def zone_of(plan: Plan) -> ZoneInfo:
    return ZoneInfo(TIME_ZONES[Country(country_of(plan))])


def country_of(plan: Plan) -> str:
    """Where its lead comes from."""
    lead = plan.planners[0]
    known = {**plans.FORMER, **{each.person.key: each.person for each in plans.ENROLLED}}
    return known[lead].country if lead in known else lead[:2]


async def report(story: Story, keys: Sequence[str]) -> None:
    """What took place is completed first; only then there is something to report."""
    for key in keys:
        plan, told = plans.ALL[key], reach.EVENTS[key].reported
        await complete(story, plan)
        await story.running.drain()
        who = await planner(story, plan, plan.planners[0])
        if told is not None:
            await story.api.put(Service.FOLLOWUP, f"{path_of(story, key)}/report", who, report_of(plan, told))


async def complete(story: Story, plan: Plan) -> None:
    """By its trainer where people were enrolled; by the coordinator where they are only counted."""
    trainer = await story.link(plan.key, person(story, plan, plan.planners[0]), Label.FACILITATE)
    path = session_path(story, plan.key, _DAY)
    delivered = {"minutes": plan.nature.minutes, "as_designed": True}
    await story.api.put(Service.SCHEDULING, f"{path}/delivery", trainer, delivered)
    if plan.key in _ENTERED:
        await mark_present(story, plan.key, path, trainer)
    training = f"/v1/trainings/{story.known.trainings[plan.key]}"
    who = story.coordinator if plan.nature.minors else trainer
    await story.api.post(Service.SCHEDULING, f"{training}/completion", who)


async def mark_present(story: Story, key: str, path: str, trainer: Caller) -> None:
    entered = story.known.applications[key, _ENTERED[key].key]
    body = {"marks": [{"application": entered, "mark": MarkKind.PRESENT}]}
    await story.api.put(Service.SCHEDULING, f"{path}/attendance", trainer, body)


def report_of(plan: Plan, told: Reach) -> Json:
    rest = {"modules": plan.nature.modules, "minutes": plan.nature.minutes, "words": reach.report_words(plan.key)}
    return {**figures(told), **rest}


def figures(told: Reach) -> Json:
    return {"girls": told.girls, "women": told.women, "men": told.men}


async def verify(story: Story, keys: Sequence[str]) -> None:
    await together(verify_one(story, reach.EVENTS[key]) for key in keys)


async def verify_one(story: Story, event: Event) -> None:
    """Raises ValueError for an event that the story does not verify."""
    if event.verified is None:
        raise ValueError(f"{event.plan} is not verified in this story")
    body = {"method": event.method, **figures(event.verified), "note": reach.verification_note(event)}
    path = f"{path_of(story, event.plan)}/verification"
    await story.api.post(Service.FOLLOWUP, path, mentor(story, event.plan), body)


async def lapse(story: Story, keys: Sequence[str]) -> None:
    await together(story.api.post(Service.FOLLOWUP, f"{path_of(story, key)}/lapse", story.coordinator) for key in keys)


async def cancel(story: Story, keys: Sequence[str]) -> None:
    for key in keys:
        path = f"/v1/trainings/{story.known.trainings[key]}/cancellation"
        body = {"reason": reach.CANCEL_REASON, "note": "The room was refused"}
        await story.api.post(Service.SCHEDULING, path, story.coordinator, body)


async def postpone(story: Story, keys: Sequence[str]) -> None:
    for key in keys:
        plan = plans.ALL[key]
        trainer = await story.link(key, person(story, plan, plan.planners[0]), Label.FACILITATE)
        day = reach.POSTPONED_TO.isoformat()
        path = f"/v1/trainings/{story.known.trainings[key]}/dates"
        await story.api.put(Service.SCHEDULING, path, trainer, {"starts_on": day, "ends_on": day})


async def withhold(story: Story, keys: Sequence[str]) -> None:
    """She cannot report safely; nobody asks why."""
    for key in keys:
        plan = plans.ALL[key]
        who = await planner(story, plan, plan.planners[0])
        await story.api.post(Service.FOLLOWUP, f"{path_of(story, key)}/withholding", who)


async def suspend(story: Story, keys: Sequence[str]) -> None:
    for key in keys:
        await story.api.post(Service.SCHEDULING, suspension(story, key), story.coordinator, {"reason": "precaution"})


async def resume(story: Story, keys: Sequence[str]) -> None:
    """One asks for it, another one does it."""
    for key in keys:
        path = suspension(story, key).replace("suspension", "resumption")
        for who in (story.coordinator, story.staff("operator", OPERATOR)):
            await story.api.post(Service.SCHEDULING, path, who)


def suspension(story: Story, key: str) -> str:
    return f"/v1/trainings/{story.known.trainings[key]}/suspension"


ACTS = {
    Act.SUSPEND: suspend,
    Act.RESUME: resume,
    Act.SET_DATES: set_dates,
    Act.REPORT: report,
    Act.VERIFY: verify,
    Act.LAPSE: lapse,
    Act.CANCEL: cancel,
    Act.POSTPONE: postpone,
    Act.WITHHOLD: withhold,
}
