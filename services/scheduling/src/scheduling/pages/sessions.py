"""What somebody facilitates, day by day: first what is still to be recorded."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from scheduling.pages import times
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/sessions", route_class=Page)


@router.get("")
async def sessions(looking: CurrentLooking) -> Response:
    asked = looking.part_of_list("recorded")
    found = await looking.inside.seen("/v1/sessions", **{"recorded": "false", **asked})
    recorded = asked.get("recorded") == "true"
    days = by_day(found.content["items"])
    return looking.show("sessions.html", days=days, further=found.further, recorded=recorded)


def by_day(sessions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """`day`, its `training` as that is named, and the `sessions` of it; those of one day follow each other."""
    placed = [(times.place_in_time(one, one["time_zone"])["day"], one) for one in sessions]
    days = groupby(placed, key=lambda one: (one[0], one[1]["training"]))
    return [day_of(day, [session for _, session in of_day]) for (day, _), of_day in days]


def day_of(day: str, sessions: list[Mapping[str, Any]]) -> dict[str, Any]:
    first = sessions[0]
    about = {name: first[f"training_{name}"] for name in ("title", "sensitivity", "starts_on", "ends_on")}
    return {"day": day, "training": {"training": first["training"], **about}, "sessions": sessions}
