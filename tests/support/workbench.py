"""What a test of any service needs at hand: who asks, what is heard, what was said."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from shared.events.base import Event
from shared.web.service import Service
from tests.support.delivery import deliver, said
from tests.support.services import Asking, Story

Json = dict[str, Any]


@dataclass(frozen=True)
class Fact:
    """As it stands in the outbox. `type`: without publisher and version, e.g. `TrainingAnnounced`."""

    type: str
    topic: str
    value: Json


@dataclass(frozen=True)
class Row:
    type: bytes
    topic: str
    value: str


@dataclass
class AtHand:
    """`elsewhere`: the region that facts come from, where a test does not say."""

    elsewhere: ClassVar[str] = "tj"

    service: Service
    clock: Story
    anyone: Asking

    @property
    def coordinator(self) -> Asking:
        return self.anyone.staff("coordinator", UUID(int=1))

    async def hear(self, *facts: Event, region: str | None = None) -> None:
        await deliver(self.service.engine.intake, said(*facts, region=region or self.elsewhere))

    async def outbox(self) -> list[Fact]:
        """In order."""
        async with self.service.database.transaction() as tx:
            sql = "select headers[3] as type, topic, convert_from(value, 'UTF8') as value from outbox order by seq"
            rows = await tx.many(Row, sql)
        return [Fact(row.type.decode().split(".")[2], row.topic, json.loads(row.value)) for row in rows]


@dataclass
class Workbench(AtHand):
    async def said(self, name: str | None = None) -> list[Fact]:
        """Facts in the outbox, in order; of this name."""
        return [fact for fact in await self.outbox() if name in (None, fact.type)]

    async def count(self, sql: str, *values: object) -> int:
        async with self.service.database.transaction() as tx:
            return await tx.one(int, sql, *values) or 0
