"""The sessions of a day recorded in one act."""

from uuid import uuid4

from tests.integration.scheduling.held import Taught, hours, taught
from tests.integration.scheduling.test_attendance import FACILITATOR, outcomes
from tests.integration.scheduling.workbench import Json, Workbench


def all_of(held: Taught, *marks: Json, minutes: int = 60, reason: str | None = None) -> Json:
    """Every session, each with these marks."""
    told = {"minutes": minutes, "as_designed": True, "reason": reason, "marks": list(marks)}
    return {"sessions": [{"session": session, **told} for session in held.sessions]}


async def test_the_sessions_of_a_day_are_recorded_in_one_act(bench: Workbench) -> None:
    held = await taught(bench, sessions=hours(15))
    seen = await bench.coordinator.put(f"{held.path}/attendance", all_of(held, held.of("TJ-01"), held.of("TJ-02")))
    assert [session["minutes"] for session in seen["sessions"]] == [60, 60, 60]
    assert seen["marks"] == {"present": 6, "partly": 0, "absent": 0}


async def test_sessions_and_people_that_are_not_named_stay_as_they_are_recorded(bench: Workbench) -> None:
    held = await taught(bench, sessions=hours(15))
    await held.deliver(2, 50)
    await held.mark(0, held.of("TJ-02", "absent"))
    told = all_of(held, held.of("TJ-01"))
    seen = await bench.coordinator.put(f"{held.path}/attendance", {"sessions": told["sessions"][:2]})
    assert [session["minutes"] for session in seen["sessions"]] == [60, 60, 50]
    assert seen["marks"] == {"present": 2, "partly": 0, "absent": 1}


async def test_of_sessions_recorded_together_one_mistake_lets_none_be_recorded(bench: Workbench) -> None:
    held = await taught(bench, sessions=hours(15))
    body = all_of(held, held.of("TJ-01"))
    body["sessions"][1]["marks"] = [held.of("TJ-01", "partly", minutes=61)]
    refused = await bench.coordinator.http.put(f"{held.path}/attendance", json=body, headers={"If-Match": "*"})
    seen = await bench.coordinator.get(f"{held.path}/attendance")
    assert (refused.status_code, refused.json()["code"]) == (422, "minutes-do-not-fit")
    assert (refused.json()["session"], refused.json()["application"]) == (
        held.sessions[1],
        str(held.people["TJ-01"]),
    )
    assert ([session["minutes"] for session in seen["sessions"]], seen["recorded"]) == ([None, None, None], [])


async def refused_twice(held: Taught, path: str, body: Json, value: str) -> None:
    """Whoever wrote down something twice meant one of the two, and nobody knows which; neither is recorded."""
    refused = await held.bench.coordinator.http.put(path, json=body, headers={"If-Match": "*"})
    assert (refused.status_code, refused.json()["code"]) == (422, "codes-twice")
    assert refused.json()["codes"] == [value]
    seen = await held.bench.coordinator.get(f"{held.path}/attendance")
    assert {session["minutes"] for session in seen["sessions"]} == {60}
    assert ([mark["mark"] for mark in seen["recorded"]], seen["corrections"]) == (["present"], [])


async def test_a_session_that_is_named_twice_is_refused_by_its_id(bench: Workbench) -> None:
    held = await taught(bench)
    path = f"{held.path}/attendance"
    await bench.coordinator.put(path, {"sessions": all_of(held)["sessions"]})
    await held.mark(0, held.of("TJ-01"))
    first = all_of(held, minutes=50, reason="It began late")["sessions"][0]
    await refused_twice(held, path, {"sessions": [first, {**first, "minutes": 40}]}, held.sessions[0])


async def test_somebody_who_is_marked_twice_in_a_session_is_refused_by_her_id(bench: Workbench) -> None:
    held = await taught(bench)
    path = f"{held.path}/attendance"
    await bench.coordinator.put(path, {"sessions": all_of(held)["sessions"]})
    await held.mark(0, held.of("TJ-01"))
    both = [
        held.of("TJ-01", "absent", reason="She fell ill"),
        held.of("TJ-01", "partly", minutes=20, reason="She went home"),
    ]
    at_once = {"sessions": all_of(held, *both)["sessions"][:1]}
    await refused_twice(held, path, at_once, str(held.people["TJ-01"]))
    of_one = f"{held.path}/sessions/{held.sessions[0]}/attendance"
    await refused_twice(held, of_one, {"marks": both}, str(held.people["TJ-01"]))


async def test_sessions_recorded_together_are_of_one_state(bench: Workbench) -> None:
    held = await taught(bench, sessions=hours(15))
    body = all_of(held, held.of("TJ-01"), held.of("TJ-02"))
    path = f"{held.path}/attendance"
    read = await bench.coordinator.http.get(path)
    await held.deliver(0, 50)
    late = await bench.coordinator.http.put(path, json=body, headers={"If-Match": read.headers["etag"]})
    assert (late.status_code, late.json()["code"]) == (412, "changed-meanwhile")
    assert (await bench.coordinator.get(path))["recorded"] == []


async def test_several_corrections_after_completion_are_said_once(bench: Workbench) -> None:
    held = await taught(bench, sessions=hours(15))
    path, both = f"{held.path}/attendance", [held.of("TJ-01"), held.of("TJ-02")]
    await bench.coordinator.put(path, all_of(held, *both))
    await held.complete()
    assert await bench.coordinator.refused("PUT", path, all_of(held, minutes=40)) == "reason-needed"
    seen = await bench.coordinator.put(path, all_of(held, minutes=40, reason="The lists were mixed up"))
    said = [(fact.value["minutes_delivered"], fact.value["version"]) for fact in await bench.said("TrainingCompleted")]
    assert said == [(180, 3), (120, 4)]
    assert [one[1:] for one in await outcomes(bench)] == [(180, 1), (180, 1), (120, 2), (120, 2)]
    assert {(one["before"]["minutes"], one["after"]["minutes"]) for one in seen["corrections"]} == {(60, 40)}
    assert len(seen["corrections"]) == 3


async def test_nobody_records_several_sessions_of_what_is_not_hers(bench: Workbench) -> None:
    held = await taught(bench, sessions=hours(15))
    path, body = f"{held.path}/attendance", all_of(held)
    other = await taught(bench)
    assert await bench.anyone.staff("facilitator", FACILITATOR).put(path, body)
    assert await bench.anyone.staff("facilitator", uuid4()).refused("PUT", path, body) == "not-her-training"
    assert await bench.anyone.staff("mentor", FACILITATOR).refused("PUT", path, body) == "not-allowed"
    assert await bench.coordinator.refused("PUT", path, all_of(other)) == "not-known-here"
