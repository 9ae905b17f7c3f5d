"""A training with two sessions and two people, unless a test says which, up to its completion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.integration.scheduling.facts import roster
from tests.integration.scheduling.test_agendas import RESOURCES, TWO, session
from tests.integration.scheduling.workbench import ENROLMENT, Json, Workbench

EVENING = datetime(2017, 5, 15, 15, tzinfo=UTC)
"""Of the first day."""
AFTER = datetime(2017, 5, 18, 15, tzinfo=UTC)


@dataclass
class Taught:
    bench: Workbench
    training: str
    sessions: list[str]
    people: dict[str, UUID]

    @property
    def path(self) -> str:
        return f"/v1/trainings/{self.training}"

    async def deliver(self, number: int, minutes: int = 60, **more: Any) -> Json:
        path = f"{self.path}/sessions/{self.sessions[number]}/delivery"
        return dict(await self.bench.coordinator.put(path, {"minutes": minutes, "as_designed": True, **more}))

    async def mark(self, number: int, *marks: Json) -> Json:
        path = f"{self.path}/sessions/{self.sessions[number]}/attendance"
        return dict(await self.bench.coordinator.put(path, {"marks": list(marks)}))

    def of(self, badge: str, kind: str = "present", **more: Any) -> Json:
        return {"application": str(self.people[badge]), "mark": kind, **more}

    async def record_all(self) -> None:
        """TJ-02 misses the second session."""
        for number in (0, 1):
            await self.deliver(number)
        await self.mark(0, *[self.of(badge) for badge in self.people])
        await self.mark(1, *[self.of(badge, "absent" if badge == "TJ-02" else "present") for badge in self.people])

    async def complete(self) -> Json:
        self.bench.clock.time = AFTER
        return dict(await self.bench.coordinator.post(f"{self.path}/completion"))


async def with_agenda(
    bench: Workbench,
    body: Json = ENROLMENT,
    *,
    resources: Json = RESOURCES,
    sessions: Sequence[Json] = TWO,
    **changes: Any,
) -> Taught:
    """Announced, its agenda published, nobody on its roster."""
    training = (await bench.announced(body, **changes))["training"]
    await bench.coordinator.put(f"/v1/trainings/{training}/resources", resources)
    agenda = await bench.coordinator.post(f"/v1/trainings/{training}/agendas", {"sessions": [*sessions]})
    await bench.coordinator.post(f"/v1/agendas/{agenda['agenda']}/publication")
    return Taught(bench, training, [session["session"] for session in agenda["sessions"]], {})


def hours(*days: int, each: int = 3) -> list[Json]:
    """So many sessions on each of these days of May, the first of them from nine o'clock on in Dushanbe."""
    places = [(day, hour) for day in days for hour in range(4, 4 + each)]
    return [session(f"S-{number:02}", day, hour) for number, (day, hour) in enumerate(places, start=1)]


async def taught(bench: Workbench, body: Json = ENROLMENT, *, people: int = 2, **changes: Any) -> Taught:
    """With so many people on its roster."""
    one = await with_agenda(bench, body, **changes)
    one.people = {f"TJ-{number:02}": uuid4() for number in range(1, people + 1)}
    await bench.hear(*roster(one.training, one.people))
    return one
