"""What is laid over docker-compose.yml changes where images come from, or plays the story, and nothing else."""

import json
from collections.abc import Mapping

import pytest

from tests.containers import images
from tests.deployment import compose
from tests.deployment.compose import Service

STORY = {"CASCADE_STORY": "/a-story"}


def laid_over(name: str, settings: Mapping[str, str]) -> dict[str, Service]:
    files = ("--file", str(compose.ROOT / "deploy" / name))
    done = compose.asked(compose.example() | dict(settings), *files, "--profile", "*", "config", "--format", "json")
    assert done.returncode == 0, done.stderr
    services: dict[str, Service] = json.loads(done.stdout)["services"]
    return services


def changed(before: Service, after: Service) -> set[str]:
    """Compose leaves out what is false or empty."""
    return {key for key in (*before, *after) if before.get(key) != after.get(key)}


def test_where_no_registry_is_reached_images_are_others_and_the_rest_is_the_same() -> None:
    local = laid_over("compose.local.yml", {})
    changes = {name: changed(compose.service(name), local[name]) for name in compose.ALL}

    assert changes == {
        **{name: {"image", "pull_policy"} for name in (*compose.SERVERS, "prometheus")},
        **{name: {"build", "pull_policy"} for name in (*compose.SERVICES, *compose.ONCE, *compose.DOOR, "mail")},
    }


def test_those_images_are_the_ones_that_the_tests_build() -> None:
    local = laid_over("compose.local.yml", {})

    assert {local[name]["image"] for name in compose.SERVERS} == set(images.SERVERS)
    assert local["prometheus"]["image"] == images.PROMETHEUS
    assert {compose.service(name)["image"] for name in compose.SERVERS} == set(images.SERVERS.values())
    assert {compose.service(name)["image"] for name in compose.SERVICES} == {images.OURS}
    assert local["registration"]["build"]["args"] == {"BASE": images.BASE, "BUILD_BASE": images.BUILD_BASE}


@pytest.mark.parametrize("name", compose.SERVICES)
def test_the_story_moves_a_clock_and_weakens_nothing(name: str) -> None:
    before, after = compose.service(name), laid_over("compose.story.yml", STORY)[name]

    assert changed(before, after) == {"environment", "volumes"}
    assert after["environment"] == before["environment"] | {
        "CASCADE_DEPLOYMENT": "embedded",
        "CASCADE_CLOCK__FILE": "/story/clock",
    }
    assert [(volume["source"], volume.get("read_only")) for volume in after["volumes"]] == [("/a-story", True)]


def test_the_story_is_not_played_by_accident() -> None:
    files = ("--file", str(compose.ROOT / "deploy" / "compose.story.yml"))
    refused = compose.asked(compose.example(), *files, "--profile", "*", "config", "--quiet")

    assert refused.returncode == 1
    assert "CASCADE_STORY is not set - " in refused.stderr
