"""A training, or all of the region, is suspended by one and at once; it takes two to resume it."""

import asyncio
from uuid import UUID

import pytest

from scheduling.domain.vocabulary import SuspensionReason
from scheduling.handlers.suspensions import suspend_region
from tests.integration.scheduling.workbench import Workbench
from tests.support.services import START, Asking

PRECAUTION = {"reason": "precaution"}


@pytest.fixture
def first(bench: Workbench) -> Asking:
    return bench.anyone.staff("coordinator", UUID(int=101))


@pytest.fixture
def second(bench: Workbench) -> Asking:
    return bench.anyone.staff("operator", UUID(int=102))


async def announced(bench: Workbench) -> str:
    return f"/v1/trainings/{(await bench.announced(sensitivity='open'))['training']}"


async def test_suspended_nothing_of_it_is_shown_or_done(bench: Workbench, first: Asking) -> None:
    path = await announced(bench)
    await first.post(f"{path}/suspension", PRECAUTION)

    assert await first.refused("GET", path) == "suspended"
    assert await first.refused("POST", f"{path}/cancellation", {"reason": "venue"}) == "suspended"
    assert (await first.get("/v1/trainings"))["items"] == []


async def test_the_public_is_not_told_that_it_is_suspended(bench: Workbench, first: Asking) -> None:
    path = (await announced(bench)).replace("/v1/", "/v1/public/")
    assert len((await bench.anyone.get("/v1/public/trainings"))["items"]) == 1
    await first.post(f"{path.replace('/public', '')}/suspension", PRECAUTION)

    assert (await bench.anyone.get("/v1/public/trainings"))["items"] == []
    assert await bench.anyone.refused("GET", path) == "not-public"
    assert await bench.anyone.refused("GET", f"{path}/agenda") == "not-public"


async def test_the_other_services_hear_a_reason_code_and_nothing_else(bench: Workbench, first: Asking) -> None:
    path = await announced(bench)
    await first.post(f"{path}/suspension", PRECAUTION)
    (said,) = await bench.said("TrainingSuspended")

    assert set(said.value) == {"training", "reason", "version", "at"}
    assert said.topic.endswith(".local")


async def test_it_takes_two_to_resume_it(bench: Workbench, first: Asking, second: Asking) -> None:
    path = await announced(bench)
    await first.post(f"{path}/suspension", PRECAUTION)
    await first.post(f"{path}/resumption")

    assert await first.refused("POST", f"{path}/resumption") == "second-person-needed"
    assert await first.refused("GET", path) == "suspended"
    resumed = await second.post(f"{path}/resumption")
    assert (resumed["asked_by"], resumed["resumed_by"]) == (str(UUID(int=101)), str(UUID(int=102)))
    assert (await first.get(path))["state"] == "announced"
    assert len(await bench.said("TrainingResumed")) == 1


async def test_who_and_when_stay_written_down(bench: Workbench, first: Asking, second: Asking) -> None:
    path = await announced(bench)
    for _ in range(2):
        await first.post(f"{path}/suspension", PRECAUTION)
        await first.post(f"{path}/resumption")
        await second.post(f"{path}/resumption")
    kept = (await bench.anyone.staff("auditor").get("/v1/suspensions"))["items"]

    assert [(one["suspended_by"], one["resumed_by"]) for one in kept] == [(str(UUID(int=101)), str(UUID(int=102)))] * 2


