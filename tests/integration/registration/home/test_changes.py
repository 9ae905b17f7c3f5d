"""A change of an application names the state that it was made from, and a ruling may."""

import pytest

from tests.integration.registration.home.workbench import FORM, Bench, Json
from tests.support.servers import TestDatabase
from tests.support.trail import trail

MARKS = {"marks": {"commitment": 8, "need": 6}}


async def test_a_form_that_was_saved_elsewhere_meanwhile_is_not_overwritten(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    path = f"{applicant.path}/form"
    seen = (await applicant.link.http.get(path)).headers["etag"]
    await applicant.link.put(path, FORM, seen=seen)

    assert (await applicant.link.http.put(path, json={})).status_code == 428
    await applicant.link.put(path, {}, 412, seen=seen)
    assert (await applicant.link.get(path))["name"] == FORM["name"]


async def test_who_reviews_is_not_decided_twice_from_the_same_state(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, second = [str(one) for one in await bench.reviewers()]
    reviewers = [{"reviewers": both} for both in ([first, second], [second, first])]
    seen = (await bench.coordinator.http.get(f"{applicant.path}/standing")).headers["etag"]
    for body, status in zip(reviewers, (200, 412), strict=True):
        await bench.coordinator.put(f"{applicant.path}/reviewers", body, status, seen=seen)

    assert {"reviewers": (await bench.coordinator.get(f"{applicant.path}/standing"))["reviewers"]} == reviewers[0]


@pytest.mark.parametrize(
    ("ruling", "body"), [("ineligibility", {"rule": "duplicate"}), ("eligibility", None)], ids=["out", "in"]
)
async def test_a_ruling_from_a_state_that_was_left_meanwhile_changes_nothing(
    bench: Bench, ruling: str, body: Json | None
) -> None:
    applicant = await bench.shortlisted(await bench.called())
    path = f"{applicant.path}/standing"
    await bench.coordinator.post(f"{applicant.path}/ineligibility", {"rule": "cannot_attend"})
    read = (await bench.coordinator.http.get(path)).headers["etag"]
    await bench.coordinator.post(f"{applicant.path}/ineligibility", {"rule": "under_18"})
    now = await bench.coordinator.http.get(path)
    said = await bench.said("ApplicationReviewed")

    refused = await bench.coordinator.post(f"{applicant.path}/{ruling}", body, 412, seen=read)
    assert (refused["code"], refused["etag"]) == ("changed-meanwhile", now.headers["etag"])
    assert await bench.coordinator.get(path) == now.json()
    assert await bench.said("ApplicationReviewed") == said
    await bench.coordinator.post(f"{applicant.path}/{ruling}", body, seen=refused["etag"])


async def test_a_review_of_another_changes_nothing_of_hers(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, second = await bench.assigned(applicant)
    reviewer, path = bench.anyone.staff("reviewer", first), f"{applicant.path}/review"
    seen = (await reviewer.http.get(path)).headers["etag"]
    await bench.review(applicant, second)
    await reviewer.put(path, MARKS, seen=seen)

    assert await reviewer.get(path) == {**MARKS, "comment": None}
    await reviewer.put(path, MARKS, 412, seen=seen)


async def test_looking_at_what_one_is_about_to_change_is_not_noted(bench: Bench, database: TestDatabase) -> None:
    applicant = await bench.submitted(await bench.called())
    first, _ = await bench.assigned(applicant)
    await bench.review(applicant, first)
    noted = [line.action for line in await trail(database, "registration") if line.who == first]
    assert noted == ["review-changed"]
