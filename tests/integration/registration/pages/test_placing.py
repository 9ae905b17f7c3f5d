"""A coordinator at the places of a host: who has one, what a released one does to the quotas, and who would be next."""

import pytest

from registration.handlers import promotion
from tests.integration.registration.host.exchanging import stuck_call
from tests.integration.registration.host.gate import break_down, find_nobody
from tests.integration.registration.host.homes import ANSWER_BY, PUBLISHED, STARTS_AT
from tests.integration.registration.host.workbench import Bench, decided_call, reviewed_call
from tests.integration.registration.pages.test_coordinating_host import coordinator


async def test_a_place_is_taken_back_with_a_reason(host: Bench) -> None:
    call = await decided_call(host)
    await host.hear(call["TJ-03"].withdrawn(), call["TJ-04"].withdrawn())
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/places")
    assert "3 seats: 0 confirmed, 3 offered, 0 open." in visitor.words
    assert "(Asia/Dushanbe)" in visitor.words
    await visitor.follow("TJ-01")
    await visitor.press("Take the place back", status=422)
    assert visitor.error_at("reason")
    await visitor.press("Take the place back", {"reason": "visa_refused"})
    assert "Last released because Taken back by the coordinators: Visa refused" in visitor.words


async def test_one_place_of_many_is_found_by_its_number(host: Bench) -> None:
    call = await decided_call(host)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/places?code=tj-02")
    assert [one.get_text() for one in visitor.page.select("tbody th")] == ["TJ-02"]
    assert "3 seats: 0 confirmed, 3 offered, 0 open." in visitor.words


async def test_what_a_released_place_does_to_the_quotas_is_shown_beside_the_places_and_at_each(host: Bench) -> None:
    call = await decided_call(host)
    await host.hear(call["TJ-03"].withdrawn(), call["TJ-04"].withdrawn())
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/places")
    assert "Every quota holds now." in visitor.words
    assert "Country: Tajikistan 2 2 now, at least 0, at most 2 full" in visitor.words
    assert "Country: Georgia 1 1 now, at least 1 kept" in visitor.words
    await visitor.follow("TJ-01")
    hers = "Country: Tajikistan {0} {0} now, at least 0, at most 2"
    assert hers.format(2) in visitor.words
    assert "Country: Georgia" not in visitor.words
    await visitor.press("Take the place back", {"reason": "visa_refused"})
    assert hers.format(1) in visitor.words
    await visitor.open(f"/trainings/{call.training.id}/places")
    assert hers.format(1) + " kept" in visitor.words


async def test_a_quota_that_does_not_hold_any_more_is_shown_before_those_that_do(host: Bench) -> None:
    call = await decided_call(host)
    await host.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/places")
    assert "1 quota does not hold now: Country: Georgia 0 0 now, at least 1 below its minimum" in visitor.words
    (folded,) = visitor.page.select("details:not([open])")
    assert [one.get_text() for one in folded.select("dt")] == ["Country: Tajikistan"]


async def test_where_nobody_has_a_seat_yet_no_quota_reads_as_broken(host: Bench) -> None:
    call = await reviewed_call(host)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/places")
    assert visitor.page.find_all("meter") == []


async def test_a_released_place_is_offered_again_where_a_seat_is_open(host: Bench) -> None:
    call = await decided_call(host)
    await host.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    visitor = await coordinator(host)
    await visitor.open(f"/places/{call['GE-01'].id}")
    await visitor.press("Offer again")
    assert "State Offered, letter on its way" in visitor.words
    await visitor.open(f"/places/{call['TJ-03'].id}")
    await visitor.press("Pass her over", {"reason": "other"})
    assert "State Released" in visitor.words
    assert "No seat is open: all are confirmed or offered to others." in visitor.words
    assert visitor.page.find_all("button", string="Offer again") == []


async def test_of_a_training_that_is_cancelled_no_place_is_taken_back_or_offered_any_more(host: Bench) -> None:
    call = await decided_call(host)
    await host.hear(call.training.cancelled(PUBLISHED))
    visitor = await coordinator(host)
    for code in ("TJ-01", "TJ-03"):
        await visitor.open(f"/places/{call[code].id}")
        assert "This training is cancelled." in visitor.words
        assert visitor.page.select("main form") == []
    await visitor.open(f"/trainings/{call.training.id}/places")
    assert "Seats are open." not in visitor.words


