"""A service that was killed reads on at once when it is started again: its group knows it by its name and waits for
nobody. A member without a name would be waited for until its session ends: ten seconds.
"""

import re
import time

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from cascade.system import processes
from tests.independence.work import announce, coordinating
from tests.support.processes import Places, Region
from tests.support.waiting import until

LONGEST = 5.0
"""Seconds from the first answer of the new process; on an idle machine it is less than one."""
GIVEN_BY_BROKER = re.compile(r"-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


async def group(places: Places, service: str) -> tuple[str, list[str]]:
    """The state of the service's group, and its members by the names that they gave themselves."""
    admin = AIOKafkaAdminClient(bootstrap_servers=places.bootstrap)
    await admin.start()
    try:
        (answer,) = await admin.describe_consumer_groups([f"{places.namespace}.{service}"])
    finally:
        await admin.close()
    ((_, _, state, _, _, members, *_),) = answer.groups
    return state, [GIVEN_BY_BROKER.sub("", member[0]) for member in members]


async def knows(running: Region, training: str) -> bool:
    async with running.asked("followup") as anyone:
        return (await coordinating(anyone).http.get(f"{training}/people")).is_success


@pytest.mark.slow
async def test_a_service_killed_and_started_again_reads_on_at_once(running: Region, places: Places) -> None:
    before = await announce(running)
    await until(lambda: knows(running, before), bool)
    running.kill("followup")
    meanwhile = await announce(running)
    await running.settled("scheduling")

    processes.start_alive(running.services["followup"])
    began = time.monotonic()
    await until(lambda: knows(running, meanwhile), bool)
    took = time.monotonic() - began

    assert await group(places, "followup") == ("Stable", ["followup-1"])
    assert took < LONGEST
