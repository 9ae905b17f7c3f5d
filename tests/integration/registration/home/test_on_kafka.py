"""Running: an offer that a host makes becomes a mail, and the host hears that it was sent."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaProducer

from registration.app import service
from registration.mail.sender import Sender
from registration.settings import Settings
from shared.events.base import Event
from tests.integration.registration.home.conftest import ADDRESSES
from tests.integration.registration.home.facts import BEFORE, OPEN, OPENED, Training
from tests.integration.registration.home.post_office import PostOffice
from tests.integration.registration.home.workbench import Bench
from tests.support.delivery import said
from tests.support.servers import TestDatabase, Topics
from tests.support.services import Story, asking, settings_for, working
from tests.support.waiting import until

CONTACT = "gulnora@example.org"


async def send(topics: Topics, *facts: Event) -> None:
    async with AIOKafkaProducer(bootstrap_servers=topics.bootstrap) as producer:
        for one in said(*facts, region="tj"):
            arrival = one.arrival()
            topic = one.topic.replace("cascade", topics.namespace, 1)
            await producer.send_and_wait(topic, arrival.value, arrival.key, headers=list(arrival.headers))


async def test_from_an_open_call_to_an_invitation_that_was_sent(
    database: TestDatabase, topics: Topics, office: PostOffice, tmp_path: Path
) -> None:
    settings = Settings(
        **settings_for("registration", database, topics, tmp_path),
        keys={"file": tmp_path / "keys.json"},
        mail={"host": "127.0.0.1", "port": office.port, "sender": "programme@example.org"},
        addresses=ADDRESSES,
    )
    clock, training = Story(BEFORE), Training({**OPEN, "host": "tj"})
    async with service(settings, clock) as built, working(built):
        sender = Sender(built.database, clock, settings.mail, settings.addresses)
        bench = Bench(built, clock, asking(built, tmp_path), sender, office)
        await send(topics, training.announced())
        clock.time = OPENED
        await until(lambda: bench.coordinator.http.get(training.path), lambda reply: reply.status_code == 200)
        applicant = await bench.shortlisted(training)
        await send(topics, (await bench.as_told(training, applicant)).selected(uuid4()))

        async def mails() -> list[str]:
            return office.to(CONTACT)

        assert "You are invited" in (await until(mails, lambda texts: len(texts) == 3))[2]

        async def flow() -> dict[str, Any]:
            return dict(await bench.anyone.staff("operator").get("/v1/operations/flow"))

        moving = ("lag", "pending_mails", "unsent")
        seen = await until(flow, lambda now: now["sent"] == 3 and not any(now[name] for name in moving))
        assert seen["parked"] == 0
        assert [fact.type for fact in await bench.said()][-1] == "InvitationSent"
