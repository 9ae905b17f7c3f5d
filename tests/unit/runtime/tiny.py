"""A service without servers, as a process: it prints in which order it ends."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI

from shared.runtime.clock import Clock
from shared.runtime.endings import MustEnd
from shared.runtime.process import run
from shared.runtime.settings import ServiceSettings

app = FastAPI()
entered = asyncio.Event()
leave = asyncio.Event()


def say(what: str) -> None:
    print(what, flush=True)  # noqa: T201 - the test reads it


@app.get("/fast")
async def fast() -> str:
    return "here"


@app.get("/slow")
async def slow() -> str:
    say("request began")
    await asyncio.sleep(0.3)
    say("request ended")
    return "done"


@dataclass
class Loop:
    """What runs beside HTTP."""

    ended: asyncio.Event

    async def run(self) -> None:
        match os.environ.get("TINY"):
            case "breaks":
                raise ValueError("Canary Canarova")
            case "has to end":
                raise MustEnd("somebody else has this name")
        say("works")
        await self.ended.wait()

    async def stop(self) -> None:
        say("works stop")
        self.ended.set()


@dataclass
class Tiny:
    app: FastAPI
    metrics: FastAPI
    works: Loop


@asynccontextmanager
async def tiny(_: ServiceSettings, __: Clock) -> AsyncIterator[Tiny]:
    yield Tiny(app, app, Loop(asyncio.Event()))
    say("closed")


if __name__ == "__main__":
    run(ServiceSettings, tiny)
