"""Pages that grow with people, months and generations stay small, and ask the database as little as short ones."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest

from tests.integration.followup.facts import Person, Told, applied, completed, counted
from tests.integration.followup.pages.entering import coordinator, mentor
from tests.integration.followup.pages.test_statements import MOST
from tests.integration.followup.workbench import COORDINATOR, FOUND, REPORT, Workbench
from tests.support.statements import Opened, asked_by, too_many
from tests.support.visiting import Visiting

LARGEST_PAGE_BYTES = 100_000
PEOPLE, MONTHS = 60, 18
HERS = 100
"""Plans that one mentor accompanies."""
GENERATIONS = (1, 59, 120, 120)
"""Trainings in each."""
LANGUAGES = ("en", "ru", "tg")


async def sizes(pages: Mapping[str, Opened], language: str) -> dict[str, int]:
    """Bytes of each page."""
    found = {}
    for name, (visitor, path) in pages.items():
        visitor.http.headers["Accept-Language"] = language
        await visitor.open(path)
        assert visitor.response is not None
        found[name] = len(visitor.response.content)
    return found


async def too_large(pages: Mapping[str, Opened]) -> dict[tuple[str, str], int]:
    return {
        (language, name): size
        for language in LANGUAGES
        for name, size in (await sizes(pages, language)).items()
        if size >= LARGEST_PAGE_BYTES
    }


def month(number: int) -> date:
    """The report of a training on this day is due a month later."""
    return date(2017 + (5 + number) // 12, (5 + number) % 12 + 1, 20)


async def carried_out(bench: Workbench, told: Told, number: int, person: Person) -> None:
    """Reported, and every second one verified."""
    cascade = await bench.approved(told, person)
    day = month(number % (MONTHS - 1))
    await bench.hear(cascade.announced(day), completed(cascade.training, 5, attended=0, plan=cascade.plan, day=day))
    await bench.planner(person).put(f"{cascade.path}/report", REPORT)
    if number % 2:
        await bench.mentor.post(f"{cascade.path}/verification", FOUND)


async def followed_up(bench: Workbench) -> Told:
    """People whose plans were held in as many months as the wall is to have, and whose mentor has others besides."""
    told, besides = (
        Told(people=[Person() for _ in range(PEOPLE)]),
        Told(people=[Person() for _ in range(HERS - PEOPLE)]),
    )
    await bench.hear(*told.facts(), *besides.facts())
    await bench.looked_after(told, COORDINATOR)
    for number, person in enumerate(told.people):
        await bench.hear(applied(told.training, number).model_copy(update={"application": person.application}))
        await carried_out(bench, told, number, person)
    for person in besides.people:
        await bench.assigned(besides, person)
    return told


@pytest.mark.slow
async def test_a_training_of_sixty_people_over_eighteen_months_and_a_mentor_of_a_hundred_plans_have_small_pages(
    bench: Workbench,
) -> None:
    told = await followed_up(bench)
    staff, at = await coordinator(bench), f"/trainings/{told.training}"
    pages = {
        "wall": (staff, at),
        "ledger": (staff, f"{at}/ledger"),
        "mentor's people": (await mentor(bench), "/people"),
        "all to be read": (await mentor(bench), "/people?state=planned"),
    }
    assert too_many(await asked_by(bench.service, pages), MOST) == {}
    assert await too_large(pages) == {}

    staff.http.headers["Accept-Language"] = "en"
    await staff.open(at)
    heads, *rows = staff.page.select(".wall tr")
    assert len(heads.select("th")) - 1 >= MONTHS
    assert len(rows) == PEOPLE


async def heard(bench: Workbench) -> UUID:
    """The root of a tree that grew."""
    ids = iter(range(10_000, 10_000 + sum(GENERATIONS)))
    root, above = UUID(int=10_000), list[UUID]()
    for generation, count in enumerate(GENERATIONS):
        trainings = [UUID(int=next(ids)) for _ in range(count)]
        for number, training in enumerate(trainings):
            parent = above[number % len(above)] if above else None
            figures = {"planned": 22, "reported": 21, "verified": 20}
            await bench.hear(counted(training, 1, generation=generation, parent=parent, **figures))
        above = trainings
    return root


async def test_a_tree_of_three_hundred_trainings_is_drawn_on_a_small_page_and_told_on_several(
    bench: Workbench,
) -> None:
    root = await heard(bench)
    staff = await coordinator(bench)
    pages = {"tree": (staff, f"/trainings/{root}/tree")}
    assert too_many(await asked_by(bench.service, pages), MOST) == {}
    assert await too_large(pages) == {}

    staff.http.headers["Accept-Language"] = "en"
    await staff.open(pages["tree"][1])
    assert len(staff.page.select("svg text")) == sum(GENERATIONS)
    told = numbers(staff)
    while staff.page.find("a", rel="next"):
        await staff.follow("Next page")
        assert not staff.page.select("svg")
        told += numbers(staff)
    assert told == list(range(1, sum(GENERATIONS) + 1))


def numbers(visitor: Visiting) -> list[int]:
    """Of the trainings in the table."""
    heads = visitor.page.select("table")[-1].select("tbody th")
    return [int(head.get_text()) for head in heads]
