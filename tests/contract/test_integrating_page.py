"""What docs/integrating.md tells is so."""

import re
from pathlib import Path

import pytest

from cascade.provisioning.topics import DAY_MS, RETENTION_MS
from shared.backbone.outbox import LARGEST_EVENT_BYTES
from shared.runtime.kafka import Address
from tests.contract.recorded import FROZEN, ROOT

PAGE = ROOT / "docs" / "integrating.md"
TEXT = PAGE.read_text()
HERE = Address("cascade", "tj", "scheduling")


def pattern() -> re.Pattern[str]:
    """The one that the page shows."""
    (shown,) = re.findall(r"`(\^cascade\S+)`", TEXT)
    return re.compile(shown)


@pytest.mark.parametrize("topic", [HERE.topic, HERE.local_topic, "kz.cascade.kz.scheduling"])
def test_its_pattern_takes_in_the_topics_of_a_service(topic: str) -> None:
    assert pattern().match(topic)


@pytest.mark.parametrize(
    "topic", [Address("cascade", "tj", "registration").topic, "kz.cascade.kz.scheduling.local", "cascade.kz.scheduling"]
)
def test_its_pattern_leaves_out_the_topics_of_others(topic: str) -> None:
    assert not pattern().match(topic)


def test_its_pattern_has_no_braces_which_a_library_would_take_for_a_path() -> None:
    assert "{" not in pattern().pattern


def test_facts_are_kept_as_long_as_it_says() -> None:
    (days,) = re.findall(r"those of registration (\d+) days", TEXT)

    assert {"registration": int(days) * DAY_MS, "scheduling": -1, "followup": -1} == RETENTION_MS


def test_no_record_is_larger_than_it_says() -> None:
    assert re.findall(r"value of at most (\d+) bytes", TEXT) == [str(LARGEST_EVENT_BYTES)]


def test_kafka_is_the_one_that_it_says() -> None:
    (told,) = re.findall(r"Kafka is (\d+\.\d+):", TEXT)

    assert re.findall(r"image: apache/kafka:(\d+\.\d+)\.\d+", (ROOT / "docker-compose.yml").read_text()) == [told]


def test_it_tells_every_header_of_a_fact() -> None:
    told = set(re.findall(r"^\| `([a-z_-]+)` \|", TEXT, re.MULTILINE))

    for contract in FROZEN.values():
        assert told == contract.headers["properties"].keys()


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", TEXT))
def test_its_links_lead_somewhere(target: str) -> None:
    assert Path(PAGE.parent, target).exists()
