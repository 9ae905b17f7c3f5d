"""A change of a plan names the state that it was made from."""

from tests.integration.followup.facts import Told
from tests.integration.followup.workbench import REPORT, Workbench


async def test_a_report_on_a_plan_that_changed_meanwhile_is_not_taken(bench: Workbench, told: Told) -> None:
    cascade = await bench.held(told, told.people[0])
    her, path = bench.planner(told.people[0]), f"{cascade.path}/report"
    seen = (await her.http.get(cascade.path)).headers["etag"]
    await her.put(path, REPORT, seen=seen)

    assert (await her.http.put(path, json=REPORT)).json()["code"] == "precondition-missing"
    await her.put(path, {**REPORT, "women": REPORT["women"] + 1}, 412, seen=seen)
    assert (await her.get(cascade.path))["report"]["reach"]["women"] == REPORT["women"]
