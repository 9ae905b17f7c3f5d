"""Several people, or one with two windows open, at the same moment."""

import asyncio
from functools import partial
from uuid import UUID

from registration.handlers.applications import submit_application
from tests.integration.registration.home.facts import CLOSED, ENROLMENT, OPENED
from tests.integration.registration.home.workbench import Applicant, Bench
from tests.support.waiting import until


async def test_one_contact_met_twice_at_once_is_one_person(bench: Bench) -> None:
    training = await bench.called()
    body = {"contact": "gulnora@example.org", "language": "tg"}
    path = f"{training.path}/applications"
    await asyncio.gather(*[bench.anyone.post(path, body) for _ in range(4)])
    async with bench.service.database.transaction() as tx:
        assert await tx.one(int, "select count(*) from person") == 1
        assert await tx.one(int, "select count(distinct participant) from application") == 1


async def test_enrolments_of_one_person_at_once_give_one(bench: Bench) -> None:
    training = await bench.called(**ENROLMENT)
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 6})
    hers: list[Applicant] = []
    for _ in range(6):
        hers.append(await bench.begin(training, by=bench.anyone.link(entry["token"])))
        await hers[-1].link.put(f"{hers[-1].path}/form", {"name": "Zarina", "country": "TJ"})
    replies = await asyncio.gather(*[one.link.http.post(f"{one.path}/submission") for one in hers])
    assert sorted(reply.status_code for reply in replies) == [201, 409, 409, 409, 409, 409]


async def test_codes_of_those_who_submit_at_once_are_different_and_run_on(bench: Bench) -> None:
    training = await bench.called()
    applicants = [await bench.begin(training, f"a{number}@example.org") for number in range(6)]
    for one in applicants:
        await one.fill_in()
    codes = [one["code"] for one in await asyncio.gather(*[one.submit() for one in applicants])]
    assert sorted(codes) == [f"TJ-0{number}" for number in range(1, 7)]


async def blocked(bench: Bench) -> int:
    async with bench.service.database.transaction() as tx:
        return await tx.one(int, "select count(*) from pg_locks where not granted") or 0


async def test_a_submission_on_its_way_is_counted_by_the_closing_that_meets_it(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    await applicant.fill_in()
    bench.clock.time = CLOSED
    async with bench.service.database.transaction() as tx:
        await submit_application(tx, UUID(applicant.application), at=OPENED)
        closing = asyncio.create_task(bench.coordinator.refused("POST", f"{training.path}/reviews-closing"))
        await until(partial(blocked, bench), lambda waiting: waiting > 0 or closing.done())
    assert await closing == "reviews-missing"


async def test_a_review_and_the_closing_at_once_declare_what_was_said(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    first, _ = await bench.reviewers()
    bench.clock.time = CLOSED
    reviewer = bench.anyone.staff("reviewer", first)
    marks = {"marks": {"commitment": 10, "need": 10}}
    review, closed = await asyncio.gather(
        reviewer.http.put(f"{applicant.path}/review", json=marks, headers={"If-Match": "*"}),
        bench.coordinator.post(f"{training.path}/reviews-closing"),
    )
    assert review.status_code in (200, 409)
    newest = [fact.value["version"] for fact in await bench.said("ApplicationReviewed")][-1]
    assert closed["versions"] == newest
