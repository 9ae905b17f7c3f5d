"""While a training or the region is suspended no route tells or changes anything of it, but those that say why."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import httpx2
import pytest

from shared.backbone.suspensions import hold, hold_region
from tests.security.fuzzing import (
    WHICHEVER,
    Fuzz,
    Operation,
    allowed,
    as_described,
    code_of,
    fill_in,
    named_by,
    operations,
    send,
)
from tests.security.worlds import WORLDS, Things, World
from tests.support.fingerprint import Tables
from tests.support.servers import TestDatabase
from tests.support.three import SERVICES

NOTHING_OF_IT = "nothing of it"
HELD = {"suspended", "not-known-here", "not-public", NOTHING_OF_IT}
TO_BE_WARNED = "people have to be warned: how to reach them stays with the coordinators, and each look is written down"
TO_BE_LOCKED_OUT = "whoever reads a wrong address loses what opens there at once; letters to the right one wait"
CATALOGUE = "names no training, and nobody who comes to one"
RUNNING = "operators keep the machine going; it names nobody"
ITS_END = "so a suspension is seen, and ends"
ITS_LETTERS_WAIT = "it says the same to everybody, and the letters that it writes wait"
A_DRAFT = "a draft is shown to nobody until the region goes on, not even to whoever makes it"
IN_EACH: Mapping[str, str] = {
    "GET /v1/operations/flow": RUNNING,
    "GET /v1/operations/dead-letters": RUNNING,
    "POST /v1/operations/dead-letters/{dead_letter}/replay": RUNNING,
    "DELETE /v1/operations/dead-letters/{dead_letter}": RUNNING,
    "GET /v1/operations/reminders": RUNNING,
    "POST /v1/operations/reminders/{kind}/{key}/retry": RUNNING,
}
GOES_ON: Mapping[str, Mapping[str, str]] = {
    "registration": {
        **IN_EACH,
        "POST /v1/links": ITS_LETTERS_WAIT,
        "GET /v1/people": TO_BE_WARNED,
        "POST /v1/people": TO_BE_WARNED,
        "GET /v1/people/{person}": TO_BE_WARNED,
        "PUT /v1/people/{person}/contact": TO_BE_LOCKED_OUT,
        "GET /v1/organisations": CATALOGUE,
        "POST /v1/organisations": CATALOGUE,
        "GET /v1/organisations/{organisation}": CATALOGUE,
        "PUT /v1/organisations/{organisation}": CATALOGUE,
    },
    "scheduling": {
        **IN_EACH,
        "GET /v1/organisations": CATALOGUE,
        "POST /v1/organisations": CATALOGUE,
        "GET /v1/programmes": CATALOGUE,
        "POST /v1/programmes": CATALOGUE,
        "GET /v1/manuals": CATALOGUE,
        "POST /v1/manuals": CATALOGUE,
        "GET /v1/manuals/{manual}": CATALOGUE,
        "POST /v1/manuals/{manual}/publication": CATALOGUE,
        "POST /v1/trainings": A_DRAFT,
        "POST /v1/trainings/{training}/suspension": ITS_END,
        "POST /v1/trainings/{training}/resumption": ITS_END,
        "GET /v1/suspensions": ITS_END,
        "POST /v1/suspensions": ITS_END,
        "POST /v1/suspensions/resumption": ITS_END,
    },
    "followup": IN_EACH,
}


@pytest.fixture(params=SERVICES)
async def fuzz(request: pytest.FixtureRequest, database: TestDatabase, tmp_path: Path) -> AsyncIterator[Fuzz]:
    async with WORLDS[request.param](database, tmp_path) as world, Tables.of(database, request.param, ()) as tables:
        yield Fuzz(world, tables)


def trainings_of(world: World) -> set[str]:
    return {things["training"] for things in world.stories if "training" in things}


def told_by(response: httpx2.Response, trainings: set[str]) -> str:
    """Of a list whether it tells of one of these `trainings`; if there are none, whether it tells of anything."""
    if response.is_error:
        return code_of(response)
    is_json = response.content and response.headers["content-type"] == "application/json"
    items = response.json().get("items") if is_json else None
    if items == [] or (items and trainings and not any(one in without_parents(items) for one in trainings)):
        return NOTHING_OF_IT
    return str(response.status_code)


def without_parents(items: Sequence[Mapping[str, object]]) -> str:
    """A workshop that was announced goes on, and names the training that it follows."""
    return json.dumps([{name: value for name, value in item.items() if name != "parent"} for item in items])


def asked_by(world: World, operation: Operation) -> Iterator[tuple[Things, str]]:
    """Each story that it can be about, with each for whom it is."""
    for things in world.stories:
        if set(named_by(operation)) <= set(things):
            yield from ((things, principal) for principal in allowed(operation))


async def told_of(fuzz: Fuzz, trainings: set[str]) -> Mapping[str, set[str]]:
    """What each operation came to, by its label."""
    described, found = fuzz.world.service.app.openapi(), dict[str, set[str]]()
    for operation in operations(described):
        for things, principal in asked_by(fuzz.world, operation):
            case = as_described(operation, described)
            fill_in(case, things)
            response = await send(case, await fuzz.asking(principal, things), WHICHEVER)
            found.setdefault(operation.label, set()).add(told_by(response, trainings))
    assert found.keys() == {operation.label for operation in operations(described)}
    return found


def goes_on(told: Mapping[str, set[str]]) -> set[str]:
    return {label for label, answers in told.items() if not answers <= HELD}


async def test_while_the_region_is_suspended_nothing_goes_on_but_what_says_why(fuzz: Fuzz) -> None:
    async with fuzz.world.service.database.transaction() as tx:
        await hold_region(tx, uuid4(), since=datetime.now(UTC))

    assert goes_on(await told_of(fuzz, set())) == GOES_ON[fuzz.world.service.app.state.service].keys()


async def test_while_its_training_is_suspended_nothing_is_told_of_it(fuzz: Fuzz) -> None:
    trainings = trainings_of(fuzz.world)
    async with fuzz.world.service.database.transaction() as tx:
        for training in trainings:
            await hold(tx, UUID(training), since=datetime.now(UTC))

    assert goes_on(await told_of(fuzz, trainings)) <= GOES_ON[fuzz.world.service.app.state.service].keys()
