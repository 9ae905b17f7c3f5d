"""What a test of scheduling needs at hand: who asks, what was said, and trainings to begin with."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from shared.events.registration import LinkIssued, LinkPurpose, ServiceName
from tests.support import workbench as support
from tests.support.services import Asking

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


class Workbench(support.Workbench):
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
