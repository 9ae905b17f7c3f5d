"""Reviews: who may give them, what they add up to, and what is declared when they are closed."""

from uuid import UUID, uuid4

from shared.events.scheduling import ChangedPart, Quota
from tests.integration.registration.home.bench import FORM, Bench
from tests.integration.registration.home.facts import CLOSED, Training

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


async def test_reading_a_letter_is_noted(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, _ = await bench.assigned(applicant)
    await bench.anyone.staff("reviewer", first).get(f"{applicant.path}/letter")
    async with bench.service.database.transaction() as tx:
        notes = await tx.many(UUID, "select who from audit where action = 'letter-read'")
    assert notes == [first]


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


async def test_whoever_was_not_assigned_reads_no_reviews_and_nothing_is_noted(bench: Bench) -> None:
    applicant = await bench.shortlisted(await bench.called())
    stranger = bench.anyone.staff("reviewer", uuid4())
    assert await stranger.refused("GET", f"{applicant.path}/reviews") == "not-assigned"
    async with bench.service.database.transaction() as tx:
        assert await tx.many(str, "select action from audit") == []


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
    told = []
    for training in (one, two):
        for contact in ("a@example.org", "b@example.org"):
            applicant = await bench.shortlisted(training, contact)
            await bench.coordinator.put(f"{applicant.path}/organisation", {"organisation": "PARASTOR"})
            told.append((await bench.said("ApplicationReviewed"))[-1].value["organisation"])
    assert (told[0], told[2]) == (told[1], told[3])
    assert len(set(told)) == 2
    assert "PARASTOR" not in str(await bench.said())


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


async def test_nothing_is_closed_for_a_training_that_is_not_known(bench: Bench) -> None:
    assert await bench.coordinator.refused("POST", f"{Training().path}/reviews-closing") == "not-known-here"
