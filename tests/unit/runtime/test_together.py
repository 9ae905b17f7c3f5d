"""What runs beside the engine has ended before the engine is asked to."""

import asyncio

from shared.web.service import Together


class Work:
    """Writes down when it is asked to end and when it has."""

    def __init__(self, name: str, told: list[str]) -> None:
        self._name, self._told = name, told
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        await self._stopping.wait()
        await asyncio.sleep(0)
        self._told.append(f"{self._name} ended")

    async def stop(self) -> None:
        self._told.append(f"{self._name} is asked")
        self._stopping.set()


async def test_the_first_has_ended_before_the_second_is_asked() -> None:
    told: list[str] = []
    together = Together(Work("sender", told), Work("engine", told))
    running = asyncio.create_task(together.run())
    await asyncio.sleep(0)
    await together.stop()
    await running

    assert told == ["sender is asked", "sender ended", "engine is asked", "engine ended"]


async def test_what_was_not_begun_is_asked_all_the_same() -> None:
    told: list[str] = []
    await Together(Work("sender", told), Work("engine", told)).stop()

    assert told == ["sender is asked", "engine is asked"]
