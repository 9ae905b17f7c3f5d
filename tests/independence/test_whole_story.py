"""The reference story while services are killed and stopped in the middle of it; then nothing that has to stay at home
is found anywhere else.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx2
import pytest

from cascade.commands.ops import DEAD_LETTERS, FLOW
from cascade.provisioning.database import SERVICES
from cascade.provisioning.issuer import Issuer
from cascade.story.play import Outcome
from cascade.system.running import Running
from cascade.system.system import System
from tests.independence.disturbed import BLOWS, Disturbances, played
from tests.integration.integrating.printed import PROGRAMS, behind, listening, pattern
from tests.support.collector import Collector, collecting
from tests.support.leaks import (
    addresses_in,
    break_again,
    dumped,
    heads_of,
    lines_of,
    problems_in,
    recorded,
    records,
    words_in,
)
from tests.support.servers import Topics, in_memory
from tests.support.waiting import eventually, until

pytestmark = pytest.mark.slow
WITHHELD = re.compile("withheld|withhold", re.IGNORECASE)
JOURNAL = "story.journal"
ANNOUNCED = b"cascade.scheduling.TrainingAnnounced.v1"
ADDRESS = re.compile(r"https?://\S+")


class Traced(System):
    """Each service sends its traces to a collector."""

    def __init__(self, folder: Path, collector: Collector) -> None:
        super().__init__(folder, lambda _: None)
        self._collector = collector

    def _told(self, name: str) -> dict[str, str]:
        return {**super()._told(name), "CASCADE_TELEMETRY__OTLP": self._collector.address}


@dataclass
class Played:
    """The system still runs."""

    outcome: Outcome
    disturbances: Disturbances
    running: Running
    collector: Collector
    heard: Mapping[str, list[str]]
    """What each consumer of docs/integrating.md printed meanwhile."""

    @property
    def dsn(self) -> str:
        return self.running.admin_dsn.rpartition("/")[0] + "/cascade"

    @property
    def folder(self) -> Path:
        return Path(self.running.folder)

    def asked(self, service: str, path: str) -> str:
        """What an operator is answered."""
        token = Issuer(Path(self.running.issuer), Path(self.running.key_set)).token("operator")
        headers = {"Authorization": f"Bearer {token}"}
        return httpx2.get(self.running.services[service] + path, headers=headers).raise_for_status().text

    def records(self) -> list[str]:
        return asyncio.run(records(self.running.bootstrap, self.running.namespace))


async def played_to_others(
    system: System, found: Running, folder: Path
) -> tuple[Outcome, Disturbances, Mapping[str, list[str]]]:
    """While both printed consumers listen."""
    topics, heard = Topics(found.bootstrap, found.namespace), {}
    async with AsyncExitStack() as open_:
        listeners = {name: await open_.enter_async_context(listening(name, topics, folder)) for name in PROGRAMS}
        outcome, disturbances = await played(system, found, folder / JOURNAL)
        for name, listener in listeners.items():
            await until(partial(behind, topics, name), lambda records: records == 0, seconds=60)
            heard[name] = await listener.printed()
    return outcome, disturbances, heard


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with in_memory(tmp_path_factory.mktemp("story")) as folder, collecting() as collector:
        system = Traced(folder, collector)
        found = system.start()
        try:
            outcome, disturbances, heard = asyncio.run(played_to_others(system, found, folder))
            yield Played(outcome, disturbances, found, collector, heard)
        finally:
            system.stop()


def test_every_fact_holds_though_each_service_was_killed_and_was_away(story: Played) -> None:
    wrong = [
        (answer.fact.id, answer.fact.expected, answer.value) for answer in story.outcome.answers if not answer.held
    ]
    assert wrong == []
    assert story.outcome.held


def test_each_service_was_killed_more_than_once_and_ended_well_when_it_was_stopped(story: Played) -> None:
    happened = story.disturbances
    assert {blow for blow, count in happened.blows.items() if count > 1} == set(BLOWS)
    assert happened.ended == dict.fromkeys(SERVICES, 0)


async def announced(running: Running) -> list[str]:
    """As the consumers print it, each fact once."""
    heard = re.compile(pattern(Topics(running.bootstrap, running.namespace)))
    said = [one for one in await recorded(running.bootstrap, running.namespace) if heard.fullmatch(one.topic)]
    facts = {headers["ce_id"]: one.value for one in said if (headers := dict(one.headers))["ce_type"] == ANNOUNCED}
    told = [json.loads(value or b"") for value in facts.values()]
    return [f"{fact['training']} {fact['seats']} {fact.get('title')}" for fact in told]


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_consumer_as_printed_heard_every_training_announced_once_while_services_died(
    story: Played, name: str
) -> None:
    trainings = asyncio.run(announced(story.running))
    assert len({line.split()[0] for line in trainings}) > 1
    assert Counter(story.heard[name]) == Counter(trainings)


def test_no_topic_shows_a_word_that_stays_at_home(story: Played) -> None:
    said = story.records()
    assert len(said) > 1_000
    assert words_in(said) == set()
    assert words_in(said, WITHHELD) == set()


def test_no_log_shows_a_word_that_stays_at_home(story: Played) -> None:
    lines = list(lines_of(story.folder, "*.log"))
    assert len(lines) > 100
    assert words_in(lines) == set()
    assert words_in(lines, WITHHELD) == set()


@pytest.mark.parametrize("service", SERVICES)
def test_no_span_shows_a_word_that_stays_at_home(story: Played, service: str) -> None:
    spans = story.collector.spans[service]
    assert len(spans) > 1_000
    assert any("/v1/" in span for span in spans)
    assert words_in(spans) == set()
    assert words_in(spans, WITHHELD) == set()


@pytest.mark.parametrize("service", SERVICES)
def test_no_metric_shows_a_word_that_stays_at_home(story: Played, service: str) -> None:
    told = httpx2.get(story.running.metrics[service], timeout=20.0).raise_for_status().text
    assert "\nhttp_server_request_duration_seconds_count{" in told
    assert words_in([told]) == set()
    assert words_in([told], WITHHELD) == set()


def test_no_problem_shows_a_word_that_stays_at_home(story: Played) -> None:
    problems = problems_in(story.folder / JOURNAL)
    assert len(problems) > 0
    assert all("code" in json.loads(problem) for problem in problems)
    assert words_in(problems) == set()
    assert words_in(problems, WITHHELD) == set()


def test_no_address_shows_a_word_that_stays_at_home(story: Played) -> None:
    addresses = addresses_in(story.folder / JOURNAL)
    assert len(addresses) > 1_000
    assert any(address.startswith('["') for address in addresses), "no cursor was seen"
    assert words_in(addresses) == set()


@pytest.mark.parametrize("schema", SERVICES)
def test_no_schema_keeps_a_word_that_can_be_read(story: Played, schema: str) -> None:
    rows = list(dumped(story.dsn, schema))
    assert len(rows) > 1_000
    assert words_in(rows) == set()


@pytest.mark.parametrize("schema", ["registration", "scheduling"])
def test_that_a_report_was_withheld_stands_in_no_other_schema(story: Played, schema: str) -> None:
    assert words_in(dumped(story.dsn, schema), WITHHELD) == set()
    assert words_in(dumped(story.dsn, "followup"), WITHHELD) == {"withheld"}


def test_mails_go_to_named_people_and_no_address_in_them_names_anybody(story: Played) -> None:
    lines = list(lines_of(Path(story.running.mailbox), "*"))
    addresses = [found for line in lines for found in ADDRESS.findall(line)]
    assert len(words_in(lines)) > 300
    assert len(addresses) > 300
    assert words_in(addresses) == set()


def test_no_header_of_a_mail_but_its_recipient_names_anybody(story: Played) -> None:
    headers = list(heads_of(Path(story.running.mailbox)))
    assert len([line for line in headers if line.startswith("Subject: ")]) > 300
    assert words_in(headers) == set()
    assert words_in(headers, WITHHELD) == set()


@pytest.fixture(scope="module")
def broken(story: Played) -> Played:
    """Each type of fact was said once more, and nobody could read it."""
    asyncio.run(break_again(story.running.bootstrap, story.running.namespace))
    return story


@pytest.mark.parametrize("service", SERVICES)
def test_no_dead_letter_of_the_story_shows_a_word_that_stays_at_home(broken: Played, service: str) -> None:
    eventually(lambda: json.loads(broken.asked(service, FLOW)), lambda flow: flow["lag"] == 0 and flow["parked"] > 0)
    told, kept = broken.asked(service, DEAD_LETTERS), list(dumped(broken.dsn, service, "dead_letter"))
    assert [row for row in kept if row.startswith("{") and '"training"' in row] != []
    assert words_in([told, *kept]) == set()
    assert words_in([told, *kept], WITHHELD) == set()
