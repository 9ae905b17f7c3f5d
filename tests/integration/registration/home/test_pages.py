"""Lists of the home come in pages; what is counted beside them is counted over all."""

from uuid import uuid4

from tests.integration.registration.home.facts import PUBLISHED
from tests.integration.registration.home.workbench import Bench
from tests.support.paged import come_in_pages, items, pages

CONTACTS = [f"she-{number}@example.org" for number in range(3)]


async def test_applications_and_what_was_given_to_a_reviewer_come_in_pages_by_code(bench: Bench) -> None:
    training = await bench.called()
    applicants = [await bench.submitted(training, contact) for contact in CONTACTS]
    both = await bench.reviewers()
    for applicant in applicants:
        await bench.coordinator.put(f"{applicant.path}/reviewers", {"reviewers": [str(one) for one in both]})

    await come_in_pages(bench.coordinator, f"{training.path}/applications", 3)
    await come_in_pages(bench.anyone.staff("reviewer", both[0]), "/v1/reviews", 3)
    queue = await items(bench.anyone.staff("reviewer", both[0]), "/v1/reviews", 2)
    assert [[one["code"] for one in page] for page in queue] == [["TJ-01", "TJ-02"], ["TJ-03"]]


async def test_whoever_applies_between_two_pages_moves_nobody(bench: Bench) -> None:
    training = await bench.called()
    for contact in CONTACTS:
        await bench.submitted(training, contact)
    read: list[list[str]] = []
    async for page in pages(bench.coordinator, f"{training.path}/applications", 2):
        if not read:
            await bench.submitted(training, "late@example.org")
        read.append([one["code"] for one in page["items"]])

    assert read == [["TJ-01", "TJ-02"], ["TJ-03", "TJ-04"]]


async def test_what_came_back_is_counted_over_all_invitations(bench: Bench) -> None:
    training = await bench.called()
    applicants = [await bench.submitted(training, contact) for contact in CONTACTS]
    both = await bench.reviewers()
    for applicant in applicants:
        await bench.coordinator.put(f"{applicant.path}/reviewers", {"reviewers": [str(one) for one in both]})
        for reviewer in both:
            await bench.review(applicant, reviewer)
    await bench.close_reviews(training)
    bench.clock.time = PUBLISHED
    hosts = [await bench.as_told(training, one) for one in applicants]
    await bench.hear(training.decided(), *[one.selected(uuid4()) for one in hosts])
    await bench.post()
    path = f"{training.path}/invitations"

    await come_in_pages(bench.coordinator, path, 3)
    assert [page["sent"] async for page in pages(bench.coordinator, path, 2)] == [3, 3]


async def test_letters_come_in_pages_the_oldest_first(bench: Bench) -> None:
    training = await bench.called()
    for _ in range(3):
        await bench.submitted(training, CONTACTS[0])
    (participant,) = {one["participant"] for one in (await bench.listed(training)).values()}
    path = f"/v1/people/{participant}/letters"
    written = [one["written_at"] for page in await items(bench.coordinator, path, 2) for one in page]

    assert written == sorted(written)
    await come_in_pages(bench.coordinator, path, len(written))
