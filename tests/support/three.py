"""The three services side by side on one database, asked over HTTP; nothing is sent."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import followup.app
import followup.settings
import registration.app
import registration.settings
import scheduling.app
import scheduling.settings
from shared.web.service import Service
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Story, settings_for

NO_BROKER = Topics("127.0.0.1:9", "unsent")
SERVICES = ("registration", "scheduling", "followup")


@asynccontextmanager
async def three(
    database: TestDatabase, folder: Path, topics: Topics = NO_BROKER
) -> AsyncIterator[Mapping[str, Service]]:
    """By name; built and connected, not running."""
    keys = {"file": folder / "keys.json"}
    told: dict[str, Any] = {name: settings_for(name, database, topics, folder) for name in SERVICES}
    clock = Story(START)
    async with AsyncExitStack() as opened:
        yield {
            "registration": await opened.enter_async_context(
                registration.app.service(
                    registration.settings.Settings(
                        **told["registration"],
                        keys=keys,
                        mail={"host": "127.0.0.1", "port": 9, "sender": "programme@example.org"},
                        addresses={name: f"https://{name}.example.org" for name in SERVICES},
                    ),
                    clock,
                )
            ),
            "scheduling": await opened.enter_async_context(
                scheduling.app.service(scheduling.settings.Settings(**told["scheduling"]), clock)
            ),
            "followup": await opened.enter_async_context(
                followup.app.service(followup.settings.Settings(**told["followup"], keys=keys), clock)
            ),
        }
