"""What schemathesis makes of the three descriptions, fit and unfit, sent as everybody: no 500, every answer as
described, nothing half-done.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from schemathesis import GenerationMode

from tests.security.fuzzing import CURRENT, JUNK, WHICHEVER, Fuzz, Told
from tests.security.matrix import PRINCIPALS
from tests.security.worlds import WORLDS
from tests.support.depth import times
from tests.support.fingerprint import Tables
from tests.support.servers import TestDatabase
from tests.support.three import SERVICES

FEW, MANY = 3, times(25)
"""Cases for each operation, each sent three times."""
ASIDE = ("answer", "audit")
"""Tables in which something stands of a request that was refused."""
FEWEST_COMPARED = 20
REFUSALS = {400, 401, 403, 404, 409, 422, 428}


@pytest.fixture(params=SERVICES)
async def fuzz(request: pytest.FixtureRequest, database: TestDatabase, tmp_path: Path) -> AsyncIterator[Fuzz]:
    async with WORLDS[request.param](database, tmp_path) as world, Tables.of(database, request.param, ASIDE) as tables:
        yield Fuzz(world, tables)


def require_as_described(told: Told) -> None:
    assert told.faults == set()
    assert told.half_done == set()
    assert told.missed == set(), "nothing but a refusal at the door: is there nothing in worlds.py that it is about?"


def require_everything_drawn(told: Told) -> None:
    assert told.principals == set(PRINCIPALS)
    assert told.modes == set(GenerationMode)
    assert told.statuses >= REFUSALS
    assert told.states.keys() == {WHICHEVER, CURRENT, JUNK}
    assert 412 not in told.states[CURRENT]
    assert told.states[CURRENT] & {200, 201, 409}
    assert told.compared > FEWEST_COMPARED


async def test_every_answer_is_as_described_and_no_refusal_changes_anything(fuzz: Fuzz) -> None:
    told = await fuzz.run(FEW)

    require_as_described(told)
    require_everything_drawn(told)


@pytest.mark.slow
async def test_every_answer_is_as_described_however_often_one_asks(fuzz: Fuzz) -> None:
    told = await fuzz.run(MANY)

    require_as_described(told)
    require_everything_drawn(told)
