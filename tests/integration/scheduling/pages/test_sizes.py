"""Pages of the largest training that anybody has planned are small."""

import pytest

from scheduling.pages.day_sheet import MOST_CELLS
from shared.web.pages.languages import offered
from tests.browser.walk import LARGEST_PAGE_BYTES
from tests.integration.scheduling.held import EVENING, Taught, hours, taught
from tests.integration.scheduling.pages.people import coordinator
from tests.integration.scheduling.test_agendas import RESOURCES
from tests.integration.scheduling.workbench import Workbench

A_HALL = {**RESOURCES, "rooms": [{"code": "R-A", "capacity": 400, "step_free": True}]}
PEOPLE, DAYS, SESSIONS_A_DAY = 30, (15, 16, 17, 18), 10
LONG = {"title": "Leading side by side: how a group decides without a head, with exercises for three"}


async def largest(bench: Workbench) -> Taught:
    """30 people × 40 sessions; of the first day everything was recorded and corrected."""
    sessions = [{**one, **LONG, "modules": []} for one in hours(*DAYS, each=SESSIONS_A_DAY)]
    one = await taught(bench, sessions=sessions, people=PEOPLE, seats=PEOPLE)
    bench.clock.time = EVENING
    for number in range(SESSIONS_A_DAY):
        await one.deliver(number, 50)
        await one.mark(number, *[one.of(badge, "partly", minutes=50) for badge in one.people])
        changed = [one.of(badge, "absent", reason="The lists were mixed up") for badge in one.people]
        await one.mark(number, *changed)
    return one


@pytest.mark.slow
async def test_every_page_of_the_largest_training_is_small(bench: Workbench) -> None:
    one = await largest(bench)
    visitor, path = await coordinator(bench), f"/trainings/{one.training}"
    session = f"{path}/sessions/{one.sessions[0]}"
    days = [f"{path}/days/2017-05-{day}" for day in DAYS]
    board = [f"{path}/agenda?day=2017-05-{day}" for day in DAYS]
    pages = [path, f"{path}/roster", f"{path}/badges", f"{path}/attendance", session, f"{session}/paper", *board, *days]
    sizes = {}
    for language in offered(("scheduling.pages", "shared.web.pages")):
        visitor.http.headers["Accept-Language"] = language
        for page in [*pages, *(f"{day}/paper" for day in days)]:
            await visitor.open(page)
            assert visitor.response is not None
            sizes[language, page] = len(visitor.response.content)
    assert {page: size for page, size in sizes.items() if size >= LARGEST_PAGE_BYTES} == {}
    assert max(sizes.values()) > LARGEST_PAGE_BYTES / 10


async def test_a_sheet_of_which_every_field_is_filled_in_is_small(bench: Workbench) -> None:
    one = await largest(bench)
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{one.training}/days/2017-05-15")
    cells = [str(field["name"]) for field in visitor.page.select("input[name^='at/']")]
    assert len(cells) == PEOPLE * SESSIONS_A_DAY <= MOST_CELLS
    await visitor.press("Record the day", dict.fromkeys(cells, "9999"), status=422)
    assert visitor.response is not None
    assert len(visitor.response.content) < LARGEST_PAGE_BYTES


@pytest.mark.parametrize("sessions", [1, 12])
async def test_a_roster_of_hundreds_is_written_on_several_small_sheets(bench: Workbench, sessions: int) -> None:
    one = await taught(bench, sessions=hours(15, each=sessions), people=200, seats=200, resources=A_HALL)
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{one.training}/days/2017-05-15")
    assert visitor.response is not None
    assert len(visitor.response.content) < LARGEST_PAGE_BYTES
