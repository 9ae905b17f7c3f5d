"""Who cannot arrive in time is left out of a draft by whoever knows it, and anyone can check why."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from shared.events.scheduling import ChangedPart
from tests.integration.registration.host.homes import CLOSED
from tests.integration.registration.host.test_handed import downloaded, verified
from tests.integration.registration.host.test_lotteries import committed, drawn
from tests.integration.registration.host.workbench import Bench, Call, Json, drafted, reviewed_call
from tests.support.services import ANY_STATE

ON_THE_FIRST_DAY, TOO_LATE = "2017-05-15", "2017-05-16"


def arrivals(call: Call, **days: str) -> Json:
    named = {code.replace("_", "-"): day for code, day in days.items()}
    return {"arrivals": [{"application": str(call[code].id), "travels_from": day} for code, day in named.items()]}


async def by_merit(call: Call, said: Json) -> Json:
    return await drafted(call, **said)


async def by_lot(call: Call, said: Json) -> Json:
    return await drawn(call, await committed(call, **said))


@pytest.mark.parametrize("made", [by_merit, by_lot])
async def test_whoever_can_travel_only_after_the_first_day_is_left_out_and_anyone_can_check_why(
    bench: Bench, tmp_path: Path, made: object
) -> None:
    call = await reviewed_call(bench)
    assert callable(made)
    draft = await made(call, arrivals(call, TJ_01=TOO_LATE, TJ_02=ON_THE_FIRST_DAY))
    assert "TJ-01" not in {one["code"] for one in (*draft["selected"], *draft["reserve"])}
    files = await downloaded(bench, draft["selection"])
    code, said = verified(files, tmp_path)
    assert code == 0, said
    decision = json.loads(files["document"])["decision"]
    assert decision["left_out"] == [{"id": str(call["TJ-01"].id), "reason": "visa_lead"}]
    assert decision["arrival"] == {"column": "travels_from", "by": ON_THE_FIRST_DAY}
    published = await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    assert published["state"] == "published"
    assert (await bench.states(call.training.id))["TJ-01"] == "not_selected"
    assert draft["left_out"] == published["left_out"]
    assert [(one["code"], one["reason"]) for one in draft["left_out"]] == [("TJ-01", "visa_lead")]


async def test_of_whoever_is_left_out_her_home_is_told_why_and_of_others_not(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call, reserve=0, **arrivals(call, TJ_01=TOO_LATE))
    await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    told = {fact["application"]: fact.get("left_out") for fact in await bench.said("ApplicationNotSelected")}
    assert told.pop(str(call["TJ-01"].id)) == "visa_lead"
    assert set(told.values()) == {None}


async def test_her_place_tells_why_she_was_left_out_and_those_of_others_do_not(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call, reserve=0, **arrivals(call, TJ_01=TOO_LATE))
    await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    places = (await bench.coordinator.get(f"/v1/trainings/{call.training.id}/places"))["items"]
    told = {one["code"]: one["left_out"] for one in places}
    assert told.pop("TJ-01") == "visa_lead"
    assert set(told.values()) == {None}
    assert (await bench.coordinator.get(f"/v1/places/{call['TJ-01'].id}"))["left_out"] == "visa_lead"


async def test_the_days_are_part_of_what_a_draft_is_made_from(bench: Bench) -> None:
    call = await reviewed_call(bench)
    known, unknown = await drafted(call, **arrivals(call, TJ_01=ON_THE_FIRST_DAY)), await drafted(call)
    assert known["input_hash"] != unknown["input_hash"]
    assert known["selected"] == unknown["selected"]


async def test_a_draft_is_stale_once_the_training_begins_when_others_can_arrive(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call, **arrivals(call, TJ_01=TOO_LATE))
    later = {"starts_on": "2017-05-20", "ends_on": "2017-05-23"}
    await bench.hear(call.training.changed(ChangedPart.DATES, at=CLOSED, **later))
    path = f"/v1/selections/{draft['selection']}/publication"
    response = await bench.coordinator.http.post(path, headers=ANY_STATE)
    assert (response.json()["code"], response.json()["changed"]) == ("selection-stale", ["training"])


async def test_a_day_of_somebody_who_is_no_candidate_is_refused(bench: Bench) -> None:
    call = await reviewed_call(bench)
    said = {"seed": 1, "reserve": 0, "arrivals": [{"application": str(uuid4()), "travels_from": TOO_LATE}]}
    assert await bench.coordinator.refused("POST", f"{call.path}/selections", said) == "not-known-here"


async def test_where_too_few_arrive_in_time_that_is_told(bench: Bench) -> None:
    call = await reviewed_call(bench)
    late = dict.fromkeys((code.replace("-", "_") for code in list(call.applicants)[:4]), TOO_LATE)
    response = await bench.coordinator.http.post(
        f"{call.path}/selections", json={"seed": 1, "reserve": 0, **arrivals(call, **late)}
    )
    assert (response.json()["code"], response.json()["candidates"]) == ("too-few-candidates", 2)
