"""The closing of reviews: when it may be done, what is declared, and what ends with it."""

from shared.events.scheduling import ChangedPart, Quota
from tests.integration.registration.home.facts import CLOSED, Training
from tests.integration.registration.home.workbench import Bench

MARKS = {"marks": {"commitment": 8, "need": 6}}


async def test_reviews_close_when_the_call_is_closed_and_none_is_missing(bench: Bench) -> None:
    training = await bench.called()
    await bench.shortlisted(training, "a@example.org")
    late = await bench.submitted(training, "b@example.org")
    path = f"{training.path}/reviews-closing"
    assert await bench.coordinator.refused("POST", path) == "call-still-open"
    bench.clock.time = CLOSED
    assert await bench.coordinator.refused("POST", path) == "reviews-missing"
    for reviewer in await bench.assigned(late):
        await bench.review(late, reviewer)
    assert await bench.coordinator.post(path) == {"home": "tj", "submitted": 2, "versions": 4}
    (said,) = await bench.said("ReviewsClosed")
    assert (said.value["submitted"], said.value["versions"], said.value["version"]) == (2, 4, 1)


async def test_after_the_closing_nothing_that_is_compared_changes(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    first, _ = await bench.reviewers()
    await bench.close_reviews(training)
    reviewer = bench.anyone.staff("reviewer", first)
    assert await reviewer.refused("PUT", f"{applicant.path}/review", MARKS) == "reviews-are-closed"
    for part, body in (("organisation", {"organisation": "X"}), ("reviewers", {"reviewers": [str(first)]})):
        assert await bench.coordinator.refused("PUT", f"{applicant.path}/{part}", body) == "reviews-are-closed"
    ruling = {"rule": "other"}
    assert await bench.coordinator.refused("POST", f"{applicant.path}/ineligibility", ruling) == "reviews-are-closed"


async def test_a_withdrawal_after_the_closing_is_declared_anew(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    await bench.close_reviews(training)
    await applicant.link.post(f"{applicant.path}/withdrawal", {"reason": "personal"})
    declared = [(fact.value["submitted"], fact.value["versions"]) for fact in await bench.said("ReviewsClosed")]
    assert declared == [(1, 2), (1, 3)]


async def test_reviews_reopen_until_a_selection_is_published(bench: Bench) -> None:
    training = await bench.called()
    await bench.shortlisted(training)
    path = f"{training.path}/reviews-reopening"
    assert await bench.coordinator.refused("POST", path) == "reviews-are-open"
    await bench.close_reviews(training)
    assert (await bench.coordinator.post(path))["reviews"] == "reviewing"
    await bench.close_reviews(training)
    await bench.hear(training.decided())
    assert await bench.coordinator.refused("POST", path) == "already-decided"
    assert [fact.value["version"] for fact in await bench.said("ReviewsReopened")] == [2]


async def test_quotas_that_use_another_attribute_are_told_of_it_and_the_home_declares_anew(bench: Bench) -> None:
    training = await bench.called()
    await bench.shortlisted(training)
    await bench.close_reviews(training)
    quotas = (Quota(id="rural", where={"rural": "yes"}, minimum=1),)
    await bench.hear(training.changed(ChangedPart.QUOTAS, quotas=quotas))
    assert [fact.value["attributes"] for fact in await bench.said("ApplicationReviewed")] == [
        {"country": "TJ"},
        {"rural": "yes"},
    ]
    assert [fact.value["versions"] for fact in await bench.said("ReviewsClosed")] == [2, 3]


async def test_after_the_decision_a_withdrawal_is_not_declared(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    await bench.close_reviews(training)
    await bench.hear(training.decided())
    await applicant.link.post(f"{applicant.path}/withdrawal", {"reason": "personal"})
    assert len(await bench.said("ReviewsClosed")) == 1


async def test_a_home_that_takes_no_part_closes_nothing(bench: Bench) -> None:
    training = await bench.called(homes=("ge",))
    assert await bench.coordinator.refused("POST", f"{training.path}/reviews-closing") == "home-not-served"


async def test_nothing_is_closed_for_a_training_that_is_not_known(bench: Bench) -> None:
    assert await bench.coordinator.refused("POST", f"{Training().path}/reviews-closing") == "not-known-here"
