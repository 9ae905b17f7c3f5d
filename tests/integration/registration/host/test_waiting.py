"""What a host is told that waits for it, and whom a promotion would choose before anybody decides."""

from datetime import timedelta

from tests.integration.registration.host.homes import ANSWER_BY, Training
from tests.integration.registration.host.workbench import Bench, Call, Json, decided_call, drafted, reviewed_call
from tests.support.paged import come_in_pages


async def waits(call: Call) -> dict[str, Json]:
    found = await call.bench.coordinator.get(f"{call.path}/waiting")
    return {one["step"]: one for one in found["items"]}


async def test_a_call_that_is_complete_waits_for_a_selection_and_a_draft_for_its_publication(bench: Bench) -> None:
    call = await reviewed_call(bench, homes=("tj",))
    assert "draft_selection" in await waits(call)
    draft = await drafted(call)
    waiting = (await waits(call))["publish_selection"]
    assert (waiting["owner"], waiting["since"]) == ("coordinator", draft["drafted_at"])
    assert waiting["until"] == "2017-05-14T19:00:00Z"


async def test_a_home_that_has_not_closed_its_reviews_is_waited_for(bench: Bench) -> None:
    call = await reviewed_call(bench, homes=("tj", "ge"))
    waiting = (await waits(call))["close_reviews_elsewhere"]
    assert (waiting["owner"], waiting["count"]) == ("other_homes", 1)
    assert "draft_selection" not in await waits(call)


async def test_offers_wait_for_those_who_have_them_until_the_first_runs_out(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    waiting = (await waits(call))["answer_offers"]
    assert (waiting["owner"], waiting["count"], waiting["until"]) == ("invited", 3, "2017-03-10T19:00:00Z")
    bench.clock.time = ANSWER_BY + timedelta(minutes=1)
    waiting = (await waits(call))["offer_again"]
    assert (waiting["owner"], waiting["count"]) == ("coordinator", 2)


async def test_a_seat_that_nobody_fits_waits_since_it_fell_free(bench: Bench) -> None:
    call = await decided_call(bench)
    await bench.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    assert (await waits(call))["promote"]["count"] == 1
    await bench.hear(call["TJ-03"].withdrawn())
    assert (await waits(call))["find_more"]["since"] == "2017-02-27T09:00:00Z"


async def test_a_cancelled_training_waits_for_nothing(bench: Bench) -> None:
    call = await decided_call(bench)
    await bench.hear(call.training.cancelled(bench.clock.time))
    assert await waits(call) == {}


async def test_trainings_come_in_pages_the_latest_first(bench: Bench) -> None:
    trainings = [Training({"starts_on": f"2017-05-{day}", "ends_on": "2017-05-30"}) for day in (15, 17, 16)]
    await bench.hear(*[one.announced() for one in trainings])
    listed = (await bench.coordinator.get("/v1/trainings"))["items"]
    assert [one["training"]["starts_on"][-2:] for one in listed] == ["17", "16", "15"]
    await come_in_pages(bench.coordinator, "/v1/trainings", 3)


async def test_whom_a_promotion_would_choose_is_shown_and_nothing_is_decided(bench: Bench) -> None:
    call = await decided_call(bench)
    await bench.hear(call["GE-02"].withdrawn())
    await call.decline("GE-01")
    path = f"{call.path}/promotions/next"
    assert await bench.coordinator.refused("GET", path) == "no-replacement-keeps-quotas"
    shown = await bench.coordinator.get(f"{path}?relax=GE:0:&relax=TJ::3")
    assert [one["code"] for one in shown["selected"]] == ["TJ-03"]
    assert shown["quotas_relaxed"] == ["GE", "TJ"]
    assert (await bench.states(call.training.id))["TJ-03"] == "reserve"
    assert len((await bench.coordinator.get(f"{call.path}/selections"))["items"]) == 1
    relaxed = [{"id": "GE", "minimum": 0}, {"id": "TJ", "maximum": 3}]
    promoted = await bench.coordinator.post(f"{call.path}/promotions", {"relax": relaxed, "reason": "visa_lead"})
    assert [one["code"] for one in promoted["selected"]] == ["TJ-03"]


async def test_a_relaxation_that_cannot_be_read_is_refused(bench: Bench) -> None:
    call = await decided_call(bench)
    assert await bench.coordinator.refused("GET", f"{call.path}/promotions/next?relax=GE") == "invalid-request"


async def test_places_are_counted_by_state_and_listed_by_one(bench: Bench) -> None:
    call = await decided_call(bench)
    shown = await bench.coordinator.get(f"{call.path}/places?state=reserve")
    assert [one["code"] for one in shown["items"]] == ["GE-02", "TJ-03"]
    assert shown["states"] == {"selected": 3, "reserve": 2, "not_selected": 1}


async def test_each_quota_says_how_many_of_those_who_hold_a_seat_it_counts(bench: Bench) -> None:
    call = await decided_call(bench)
    await bench.hear(call["GE-02"].withdrawn())
    of_page = f"{call.path}/places?limit=1"
    assert (await bench.coordinator.get(of_page))["quotas"] == [
        {"id": "TJ", "minimum": 0, "maximum": 2, "seats": 2},
        {"id": "GE", "minimum": 1, "maximum": None, "seats": 1},
    ]
    await call.decline("GE-01")
    assert [one["seats"] for one in (await bench.coordinator.get(of_page))["quotas"]] == [2, 0]
