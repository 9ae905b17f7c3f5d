"""What becomes of a demo whose servers do not last."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from cascade.commands import demo
from cascade.commands.demo import Phases, watched
from cascade.embedded.failures import CannotRun
from cascade.system.system import System


async def test_a_demo_ends_at_once_and_says_why_if_a_server_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = False

    async def for_ever(*_: Any) -> None:
        nonlocal ended
        try:
            await asyncio.Event().wait()
        finally:
            ended = True

    async def look_after(_: System) -> None:
        await asyncio.sleep(0)
        raise CannotRun("postgres ended")

    monkeypatch.setattr(demo, "played", for_ever)
    monkeypatch.setattr(System, "look_after", look_after)
    found: Any = None
    with pytest.raises(CannotRun, match="postgres ended"):
        async with asyncio.timeout(5):
            await watched(System(tmp_path, print), found, 1, None, Phases())
    assert ended
