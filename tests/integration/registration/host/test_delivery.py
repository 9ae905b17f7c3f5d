"""Every fact twice, facts of different publishers and keys in any order: the same state, and each thing said once."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from shared.events.base import Event
from shared.events.scheduling import Admission, ChangedPart
from tests.integration.registration.host.bench import Bench, Call, applied, decided_call, drafted, everything
from tests.integration.registration.host.homes import CLOSED, OPENED, PUBLISHED, Applicant, Home, Training
from tests.support.delivery import Said, deliver, twice_and_shuffled

SEEDS = range(4)


async def hear_shuffled(bench: Bench, facts: Sequence[Event], seed: int) -> None:
    await deliver(bench.service.engine.intake, twice_and_shuffled([Said(fact) for fact in facts], seed), batch=3)


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_same_candidates_stand_and_the_same_selection_follows(bench: Bench, seed: int) -> None:
    training = Training()
    applicants = applied(training)
    home = Home(training.id)
    facts = everything(training, applicants)
    facts += [home.reopened(), applicants["TJ-02"].withdrawn(CLOSED), applicants["TJ-04"].reviewed(eligible=False)]
    facts += [home.closed(*applicants.values()), training.changed(ChangedPart.OTHER, at=CLOSED)]
    await hear_shuffled(bench, facts, seed)
    path = f"/v1/trainings/{training.id}"
    items = (await bench.coordinator.get(f"{path}/candidates"))["items"]
    shown = {one["code"]: (one["score"], one["eligible"], one["revision"], one["withdrawn"]) for one in items}
    assert shown["TJ-01"] == (9000, True, 1, None)
    assert shown["TJ-02"] == (8800, True, 1, "care_duty")
    assert shown["TJ-04"] == (6000, False, 2, None)
    bench.clock.time = CLOSED
    draft = await drafted(Call(bench, training, applicants))
    assert [one["code"] for one in draft["selected"]] == ["GE-01", "TJ-01", "TJ-03"]
    assert [one["code"] for one in draft["reserve"]] == ["GE-02"]


async def answers(call: Call) -> list[Event]:
    """TJ-01 comes, TJ-02 says yes and withdraws, GE-01 says no and, as if she had not, yes to an offer of old."""
    offers = {code: await call.offer(code) for code in ("TJ-01", "TJ-02", "GE-01")}
    return [
        *(call[code].invited(offer) for code, offer in offers.items()),
        call["TJ-01"].accepted(offers["TJ-01"]),
        call["TJ-02"].accepted(offers["TJ-02"]),
        call["TJ-02"].withdrawn(),
        call["GE-01"].declined(offers["GE-01"]),
        call["GE-01"].accepted(offers["TJ-01"]),
        call.training.changed(ChangedPart.OTHER, at=PUBLISHED),
    ]


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_same_places_stand_and_nothing_is_said_twice(bench: Bench, seed: int) -> None:
    call = await decided_call(bench)
    await hear_shuffled(bench, await answers(call), seed)
    places = await bench.places(call.training.id)
    assert {code: (one["state"], one["how"], one["offers"], one["flags"]) for code, one in places.items()} == {
        "TJ-01": ("confirmed", None, 1, []),
        "TJ-02": ("released", "withdrawn", 1, []),
        "GE-01": ("released", "declined", 1, ["answer_to_other_offer"]),
        "TJ-03": ("selected", None, 1, []),
        "GE-02": ("selected", None, 1, []),
        "TJ-04": ("not_selected", None, 0, []),
    }
    for name, times in {
        "PlaceConfirmed": 2,
        "PlaceReleased": 2,
        "ParticipantSelected": 5,
        "SelectionDecided": 3,
    }.items():
        facts = await bench.said(name)
        assert len(facts) == times, name
        assert max(Counter((fact.get("application"), fact["version"]) for fact in facts).values()) == 1


@pytest.mark.parametrize("seed", SEEDS)
async def test_enrolment_gives_each_her_place_once(bench: Bench, seed: int) -> None:
    terms: dict[str, Any] = {"admission": Admission.ENROLMENT, "call": None, "quotas": (), "seats": 3}
    training = Training(terms)
    people = [Applicant(training.id, f"E-{n:02d}", admission=Admission.ENROLMENT) for n in range(1, 4)]
    facts: list[Event] = [training.announced(), *(one.submitted() for one in people), people[0].withdrawn(OPENED)]
    await hear_shuffled(bench, facts, seed)
    states = await bench.states(training.id)
    assert (states.pop("E-01", "released"), states) == ("released", {"E-02": "confirmed", "E-03": "confirmed"})
    confirmed = Counter(fact["badge"] for fact in await bench.said("PlaceConfirmed"))
    released = [fact["application"] for fact in await bench.said("PlaceReleased")]
    assert (confirmed["E-02"], confirmed["E-03"]) == (1, 1)
    assert confirmed["E-01"] == len(released) <= 1


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_reserve_is_stood_down_once(bench: Bench, seed: int) -> None:
    call = await decided_call(bench)
    await call.accept("TJ-01", "TJ-02", "GE-01")
    facts = [call.training.completed(), call["TJ-03"].withdrawn()]
    await hear_shuffled(bench, facts, seed)
    states = await bench.states(call.training.id)
    assert states["GE-02"] == "stood_down"
    assert states["TJ-03"] in ("stood_down", "released")
    told = Counter(fact["application"] for fact in await bench.said("ApplicationNotSelected"))
    assert told[str(call["GE-02"].id)] == 1
