"""Behind a proxy that is known, who asks is whom it names; nobody else is believed, and a forgotten one is told."""

import pytest
from starlette.types import Receive, Scope, Send
from structlog.testing import capture_logs

from shared.runtime.proxies import SAID_AGAIN_SECONDS, SETTING, Proxied

TOLD = [{"event": "address_told_by_a_stranger", "log_level": "warning", "setting": SETTING}]


class Time:
    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


class Behind:
    """Asks through what stands at the door, and remembers who seemed to ask."""

    def __init__(self, proxies: str, now: Time) -> None:
        self._door = Proxied(self._app, proxies, now)
        self.seen: list[str] = []

    async def _app(self, scope: Scope, _: Receive, __: Send) -> None:
        self.seen.append(scope["client"][0])

    async def ask(self, address: str, **headers: str) -> None:
        async def nothing(*_: object) -> None: ...

        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        await self._door({"type": "http", "client": (address, 1), "headers": named}, nothing, nothing)  # type: ignore[arg-type]


@pytest.fixture
def time() -> Time:
    return Time()


async def test_whom_a_known_proxy_names_is_who_asks(time: Time) -> None:
    behind = Behind("10.0.0.0/8", time)
    with capture_logs() as logs:
        await behind.ask("10.1.2.3", x_forwarded_for="203.0.113.9, 198.51.100.7")

    assert (behind.seen, logs) == (["198.51.100.7"], [])


@pytest.mark.parametrize("proxies", ["", "10.0.0.0/8"])
@pytest.mark.parametrize("header", ["x_forwarded_for", "forwarded"])
async def test_a_stranger_is_not_believed_and_the_log_names_the_setting(time: Time, proxies: str, header: str) -> None:
    behind = Behind(proxies, time)
    with capture_logs() as logs:
        await behind.ask("192.0.2.7", **{header: "198.51.100.7"})

    assert behind.seen == ["192.0.2.7"]
    assert logs == TOLD


async def test_it_is_told_once_in_a_while_however_many_come(time: Time) -> None:
    behind = Behind("", time)
    with capture_logs() as logs:
        for _ in range(3):
            await behind.ask("192.0.2.7", x_forwarded_for="198.51.100.7")
        time.seconds += SAID_AGAIN_SECONDS
        await behind.ask("192.0.2.7", x_forwarded_for="198.51.100.7")

    assert logs == TOLD * 2


async def test_who_tells_no_address_is_no_proxy(time: Time) -> None:
    behind = Behind("", time)
    with capture_logs() as logs:
        await behind.ask("192.0.2.7")

    assert (behind.seen, logs) == (["192.0.2.7"], [])
