"""What integrators read beside OpenAPI: what a service says and hears."""

import json
from pathlib import Path

import pytest

import followup.app
import registration.app
import scheduling.app
from shared.runtime.settings import ServiceSettings
from shared.web.service import Blueprint, assembled
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Story, asking, settings_for

COMMITTED = Path(__file__).parents[3] / "docs" / "asyncapi"
UNSENT = Topics("127.0.0.1:9", "cascade")
BLUEPRINTS = [module.BLUEPRINT for module in (registration.app, scheduling.app, followup.app)]


@pytest.mark.parametrize("blueprint", BLUEPRINTS, ids=lambda one: one.name)
async def test_a_service_tells_anyone_its_events_as_they_are_committed(
    blueprint: Blueprint, database: TestDatabase, tmp_path: Path
) -> None:
    settings = ServiceSettings(**settings_for(blueprint.name, database, UNSENT, tmp_path))
    async with assembled(blueprint, settings, Story(START)) as built:
        told = await asking(built, tmp_path).get("/asyncapi.json")
        again = await asking(built, tmp_path).get("/asyncapi.json")

    assert told == again == json.loads((COMMITTED / f"{blueprint.name}.json").read_text())


async def test_the_addresses_are_those_of_the_deployment(database: TestDatabase, tmp_path: Path) -> None:
    elsewhere = Topics("127.0.0.1:9", "other")
    settings = ServiceSettings(**settings_for("scheduling", database, elsewhere, tmp_path))
    async with assembled(scheduling.app.BLUEPRINT, settings, Story(START)) as built:
        told = await asking(built, tmp_path).get("/asyncapi.json")

    assert told["channels"]["scheduling"]["address"] == "other.{region}.scheduling"
    assert told["operations"]["receive-followup-local"]["bindings"]["kafka"]["groupId"]["enum"] == ["other.scheduling"]
