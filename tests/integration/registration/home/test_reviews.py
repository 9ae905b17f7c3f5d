"""Reviews: who may give them, and what they add up to."""

from uuid import uuid4

from shared.events.scheduling import Quota
from tests.integration.registration.home.workbench import FORM, Bench
from tests.support.servers import TestDatabase
from tests.support.trail import trail

MARKS = {"marks": {"commitment": 8, "need": 6}}


async def test_a_reviewer_reads_the_letters_that_were_given_to_her_and_no_others(bench: Bench) -> None:
    training = await bench.called()
    applicant, other = await bench.submitted(training), await bench.submitted(training, "other@example.org")
    first, _ = await bench.assigned(applicant)
    reviewer = bench.anyone.staff("reviewer", first)
    assert await reviewer.get(f"{applicant.path}/letter") == {
        "application": applicant.application,
        "letter": FORM["letter"],
    }
    assert await reviewer.refused("GET", f"{other.path}/letter") == "not-assigned"
    assert await reviewer.refused("PUT", f"{other.path}/review", MARKS) == "not-assigned"


async def test_a_reviewer_sees_neither_name_nor_contact(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    first, _ = await bench.assigned(applicant)
    reviewer = bench.anyone.staff("reviewer", first)
    seen = [await reviewer.get("/v1/reviews"), await reviewer.get(f"{applicant.path}/letter")]
    assert not [word for word in (FORM["name"], applicant.contact) if word in str(seen)]
    participant = (await bench.listed(training))["TJ-01"]["participant"]
    for path in (f"/v1/people/{participant}", f"{training.path}/applications", f"{applicant.path}/form"):
        assert await reviewer.refused("GET", path) == "not-allowed"


async def test_the_queue_says_which_reviews_she_gave(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, second = await bench.assigned(applicant)
    await bench.review(applicant, first)
    queues = [await bench.anyone.staff("reviewer", one).get("/v1/reviews") for one in (first, second)]
    assert [[(item["code"], item["given"]) for item in queue["items"]] for queue in queues] == [
        [("TJ-01", True)],
        [("TJ-01", False)],
    ]


async def test_reading_a_letter_is_noted(bench: Bench, database: TestDatabase) -> None:
    applicant = await bench.submitted(await bench.called())
    first, _ = await bench.assigned(applicant)
    await bench.anyone.staff("reviewer", first).get(f"{applicant.path}/letter")
    assert [line.who for line in await trail(database, "registration", "letter-read")] == [first]


async def test_reviewers_are_two_persons_who_review(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    one, two = await bench.reviewers()
    mentor = await bench.person("mentor", "m1@example.org")
    path = f"{applicant.path}/reviewers"
    for wrong, why in (
        ([one], "too-few-reviewers"),
        ([one, one], "too-few-reviewers"),
        ([one, mentor], "not-of-this-kind"),
        ([one, uuid4()], "not-known-here"),
    ):
        asked = {"reviewers": [str(reviewer) for reviewer in wrong]}
        assert await bench.coordinator.refused("PUT", path, asked) == why
    assert await bench.coordinator.put(path, {"reviewers": [str(one), str(two)]})


async def test_a_reviewer_whose_review_is_in_stays(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, second = await bench.assigned(applicant)
    await bench.review(applicant, first)
    third = await bench.person("reviewer", "r3@example.org")
    asked = {"reviewers": [str(second), str(third)]}
    assert await bench.coordinator.refused("PUT", f"{applicant.path}/reviewers", asked) == "review-already-given"


async def test_with_the_last_review_the_host_hears_the_score_and_only_what_quotas_use(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, second = await bench.assigned(applicant)
    assert (await bench.review(applicant, first, 8, 6))["state"] == "submitted"
    assert await bench.review(applicant, second, 7, 7) == {
        "application": applicant.application,
        "state": "shortlisted",
        "given": 2,
        "needed": 2,
    }
    (said,) = await bench.said("ApplicationReviewed")
    assert (said.value["score"], said.value["revision"], said.value["version"]) == (7100, 1, 2)
    assert said.value["attributes"] == {"country": "TJ"}


async def test_a_review_names_every_criterion_and_no_other(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, _ = await bench.assigned(applicant)
    reviewer = bench.anyone.staff("reviewer", first)
    path = f"{applicant.path}/review"
    assert await reviewer.refused("PUT", path, {"marks": {"commitment": 8}}) == "marks-incomplete"
    assert await reviewer.refused("PUT", path, {"marks": {**MARKS["marks"], "charm": 1}}) == "marks-incomplete"
    for mark in (11, True, "8", 8.0):
        assert await reviewer.refused("PUT", path, {"marks": {"commitment": mark, "need": 6}}) == "invalid-request"


async def test_a_comment_is_read_by_its_author_and_the_coordinator(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, second = await bench.assigned(applicant)
    await bench.review(applicant, first)
    path = f"{applicant.path}/reviews"
    readers = [bench.coordinator, bench.anyone.staff("reviewer", first), bench.anyone.staff("reviewer", second)]
    read = [[item["comment"] for item in (await reader.get(path))["items"]] for reader in readers]
    assert read == [["Knows her district well."], ["Knows her district well."], []]


async def test_a_review_that_is_handed_in_again_without_a_comment_has_none(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, _ = await bench.assigned(applicant)
    await bench.review(applicant, first)
    reviewer = bench.anyone.staff("reviewer", first)
    await reviewer.put(f"{applicant.path}/review", MARKS)
    (given,) = (await reviewer.get(f"{applicant.path}/reviews"))["items"]
    assert (given["marks"], given["comment"]) == (MARKS["marks"], None)


async def test_whoever_was_not_assigned_reads_no_reviews_and_nothing_is_noted(
    bench: Bench, database: TestDatabase
) -> None:
    applicant = await bench.shortlisted(await bench.called())
    stranger = bench.anyone.staff("reviewer", uuid4())
    assert await stranger.refused("GET", f"{applicant.path}/reviews") == "not-assigned"
    assert await trail(database, "registration", "reviews-read") == []


async def test_a_changed_review_is_a_new_revision(bench: Bench) -> None:
    applicant = await bench.shortlisted(await bench.called())
    first, _ = await bench.reviewers()
    await bench.review(applicant, first, 8, 6)
    await bench.review(applicant, first, 9, 6)
    assert [fact.value["revision"] for fact in await bench.said("ApplicationReviewed")] == [1, 2]


async def test_whoever_is_ruled_out_by_mistake_comes_back_with_her_score(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    await bench.coordinator.post(f"{applicant.path}/ineligibility", {"rule": "cannot_attend"})
    assert (await bench.coordinator.post(f"{applicant.path}/eligibility"))["state"] == "shortlisted"
    said = await bench.said("ApplicationReviewed")
    assert [fact.value["eligible"] for fact in said] == [True, False, True]
    assert "rule" not in said[1].value


async def test_an_organisation_leaves_as_a_pseudonym_of_this_training(bench: Bench) -> None:
    one, two = await bench.called(), await bench.called()
    await bench.organisation("PARASTOR", "Parastor of Dushanbe")
    told = []
    for training in (one, two):
        for contact in ("a@example.org", "b@example.org"):
            applicant = await bench.shortlisted(training, contact)
            await bench.coordinator.put(f"{applicant.path}/organisation", {"organisation": "PARASTOR"})
            told.append((await bench.said("ApplicationReviewed"))[-1].value["organisation"])
    assert (told[0], told[2]) == (told[1], told[3])
    assert len(set(told)) == 2
    assert "parastor" not in str(await bench.said()).lower()


async def test_whoever_attended_since_she_applied_is_said_to_have_attended(bench: Bench) -> None:
    earlier = await bench.called()
    told = await bench.as_told(earlier, await bench.submitted(earlier))
    quotas = (Quota(id="alumnae", where={"alumna": "yes"}, maximum=1),)
    now = await bench.called(quotas=quotas)
    applicant = await bench.submitted(now)
    await bench.hear(told.attended())
    for reviewer in await bench.assigned(applicant):
        await bench.review(applicant, reviewer)
    assert (await bench.said("ApplicationReviewed"))[-1].value["attributes"] == {"alumna": "yes"}
    assert (await bench.listed(now))["TJ-01"]["alumna"] is True
