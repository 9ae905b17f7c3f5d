"""A page on which nothing stands yet says what is done next, and who does it."""

from uuid import UUID

import pytest

from tests.integration.scheduling.facts import approved
from tests.integration.scheduling.pages.people import coordinator, staff, trainer
from tests.integration.scheduling.workbench import ENROLMENT, SELECTION, Workbench
from tests.support.visiting import Visiting


def leads_to(visitor: Visiting, address: str) -> bool:
    return bool(visitor.page.select(f'main a[href="{address}"]'))


async def test_an_empty_agenda_says_what_comes_first_and_leads_there(bench: Workbench) -> None:
    at = f"/trainings/{(await bench.announced())['training']}"
    visitor = await coordinator(bench)
    await visitor.open(f"{at}/agenda")
    assert "There is no agenda yet. It begins with its first session" in visitor.words
    assert leads_to(visitor, f"/scheduling{at}/resources")
    assert leads_to(visitor, f"/scheduling{at}/agenda/sessions/new")


async def test_where_people_apply_to_an_open_call_the_planner_has_the_address_at_which_they_begin(
    bench: Workbench,
) -> None:
    training = (await bench.announced(sensitivity="open", publish_not_before=None))["training"]
    visitor = await coordinator(bench)
    for page in ("", "/roster", "/badges"):
        await visitor.open(f"/trainings/{training}{page}")
        assert leads_to(visitor, f"/registration/trainings/{training}/apply"), page


@pytest.mark.parametrize(("body", "words"), [(SELECTION, "people apply"), (ENROLMENT, "people enter")])
async def test_where_nobody_may_know_of_a_training_people_come_by_a_link_that_she_makes(
    bench: Workbench, body: dict[str, object], words: str
) -> None:
    training = (await bench.announced(body))["training"]
    visitor = await coordinator(bench)
    for page in ("", "/roster"):
        await visitor.open(f"/trainings/{training}{page}")
        assert f"link by which {words}" in visitor.words
        assert leads_to(visitor, f"/registration/sign-in?next=/trainings/{training}")
        assert not leads_to(visitor, f"/registration/trainings/{training}/apply")


async def test_before_its_announcement_an_empty_roster_says_that_nobody_can_enter(bench: Workbench) -> None:
    training = (await bench.draft())["training"]
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training}/roster")
    assert "Nobody has a confirmed place yet. Nobody can enter before it is announced." in visitor.words


async def test_whoever_leads_a_training_is_told_where_its_link_comes_from(bench: Workbench) -> None:
    plan = approved((await bench.announced())["training"])
    await bench.hear(plan)
    own = f"/v1/trainings/{plan.training}"
    await bench.coordinator.put(f"{own}/dates", {"starts_on": "2017-10-14", "ends_on": "2017-10-14"})
    await bench.coordinator.post(f"{own}/announcement")
    visitor = await trainer(bench, str(plan.training), plan.planners[0].participant)
    await visitor.follow("Roster")
    assert "Ask the coordinator for the link by which people enter" in visitor.words
    assert not visitor.page.select('main a[href^="/registration"]')


async def test_a_facilitator_without_a_session_learns_when_hers_will_stand_there(bench: Workbench) -> None:
    visitor = await staff(bench, "facilitator", UUID(int=9))
    await visitor.open("/")
    assert visitor.here == "/scheduling/sessions"
    assert "Yours stand here once an agenda that names you is published." in visitor.words


async def test_a_coordinator_without_a_training_begins_with_a_draft(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/?state=draft")
    assert "There is none. Draft a training" in visitor.words
    await visitor.open("/")
    assert "Draft a training and announce it" in visitor.words
