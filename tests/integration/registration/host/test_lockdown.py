"""While a training is suspended nobody loses a place because she could not answer."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from tests.integration.registration.host.homes import ANSWER_BY, OPENED, PUBLISHED, Training
from tests.integration.registration.host.test_enrolment import ENROLMENT, entering, people
from tests.integration.registration.host.test_places import EXPIRES_AT, iso
from tests.integration.registration.host.workbench import Bench, decided_call
from tests.support.lockdown import region_resumed, region_suspended


async def test_while_a_training_is_suspended_no_invitation_expires(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    await bench.hear(call.training.suspended(PUBLISHED))
    await bench.move(EXPIRES_AT + timedelta(days=3))
    assert await bench.said("PlaceReleased") == []
    assert await bench.failed_reminders() == []


async def test_once_it_is_resumed_whoever_has_to_answer_has_her_days_from_then_on(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    await call.accept("TJ-02")
    await bench.hear(call.training.suspended(PUBLISHED))
    await bench.move(EXPIRES_AT + timedelta(days=3))
    await bench.hear(call.training.resumed(bench.clock.time))
    longer = (await bench.said("ParticipantSelected"))[3:]
    until = ANSWER_BY + timedelta(days=15)
    assert {(one["application"], one["answer_by"]) for one in longer} == {
        (str(call[code].id), iso(until)) for code in ("TJ-01", "GE-01")
    }
    await bench.move(until)
    assert (await bench.states(call.training.id))["TJ-01"] == "invited"
    await bench.move(until + timedelta(minutes=15))
    assert (await bench.states(call.training.id))["TJ-01"] == "released"


async def test_while_the_region_is_suspended_no_invitation_expires_and_then_there_are_days_to_answer(
    bench: Bench,
) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    await bench.hear(region_suspended(PUBLISHED))
    await bench.move(EXPIRES_AT + timedelta(days=3))
    assert await bench.said("PlaceReleased") == []
    await bench.hear(region_resumed(bench.clock.time))
    longer = (await bench.said("ParticipantSelected"))[3:]
    assert (str(call["TJ-01"].id), iso(ANSWER_BY + timedelta(days=15))) in {
        (one["application"], one["answer_by"]) for one in longer
    }


async def test_who_is_invited_to_a_training_that_stays_suspended_waits_on_when_the_region_goes_on(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    await bench.hear(region_suspended(PUBLISHED), call.training.suspended(PUBLISHED))
    await bench.move(EXPIRES_AT + timedelta(days=3))
    await bench.hear(region_resumed(bench.clock.time))
    assert len(await bench.said("ParticipantSelected")) == 3
    await bench.hear(call.training.resumed(bench.clock.time))
    assert len(await bench.said("ParticipantSelected")) > 3


async def test_while_a_training_is_suspended_nobody_is_promoted_and_then_the_open_seat_is_filled(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    declined, promoted = call["TJ-01"].declined(await call.offer("TJ-01")), str(call["TJ-03"].id)
    await bench.hear(call.training.suspended(PUBLISHED), declined)
    assert promoted not in {one["application"] for one in await bench.said("ParticipantSelected")}
    await bench.hear(call.training.resumed(bench.clock.time))
    assert promoted in {one["application"] for one in await bench.said("ParticipantSelected")}


async def test_while_the_region_is_suspended_who_enrols_waits_and_then_has_her_place(bench: Bench) -> None:
    training = Training(ENROLMENT)
    first, second, third = people(training)
    await bench.hear(training.announced(), *entering([first]))
    await bench.hear(region_suspended(OPENED))
    await bench.hear(*entering([second, third]))
    assert [one["badge"] for one in await bench.said("PlaceConfirmed")] == ["E-01"]
    await bench.hear(region_resumed(bench.clock.time))
    assert len(await bench.said("PlaceConfirmed")) == 2
    assert [one["reason"] for one in await bench.said("ApplicationNotSelected")] == ["full"]


async def test_where_a_training_cannot_go_on_the_region_stays_suspended_and_nobody_loses_her_place(
    bench: Bench,
) -> None:
    unfit, call = Training(ENROLMENT), await decided_call(bench)
    await call.invite("TJ-01")
    await bench.hear(unfit.announced())
    async with bench.service.database.transaction() as tx:
        await tx.execute("update training set announced = announced - 'time_zone' where id = $1", unfit.id)
    await bench.hear(region_suspended(PUBLISHED))
    await bench.move(EXPIRES_AT + timedelta(days=3))
    with pytest.raises(ValidationError):
        await bench.hear(region_resumed(bench.clock.time))
    await bench.move(EXPIRES_AT + timedelta(days=6))
    assert await bench.coordinator.refused("GET", f"/v1/trainings/{call.training.id}/places") == "suspended"
    assert await bench.said("PlaceReleased") == []
