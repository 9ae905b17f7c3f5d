"""From when somebody could travel, as a coordinator types it: a line for each, her number and the day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.web.pages.forms import Form
from shared.web.pages.languages import to_say
from shared.web.pages.looking import Looking

ARRIVALS = "arrivals"
A_LINE = re.compile(r"(?P<code>\S+)\s+(?P<day>\d{4}-\d\d-\d\d)")
UNREAD = to_say("Each line has the number of one who can be selected and a day, for example TJ-07 2017-05-15.")


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`told`: as the API takes them; `unread`: lines that say nobody and no day, or somebody a second time."""

    told: Sequence[Mapping[str, str]]
    unread: Sequence[str]

    @property
    def problem(self) -> Mapping[str, Any]:
        return {
            "code": "invalid-request",
            "errors": [{"pointer": f"/{ARRIVALS}", "detail": UNREAD}],
            "unread": self.unread,
        }


async def arrivals(training: UUID, looking: Looking, form: Form) -> Arrivals:
    """Of this training's candidates, without those of the regions that the form leaves out."""
    lines = [line.strip() for line in form.value(ARRIVALS).splitlines() if line.strip()]
    if not lines:
        return Arrivals((), ())
    candidates = await looking.inside.whole(f"/v1/trainings/{training}/candidates")
    away = form.values("homes_left_out/-")
    known = {
        one["code"]: one["application"]
        for one in candidates
        if one["eligible"] and not one["withdrawn"] and one["home"] not in away
    }
    told: dict[str, str] = {}
    unread = []
    for line in lines:
        said = A_LINE.fullmatch(line)
        application = known.get(said["code"].upper()) if said else None
        if said is None or application is None or application in told or not is_a_day(said["day"]):
            unread.append(line)
        else:
            told[application] = said["day"]
    return Arrivals([{"application": one, "travels_from": day} for one, day in told.items()], unread)


def is_a_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
