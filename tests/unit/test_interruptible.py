"""An interruption at any moment ends the work as a whole."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cascade.embedded import children
from cascade.system import interruptible


class InterruptedWhileMaking(asyncio.DefaultEventLoopPolicy):
    """Somebody presses Ctrl-C in the middle of `asyncio.new_event_loop`."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__()
        self.number = number
        self.made: list[asyncio.AbstractEventLoop] = []

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        signal.raise_signal(self.number)
        self.made.append(super().new_event_loop())
        return self.made[-1]


@contextmanager
def loops_made_by(policy: asyncio.AbstractEventLoopPolicy) -> Iterator[None]:
    """With the handlers that a demo begins with, whatever another test left of its own."""
    begun_with = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGTERM: lambda *_: signal.raise_signal(signal.SIGINT),
    }
    former = {number: signal.signal(number, handler) for number, handler in begun_with.items()}
    asyncio.set_event_loop_policy(policy)
    try:
        yield
    finally:
        asyncio.set_event_loop_policy(None)
        for number, handler in former.items():
            signal.signal(number, handler)


@pytest.mark.parametrize("number", children.INTERRUPTIONS)
def test_an_interruption_while_the_loop_is_made_waits_until_the_loop_can_end_what_has_begun(
    number: signal.Signals,
) -> None:
    seen: list[str] = []

    async def work() -> None:
        try:
            await asyncio.wait_for(asyncio.Event().wait(), timeout=10)
        except asyncio.CancelledError:
            seen.append("cancelled")
            raise

    policy = InterruptedWhileMaking(number)
    with loops_made_by(policy), pytest.raises(KeyboardInterrupt):
        interruptible.run(work)

    assert (seen, [loop.is_closed() for loop in policy.made]) == (["cancelled"], [True])
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()).isdisjoint(children.INTERRUPTIONS)


def test_what_nobody_interrupts_returns_what_it_made() -> None:
    async def work() -> str:
        return "made"

    assert interruptible.run(work) == "made"
