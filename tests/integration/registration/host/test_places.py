"""Places after publication: answers, time that runs out, and what falls free."""

from datetime import datetime, timedelta

import pytest

from shared.events.scheduling import ChangedPart
from tests.integration.registration.host.homes import ANSWER_BY, PUBLISHED, STARTS_AT
from tests.integration.registration.host.workbench import Bench, decided_call, newest

EXPIRES_AT = ANSWER_BY + timedelta(minutes=15)
TICK = timedelta(seconds=1)


def iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


async def test_an_answer_in_time_confirms_with_the_code_as_badge(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    await call.accept("TJ-01")
    (fact,) = await bench.said("PlaceConfirmed")
    assert (fact["application"], fact["badge"], fact["via"]) == (str(call["TJ-01"].id), "TJ-01", "selection")
    assert (fact["offer"], fact["version"]) == (await call.offer("TJ-01"), 2)
    shown = await bench.coordinator.get(f"{call.path}/places")
    assert (shown["confirmed"], shown["offered"], shown["open"]) == (1, 2, 0)


async def test_declining_promotes_who_keeps_the_quotas_and_not_the_first_in_line(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("GE-01")
    bench.clock.time = PUBLISHED + timedelta(days=2)
    await call.decline("GE-01", at=bench.clock.time)
    (released,) = await bench.said("PlaceReleased")
    assert (released["how"], released["reason"], released["was_confirmed"]) == ("declined", "employer_leave", False)
    states = await bench.states(call.training.id)
    assert (states["GE-02"], states["TJ-03"]) == ("selected", "reserve")
    offer = (await bench.said("ParticipantSelected"))[-1]
    assert (offer["application"], offer["answer_by"]) == (str(call["GE-02"].id), iso(ANSWER_BY + timedelta(days=2)))
    await call.invite("GE-02")
    await call.accept("GE-02")
    assert (await bench.said("PlaceConfirmed"))[-1]["via"] == "promotion"


async def test_each_promotion_is_a_selection_with_a_document(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.decline("TJ-01")
    first, _ = (await bench.coordinator.get(f"{call.path}/selections"))["items"]
    promotion = await newest(call)
    assert [one["code"] for one in promotion["selected"]] == ["TJ-03"]
    assert (promotion["kind"], promotion["state"], promotion["value"]) == ("promotion", "published", 8500 + 8800 + 8000)
    said = await bench.said("SelectionDecided")
    assert [(one["kind"], one["version"], one["hash"]) for one in said] == [
        ("first", 1, first["hash"]),
        ("promotion", 2, promotion["hash"]),
    ]


async def test_where_nobody_keeps_the_quotas_the_seat_stays_open_and_the_reason_is_shown(bench: Bench) -> None:
    call = await decided_call(bench)
    await bench.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    shown = await bench.coordinator.get(f"{call.path}/places")
    assert shown["open"] == 1
    assert shown["vacancy"]["code"] == "no-replacement-keeps-quotas"
    assert shown["vacancy"]["conflict"] == [{"quota": "GE", "side": "minimum", "value": 1}]
    assert "seats that GE needs: 1" in shown["vacancy"]["explanation"]
    path = f"{call.path}/promotions"
    assert await bench.coordinator.refused("POST", path, {"reason": "other"}) == "no-replacement-keeps-quotas"


async def test_the_coordinator_relaxes_a_quota_for_one_decision_with_a_reason(bench: Bench) -> None:
    call = await decided_call(bench)
    await bench.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    path = f"{call.path}/promotions"
    relaxed = [{"id": "GE", "minimum": 0}, {"id": "TJ", "maximum": 3}]
    tightened = {"relax": [{"id": "GE", "minimum": 2}], "reason": "visa_lead"}
    assert await bench.coordinator.refused("POST", path, tightened) == "does-not-relax"
    promotion = await bench.coordinator.post(path, {"relax": relaxed, "reason": "visa_lead"})
    assert [one["code"] for one in promotion["selected"]] == ["TJ-03"]
    document = await bench.coordinator.get(f"/v1/selections/{promotion['selection']}/document")
    assert document["decision"]["context"]["relaxed"][0] == {
        "quota": "GE",
        "reason": "visa_lead",
        "from": {"minimum": "1"},
        "to": {"minimum": "0"},
    }
    decided = (await bench.said("SelectionDecided"))[-1]
    assert (decided["quotas_kept"], decided["quotas_relaxed"]) == ([], ["GE", "TJ"])
    shown = await bench.coordinator.get(f"{call.path}/places")
    assert (shown["open"], shown["vacancy"]) == (0, None)
    assert await bench.coordinator.refused("POST", path, {"reason": "visa_lead"}) == "no-open-seat"


async def test_several_open_seats_are_filled_at_once_so_that_every_quota_holds(bench: Bench) -> None:
    quotas = ({"id": "GE", "where": {"country": "GE"}, "minimum": 1}, {"id": "TJ", "where": {"country": "TJ"}})
    call = await decided_call(bench, quotas=quotas, seats=2)
    assert (await bench.states(call.training.id))["TJ-02"] == "reserve"
    await bench.hear(call.training.changed(ChangedPart.SEATS, at=PUBLISHED, seats=4))
    states = await bench.states(call.training.id)
    assert [code for code, state in states.items() if state == "selected"] == ["GE-01", "TJ-01", "TJ-02", "TJ-03"]


async def test_an_invitation_expires_by_the_clock_after_the_grace(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01", "TJ-02", "GE-01")
    await call.accept("TJ-02", "GE-01")
    await bench.move(EXPIRES_AT - TICK)
    assert (await bench.states(call.training.id))["TJ-01"] == "invited"
    await bench.move(EXPIRES_AT)
    (released,) = await bench.said("PlaceReleased")
    assert (released["how"], "reason" in released, released["at"]) == ("expired", False, iso(EXPIRES_AT))
    states = await bench.states(call.training.id)
    assert (states["TJ-01"], states["TJ-03"]) == ("released", "selected")
    assert await bench.failed_reminders() == []


async def test_after_a_jump_of_the_clock_the_next_in_line_has_her_days_from_now_on(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    await bench.move(EXPIRES_AT + timedelta(days=20))
    offer = (await bench.said("ParticipantSelected"))[-1]
    assert (offer["application"], offer["answer_by"]) == (str(call["TJ-03"].id), iso(ANSWER_BY + timedelta(days=32)))
    assert (await bench.states(call.training.id))["GE-02"] == "reserve"


async def test_who_was_never_reached_does_not_expire_and_is_offered_her_place_for_longer(bench: Bench) -> None:
    call = await decided_call(bench)
    path = f"/v1/places/{call['TJ-01'].id}/offer"
    assert await bench.coordinator.refused("POST", path) == "offer-still-open"
    await bench.move(EXPIRES_AT + timedelta(days=1))
    place = (await bench.places(call.training.id))["TJ-01"]
    assert (place["state"], place["flags"]) == ("selected", ["not_delivered"])
    offer = place["offer"]
    longer = await bench.coordinator.post(path)
    assert (longer["offer"], longer["offers"], longer["flags"]) == (offer, 1, [])
    assert longer["answer_by"] == iso(ANSWER_BY + timedelta(days=13))
    assert (await bench.said("ParticipantSelected"))[-1]["offer"] == offer


async def test_an_answer_that_was_given_in_time_but_heard_after_the_expiry_changes_nothing(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    await bench.move(EXPIRES_AT)
    await call.accept("TJ-01")
    place = (await bench.places(call.training.id))["TJ-01"]
    assert (place["state"], place["how"], place["flags"]) == ("released", "expired", ["late_answer"])
    assert await bench.said("PlaceConfirmed") == []


async def test_an_answer_in_time_that_is_heard_before_the_expiry_confirms_whenever_that_is(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    bench.clock.time = EXPIRES_AT + timedelta(days=1)
    await call.accept("TJ-01")
    await bench.move(bench.clock.time)
    assert (await bench.states(call.training.id))["TJ-01"] == "confirmed"


async def test_an_answer_to_an_earlier_offer_changes_nothing_and_is_shown(bench: Bench) -> None:
    call = await decided_call(bench)
    earlier = await call.offer("TJ-01")
    await call.decline("TJ-01")
    await bench.hear(call["GE-02"].withdrawn())
    await call.decline("TJ-03")
    again = await bench.coordinator.post(f"/v1/places/{call['TJ-01'].id}/offer")
    assert (again["offers"], again["state"]) == (2, "selected")
    await bench.hear(call["TJ-01"].accepted(earlier))
    place = (await bench.places(call.training.id))["TJ-01"]
    assert (place["state"], place["flags"]) == ("selected", ["answer_to_other_offer"])


async def test_a_withdrawal_releases_a_confirmed_place_and_promotes(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.accept("TJ-01")
    await bench.hear(call["TJ-01"].withdrawn())
    (released,) = await bench.said("PlaceReleased")
    assert (released["how"], released["reason"], released["was_confirmed"]) == ("withdrawn", "care_duty", True)
    assert (await bench.states(call.training.id))["TJ-03"] == "selected"


async def test_a_withdrawal_in_reserve_takes_her_off_the_list_and_promotes_nobody(bench: Bench) -> None:
    call = await decided_call(bench)
    await bench.hear(call["TJ-03"].withdrawn())
    assert (await bench.states(call.training.id))["TJ-03"] == "released"
    assert len(await bench.said("SelectionDecided")) == 1


async def test_the_host_passes_over_somebody_in_reserve_with_a_reason(bench: Bench) -> None:
    call = await decided_call(bench)
    path = f"/v1/places/{call['TJ-03'].id}/release"
    passed_over = await bench.coordinator.post(path, {"reason": "visa_refused"})
    assert (passed_over["state"], passed_over["how"], passed_over["reason"]) == ("released", "by_host", "visa_refused")
    (released,) = await bench.said("PlaceReleased")
    assert (released["how"], "offer" in released) == ("by_host", False)
    assert await bench.coordinator.refused("POST", path, {"reason": "visa_refused"}) == "not-in-this-state"


async def test_a_released_place_is_offered_again_only_while_a_seat_is_open(bench: Bench) -> None:
    call = await decided_call(bench)
    await bench.coordinator.post(f"/v1/places/{call['TJ-01'].id}/release", {"reason": "other"})
    path = f"/v1/places/{call['TJ-01'].id}/offer"
    assert (await bench.states(call.training.id))["TJ-03"] == "selected"
    assert await bench.coordinator.refused("POST", path) == "no-open-seat"
    await bench.hear(call["TJ-01"].withdrawn())
    assert await bench.coordinator.refused("POST", path) == "candidate-is-out"


async def test_cancelling_releases_every_place_and_stands_the_reserve_down(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.accept("TJ-01")
    await call.invite("TJ-02")
    await bench.hear(call.training.cancelled(PUBLISHED))
    states = await bench.states(call.training.id)
    assert {states[code] for code in ("TJ-01", "TJ-02", "GE-01")} == {"released"}
    assert {states[code] for code in ("TJ-03", "GE-02")} == {"stood_down"}
    assert {fact["how"] for fact in await bench.said("PlaceReleased")} == {"cancelled"}
    reasons = [fact["reason"] for fact in await bench.said("ApplicationNotSelected")]
    assert sorted(reasons) == ["below_selected", "stood_down", "stood_down"]
    await bench.move(EXPIRES_AT)
    assert len(await bench.said("PlaceReleased")) == 3


async def test_when_the_training_took_place_the_reserve_is_told_that_the_list_is_closed(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.accept("TJ-01", "TJ-02", "GE-01")
    await bench.hear(call.training.completed())
    states = await bench.states(call.training.id)
    assert (states["TJ-01"], states["TJ-03"], states["GE-02"]) == ("confirmed", "stood_down", "stood_down")
    told = {
        fact["application"] for fact in await bench.said("ApplicationNotSelected") if fact["reason"] == "stood_down"
    }
    assert told == {str(call["TJ-03"].id), str(call["GE-02"].id)}


async def test_new_days_leave_places_as_they_are_and_give_open_offers_more_time(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.accept("TJ-01")
    await call.invite("TJ-02")
    at = PUBLISHED + timedelta(days=7)
    bench.clock.time = at
    await bench.hear(call.training.changed(ChangedPart.DATES, at=at, starts_on="2017-06-15", ends_on="2017-06-18"))
    places = await bench.places(call.training.id)
    assert (places["TJ-01"]["state"], places["TJ-01"]["answer_by"]) == ("confirmed", iso(ANSWER_BY))
    assert (places["TJ-02"]["state"], places["TJ-02"]["answer_by"]) == ("invited", iso(ANSWER_BY + timedelta(days=7)))
    assert len(await bench.said("ParticipantSelected")) == 5
    await bench.move(EXPIRES_AT)
    assert (await bench.states(call.training.id))["TJ-02"] == "invited"
    await bench.move(EXPIRES_AT + timedelta(days=7))
    assert (await bench.states(call.training.id))["TJ-02"] == "released"


async def test_from_the_start_of_the_training_nobody_is_promoted(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.accept("TJ-01")
    bench.clock.time = STARTS_AT
    await bench.hear(call["TJ-01"].withdrawn(STARTS_AT - TICK))
    assert (await bench.states(call.training.id))["TJ-03"] == "reserve"
    path = f"{call.path}/promotions"
    assert await bench.coordinator.refused("POST", path, {"reason": "other"}) == "training-has-started"


@pytest.mark.parametrize(
    ("sensitivity", "embargo", "shown"),
    [
        ("open", None, True),
        ("discreet", "2017-05-31T19:00:00Z", True),
        ("discreet", None, False),
        ("closed", None, False),
    ],
)
async def test_the_public_reads_totals_as_the_sensitivity_allows(
    bench: Bench, sensitivity: str, embargo: str | None, shown: bool
) -> None:
    many = ({"id": "TJ", "where": {"country": "TJ"}}, {"id": "NGO", "where": {"sector": "NGO"}})
    call = await decided_call(bench, seats=6, quotas=many, sensitivity=sensitivity, publish_not_before=embargo)
    await call.accept(*call.applicants)
    path = f"/v1/public/trainings/{call.training.id}"
    assert await bench.anyone.refused("GET", path) == "not-known-here"
    await bench.hear(call.training.completed())
    bench.clock.time = datetime.fromisoformat("2017-06-01T00:00:00Z")
    if shown:
        assert await bench.anyone.get(path) == {"people": 6, "countries": 2, "sectors": 1}
    else:
        assert await bench.anyone.refused("GET", path) == "not-known-here"


async def test_of_fewer_than_five_people_the_public_reads_nothing(bench: Bench) -> None:
    call = await decided_call(bench, sensitivity="open", publish_not_before=None)
    await call.accept("TJ-01", "TJ-02", "GE-01")
    await bench.hear(call.training.completed())
    totals = await bench.anyone.get(f"/v1/public/trainings/{call.training.id}")
    assert totals == {"people": None, "countries": None, "sectors": None}
