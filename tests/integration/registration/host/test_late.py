"""What comes after the decision: late reviews, too few who wait, too little time."""

import pytest

from registration.deciding import worker
from registration.handlers import promotion
from shared.events.scheduling import ChangedPart
from tests.integration.registration.host.gate import break_down
from tests.integration.registration.host.homes import CLOSED, PUBLISHED, Applicant, Training
from tests.integration.registration.host.workbench import (
    Bench,
    Call,
    applied,
    decided_call,
    drafted,
    everything,
    reviewed_call,
)

MANY = ({"id": "GE", "where": {"country": "GE"}, "minimum": 1}, {"id": "TJ", "where": {"country": "TJ"}})


async def test_whoever_is_reviewed_after_the_decision_is_turned_away_and_told(bench: Bench) -> None:
    training = Training({"homes": ("tj", "ge")})
    own, late = applied(training), Applicant(training.id, "GE-09", 9900, "ge")
    await bench.hear(*everything(training, own))
    await bench.hear(late.submitted(), region="ge")
    bench.clock.time = CLOSED
    draft = await drafted(Call(bench, training, own), homes_left_out=["ge"])
    await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    told = len(await bench.said("ApplicationNotSelected"))
    await bench.hear(late.reviewed(), region="ge")
    await bench.hear(late.reviewed(), own["TJ-01"].reviewed())
    (turned_away,) = (await bench.said("ApplicationNotSelected"))[told:]
    assert (turned_away["application"], turned_away["reason"]) == (str(late.id), "below_selected")
    assert turned_away["selection"] == draft["selection"]


async def test_whoever_is_ineligible_after_the_decision_is_told_nothing_by_the_host(bench: Bench) -> None:
    call = await decided_call(bench)
    late = Applicant(call.training.id, "TJ-09", 9900)
    await bench.hear(late.submitted(), late.reviewed(eligible=False))
    assert str(late.id) not in {fact["application"] for fact in await bench.said("ApplicationNotSelected")}


async def test_whoever_in_reserve_was_ruled_out_is_passed_over(bench: Bench) -> None:
    call = await decided_call(bench)
    await bench.hear(call["TJ-03"].reviewed(eligible=False))
    await call.decline("TJ-01")
    states = await bench.states(call.training.id)
    assert (states["TJ-01"], states["TJ-03"], states["GE-02"]) == ("released", "reserve", "selected")


async def test_where_fewer_wait_than_seats_are_open_the_rest_stays_open_and_the_document_says_so(bench: Bench) -> None:
    call = await decided_call(bench, quotas=MANY, seats=2)
    await bench.hear(call.training.changed(ChangedPart.SEATS, at=PUBLISHED, seats=6))
    shown = await bench.coordinator.get(f"{call.path}/places")
    assert (shown["offered"], shown["open"], shown["vacancy"]) == (4, 2, None)
    promotion = (await bench.coordinator.get(f"{call.path}/selections"))["items"][-1]
    document = await bench.coordinator.get(f"/v1/selections/{promotion['selection']}/document")
    assert (document["decision"]["seats"], document["decision"]["context"]["left_open"]) == (4, "2")


async def test_a_fact_stands_although_no_promotion_was_found_in_time(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await decided_call(bench)
    path = f"{call.path}/promotions"
    with monkeypatch.context() as hurried:
        hurried.setattr(worker, "LIMIT_SECONDS", 0.001)
        await call.decline("TJ-01")
        assert await bench.coordinator.refused("POST", path, {"reason": "other"}) == "undecided-in-time"
    shown = await bench.coordinator.get(f"{call.path}/places")
    assert (shown["open"], shown["vacancy"]["code"], shown["vacancy"]["reserve"]) == (1, "undecided-in-time", 2)
    assert [one["code"] for one in (await bench.coordinator.post(path, {"reason": "other"}))["selected"]] == ["TJ-03"]


@pytest.mark.parametrize("released_by", ["answer", "withdrawal", "host"])
async def test_a_place_that_fell_free_stays_released_although_what_decides_about_it_breaks(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, released_by: str
) -> None:
    call = await decided_call(bench)
    with monkeypatch.context() as broken:
        broken.setattr(promotion, "decide_promotion", break_down)
        if released_by == "answer":
            await call.decline("TJ-01")
        elif released_by == "withdrawal":
            await bench.hear(call["TJ-01"].withdrawn())
        else:
            await bench.coordinator.post(f"/v1/places/{call['TJ-01'].id}/release", {"reason": "other"})
    assert (await bench.states(call.training.id))["TJ-01"] == "released"
    assert len(await bench.said("PlaceReleased")) == 1
    assert len(await bench.said("SelectionDecided")) == 1
    vacancy = (await bench.coordinator.get(f"{call.path}/places"))["vacancy"]
    assert (vacancy["code"], vacancy["explanation"]) == ("internal-error", "Something broke here.")
    promoted = await bench.coordinator.post(f"{call.path}/promotions", {"reason": "other"})
    assert [one["code"] for one in promoted["selected"]] == ["TJ-03"]


async def test_a_place_that_fell_free_stays_released_although_a_quota_has_an_id_that_none_may_have(
    bench: Bench,
) -> None:
    call = await decided_call(bench)
    unfit = ({"id": "per_organisation", "where": {"country": "TJ"}},)
    await bench.hear(call.training.changed(ChangedPart.QUOTAS, at=PUBLISHED, quotas=unfit))
    await call.decline("TJ-01")
    shown = await bench.coordinator.get(f"{call.path}/places")
    assert (shown["open"], shown["vacancy"]["code"]) == (1, "quota-id-is-taken")


async def test_after_the_training_took_place_no_place_is_released(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.accept("TJ-01")
    await bench.hear(call.training.completed())
    path = f"/v1/places/{call['TJ-01'].id}/release"
    assert await bench.coordinator.refused("POST", path, {"reason": "other"}) == "training-is-over"


async def test_a_quota_that_is_named_like_the_cap_is_refused_in_words(bench: Bench) -> None:
    call = await reviewed_call(bench, quotas=({"id": "per_organisation", "where": {"country": "TJ"}},))
    asked = {"seed": 2017, "reserve": 2}
    assert await bench.coordinator.refused("POST", f"{call.path}/selections", asked) == "quota-id-is-taken"
