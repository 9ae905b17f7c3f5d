"""What a test of scheduling needs at hand: who asks, what was said, and trainings to begin with."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from shared.backbone.transaction import Transaction
from shared.events.base import Event
from shared.events.registration import LinkIssued, LinkPurpose, ServiceName
from shared.web.service import Service
from tests.support.delivery import deliver, said
from tests.support.services import Asking, Story

Json = dict[str, Any]

CALL = {"opens_at": "2017-01-08T19:00:00Z", "closes_at": "2017-02-03T19:00:00Z"}
SELECTION: Json = {
    "title": "Training of Trainers, Dushanbe 2017",
    "place": "Dushanbe",
    "country": "TJ",
    "time_zone": "Asia/Dushanbe",
    "admission": "selection",
    "visibility": "programme",
    "homes": ["tj"],
    "starts_on": "2017-05-15",
    "ends_on": "2017-05-18",
    "languages": ["ru", "tg"],
    "seats": 25,
    "criteria": [{"code": "commitment", "weight": 60}, {"code": "need", "weight": 40}],
    "sensitivity": "discreet",
    "publish_not_before": "2017-05-31T19:00:00Z",
    "call": CALL,
    "answer_within_days": 11,
    "plans_due_days": 14,
}
ONLY_SELECTION = ("criteria", "call", "answer_within_days")
ENROLMENT: Json = {name: value for name, value in SELECTION.items() if name not in ONLY_SELECTION} | {
    "admission": "enrolment"
}
AT = datetime(2017, 5, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    type: str
    topic: str
    value: Json


@dataclass(frozen=True)
class Row:
    type: bytes
    topic: str
    value: str


@dataclass
class Workbench:
    service: Service
    clock: Story
    anyone: Asking

    @property
    def coordinator(self) -> Asking:
        return self.anyone.staff("coordinator", UUID(int=1))

    async def hear(self, *facts: Event) -> None:
        await deliver(self.service.engine.intake, said(*facts))

    async def said(self, name: str | None = None) -> list[Said]:
        """Facts in the outbox, in order; of this name."""
        async with self.service.database.transaction() as tx:
            sql = "select headers[3] as type, topic, convert_from(value, 'UTF8') as value from outbox order by seq"
            rows = await tx.many(Row, sql)
        facts = [Said(row.type.decode().split(".")[2], row.topic, json.loads(row.value)) for row in rows]
        return [fact for fact in facts if name in (None, fact.type)]

    async def draft(self, body: Json = SELECTION, **changes: Any) -> Json:
        programme = await self.coordinator.post("/v1/programmes", {"code": f"P-{uuid4().hex[:8]}", "title": "ToT"})
        draft = {**body, "programme": programme["programme"], **changes}
        return dict(await self.coordinator.post("/v1/trainings", draft))

    async def announced(self, body: Json = SELECTION, **changes: Any) -> Json:
        draft = await self.draft(body, **changes)
        return dict(await self.coordinator.post(f"/v1/trainings/{draft['training']}/announcement"))

    async def trainers_link(self, training: str, person: UUID) -> Asking:
        """As registration mails it and scheduling hears of it."""
        token = secrets.token_urlsafe(32)
        await self.hear(
            LinkIssued(
                participant=person,
                token_hash=hashlib.sha256(token.encode()).hexdigest(),
                service=ServiceName.SCHEDULING,
                purpose=LinkPurpose.FACILITATE,
                training=UUID(training),
                expires_at=datetime.now(UTC) + timedelta(days=1),
                version=1,
                at=AT,
            )
        )
        return self.anyone.link(token)

    async def count(self, sql: str, *values: object) -> int:
        async with self.service.database.transaction() as tx:
            return await _count(tx, sql, *values)


async def _count(tx: Transaction, sql: str, *values: object) -> int:
    return await tx.one(int, sql, *values) or 0
