"""Whoever presses a button twice has done one thing, and is told nothing else: with script and without."""

import pytest

from tests.browser.one_service.conftest import ONE_LOOP, Opens
from tests.browser.one_service.window import Window
from tests.integration.registration.home.test_invitations import CONTACT, invited
from tests.integration.registration.home.workbench import Bench
from tests.integration.scheduling.held import taught
from tests.integration.scheduling.pages.people import coordinator
from tests.integration.scheduling.test_agendas import TWO
from tests.integration.scheduling.workbench import Workbench

pytestmark = pytest.mark.asyncio(loop_scope=ONE_LOOP)

SENT = {True: 1, False: 2}
"""How often it is sent, by whether there is script."""

with_and_without_script = pytest.mark.parametrize(
    "script", [pytest.param(True, id="script", marks=pytest.mark.slow), pytest.param(False, id="no script")]
)


async def is_told(window: Window, words: str) -> None:
    assert words in await window.page.inner_text("main")
    assert await window.page.locator("#summary").count() == 0


@with_and_without_script
async def test_an_application_that_is_sent_twice_is_received_once(
    registration: Bench, of_registration: Opens, *, script: bool
) -> None:
    applicant = await registration.begin(await registration.called())
    await applicant.fill_in()
    async with of_registration(script=script) as window:
        await window.enter(registration.office.token(applicant.contact, "Your application"))
        await window.open(f"/applications/{applicant.application}/form/check")
        assert await window.press_twice("Send the application", script=script) == SENT[script]
        await is_told(window, "It was received")
    assert len(await registration.said("ApplicationSubmitted")) == 1


@with_and_without_script
async def test_a_step_that_is_saved_twice_leads_to_the_next(
    registration: Bench, of_registration: Opens, *, script: bool
) -> None:
    applicant = await registration.begin(await registration.called())
    async with of_registration(script=script) as window:
        await window.enter(registration.office.token(applicant.contact, "Your application"))
        await window.open(f"/applications/{applicant.application}/form/about")
        await window.page.get_by_label("Your name").fill("Gulnora")
        assert await window.press_twice("Save and continue", script=script) == SENT[script]
        await is_told(window, "Where do you work")
    assert (await applicant.link.get(f"{applicant.path}/form"))["name"] == "Gulnora"


@with_and_without_script
async def test_an_invitation_that_is_accepted_twice_is_answered_once(
    registration: Bench, of_registration: Opens, *, script: bool
) -> None:
    one = await invited(registration)
    async with of_registration(script=script) as window:
        await window.enter(registration.office.token(CONTACT, "Your answer"))
        assert await window.press_twice("Yes, I am coming", script=script) == SENT[script]
        await is_told(window, "We have received that you are coming")
    assert len(await registration.said("InvitationAnswered")) == 1
    assert (await one.link.get(one.path))["state"] == "accepted"


@with_and_without_script
async def test_a_sheet_that_is_recorded_twice_is_recorded_once(
    scheduling: Workbench, of_scheduling: Opens, *, script: bool
) -> None:
    one = await taught(scheduling)
    async with of_scheduling(script=script) as window:
        await window.is_known_as(await coordinator(scheduling))
        await window.open(f"/trainings/{one.training}/sessions/{one.sessions[0]}")
        assert await window.press_twice("Record", script=script) == SENT[script]
        await is_told(window, "60 of 60 minutes, as designed")
    told = await scheduling.coordinator.get(f"{one.path}/attendance")
    assert [mark["mark"] for mark in told["recorded"]] == ["present"] * len(one.people)


@with_and_without_script
async def test_an_agenda_that_is_published_twice_is_published_once(
    scheduling: Workbench, of_scheduling: Opens, *, script: bool
) -> None:
    one = await taught(scheduling)
    await scheduling.coordinator.post(f"{one.path}/agendas", {"sessions": TWO[:1]})
    before = len(await scheduling.said("AgendaPublished"))
    async with of_scheduling(script=script) as window:
        await window.is_known_as(await coordinator(scheduling))
        await window.open(f"/trainings/{one.training}/agenda")
        assert await window.press_twice("Publish this version", script=script) == SENT[script]
        await is_told(window, "Published")
    assert len(await scheduling.said("AgendaPublished")) == before + 1