async def test_what_is_suspended_now_is_told_apart_from_what_was(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    over, held = [await announced(bench) for _ in range(2)]
    for path in (over, held):
        await first.post(f"{path}/suspension", PRECAUTION)
    for who in (first, second):
        await who.post(f"{over}/resumption")
    await first.post(f"{held}/resumption")

    (now,) = (await second.get("/v1/suspensions?running=true"))["items"]
    assert held.endswith(now["training"])
    assert (now["of_region"], now["asked_by"], now["resumed_by"]) == (False, str(UUID(int=101)), None)
    assert len((await second.get("/v1/suspensions"))["items"]) == 2


async def test_what_was_suspended_with_all_of_the_region_says_so(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    alone, with_all = [await announced(bench) for _ in range(2)]
    await first.post(f"{alone}/suspension", PRECAUTION)
    await second.post("/v1/suspensions", PRECAUTION)
    now = (await second.get("/v1/suspensions?running=true"))["items"]

    assert {f"/v1/trainings/{one['training']}": one["of_region"] for one in now} == {alone: False, with_all: True}


async def test_all_of_the_region_is_suspended_and_resumed_together(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    paths = [await announced(bench) for _ in range(2)]
    await first.post(f"{paths[0]}/suspension", PRECAUTION)
    held = (await second.post("/v1/suspensions", PRECAUTION))["items"]

    assert [one["training"] for one in held] == [paths[1].rpartition("/")[2]]
    await first.post("/v1/suspensions/resumption")
    await second.post("/v1/suspensions/resumption")
    assert [(await first.get(path))["state"] for path in paths] == ["announced"] * 2


@pytest.mark.parametrize(
    ("ways", "code"),
    [(["suspension", "suspension"], "suspended-already"), (["resumption"], "not-suspended")],
)
async def test_what_stands_already_is_told(bench: Workbench, first: Asking, ways: list[str], code: str) -> None:
    path = await announced(bench)
    *before, last = ways
    for way in before:
        await first.post(f"{path}/{way}", PRECAUTION)

    assert await first.refused("POST", f"{path}/{last}", PRECAUTION if last == "suspension" else None) == code


async def test_a_draft_has_nothing_to_be_suspended(bench: Workbench, first: Asking) -> None:
    path = f"/v1/trainings/{(await bench.draft())['training']}"

    assert await first.refused("POST", f"{path}/suspension", PRECAUTION) == "not-in-this-state"


async def test_somebody_without_an_id_suspends_nothing(bench: Workbench) -> None:
    path = await announced(bench)

    assert await bench.anyone.staff("operator").refused("POST", f"{path}/suspension", PRECAUTION) == "person-unknown"


async def test_while_the_region_is_suspended_nothing_is_announced(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    await announced(bench)
    draft = f"/v1/trainings/{(await bench.draft())['training']}"
    await first.post("/v1/suspensions", PRECAUTION)
    assert await first.refused("POST", f"{draft}/announcement") == "region-suspended"

    await first.post("/v1/suspensions/resumption")
    await second.post("/v1/suspensions/resumption")
    assert (await first.post(f"{draft}/announcement"))["state"] == "announced"


async def test_a_region_in_which_each_was_suspended_alone_is_suspended_as_well(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    await first.post(f"{await announced(bench)}/suspension", PRECAUTION)
    draft = f"/v1/trainings/{(await bench.draft())['training']}"

    assert (await second.post("/v1/suspensions", PRECAUTION))["items"] == []
    assert await first.refused("POST", f"{draft}/announcement") == "region-suspended"


WAITING = "select exists(select from pg_locks where locktype = 'advisory' and not granted)"


async def test_what_is_announced_while_the_region_is_being_suspended_waits_and_is_refused(
    bench: Workbench, first: Asking
) -> None:
    await announced(bench)
    draft = f"/v1/trainings/{(await bench.draft())['training']}"
    async with bench.service.database.transaction() as suspending:
        await suspend_region(suspending, SuspensionReason.PRECAUTION, UUID(int=102), at=START)
        announcing = asyncio.create_task(first.refused("POST", f"{draft}/announcement"))
        while not announcing.done() and not await suspending.one(bool, WAITING):
            continue

    assert await announcing == "region-suspended"


async def test_one_suspended_training_lets_others_be_announced(bench: Workbench, first: Asking) -> None:
    await first.post(f"{await announced(bench)}/suspension", PRECAUTION)

    assert await announced(bench)
