"""What the tables at the end of a play show, as the services tell it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from cascade.story.client import Json
from cascade.story.data import plans
from cascade.story.data.trainings import DUSHANBE
from cascade.story.facts.ask import by_id, followup, registration, scheduling
from cascade.story.facts.plans import rows
from cascade.story.facts.selection import first
from cascade.story.story import Story


@dataclass(frozen=True)
class Seats:
    """People with a confirmed place by (country, sector); the quotas with how many of them each counts."""

    table: Counter[tuple[str, str]]
    quotas: list[Json]


@dataclass(frozen=True)
class Pictures:
    """`ledger`: rows by plan; `names`: the story's keys of trainings by id."""

    seats: Seats
    agenda: Json
    ledger: dict[str, Json]
    tree: Json
    names: dict[str, str]


async def look(story: Story) -> Pictures:
    return Pictures(
        seats=await seats(story),
        agenda=await scheduling(story, DUSHANBE.key, "/agenda"),
        ledger=await ledger(story),
        tree=await followup(story, DUSHANBE.key, "/tree"),
        names=by_id(story.known.trainings),
    )


async def seats(story: Story) -> Seats:
    listed = (await registration(story, DUSHANBE.key, "/places"))["items"]
    confirmed = [item["attributes"] for item in listed if item["state"] == "confirmed"]
    table = Counter((each["country"], each["sector"]) for each in confirmed)
    asked = (await first(story))["quotas"]
    training = await scheduling(story, DUSHANBE.key)
    where = {quota["id"]: quota["where"] for quota in training["quotas"]}
    return Seats(table, [{**quota, "seats": counted(confirmed, where.get(quota["id"]), quota)} for quota in asked])


def counted(confirmed: list[dict[str, Any]], where: dict[str, str] | None, quota: Json) -> int:
    """How many match; what is no quota over attributes stays as the selection counted it."""
    if where is None:
        return int(quota["seats"])
    return sum(all(each.get(name) == value for name, value in where.items()) for each in confirmed)


async def ledger(story: Story) -> dict[str, Json]:
    """Of Dushanbe and of the events that grew from its events."""
    found = await rows(story)
    for each in plans.ENROLLED:
        found |= await rows(story, each.event)
    return found
