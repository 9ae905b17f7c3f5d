"""Of a suspended training nothing is shown or done, whoever asks."""

from uuid import uuid4

import pytest

from shared.backbone import suspensions
from shared.web.service import Service
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
async def test_another_training_goes_on(ask: Asking) -> None:
    await ask.staff("coordinator").post(f"/v1/trainings/{uuid4()}/seats", {"number": 1})


@pytest.mark.usefixtures("suspended")
async def test_once_resumed_it_goes_on(service: Service, ask: Asking) -> None:
    async with service.database.transaction() as tx:
        await suspensions.release(tx, TRAINING)

    assert await ask.staff("auditor").get(SEATS) == 0
