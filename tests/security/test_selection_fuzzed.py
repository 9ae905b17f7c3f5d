"""Whatever is asked of a selection in each state that it can have: every answer as described, and behind every refusal
everything as it was.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest
from schemathesis import Case

from shared.events.scheduling import Quota
from tests.integration.registration.host.conftest import at_work
from tests.integration.registration.host.homes import CLOSED, PUBLISHED, Training
from tests.integration.registration.host.workbench import Bench, Call, applied, drafted, everything, reviewed_call
from tests.security import fuzzing
from tests.security.fuzzing import Fuzz, Told, cases, operations
from tests.security.test_openapi_fuzzed import ASIDE, MANY
from tests.security.worlds import Things, World, hosted
from tests.support.fingerprint import Tables
from tests.support.servers import TestDatabase
from tests.support.services import Asking

FEW, FEWEST_COMPARED = 3, 40
NOT_AS_DESCRIBED = {
    "GET /v1/trainings/{training}/promotions/next": "the seats that are open here need a quota eased",
    "POST /v1/selection-runs/{run}/cancellation": "no run is under way",
}
"""What is only refused here, and why."""
TO_EASE = Quota(id="country-TM", where={"country": "TJ"}, minimum=3)
"""As it is eased in what is described of a promotion."""


@dataclass
class OfSelections(Fuzz):
    """Asked as described about one story after the other until that succeeds."""

    succeeded: set[str] = field(default_factory=set)

    async def run(self, many: int) -> Told:
        described = self.world.service.app.openapi()
        for operation in operations(described):
            if "selection" in operation.definition.raw["tags"]:
                self.told.operations.add(operation.label)
                await self.ask_as_described(operation, described)
                for case in cases(operation, many):
                    await self.ask(case)
        return self.told

    async def sent(self, case: Case[Any], asking: Asking, state: str | None) -> httpx2.Response:
        response = await super().sent(case, asking, state)
        if response.is_success:
            self.succeeded.add(case.operation.label)
        self.told.reached = {*self.succeeded}
        return response


async def with_an_open_seat(host: Bench) -> Things:
    """Nobody in reserve keeps the quota, until it is eased."""
    call = Call(host, training := Training({"quotas": (TO_EASE,)}), applied(training))
    await host.hear(*everything(training, call.applicants))
    host.clock.time = max(host.clock.time, CLOSED)
    draft = await drafted(call)
    host.clock.time = PUBLISHED
    await host.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    await call.decline("TJ-03")
    return {"training": str(training.id), "application": str(call["TJ-03"].id)}


@pytest.fixture
async def fuzz(database: TestDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Fuzz]:
    monkeypatch.setattr(fuzzing, "ONE_IN", 1)
    async with at_work(database, tmp_path) as host, Tables.of(database, "registration", ASIDE) as tables:
        draft = await drafted(await reviewed_call(host))
        stories = [*await hosted(host), *[await with_an_open_seat(host) for _ in range(2)]]
        stories.append({"training": draft["training"], "selection": draft["selection"]})
        yield OfSelections(World(host.service, host.anyone, stories), tables)


def require_as_described(told: Told) -> None:
    assert told.faults == set()
    assert told.half_done == set()
    assert told.missed == NOT_AS_DESCRIBED.keys()
    assert told.compared > FEWEST_COMPARED


async def test_whatever_is_asked_of_a_selection_is_answered_as_described_or_changes_nothing(fuzz: Fuzz) -> None:
    require_as_described(await fuzz.run(FEW))


@pytest.mark.slow
async def test_however_often_a_selection_is_asked_for_something_every_answer_is_as_described(fuzz: Fuzz) -> None:
    require_as_described(await fuzz.run(MANY))
