"""A service that takes requests and answers none holds up its own pages for some seconds, and no others."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import httpx2
import pytest

from cascade.system import processes
from tests.support.processes import Region
from tests.support.waiting import eventually

pytestmark = pytest.mark.slow

PAGES = {"registration": "links", "scheduling": "public", "followup": f"public/trainings/{1:032x}"}
"""That anybody may open; the last of a training that nobody knows."""
WITHIN_SECONDS = 15


@pytest.fixture
def door(running: Region, tmp_path: Path) -> Iterator[httpx2.Client]:
    issuer = processes.service("issuer", {}, tmp_path)
    child = processes.front_door(list(running.services.values()), issuer, tmp_path, tmp_path)
    child.start()
    told = {"Accept": "text/html"}
    try:
        with httpx2.Client(base_url=child.address, headers=told, timeout=60, trust_env=False) as http:
            eventually(lambda: processes.lives(child))
            yield http
    finally:
        child.stop()


@contextmanager
def hanging(running: Region, name: str) -> Iterator[None]:
    process = running.services[name].process
    assert process is not None
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


def opened(door: httpx2.Client, name: str) -> tuple[httpx2.Response, float]:
    """The page, and how many seconds it took."""
    began = monotonic()
    answer = door.get(f"/{name}/{PAGES[name]}")
    return answer, monotonic() - began


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_one_that_hangs_say_that_it_is_away_and_those_of_the_others_answer_as_always(
    running: Region, door: httpx2.Client, name: str
) -> None:
    others = [other for other in PAGES if other != name]
    before = {one: opened(door, one)[0].status_code for one in PAGES}
    with hanging(running, name):
        away, waited = opened(door, name)
        sent = door.post(f"/{name}/{PAGES[name]}")
        answered = {other: opened(door, other) for other in others}
    back, _ = opened(door, name)

    assert [(answer.status_code, answer.headers["retry-after"]) for answer in (away, sent)] == [(503, "5")] * 2
    assert waited < WITHIN_SECONDS
    assert [answered[other][0].status_code for other in others] == [before[other] for other in others]
    assert max(seconds for _, seconds in answered.values()) < WITHIN_SECONDS / 3
    assert back.status_code == before[name]
