"""Of a suspended training nothing is shown or done, whoever asks."""

from uuid import uuid4

import pytest

from shared.backbone import suspensions
from shared.web.service import Service
from tests.integration.web.test_links import linked
from tests.support.services import START, Asking

TRAINING = uuid4()
SEATS = f"/v1/trainings/{TRAINING}/seats"


@pytest.fixture
async def suspended(service: Service) -> None:
    async with service.database.transaction() as tx:
        await suspensions.hold(tx, TRAINING, since=START)
        await suspensions.hold(tx, TRAINING, since=START)


@pytest.mark.usefixtures("suspended")
async def test_nothing_of_it_is_shown_or_done(ask: Asking) -> None:
    assert await ask.staff("auditor").refused("GET", SEATS) == "suspended"
    assert await ask.staff("coordinator").refused("POST", SEATS, {"number": 1}) == "suspended"


@pytest.mark.usefixtures("suspended")
async def test_who_may_not_ask_is_told_nothing_of_it(ask: Asking) -> None:
    assert await ask.staff("mentor").refused("GET", SEATS) == "not-allowed"


@pytest.mark.usefixtures("suspended")
async def test_a_link_that_is_for_it_opens_nothing_else_either(ask: Asking, service: Service) -> None:
    held, free = [ask.link(await linked(service, {"training": training})) for training in (TRAINING, uuid4())]

    assert await held.refused("GET", "/v1/own/seats/3") == "suspended"
    assert await free.get("/v1/own/seats/3") == 3


@pytest.mark.usefixtures("suspended")
async def test_what_is_for_anyone_is_not_closed_to_who_comes_with_such_a_link(ask: Asking, service: Service) -> None:
    her = ask.link(await linked(service, {"training": TRAINING}))

    assert (await her.get("/v1/open"))["roles"] == []


@pytest.mark.usefixtures("suspended")
async def test_another_training_goes_on(ask: Asking) -> None:
    await ask.staff("coordinator").post(f"/v1/trainings/{uuid4()}/seats", {"number": 1})


@pytest.mark.usefixtures("suspended")
async def test_once_resumed_it_goes_on(service: Service, ask: Asking) -> None:
    async with service.database.transaction() as tx:
        await suspensions.release(tx, TRAINING)

    assert await ask.staff("auditor").get(SEATS) == 0
