"""Drafts and lists that take as long as a test wants: they are made by the engine, once they are let."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from registration.handlers import lotteries, selections
from tests.integration.registration.host.gate import commit_once_let, decide_once_let
from tests.integration.registration.host.workbench import Bench, Call, Json
from tests.support.waiting import until

AT_ONCE = {"Prefer": "respond-async"}
OF_A_LIST = 0


@dataclass(frozen=True)
class Slowly:
    """Drafts by their seeds, a list by the seed that it has none of."""

    folder: Path

    def __post_init__(self) -> None:
        for seed in (OF_A_LIST, 1, 2, 3):
            os.mkfifo(self.folder / f"{seed}.gate")

    async def begun(self, call: Call, seed: int = 1) -> Json:
        """A run that has come to its gate."""
        response = await ask(call, seed, **AT_ONCE)
        assert response.status_code == 202, response.text
        return await self.at_its_gate(call.bench, response.json()["run"])

    async def begun_list(self, call: Call) -> Json:
        asked = {"policy": "leximin", "reserve": 2}
        response = await call.bench.coordinator.http.post(f"{call.path}/lotteries", json=asked, headers=AT_ONCE)
        assert response.status_code == 202, response.text
        return await self.at_its_gate(call.bench, response.json()["run"])

    async def at_its_gate(self, bench: Bench, run: str) -> Json:
        return await until(partial(run_of, bench, run), lambda found: found["step"] == "costs")

    async def process(self, seed: int = 1) -> int:
        """Of the one that decides."""
        told = self.folder / f"{seed}.pid"
        return int(await until(partial(text_of, told), bool))

    def let(self, seed: int = 1) -> None:
        (self.folder / f"{seed}.gate").write_text("")


async def text_of(file: Path) -> str:
    return file.read_text() if file.exists() else ""  # noqa: ASYNC240 - a few bytes


async def ask(call: Call, seed: int = 1, body: Json | None = None, /, **headers: str) -> Any:
    asked = {"seed": seed, "reserve": 2, **(body or {})}
    return await call.bench.coordinator.http.post(f"{call.path}/selections", json=asked, headers=headers)


async def run_of(bench: Bench, run: str) -> Json:
    return dict(await bench.coordinator.get(f"/v1/selection-runs/{run}"))


async def ended(bench: Bench, run: str) -> Json:
    return await until(partial(run_of, bench, run), lambda found: found["state"] != "running")


@pytest.fixture
def slowly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Slowly:
    folder = tmp_path / "gates"
    folder.mkdir()
    monkeypatch.setattr(selections, "decide_first", partial(decide_once_let, folder))
    monkeypatch.setattr(lotteries, "commit", partial(commit_once_let, folder))
    return Slowly(folder)