async def test_once_a_training_has_begun_nobody_is_selected_or_offered_a_place(host: Bench) -> None:
    call = await decided_call(host)
    await host.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    host.clock.time = STARTS_AT
    visitor = await coordinator(host)
    for page in (f"/trainings/{call.training.id}/promotion", f"/places/{call['GE-01'].id}"):
        await visitor.open(page)
        assert "This training has begun. Nobody is selected or offered a place any more." in visitor.words
        assert visitor.page.select("main form") == []
    await visitor.open(f"/places/{call['TJ-01'].id}")
    assert "Take the place back" in visitor.words


async def test_an_offer_that_reached_nobody_is_flagged_and_offered_for_longer(host: Bench) -> None:
    call = await decided_call(host)
    host.clock.time = ANSWER_BY.replace(hour=20)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/places?state=selected")
    await visitor.follow("TJ-01")
    assert "Her offer ran out before a letter reached her" in visitor.words
    await visitor.press("Offer again")
    assert "Her offer ran out" not in visitor.words


async def test_who_would_be_next_is_shown_under_eased_quotas_before_it_is_decided(host: Bench) -> None:
    call = await decided_call(host)
    await host.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}")
    await visitor.follow("Open seats: decide who is next")
    assert "Nobody would be." in visitor.words
    assert "Country: Georgia: at least 1" in visitor.words
    for unread in ("none", "٣"):
        await visitor.press("Show who it would be then", {"relax/1/minimum": unread}, status=422)
        assert visitor.error_at("relax/1/minimum")
    assert "Nobody would be." not in visitor.words
    await visitor.press("Show who it would be then", {"relax/1/minimum": "0", "relax/0/maximum": "3"})
    assert "These would be offered a place" in visitor.words
    assert "TJ-03 85" in visitor.words
    assert (await host.states(call.training.id))["TJ-03"] == "reserve"
    await visitor.press("Offer them the places", {"reason": "not a code"}, status=422)
    assert visitor.error_at("reason")
    await visitor.press("Offer them the places", {"reason": "visa_lead"})
    assert "Promotion from the reserve: Published" in visitor.words
    assert (await host.states(call.training.id))["TJ-03"] == "selected"


async def test_what_an_easing_would_give_is_told_also_where_that_of_the_first_was_not_proved_in_time(
    host: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await decided_call(host)
    await host.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    monkeypatch.setattr(promotion, "decide_promotion", find_nobody)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/promotion")
    assert "Country: Georgia: at least 0 (what this would give was not computed)" in visitor.words
    assert "Country: Tajikistan: at most 3 (263 points in all)" in visitor.words


async def test_an_exchange_after_which_quotas_hold_is_shown_with_the_places_to_take_back(host: Bench) -> None:
    call = await stuck_call(host)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/promotion")
    assert "not answered yet, and fewer would not be enough: TJ-02 Once you take" in visitor.words
    assert "filled at once: with GE-02, TJ-03." in visitor.words
    await visitor.follow("TJ-02")
    await visitor.press("Take the place back", {"reason": "other"})
    states = await host.states(call.training.id)
    assert {states[code] for code in ("TJ-01", "TJ-03", "GE-02")} == {"selected"}


async def test_places_of_a_training_that_another_region_hosts_are_not_shown_here(host: Bench) -> None:
    call = await reviewed_call(host, host="ge", homes=("tj",))
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}")
    assert "Who would be next" not in visitor.words
    await visitor.open(f"/trainings/{call.training.id}/places", status=409)
    assert "Another region decides about the places of this training: Georgia." in visitor.words


async def test_where_it_could_not_be_decided_who_is_next_nobody_is_said_not_to_fit(
    host: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = await decided_call(host)
    monkeypatch.setattr(promotion, "decide_promotion", break_down)
    await call.decline("TJ-01")
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/places")
    assert "it could not be decided who is next. Try it again." in visitor.words
    assert "in reserve fits" not in visitor.words
