"""What goes on behind an answer was begun by the attempt that was committed: of one that was undone nothing is left."""

from collections.abc import Callable

import pytest
from fastapi import APIRouter, Request, Response

from shared.web.door import CurrentTransaction, allow
from shared.web.later import Later, runs_on, told_behind
from shared.web.models import View
from shared.web.principal import ANYONE
from shared.web.service import Service
from tests.integration.web.test_unit_of_work import Faulty, deadlock
from tests.support.services import Asking


class Told(View):
    attempt: int


def of_the_first_attempt_only(goes_on: Callable[[Request], Response]) -> APIRouter:
    """A service whose route lets something go on when it is first tried, and answers at once when it is tried again."""
    router, attempts = APIRouter(prefix="/v1", route_class=Later), [2, 1]

    @router.post("/things", status_code=201, summary="Make a thing", response_model=Told)
    @allow(ANYONE)
    async def make(request: Request, _: CurrentTransaction) -> object:
        attempt = attempts.pop()
        return goes_on(request) if attempt == 1 else Told(attempt=attempt)

    return router


async def undone() -> Told:
    raise AssertionError("what was undone goes on")


async def nothing_made() -> dict[str, object]:
    raise AssertionError("what was undone goes on")


def begins(request: Request) -> Response:
    runs_on(request, undone, nothing_made)
    return Response(status_code=202)


def tells(request: Request) -> Response:
    return told_behind(request, undone)


@pytest.fixture
def router(request: pytest.FixtureRequest) -> APIRouter:
    return of_the_first_attempt_only(request.param)


@pytest.mark.parametrize("router", [begins, tells], indirect=True)
async def test_what_an_attempt_began_that_a_deadlock_undid_is_not_waited_for(
    service: Service, ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.database, "transaction", Faulty(service, commit=[deadlock]).transaction)

    assert await ask.post("/v1/things", {}) == {"attempt": 2}
