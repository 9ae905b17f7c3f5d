"""Enrolment: a place at once while seats last."""

from typing import Any

from shared.events.base import Event
from shared.events.scheduling import Admission
from tests.integration.registration.host.homes import OPENED, PUBLISHED, Applicant, Training
from tests.integration.registration.host.workbench import Bench

ENROLMENT: dict[str, Any] = {"admission": Admission.ENROLMENT, "call": None, "quotas": (), "seats": 2}


def people(training: Training, number: int = 3) -> list[Applicant]:
    return [Applicant(training.id, f"E-{n:02d}", admission=Admission.ENROLMENT) for n in range(1, number + 1)]


def entering(applicants: list[Applicant]) -> list[Event]:
    return [applicant.submitted() for applicant in applicants]


async def test_places_are_confirmed_in_the_order_of_arrival_until_the_training_is_full(bench: Bench) -> None:
    training = Training(ENROLMENT)
    await bench.hear(training.announced(), *entering(people(training)))
    confirmed = await bench.said("PlaceConfirmed")
    assert [(fact["badge"], fact["via"], "offer" in fact) for fact in confirmed] == [
        ("E-01", "enrolment", False),
        ("E-02", "enrolment", False),
    ]
    (turned_away,) = await bench.said("ApplicationNotSelected")
    assert (turned_away["reason"], "selection" in turned_away) == ("full", False)


async def test_a_place_that_falls_free_goes_to_the_next_who_enrols(bench: Bench) -> None:
    training = Training(ENROLMENT)
    first, second, third = people(training)
    await bench.hear(training.announced(), *entering([first, second]))
    await bench.hear(first.withdrawn(OPENED))
    await bench.hear(*entering([third]))
    assert await bench.states(training.id) == {"E-01": "released", "E-02": "confirmed", "E-03": "confirmed"}


async def test_who_comes_before_the_training_was_heard_of_waits_for_it(bench: Bench) -> None:
    training = Training(ENROLMENT)
    first, second, third = people(training)
    await bench.hear(*entering([first, second, third]), first.withdrawn(OPENED))
    assert await bench.said("PlaceConfirmed") == []
    await bench.hear(training.announced())
    assert {fact["badge"] for fact in await bench.said("PlaceConfirmed")} == {"E-02", "E-03"}


async def test_after_a_cancellation_nobody_is_let_in(bench: Bench) -> None:
    training = Training(ENROLMENT)
    await bench.hear(training.announced(), training.cancelled(PUBLISHED), *entering(people(training, 1)))
    (turned_away,) = await bench.said("ApplicationNotSelected")
    assert turned_away["reason"] == "stood_down"


async def test_an_enrolled_place_is_released_by_the_host_and_not_offered_again(bench: Bench) -> None:
    training = Training(ENROLMENT)
    (only,) = people(training, 1)
    await bench.hear(training.announced(), *entering([only]))
    await bench.coordinator.post(f"/v1/places/{only.id}/release", {"reason": "other"})
    (released,) = await bench.said("PlaceReleased")
    assert released["was_confirmed"] is True
    offer = f"/v1/places/{only.id}/offer"
    assert await bench.coordinator.refused("POST", offer) == "enrolled-place-is-not-offered"


async def test_of_a_training_that_is_hosted_elsewhere_nothing_is_kept(bench: Bench) -> None:
    training = Training({**ENROLMENT, "host": "ge"})
    first, second, _ = people(training)
    await bench.hear(first.submitted())
    await bench.hear(training.announced(), region="ge")
    await bench.hear(second.submitted())
    async with bench.service.database.transaction() as tx:
        assert await tx.one(int, "select count(*) from candidate") == 0
    assert await bench.said("PlaceConfirmed") == []
