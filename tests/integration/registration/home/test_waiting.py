"""What a home is told that waits for it, and the work that is given out."""

from uuid import UUID, uuid4

from tests.integration.registration.home.facts import CLOSED, Training
from tests.integration.registration.home.workbench import Bench, Json
from tests.support.servers import TestDatabase
from tests.support.trail import trail


async def waits(bench: Bench, training: Training) -> dict[str, Json]:
    found = await bench.coordinator.get(f"{training.path}/waiting")
    return {one["step"]: one for one in found["items"]}


async def test_applications_wait_for_reviewers_then_for_reviews_then_for_the_closing(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    assert (await waits(bench, training))["assign_reviewers"]["owner"] == "coordinator"
    first, second = await bench.assigned(applicant)
    await bench.review(applicant, first)
    assert (await waits(bench, training))["give_reviews"]["owner"] == "reviewers"
    await bench.review(applicant, second)
    assert await waits(bench, training) == {}
    bench.clock.time = CLOSED
    assert (await waits(bench, training))["close_reviews"]["since"] == "2017-02-04T00:00:00Z"
    await bench.close_reviews(training)
    assert await waits(bench, training) == {}


async def test_a_training_that_was_never_announced_here_is_not_known(bench: Bench) -> None:
    assert await bench.coordinator.refused("GET", f"/v1/trainings/{uuid4()}/waiting") == "not-known-here"


async def test_a_suspended_training_is_not_listed(bench: Bench) -> None:
    training = await bench.called()
    assert len((await bench.coordinator.get("/v1/trainings"))["items"]) == 1
    await bench.hear(training.suspended())
    assert (await bench.coordinator.get("/v1/trainings"))["items"] == []


async def test_several_applications_are_given_to_the_same_reviewers_or_none_is(bench: Bench) -> None:
    training = await bench.called()
    both = [await bench.submitted(training, f"she-{number}@example.org") for number in (1, 2)]
    reviewers = [str(one) for one in await bench.reviewers()]
    path = f"{training.path}/assignments"
    elsewhere = await bench.submitted(await bench.called(), "other@example.org")
    body = {"applications": [both[0].application, elsewhere.application], "reviewers": reviewers}
    assert await bench.coordinator.refused("POST", path, body) == "not-known-here"
    assert all(one["reviewers"] == [] for one in (await bench.listed(training)).values())
    await bench.coordinator.post(path, {**body, "applications": [one.application for one in both]})
    assert all(one["reviewers"] == reviewers for one in (await bench.listed(training)).values())


async def test_applications_are_listed_by_state(bench: Bench) -> None:
    training = await bench.called()
    await bench.submitted(training, "one@example.org")
    await bench.shortlisted(training, "two@example.org")
    found = await bench.coordinator.get(f"{training.path}/applications?state=shortlisted")
    assert [one["code"] for one in found["items"]] == ["TJ-02"]


async def test_who_reads_the_names_of_reviewers_is_noted_for_each(bench: Bench, database: TestDatabase) -> None:
    reviewers = await bench.reviewers()
    await bench.person("mentor", "m@example.org")
    found = (await bench.coordinator.get("/v1/people?kind=reviewer"))["items"]
    assert {UUID(one["person"]) for one in found} == set(reviewers)
    assert {one["name"] for one in found} == {"Somebody"}
    assert "contact" not in found[0]
    assert [line.person for line in await trail(database, "registration", "name-read")] == reviewers
