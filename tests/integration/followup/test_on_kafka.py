"""Running: what is said reaches its topic, what others say takes effect, and its own reach comes back to its tree."""

from pathlib import Path

from aiokafka import AIOKafkaProducer

from followup.app import service
from followup.settings import Settings
from tests.integration.followup.facts import AT, Told
from tests.integration.followup.workbench import Json, Workbench
from tests.support.delivery import said
from tests.support.servers import TestDatabase, Topics
from tests.support.services import Story, asking, settings_for, working
from tests.support.waiting import until


async def test_who_attended_is_counted_and_comes_back_as_the_root_of_the_tree(
    database: TestDatabase, topics: Topics, tmp_path: Path
) -> None:
    settings = Settings(**settings_for("followup", database, topics, tmp_path), keys={"file": tmp_path / "keys.json"})
    told = Told()
    async with service(settings, Story(AT)) as built, working(built):
        bench = Workbench(built, Story(AT), asking(built, tmp_path))
        async with AIOKafkaProducer(bootstrap_servers=topics.bootstrap) as producer:
            for one in said(*told.facts()):
                arrival = one.arrival()
                topic = one.topic.replace("cascade", topics.namespace, 1)
                await producer.send_and_wait(topic, arrival.value, arrival.key, headers=list(arrival.headers))

        async def tree() -> Json:
            return dict((await bench.coordinator.http.get(f"/v1/trainings/{told.training}/tree")).json())

        seen = await until(tree, lambda now: bool(now.get("generations")))
        assert [(node["planned"], node["verified"]) for node in seen["nodes"]] == [(25, 6)]

        async def flow() -> Json:
            return dict(await bench.anyone.staff("operator").get("/v1/operations/flow"))

        told_of = await until(flow, lambda now: now["sent"] == 1 and now["lag"] == 0)
        assert (told_of["parked"], told_of["unsent"], told_of["applied"]) == (0, 0, len(told.facts()) + 1)
