"""What was begun and never sent: kept while it can be sent and a month longer, then deleted."""

from datetime import datetime, timedelta

import pytest

from registration.consumers import reactions
from shared.backbone.timers import Reminders
from shared.events.base import Window
from tests.integration.registration.home.facts import AFTER, CLOSED, ENROLMENT, OPENED
from tests.integration.registration.home.workbench import Applicant, Bench

KEPT = CLOSED + timedelta(days=30)
A_SECOND, A_DAY = timedelta(seconds=1), timedelta(days=1)


async def fired(bench: Bench, time: datetime) -> None:
    bench.clock.time = time
    while await Reminders(bench.service.database, reactions, bench.clock).fire_next(time):
        pass


async def kept_at(bench: Bench, applicant: Applicant, time: datetime) -> bool:
    """Whether her words are still there when all has fired that is due then."""
    await fired(bench, time)
    form = await applicant.link.get(f"{applicant.path}/form")
    return form["letter"] is not None


async def written(bench: Bench, **said: object) -> Applicant:
    applicant = await bench.begin(await bench.called(**said))
    await applicant.fill_in()
    return applicant


async def test_a_form_that_was_never_sent_is_deleted_a_month_after_the_call_closed(bench: Bench) -> None:
    applicant = await written(bench)
    assert await kept_at(bench, applicant, KEPT - A_SECOND)
    assert not await kept_at(bench, applicant, KEPT)
    assert await bench.count("select count(*) from form") == 0
    assert await applicant.state() == "draft"


async def test_a_form_that_was_sent_stays(bench: Bench) -> None:
    applicant = await written(bench)
    await applicant.submit()
    assert await kept_at(bench, applicant, KEPT + A_DAY)


async def test_a_call_that_was_prolonged_keeps_what_was_begun_as_long(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    await applicant.fill_in()
    await bench.hear(training.changed(at=OPENED, call=Window(opens_at=OPENED, closes_at=CLOSED + A_DAY)))
    assert await kept_at(bench, applicant, KEPT)
    assert not await kept_at(bench, applicant, KEPT + A_DAY)


async def test_what_is_written_after_the_call_closed_is_kept_a_month_too(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    bench.clock.time = CLOSED + A_DAY
    await applicant.fill_in()
    assert await kept_at(bench, applicant, KEPT)
    assert not await kept_at(bench, applicant, KEPT + A_DAY)


async def test_while_its_training_is_suspended_nothing_is_deleted(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    await applicant.fill_in()
    await bench.hear(training.suspended())
    await fired(bench, KEPT)
    await bench.hear(training.resumed())
    assert await kept_at(bench, applicant, KEPT)
    assert not await kept_at(bench, applicant, KEPT + A_DAY)


@pytest.mark.parametrize(("days", "kept"), [(29, True), (31, False)])
async def test_of_an_enrolment_that_was_never_sent_the_month_begins_behind_the_last_day(
    bench: Bench, days: int, *, kept: bool
) -> None:
    training = await bench.called(**ENROLMENT)
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 1})
    applicant = await bench.begin(training, by=bench.anyone.link(entry["token"]))
    await applicant.fill_in()
    assert await kept_at(bench, applicant, AFTER + days * A_DAY) is kept
