"""Running: what is said reaches its topic, what others say takes effect."""

from pathlib import Path
from uuid import uuid4

from aiokafka import AIOKafkaProducer

from scheduling.app import service
from scheduling.settings import Settings
from tests.integration.scheduling.facts import confirmed
from tests.integration.scheduling.workbench import Json, Workbench
from tests.support.delivery import said
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Story, asking, settings_for, working
from tests.support.waiting import until


async def test_a_place_that_registration_confirms_is_on_the_roster(
    database: TestDatabase, topics: Topics, tmp_path: Path
) -> None:
    settings = Settings(**settings_for("scheduling", database, topics, tmp_path))
    clock = Story(START)
    async with service(settings, clock) as built, working(built):
        bench = Workbench(built, clock, asking(built, tmp_path))
        training = (await bench.announced())["training"]
        (one,) = said(confirmed(training, uuid4(), "TJ-07"))
        arrival = one.arrival()
        async with AIOKafkaProducer(bootstrap_servers=topics.bootstrap) as producer:
            topic = f"{topics.namespace}.tj.registration"
            await producer.send_and_wait(topic, arrival.value, arrival.key, headers=list(arrival.headers))

        async def roster() -> list[Json]:
            return list((await bench.coordinator.get(f"/v1/trainings/{training}/roster"))["items"])

        listed = await until(roster, bool)
        assert [entry["badge"] for entry in listed] == ["TJ-07"]

        async def flow() -> Json:
            return dict(await bench.anyone.staff("operator").get("/v1/operations/flow"))

        seen = await until(flow, lambda now: now["sent"] == 1)
        assert (seen["applied"], seen["unsent"], seen["parked"]) == (1, 0, 0)
