"""Opening a page asks as much of the database whatever the number of rows."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from registration.pages import PAGES
from tests.integration.registration.home.facts import Applied, Training
from tests.integration.registration.home.plans import DUE, Plan
from tests.integration.registration.home.workbench import Applicant, Bench
from tests.integration.registration.host.conftest import at_work
from tests.integration.registration.host.homes import CLOSED, PUBLISHED
from tests.integration.registration.host.homes import Applicant as Candidate
from tests.integration.registration.host.homes import Training as Hosted
from tests.integration.registration.host.workbench import Bench as Host
from tests.integration.registration.host.workbench import Call, drafted, everything
from tests.integration.registration.pages.entering import entered, stranger
from tests.support.servers import TestDatabase
from tests.support.statements import Opened, asked_by, grown, not_opened, too_many
from tests.support.visiting import Visiting, signed_in, visiting

MOST = 60
FEW, MANY = 2, 7
NOT_ABOUT_ROWS = {
    "/links",
    "/links/sent",
    "/people/{person}/consents",
    "/applications/{application}/erasure",
    "/invitations/{offer}",
    "/lotteries/{lottery}/list",
    "/selections/{selection}/document",
    "/selections/{selection}/candidates",
    "/selections/{selection}/quotas",
    "/selections/{selection}/verifier",
}
"""Pages of one thing alone."""


class Home:
    """A training with applications, reviews and invitations; more of everything with each call of `grow`."""

    def __init__(self, bench: Bench, training: Training, reviewers: list[UUID]) -> None:
        self.bench, self.training, self.reviewers = bench, training, reviewers
        self.applicants: list[Applicant] = []
        self.entered: list[Visiting] = []

    @classmethod
    async def begun(cls, bench: Bench) -> "Home":
        return cls(bench, await bench.called(), await bench.reviewers())

    async def grow(self, to: int) -> None:
        """To so many applications, trainings and people."""
        for number in range(len(self.applicants), to):
            await self.bench.called()
            await self.bench.organisation(f"ORG-{number}")
            self.reviewers.append(await self.bench.person("reviewer", f"more{number}@example.org"))
            one = await self.bench.submitted(self.training, f"a{number}@example.org")
            self.applicants.append(one)
            self.entered.append(await entered(self.bench, one))
            await self.reviewed(one, self.reviewers[:2])
            plans, owes = Plan(self.somebody()), self.somebody()
            await self.bench.hear(plans.planned(), owes.attended(plan_due=DUE))
            if number:
                told = await self.bench.as_told(self.training, one)
                await self.bench.hear(told.selected(uuid4()))
        await self.reviewed(self.applicants[0], self.reviewers)
        for _ in range(to):
            await self.bench.begin(self.training, self.applicants[0].contact)

    def somebody(self) -> Applied:
        """Who took part."""
        return Applied(uuid4(), uuid4(), self.training.id)

    async def reviewed(self, applicant: Applicant, reviewers: list[UUID]) -> None:
        body = {"reviewers": [str(each) for each in reviewers]}
        await self.bench.coordinator.put(f"{applicant.path}/reviewers", body)
        for each in reviewers:
            await self.bench.review(applicant, each)

    async def pages(self) -> dict[str, Opened]:
        bench, first = self.bench, self.applicants[0]
        coordinator = await signed_in(bench.service, stranger(bench), "coordinator", UUID(int=1))
        reviewer = await signed_in(bench.service, stranger(bench), "reviewer", self.reviewers[0])
        applicant = self.entered[0]
        (participant,) = [
            one["participant"]
            for one in (await bench.listed(self.training)).values()
            if one["application"] == first.application
        ]
        training, application = f"/trainings/{self.training.id}", f"/applications/{first.application}"
        of_coordinator = [
            "/",
            training,
            f"{training}/applications",
            f"{training}/assignments",
            f"{training}/invitations",
            f"{application}/standing",
            f"{application}/standing/reviewers",
            f"{application}/standing/letter",
            f"{application}/standing/reviews",
            f"{application}/standing/form",
            "/people?kind=reviewer",
            "/people/new",
            "/organisations",
            "/organisations/ORG-0",
            f"/people/{participant}",
            f"/people/{participant}/contact",
            f"/people/{participant}/letters",
            f"/people/{participant}/address",
        ]
        of_applicant = [
            application,
            f"{application}/withdrawal",
            f"{application}/consents",
            f"{application}/form/1",
            f"{training}/apply",
        ]
        return {
            **{path: (coordinator, path) for path in of_coordinator},
            **{path: (reviewer, path) for path in ("/reviews", f"{application}/review")},
            **{path: (applicant, path) for path in of_applicant},
        }


async def test_pages_of_a_home_ask_as_much_for_many_rows_as_for_few(bench: Bench) -> None:
    home = await Home.begun(bench)
    await home.grow(FEW)
    pages = await home.pages()
    few = await asked_by(bench.service, pages)
    await home.grow(MANY)
    many = await asked_by(bench.service, pages)
    assert grown(few, many) == {}
    assert too_many(many, MOST) == {}


@pytest.fixture
async def host(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Host]:
    async with at_work(database, tmp_path) as built:
        yield built


async def decided(host: Host, rows: int) -> Call:
    """So many candidates, half of them with a place and one of these given back; as many drafts before."""
    training = Hosted({"seats": rows // 2, "quotas": ()})
    people = {code: Candidate(training.id, code, 100 * n) for n in range(rows) for code in [f"TJ-{n:03}"]}
    call = Call(host, training, people)
    await host.hear(*everything(training, people))
    host.clock.time = max(host.clock.time, CLOSED)
    drafts = [await drafted(call, seed=seed, reserve=rows) for seed in range(rows - 1)]
    await host.coordinator.post(f"{call.path}/lotteries", {"policy": "leximin", "reserve": rows})
    host.clock.time = PUBLISHED
    await host.coordinator.post(f"/v1/selections/{drafts[-1]['selection']}/publication")
    await call.decline(f"TJ-{rows - 1:03}")
    return call


async def pages_of_host(call: Call) -> dict[str, Opened]:
    bench = call.bench
    visitor = await signed_in(
        bench.service, visiting(bench.anyone.http._transport, "registration"), "coordinator", UUID(int=1)
    )
    selections = (await bench.coordinator.get(f"{call.path}/selections"))["items"]
    training, (one, other, *_) = f"/trainings/{call.training.id}", [one["selection"] for one in selections]
    run = (await bench.coordinator.get(f"{call.path}/selection-runs"))["items"][-1]["run"]
    lottery = (await bench.coordinator.get(f"{call.path}/lotteries"))["items"][-1]["lottery"]
    paths = {
        "trainings": "/",
        "training": training,
        "candidates": f"{training}/candidates",
        "selections": f"{training}/selection",
        "selection": f"/selections/{selections[-1]['selection']}",
        "run": f"/selection-runs/{run}",
        "lottery": f"/lotteries/{lottery}",
        "asking": f"{training}/lottery",
        "comparison": f"{training}/selection/comparison?selection/-={one}&selection/-={other}",
        "places": f"{training}/places",
        "place": f"/places/{next(iter(call.applicants.values())).id}",
        "promotion": f"{training}/promotion",
    }
    return {name: (visitor, path) for name, path in paths.items()}


async def test_pages_of_a_host_ask_as_much_for_many_rows_as_for_few(host: Host) -> None:
    few = await asked_by(host.service, await pages_of_host(await decided(host, 4)))
    many = await asked_by(host.service, await pages_of_host(await decided(host, 12)))
    assert grown(few, many) == {}
    assert too_many(many, MOST) == {}


async def test_every_kind_of_page_is_counted(bench: Bench, database: TestDatabase, tmp_path: Path) -> None:
    home = await Home.begun(bench)
    await home.grow(1)
    async with at_work(database, tmp_path) as host:
        opened = [*(await home.pages()).values(), *(await pages_of_host(await decided(host, 4))).values()]
    assert not_opened(PAGES, opened) == NOT_ABOUT_ROWS
