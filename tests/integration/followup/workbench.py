"""What a test of followup needs at hand: who asks, what was said, and plans to begin with."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from followup.consumers import reactions
from shared.backbone.timers import Reminders
from shared.events.base import Event
from tests.integration.followup.facts import FACILITATOR, Person, Told, announced, completed
from tests.support import workbench as support
from tests.support.services import Asking

Json = dict[str, Any]

MENTOR = UUID(int=61)
OTHER_MENTOR = UUID(int=62)
COORDINATOR = UUID(int=1)
OTHER_COORDINATOR = UUID(int=71)
PLAN: Json = {
    "kind": "human-rights",
    "topics": ["human-rights"],
    "audience": "citizens",
    "minors": False,
    "quarter": "2017Q3",
    "expected_reach": 22,
    "title": "Canary title",
    "words": "Canary words",
}
REPORT: Json = {"girls": 0, "women": 19, "men": 5, "modules": ["BE-1"], "minutes": 240, "words": "Canary report"}
FOUND: Json = {"method": "call", "girls": 0, "women": 18, "men": 4, "note": "Canary note"}
RETURNED: Json = {"part": "plan", "reasons": ["date"], "words": "Canary return"}
HELD_ON = date(2017, 9, 30)


class Workbench(support.Workbench):
    @property
    def mentor(self) -> Asking:
        return self.anyone.staff("mentor", MENTOR)

    @property
    def auditor(self) -> Asking:
        return self.anyone.staff("auditor", UUID(int=2))

    @property
    def facilitator(self) -> Asking:
        return self.anyone.staff("facilitator", FACILITATOR)

    def planner(self, person: Person) -> Asking:
        return self.anyone.link(person.planning)

    async def hear_own(self, name: str) -> None:
        """What it said itself of this name, as it comes back from its topic."""
        await self.hear(*[event_of(name).model_validate(fact.value) for fact in await self.said(name)])

    async def planned(self, told: Told, person: Person, **changes: Any) -> Json:
        path = f"/v1/trainings/{told.training}/plans"
        return dict(await self.planner(person).post(path, {**PLAN, **changes}))

    async def assigned(self, told: Told, person: Person, **changes: Any) -> str:
        """The plan's path."""
        path = f"/v1/plans/{(await self.planned(told, person, **changes))['plan']}"
        await self.coordinator.put(f"{path}/mentor", {"mentor": str(MENTOR)})
        return path

    async def approved(self, told: Told, person: Person, **changes: Any) -> "Cascade":
        path = await self.assigned(told, person, **changes)
        view = await self.mentor.post(f"{path}/approval")
        return Cascade(path, UUID(view["plan"]), UUID(view["becomes"]), told.training)

    async def scheduled(self, told: Told, person: Person, **changes: Any) -> "Cascade":
        cascade = await self.approved(told, person, **changes)
        await self.hear(cascade.announced(HELD_ON))
        return cascade

    async def held(self, told: Told, person: Person, *, attended: int = 0) -> "Cascade":
        cascade = await self.scheduled(told, person)
        await self.hear(cascade.completed(attended=attended))
        return cascade

    async def reported(self, told: Told, person: Person) -> "Cascade":
        cascade = await self.held(told, person)
        await self.planner(person).put(f"{cascade.path}/report", REPORT)
        return cascade

    async def verified(self, told: Told, person: Person) -> "Cascade":
        cascade = await self.reported(told, person)
        await self.mentor.post(f"{cascade.path}/verification", FOUND)
        return cascade

    async def looked_after(self, told: Told, coordinator: UUID) -> None:
        await self.coordinator.put(f"/v1/trainings/{told.training}/coordinator", {"coordinator": str(coordinator)})

    async def fire_until(self, now: datetime) -> None:
        """Every timer that is due."""
        self.clock.time = now
        reminders = Reminders(self.service.database, reactions, self.clock)
        while await reminders.fire_next(now):
            continue


def event_of(name: str) -> type[Event]:
    (event,) = [event for event in reactions.events.values() if event.__name__ == name]
    return event


@dataclass(frozen=True)
class Cascade:
    """An approved plan and the training that it becomes."""

    path: str
    plan: UUID
    training: UUID
    parent: UUID

    def announced(self, day: date, version: int = 1) -> Event:
        origin: Json = {"parent": self.parent, "plan": self.plan, "generation": 1}
        return announced(self.training, version, starts_on=day, ends_on=day, **origin)

    def completed(self, version: int = 5, *, attended: int = 0) -> Event:
        return completed(self.training, version, attended=attended, plan=self.plan, day=HELD_ON)
