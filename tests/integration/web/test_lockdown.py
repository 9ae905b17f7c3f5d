"""Of a suspended training nothing is shown or done, whoever asks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from uuid import uuid4

import pytest

from shared.backbone import suspensions
from shared.web.service import Service
from tests.integration.web.test_links import linked
from tests.support.services import START, Asking
from tests.support.waiting import until

TRAINING = uuid4()
FIRST, SECOND = uuid4(), uuid4()
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


WAITS = """
    select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')
"""
TAKEN = "insert into reminder (kind, key, due, payload) values ('seat', $1, $2, '1')"


@asynccontextmanager
async def nobody_else(service: Service) -> AsyncIterator[None]:
    """Whoever takes a seat meanwhile waits to see whether this one stays taken: it does not."""
    with suppress(ArithmeticError):
        async with service.database.transaction() as tx:
            await tx.execute(TAKEN, TRAINING, START)
            yield
            raise ArithmeticError


async def waits(service: Service) -> bool:
    async with service.database.transaction() as tx:
        return await tx.one(bool, WAITS) or False


@pytest.mark.parametrize("all_of_the_region", [False, True])
async def test_what_is_suspended_while_it_is_changed_is_not_changed(
    service: Service, ask: Asking, *, all_of_the_region: bool
) -> None:
    async with nobody_else(service):
        taking = asyncio.create_task(ask.staff("coordinator").refused("POST", SEATS, {"number": 1}))
        await until(partial(waits, service), bool)
        async with service.database.transaction() as tx:
            if all_of_the_region:
                await suspensions.hold_region(tx, FIRST, since=START)
            else:
                await suspensions.hold(tx, TRAINING, since=START)
    assert await taking == "suspended"
    async with service.database.transaction() as tx:
        assert await tx.one(int, "select count(*) from reminder where kind = 'seat'") == 0


async def test_whoever_suspends_waits_for_what_is_about_to_be_committed(service: Service, ask: Asking) -> None:
    async def suspend() -> None:
        async with service.database.transaction() as tx:
            await suspensions.hold(tx, TRAINING, since=START)

    async with service.database.transaction() as committing:
        await suspensions.none_begins(committing)
        suspending = asyncio.create_task(suspend())
        await until(partial(waits, service), bool)
        assert await ask.staff("auditor").get(SEATS) == 0
    await suspending
    assert await ask.staff("auditor").refused("GET", SEATS) == "suspended"


@pytest.fixture
async def region_suspended(service: Service) -> None:
    async with service.database.transaction() as tx:
        for suspension in (FIRST, SECOND, SECOND):
            await suspensions.hold_region(tx, suspension, since=START)


@pytest.mark.usefixtures("region_suspended")
async def test_while_the_region_is_suspended_nothing_of_any_training_is_shown_or_done(ask: Asking) -> None:
    path = f"/v1/trainings/{uuid4()}/seats"

    assert await ask.staff("auditor").refused("GET", path) == "suspended"
    assert await ask.staff("coordinator").refused("POST", path, {"number": 1}) == "suspended"


@pytest.mark.usefixtures("region_suspended")
async def test_while_the_region_is_suspended_no_link_opens_anything(ask: Asking, service: Service) -> None:
    hers, of_no_training = [ask.link(await linked(service, scope)) for scope in ({"training": uuid4()}, {})]

    assert await hers.refused("GET", "/v1/own/seats/3") == "suspended"
    assert await of_no_training.refused("GET", "/v1/own/seats/3") == "suspended"


@pytest.mark.usefixtures("region_suspended")
async def test_while_the_region_is_suspended_staff_do_what_is_of_no_training(ask: Asking) -> None:
    note = await ask.staff("coordinator").post("/v1/notes", {"words": "call her"})

    assert (await ask.staff("coordinator").get(f"/v1/notes/{note['note']}"))["note"] == note["note"]


@pytest.mark.usefixtures("region_suspended")
async def test_the_region_goes_on_once_each_of_its_suspensions_is_over(ask: Asking, service: Service) -> None:
    async with service.database.transaction() as tx:
        await suspensions.release_region(tx, FIRST)
    assert await ask.staff("auditor").refused("GET", SEATS) == "suspended"

    async with service.database.transaction() as tx:
        await suspensions.release_region(tx, SECOND)
    assert await ask.staff("auditor").get(SEATS) == 0


@pytest.mark.usefixtures("region_suspended", "suspended")
async def test_what_was_suspended_for_itself_stays_so_when_the_region_goes_on(ask: Asking, service: Service) -> None:
    async with service.database.transaction() as tx:
        for suspension in (FIRST, SECOND):
            await suspensions.release_region(tx, suspension)

    assert await ask.staff("auditor").refused("GET", SEATS) == "suspended"
    assert await ask.staff("auditor").get(f"/v1/trainings/{uuid4()}/seats") == 0
