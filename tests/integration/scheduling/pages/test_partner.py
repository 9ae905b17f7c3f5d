"""A partner's coordinator at her pages: the agendas in which her organisation has a say, and nothing else."""

from pathlib import Path
from uuid import UUID

import pytest

from tests.browser.walk import kind
from tests.integration.scheduling.conftest import on
from tests.integration.scheduling.pages.people import anyone, coordinator
from tests.integration.scheduling.test_agendas import TWO, partner, session
from tests.integration.scheduling.workbench import Workbench
from tests.support.servers import TestDatabase
from tests.support.visiting import Visiting, signed_in

A_VERSION = "/scheduling/trainings/…/agenda"
HERS = {
    "/scheduling/",
    A_VERSION,
    f"{A_VERSION}?day",
    f"{A_VERSION}/versions",
    f"{A_VERSION}/versions/…",
    f"{A_VERSION}/versions/…?day",
    f"{A_VERSION}/difference?of?since",
}
EVERYBODYS_FORMS = {"/scheduling/language", "/scheduling/sign-out"}


async def at_her_pages(bench: Workbench, *scopes: str) -> tuple[Visiting, str]:
    """With the path of a training that has a draft before the newest; her partnership covers `scopes`."""
    _, path = await partner(bench, *scopes)
    await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [*TWO, session("S-03", 17, 4)]})
    organisation = (await bench.coordinator.get(path))["partners"][0]["organisation"]
    visitor = await signed_in(bench.service, anyone(bench), "partner", UUID(int=4), UUID(organisation))
    return await visitor.open("/"), path.removeprefix("/v1")


async def test_every_page_that_a_partner_comes_to_is_an_agenda_to_be_read(bench: Workbench) -> None:
    visitor, _ = await at_her_pages(bench, "agenda")
    waiting, seen, forms = ["/scheduling/"], set[str](), set[str]()
    while waiting:
        address = waiting.pop()
        if kind(address) not in seen:
            seen.add(kind(address))
            await visitor.open(address)
            forms |= {str(one["action"]) for one in visitor.page.select("form")}
            waiting += visitor.links

    assert seen == HERS
    assert forms == EVERYBODYS_FORMS


async def test_a_partner_sees_drafts_and_what_changed_since_the_one_before(bench: Workbench) -> None:
    visitor, _ = await at_her_pages(bench, "agenda")
    await visitor.follow("15 May 2017 – 18 May 2017")
    assert "Version 2 Draft" in visitor.words
    await visitor.follow("All versions")
    assert "15 May 2017 – 18 May 2017" in visitor.words
    await visitor.follow("since the version before")
    assert "Added S-03 Session S-03" in visitor.words


async def test_a_partner_reads_whom_she_tells_what_she_thinks_of_an_agenda(
    database: TestDatabase, tmp_path: Path
) -> None:
    async with on(database, tmp_path, planner="agenda@example.org") as bench:
        visitor, training = await at_her_pages(bench, "agenda")
        for page in ("/", f"{training}/agenda"):
            await visitor.open(page)
            assert "Tell whoever plans the training: agenda@example.org" in visitor.words, page
        assert "agenda@example.org" not in (await (await coordinator(bench)).open(f"{training}/agenda")).words


async def test_where_nobody_is_named_for_that_she_is_told_to_ask_the_coordinator_whom_she_knows(
    bench: Workbench,
) -> None:
    visitor, training = await at_her_pages(bench, "agenda")
    for page in ("/", f"{training}/agenda"):
        await visitor.open(page)
        assert "Tell the coordinator with whom your organisation works." in visitor.words, page


@pytest.mark.parametrize(
    "page",
    [
        "{training}",
        "{training}/dates",
        "{training}/particulars",
        "{training}/resources",
        "{training}/roster",
        "{training}/attendance",
        "/trainings/new",
        "/sessions",
        "/suspensions",
        "/operations",
        "/manuals",
        "/catalogue/organisations",
    ],
)
async def test_whatever_else_a_partner_opens_says_what_is_hers_and_leads_there(bench: Workbench, page: str) -> None:
    visitor, training = await at_her_pages(bench, "agenda")
    await visitor.open(page.format(training=training), status=403)
    assert "you can read the agendas in which it has a say, and nothing else" in visitor.words
    await visitor.follow("To your agendas")
    assert visitor.here == "/scheduling/"


async def test_a_partner_without_a_say_in_the_agenda_is_told_so_in_the_same_words(bench: Workbench) -> None:
    visitor, training = await at_her_pages(bench, "outreach")
    assert "There is none." in visitor.words
    await visitor.open(f"{training}/agenda", status=403)
    assert "you can read the agendas in which it has a say, and nothing else" in visitor.words
