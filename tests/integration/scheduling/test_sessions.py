"""The sessions that somebody facilitates, over HTTP."""

from uuid import UUID

from tests.integration.scheduling.held import hours, taught
from tests.integration.scheduling.test_agendas import PERSON
from tests.integration.scheduling.workbench import Workbench


async def codes(bench: Workbench, person: UUID, query: str = "") -> list[str]:
    told = await bench.anyone.staff("facilitator", person).get(f"/v1/sessions{query}")
    return [one["code"] for one in told["items"]]


async def test_a_facilitator_sees_her_sessions_of_all_trainings_in_order_of_time(bench: Workbench) -> None:
    await taught(bench)
    await taught(bench, starts_on="2017-05-14")
    assert await codes(bench, UUID(PERSON)) == ["S-01", "S-01", "S-02", "S-02"]
    assert await codes(bench, UUID(int=99)) == []


async def test_what_is_recorded_is_told_from_what_is_not(bench: Workbench) -> None:
    one = await taught(bench)
    await one.deliver(0)
    assert await codes(bench, UUID(PERSON), "?recorded=true") == ["S-01"]
    assert await codes(bench, UUID(PERSON), "?recorded=false") == ["S-02"]


async def test_those_of_one_training_are_told_alone(bench: Workbench) -> None:
    one, other = await taught(bench), await taught(bench, sessions=hours(15))
    assert await codes(bench, UUID(PERSON), f"?training={one.training}") == ["S-01", "S-02"]
    assert await codes(bench, UUID(PERSON), f"?training={other.training}") == ["S-01", "S-02", "S-03"]


async def test_a_suspended_training_has_no_sessions_to_see(bench: Workbench) -> None:
    one = await taught(bench)
    await bench.coordinator.post(f"{one.path}/suspension", {"reason": "precaution"})
    assert await codes(bench, UUID(PERSON)) == []


async def test_sessions_come_in_pages(bench: Workbench) -> None:
    await taught(bench)
    her = bench.anyone.staff("facilitator", UUID(PERSON))
    first = await her.http.get("/v1/sessions?limit=1")
    (one,) = first.json()["items"]
    (other,) = (await her.get(first.links["next"]["url"]))["items"]
    assert (one["code"], other["code"]) == ("S-01", "S-02")
