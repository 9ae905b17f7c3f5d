"""Links that nobody knows may be tried so often in a minute from one network."""

import asyncio

import pytest

from shared.web.throttle import MOST_WAITING, FailedLinks, TooManyTries, network_of


class Time:
    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def failed(time: Time) -> FailedLinks:
    failed = FailedLinks(3, time)
    for _ in range(3):
        failed.failed("192.0.2.7")
    return failed


def test_after_so_many_the_whole_network_waits_for_the_rest_of_the_minute(failed: FailedLinks, time: Time) -> None:
    time.seconds += 20.5
    with pytest.raises(TooManyTries) as refused:
        failed.failed("192.0.2.200")

    assert (refused.value.per_minute, refused.value.retry_after) == (3, 40)


def test_another_network_does_not_wait(failed: FailedLinks) -> None:
    failed.failed("192.0.3.7")
    with pytest.raises(TooManyTries):
        failed.failed("192.0.2.7")


def test_a_minute_later_it_may_try_again(failed: FailedLinks, time: Time) -> None:
    time.seconds += 60
    failed.failed("192.0.2.7")

    assert failed.seconds_over("192.0.2.7") == 0


class LookingUp:
    """Look-ups that end when they are told to."""

    def __init__(self, failed: FailedLinks) -> None:
        self._failed = failed
        self.ends = asyncio.Event()
        self.running = 0

    async def one(self, address: str) -> None:
        async with self._failed.turn(address):
            self.running += 1
            await self.ends.wait()


async def begun(looking_up: LookingUp, address: str, times: int) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(looking_up.one(address)) for _ in range(times)]
    await asyncio.wait(tasks, timeout=0)
    return tasks


async def test_networks_over_their_limit_have_one_look_up_at_a_time_and_others_as_many_as_they_like(
    failed: FailedLinks,
) -> None:
    slowed, others = LookingUp(failed), LookingUp(failed)
    tasks = await begun(slowed, "192.0.2.7", 5) + await begun(others, "192.0.3.7", 5)

    assert (slowed.running, others.running) == (1, 5)
    slowed.ends.set()
    others.ends.set()
    await asyncio.gather(*tasks)
    assert slowed.running == 5


async def test_where_too_many_wait_for_their_look_up_the_next_is_told_to_come_again(failed: FailedLinks) -> None:
    looking_up = LookingUp(failed)
    tasks = await begun(looking_up, "192.0.2.7", MOST_WAITING)
    with pytest.raises(TooManyTries):
        await looking_up.one("192.0.2.7")

    looking_up.ends.set()
    await asyncio.gather(*tasks)
    assert looking_up.running == MOST_WAITING


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("testclient", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_network_is_what_one_customer_has(address: str | None, network: str) -> None:
    assert network_of(address) == network
