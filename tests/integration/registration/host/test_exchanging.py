"""Where nobody in reserve keeps the quotas, the smallest exchange is told; nobody who confirmed is in it."""

from tests.integration.registration.host.exchanging import stuck_call
from tests.integration.registration.host.workbench import Bench, Call, Json


async def told(call: Call, way: str = "GET", path: str = "promotions/next") -> Json:
    body = {"reason": "other"} if way == "POST" else None
    answer = await call.bench.coordinator.http.request(way, f"{call.path}/{path}", json=body)
    assert answer.json()["code"] == "no-replacement-keeps-quotas"
    return dict(answer.json())


async def test_the_smallest_exchange_is_told_and_releasing_its_places_does_it(bench: Bench) -> None:
    call = await stuck_call(bench)
    exchange = (await told(call))["exchange"]
    assert exchange["released"] == [{"application": str(call["TJ-02"].id), "code": "TJ-02"}]
    assert sorted(one["code"] for one in exchange["promoted"]) == ["GE-02", "TJ-03"]
    assert (await bench.states(call.training.id))["TJ-02"] == "selected"

    await bench.coordinator.post(f"/v1/places/{call['TJ-02'].id}/release", {"reason": "other"})
    states = await bench.states(call.training.id)
    assert [states[code] for code in ("TJ-01", "TJ-02", "TJ-03", "GE-02")] == ["selected", "released"] + [
        "selected"
    ] * 2


async def test_whoever_confirmed_keeps_her_seat_and_then_there_is_no_exchange(bench: Bench) -> None:
    call = await stuck_call(bench)
    await call.accept("TJ-02")
    assert (await told(call))["exchange"] is None


async def test_a_quota_that_is_eased_for_once_counts_in_the_exchange(bench: Bench) -> None:
    call = await stuck_call(bench)
    await call.accept("TJ-02")
    shown = await told(call, path="promotions/next?relax=TJ::3")
    assert shown["exchange"] is None
    eased = await bench.coordinator.get(f"{call.path}/promotions/next?relax=media::2")
    assert [one["code"] for one in eased["selected"]] == ["GE-02"]


async def test_a_promotion_that_is_asked_for_looks_for_none(bench: Bench) -> None:
    call = await stuck_call(bench)
    assert (await told(call, "POST", "promotions"))["exchange"] is None
