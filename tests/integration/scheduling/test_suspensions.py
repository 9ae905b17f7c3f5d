"""A training, or all of the region, is suspended by one and at once; it takes two to resume it."""

import asyncio
from uuid import UUID

import pytest

from scheduling.domain.vocabulary import SuspensionReason
from scheduling.handlers.suspensions import suspend_region
from tests.integration.scheduling.facts import PLANNER, approved, withdrawn
from tests.integration.scheduling.test_agendas import RESOURCES, TWO
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
    (resumed,) = (await second.post(f"{path}/resumption"))["items"]
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
    assert (now["asked_by"], now["resumed_by"]) == (str(UUID(int=101)), None)
    assert len((await second.get("/v1/suspensions"))["items"]) == 2


async def test_whoever_widens_a_suspension_to_the_region_is_written_down_beside_whoever_began_it(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    path = await announced(bench)
    await first.post(f"{path}/suspension", PRECAUTION)
    await second.post("/v1/suspensions", {"reason": "request"})
    now = (await second.get("/v1/suspensions?running=true"))["items"]

    assert [(one["training"], one["suspended_by"], one["reason"]) for one in now] == [
        (None, str(UUID(int=102)), "request"),
        (path.rpartition("/")[2], str(UUID(int=101)), "precaution"),
    ]


@pytest.mark.parametrize("of_region", [True, False])
async def test_whoever_suspends_again_is_written_down_and_it_takes_two_to_resume_that_too(
    bench: Workbench, first: Asking, second: Asking, of_region: bool
) -> None:
    path = await announced(bench)
    suspension, resumption = ("/v1/suspensions", "/v1/suspensions/resumption")
    if not of_region:
        suspension, resumption = (f"{path}/suspension", f"{path}/resumption")
    await first.post(suspension, PRECAUTION)
    await first.post(resumption)
    await second.post(suspension, PRECAUTION)
    kept = (await first.get("/v1/suspensions"))["items"]
    assert [one["suspended_by"] for one in kept] == [str(UUID(int=102)), str(UUID(int=101))]

    await second.post(resumption)
    assert await second.refused("POST", resumption) == "second-person-needed"
    assert await first.refused("GET", path) == "suspended"
    await first.post(resumption)
    assert (await first.get(path))["state"] == "announced"
    said = "Region" if of_region else "Training"
    assert len(await bench.said(f"{said}Resumed")) == (2 if of_region else 1)


async def test_all_of_the_region_is_suspended_and_resumed_together(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    paths = [await announced(bench) for _ in range(2)]
    await first.post(f"{paths[0]}/suspension", PRECAUTION)
    await second.post("/v1/suspensions", PRECAUTION)

    assert [await first.refused("GET", path) for path in paths] == ["suspended"] * 2
    assert (await first.get("/v1/trainings"))["items"] == []
    await first.post("/v1/suspensions/resumption")
    await second.post("/v1/suspensions/resumption")
    assert [(await first.get(path))["state"] for path in paths] == ["announced"] * 2


async def test_what_goes_on_is_not_resumed(bench: Workbench, first: Asking) -> None:
    assert await first.refused("POST", f"{await announced(bench)}/resumption") == "not-suspended"
    assert await first.refused("POST", "/v1/suspensions/resumption") == "not-suspended"


async def test_a_draft_is_suspended_like_what_is_announced(bench: Workbench, first: Asking, second: Asking) -> None:
    path = f"/v1/trainings/{(await bench.draft())['training']}"
    await first.post(f"{path}/suspension", PRECAUTION)

    assert await first.refused("GET", path) == "suspended"
    assert await first.refused("POST", f"{path}/announcement") == "suspended"
    for who in (first, second):
        await who.post(f"{path}/resumption")
    assert (await first.post(f"{path}/announcement"))["state"] == "announced"


async def test_a_draft_that_its_plan_ended_meanwhile_is_resumed_like_any(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    plan = approved((await bench.announced())["training"])
    await bench.hear(plan)
    path = f"/v1/trainings/{plan.training}"
    await first.post(f"{path}/suspension", PRECAUTION)
    await bench.hear(withdrawn(plan))
    for who in (first, second):
        await who.post(f"{path}/resumption")

    assert (await first.get(path))["state"] == "discarded"


@pytest.mark.parametrize("held", ["the draft", "its parent", "the region"])
async def test_a_trainers_link_to_a_draft_opens_nothing_while_it_is_suspended(
    bench: Workbench, first: Asking, second: Asking, held: str
) -> None:
    parent = (await bench.announced())["training"]
    plan = approved(parent)
    await bench.hear(plan)
    path = f"/v1/trainings/{plan.training}"
    await bench.coordinator.put(f"{path}/dates", {"starts_on": "2017-05-15", "ends_on": "2017-05-16"})
    await bench.coordinator.put(f"{path}/resources", RESOURCES)
    agenda = await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    her = await bench.trainers_link(str(plan.training), PLANNER)
    ways = {"the draft": path, "its parent": f"/v1/trainings/{parent}", "the region": "/v1/suspensions"}
    suspension = ways[held] if held == "the region" else f"{ways[held]}/suspension"
    days = {"starts_on": "2017-10-14", "ends_on": "2017-10-14"}
    await first.post(suspension, PRECAUTION)

    assert await her.refused("GET", path) == "suspended"
    assert await her.refused("PUT", f"{path}/dates", days) == "suspended"
    assert await first.refused("GET", f"/v1/agendas/{agenda['agenda']}") == "suspended"
    assert str(plan.training) not in {one["training"] for one in (await first.get("/v1/trainings"))["items"]}
    for who in (first, second):
        await who.post("/v1/suspensions/resumption")
    assert (await her.get(path))["state"] == "draft"


async def test_what_came_of_a_suspended_training_and_is_announced_goes_on(bench: Workbench, first: Asking) -> None:
    parent = await announced(bench)
    child = await bench.announced(parent=parent.rpartition("/")[2], plans_due_days=None)
    await first.post(f"{parent}/suspension", PRECAUTION)

    assert (await first.get(f"/v1/trainings/{child['training']}"))["state"] == "announced"


async def test_somebody_without_an_id_suspends_nothing(bench: Workbench) -> None:
    path = await announced(bench)

    assert await bench.anyone.staff("operator").refused("POST", f"{path}/suspension", PRECAUTION) == "person-unknown"


async def test_while_the_region_is_suspended_nothing_is_announced(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    draft = f"/v1/trainings/{(await bench.draft())['training']}"
    await first.post("/v1/suspensions", PRECAUTION)
    assert await first.refused("POST", f"{draft}/announcement") == "suspended"
    assert await bench.said("TrainingAnnounced") == []

    await first.post("/v1/suspensions/resumption")
    await second.post("/v1/suspensions/resumption")
    assert (await first.post(f"{draft}/announcement"))["state"] == "announced"


async def test_a_region_without_a_training_is_suspended_and_the_other_services_hear_it(
    bench: Workbench, first: Asking, second: Asking
) -> None:
    suspended = await first.post("/v1/suspensions", PRECAUTION)
    assert (suspended["training"], suspended["suspended_by"]) == (None, str(UUID(int=101)))
    for who in (first, second):
        await who.post("/v1/suspensions/resumption")
    said = [*await bench.said("RegionSuspended"), *await bench.said("RegionResumed")]

    assert [one.value["version"] for one in said] == [1, 2]
    assert len({one.value["suspension"] for one in said}) == 1
    assert all(one.topic.endswith(".local") for one in said)


async def test_it_takes_two_to_resume_the_region(bench: Workbench, first: Asking) -> None:
    await first.post("/v1/suspensions", PRECAUTION)
    await first.post("/v1/suspensions/resumption")

    assert await first.refused("POST", "/v1/suspensions/resumption") == "second-person-needed"
    assert await bench.said("RegionResumed") == []


async def test_while_the_region_is_suspended_the_public_sees_no_training(bench: Workbench, first: Asking) -> None:
    path = (await announced(bench)).replace("/v1/", "/v1/public/")
    await first.post("/v1/suspensions", PRECAUTION)

    assert (await bench.anyone.get("/v1/public/trainings"))["items"] == []
    assert await bench.anyone.refused("GET", path) == "not-public"


WAITING = "select exists(select from pg_locks where locktype = 'advisory' and not granted)"


async def test_what_is_announced_while_the_region_is_being_suspended_waits_and_is_refused(
    bench: Workbench, first: Asking
) -> None:
    draft = f"/v1/trainings/{(await bench.draft())['training']}"
    async with bench.service.database.transaction() as suspending:
        await suspend_region(suspending, SuspensionReason.PRECAUTION, UUID(int=102), at=START)
        announcing = asyncio.create_task(first.refused("POST", f"{draft}/announcement"))
        while not announcing.done() and not await suspending.one(bool, WAITING):
            continue

    assert await announcing == "suspended"


async def test_one_suspended_training_lets_others_be_announced(bench: Workbench, first: Asking) -> None:
    await first.post(f"{await announced(bench)}/suspension", PRECAUTION)

    assert await announced(bench)
