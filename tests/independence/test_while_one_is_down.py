"""Each service goes on working while another is down; what was said meanwhile takes effect when that one is back."""

import pytest

from tests.independence.work import announce, confirmed, enter, on_roster, seen
from tests.support.processes import Region


async def test_trainings_are_announced_and_entered_while_followup_is_down(running: Region) -> None:
    assert running.stop("followup") == 0
    training = await announce(running)
    await enter(running, training)
    await running.settled("scheduling", "registration")
    assert await on_roster(running, training) == 1

    running.start("followup")
    await running.settled(*running.services)
    assert await confirmed(running, training) == 1


@pytest.mark.slow
async def test_trainings_are_announced_and_followed_while_registration_is_down(running: Region) -> None:
    assert running.stop("registration") == 0
    training = await announce(running)
    await running.settled("scheduling", "followup")
    assert await confirmed(running, training) == 0

    running.start("registration")
    await running.settled(*running.services)
    assert (await seen(running, "registration", training))["seats"] == 25
    await enter(running, training)
    await running.settled(*running.services)
    assert (await on_roster(running, training), await confirmed(running, training)) == (1, 1)


@pytest.mark.slow
async def test_people_enter_and_are_followed_while_scheduling_is_down(running: Region) -> None:
    training = await announce(running)
    await running.settled(*running.services)
    assert running.stop("scheduling") == 0
    await enter(running, training)
    await running.settled("registration", "followup")
    assert await confirmed(running, training) == 1

    running.start("scheduling")
    await running.settled(*running.services)
    assert await on_roster(running, training) == 1
