"""What a test of the host needs at hand: who asks, what was said, and a call to begin with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from registration.consumers import reactions
from shared.backbone.timers import Reminders
from shared.events.base import Event
from tests.integration.registration.host.homes import CLOSED, PUBLISHED, Applicant, Home, Training
from tests.support.workbench import AtHand

Json = dict[str, Any]


class Bench(AtHand):
    async def said(self, name: str) -> list[Json]:
        """Facts of this name in the outbox, in order."""
        return [fact.value for fact in await self.outbox() if fact.type == name]

    async def move(self, to: datetime) -> None:
        """Story time moves on; what is due by then fires."""
        self.clock.time = to
        reminders = Reminders(self.service.database, reactions, self.clock)
        while await reminders.fire_next(to):
            pass

    async def failed_reminders(self) -> list[str]:
        async with self.service.database.transaction() as tx:
            return await tx.many(str, "select failure from reminder where failure is not null")

    async def places(self, training: UUID) -> dict[str, Json]:
        """By code."""
        found = await self.coordinator.get(f"/v1/trainings/{training}/places")
        return {item["code"]: item for item in found["items"]}

    async def states(self, training: UUID) -> dict[str, str]:
        return {code: place["state"] for code, place in (await self.places(training)).items()}


@dataclass
class Call:
    """A call that is decided: TJ-01, TJ-02 and GE-01 are offered a place, TJ-03 and GE-02 stand by, TJ-04 has none."""

    bench: Bench
    training: Training
    applicants: dict[str, Applicant]

    def __getitem__(self, code: str) -> Applicant:
        return self.applicants[code]

    @property
    def path(self) -> str:
        return f"/v1/trainings/{self.training.id}"

    async def offer(self, code: str) -> str:
        return str((await self.bench.places(self.training.id))[code]["offer"])

    async def invite(self, *codes: str) -> None:
        await self.bench.hear(*[self[code].invited(await self.offer(code)) for code in codes])

    async def decline(self, code: str, at: datetime = PUBLISHED) -> None:
        await self.bench.hear(self[code].declined(await self.offer(code), at))

    async def accept(self, *codes: str) -> None:
        await self.bench.hear(*[self[code].accepted(await self.offer(code)) for code in codes])


SCORES = {"TJ-01": 9000, "TJ-02": 8800, "TJ-03": 8500, "TJ-04": 6000, "GE-01": 8000, "GE-02": 7000}


def applied(training: Training, codes: Iterable[str] = SCORES, home: str = "tj") -> dict[str, Applicant]:
    return {code: Applicant(training.id, code, SCORES[code], home) for code in codes}


def everything(training: Training, applicants: dict[str, Applicant]) -> list[Event]:
    """What the host hears until it may select."""
    told = [fact for one in applicants.values() for fact in (one.submitted(), one.reviewed())]
    return [training.announced(), *told, Home(training.id).closed(*applicants.values())]


async def reviewed_call(bench: Bench, **training: Any) -> Call:
    """Everything is in: the host may select."""
    announced = Training(training)
    call = Call(bench, announced, applied(announced))
    await bench.hear(*everything(announced, call.applicants))
    bench.clock.time = CLOSED
    return call


async def newest(call: Call) -> Json:
    """What was drafted or decided last, as it is shown alone."""
    listed = await call.bench.coordinator.get(f"{call.path}/selections")
    return dict(await call.bench.coordinator.get(f"/v1/selections/{listed['items'][-1]['selection']}"))


async def drafted(call: Call, **changes: Any) -> Json:
    asked = {"seed": 2017, "reserve": 2, **changes}
    return dict(await call.bench.coordinator.post(f"{call.path}/selections", asked))


async def decided_call(bench: Bench, **training: Any) -> Call:
    call = await reviewed_call(bench, **training)
    draft = await drafted(call)
    bench.clock.time = PUBLISHED
    await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    return call
