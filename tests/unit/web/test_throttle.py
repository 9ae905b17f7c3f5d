"""Links that nobody knows may be tried so often in a minute from one network."""

import pytest

from shared.web.throttle import FailedLinks, TooManyTries, network_of


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
        failed.check("192.0.2.7")
        failed.note("192.0.2.7")
    return failed


def test_after_so_many_the_whole_network_waits_for_the_rest_of_the_minute(failed: FailedLinks, time: Time) -> None:
    time.seconds += 20.5
    with pytest.raises(TooManyTries) as refused:
        failed.check("192.0.2.200")

    assert (refused.value.per_minute, refused.value.retry_after) == (3, 40)


def test_another_network_does_not_wait(failed: FailedLinks) -> None:
    failed.check("192.0.3.7")
    with pytest.raises(TooManyTries):
        failed.check("192.0.2.7")


def test_a_minute_later_it_may_try_again(failed: FailedLinks, time: Time) -> None:
    time.seconds += 60
    failed.check("192.0.2.7")
    failed.note("192.0.2.7")
    failed.check("192.0.2.7")


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
