"""Every fact twice, facts of different publishers and keys in any order: the same state, and each thing said once."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from registration.consumers import reactions
from shared.events.base import Event
from shared.events.registration import ReleaseCause
from shared.events.scheduling import Admission, ChangedPart, TrainingCancelled, TrainingCompleted
from tests.integration.registration.home.facts import Applied
from tests.integration.registration.home.facts import Training as HomeTraining
from tests.integration.registration.home.plans import whole_life
from tests.integration.registration.host.homes import CLOSED, OPENED, PUBLISHED, Applicant, Home, Training
from tests.integration.registration.host.workbench import Bench, Call, applied, decided_call, drafted, everything
from tests.support.delivery import deliver, said, twice_and_shuffled
from tests.support.lockdown import region_resumed, region_suspended

SEEDS = range(4)


async def hear_shuffled(bench: Bench, facts: Sequence[Event], seed: int) -> None:
    await deliver(bench.service.engine.intake, twice_and_shuffled(said(*facts), seed), batch=3)


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


async def letters(bench: Bench) -> int:
    """None of them is a person of ours."""
    async with bench.service.database.transaction() as tx:
        return await tx.one(int, "select (select count(*) from letter) + (select count(*) from link)") or 0


def beside(call: Call) -> list[Event]:
    """Everything else that registration hears: nothing of it is the host's to decide by."""
    own = HomeTraining(id=call.training.id, version=100)
    home, late = Home(call.training.id, version=100), Applicant(call.training.id, "TJ-09", 5000)
    told = Applied(late.id, UUID(int=late.id.int ^ 1), call.training.id)
    said = [told.reserved(), told.not_selected(), told.selected(UUID(int=5)), told.confirmed(), told.attended()]
    said += [told.released(None, ReleaseCause.BY_HOST)]
    reviews = [home.reopened(), home.closed(late), late.submitted(), late.reviewed()]
    return [
        call.training.announced(),
        *said,
        *reviews,
        own.decided(),
        own.agenda_published(),
        own.suspended(),
        own.resumed(),
        region_suspended(PUBLISHED),
        region_resumed(PUBLISHED),
        *whole_life(told),
    ]


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_same_places_stand_and_nothing_is_said_twice(bench: Bench, seed: int) -> None:
    call = await decided_call(bench)
    facts = [*await answers(call), *beside(call)]
    ends = {TrainingCancelled.type_name(), TrainingCompleted.type_name()}
    assert {fact.type_name() for fact in facts} | ends == set(reactions.events)
    await hear_shuffled(bench, facts, seed)
    places = await bench.places(call.training.id)
    assert {code: (one["state"], one["how"], one["offers"], one["flags"]) for code, one in places.items()} == {
        "TJ-01": ("confirmed", None, 1, []),
        "TJ-02": ("released", "withdrawn", 1, []),
        "GE-01": ("released", "declined", 1, ["answer_to_other_offer"]),
        "TJ-03": ("selected", None, 1, []),
        "GE-02": ("selected", None, 1, []),
        "TJ-04": ("not_selected", None, 0, []),
        "TJ-09": ("not_selected", None, 0, []),
    }
    assert await letters(bench) == 0
    for name, times in {
        "PlaceConfirmed": 2,
        "PlaceReleased": 2,
        "ParticipantSelected": 5,
        "ApplicationNotSelected": 2,
    }.items():
        announced = await bench.said(name)
        assert len(announced) == times, name
        assert max(Counter((fact.get("application"), fact["version"]) for fact in announced).values()) == 1
    decided = Counter(fact["version"] for fact in await bench.said("SelectionDecided"))
    assert len(decided) in (2, 3), "seats that fall free while all is suspended are filled in one decision"
    assert set(decided.values()) == {1}


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


@pytest.mark.parametrize("seed", SEEDS)
async def test_after_a_cancellation_nobody_has_a_place_or_waits(bench: Bench, seed: int) -> None:
    call = await decided_call(bench)
    facts = [*await answers(call), call.training.cancelled(PUBLISHED)]
    await hear_shuffled(bench, facts, seed)
    states = await bench.states(call.training.id)
    assert states.pop("TJ-04") == "not_selected"
    assert set(states.values()) <= {"released", "stood_down"}
    ended = [*await bench.said("PlaceReleased"), *await bench.said("ApplicationNotSelected")]
    assert max(Counter((fact["application"], fact["version"]) for fact in ended).values()) == 1
