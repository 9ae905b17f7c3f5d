"""A lottery in two acts: its list of panels is committed to before the seed; what is drawn is a draft like others."""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from shared.events.scheduling import ChangedPart, Quota
from tests.integration.registration.host.drafting import OF_A_LIST, Slowly, ended, slowly
from tests.integration.registration.host.homes import CLOSED, PUBLISHED, Applicant, Home
from tests.integration.registration.host.test_handed import downloaded, verified
from tests.integration.registration.host.test_publishing import assess_anew
from tests.integration.registration.host.workbench import Bench, Call, Json, drafted, newest, reviewed_call
from tests.support.servers import TestDatabase
from tests.support.services import ANY_STATE
from tests.support.trail import trail

__all__ = ["slowly"]

THRESHOLD = {"policy": "threshold", "threshold": 7000}


async def committed(call: Call, **changes: Any) -> Json:
    asked = {"policy": "leximin", "reserve": 2, **changes}
    return dict(await call.bench.coordinator.post(f"{call.path}/lotteries", asked))


async def drawn(call: Call, lottery: Json, seed: int = 2017) -> Json:
    return dict(await call.bench.coordinator.post(f"/v1/lotteries/{lottery['lottery']}/draw", {"seed": seed}))


async def test_the_list_is_committed_to_before_there_is_a_seed(bench: Bench) -> None:
    call = await reviewed_call(bench)
    lottery = await committed(call)
    assert (lottery["state"], lottery["seed"], lottery["selection"]) == ("committed", None, None)
    (run,) = (await bench.coordinator.get(f"{call.path}/selection-runs"))["items"]
    assert (run["state"], run["policy"], run["lottery"]) == ("done", "leximin", lottery["lottery"])
    assert (lottery["verdict"], lottery["smallest_chance"], lottery["bound"]) == ("leximin", "1/2", "1/2")
    told = await bench.coordinator.http.get(f"/v1/lotteries/{lottery['lottery']}/list")
    assert hashlib.sha256(told.content).hexdigest() == lottery["list_hash"]
    assert (await bench.coordinator.get(f"{call.path}/lotteries"))["items"] == [lottery]
    assert (await bench.coordinator.get(f"{call.path}/selections"))["items"] == []


async def test_whoever_reads_a_list_is_noted(bench: Bench, database: TestDatabase) -> None:
    lottery = await committed(await reviewed_call(bench))
    before = len(await trail(database, "registration"))
    await bench.coordinator.get(f"/v1/lotteries/{lottery['lottery']}/list")
    lines = (await trail(database, "registration"))[before:]
    assert [(line.action, line.person) for line in lines] == [("selection-read", UUID(lottery["lottery"]))]


SMALLEST = ": in no lottery is the smallest chance larger."
PROVED = {"lottery": SMALLEST, "leximin": ", as equal as can be: no lottery is fairer.", "threshold": SMALLEST}


async def test_what_is_drawn_once_is_checked_elsewhere_against_the_list_that_was_committed_to(
    bench: Bench, tmp_path: Path
) -> None:
    call = await reviewed_call(bench, per_organisation=2)
    for rules in ({"policy": "lottery"}, {"policy": "leximin"}, THRESHOLD):
        lottery = await committed(call, **rules)
        draft = await drawn(call, lottery)
        assert (draft["state"], draft["policy"], draft["seed"]) == ("draft", rules["policy"], 2017)
        files = await downloaded(bench, draft["selection"])
        code, said = verified(files, tmp_path)
        assert code == 0, said
        assert said.startswith(f"holds: 3 seats, 6 candidates, by lottery{PROVED[str(rules['policy'])]}")
        decision = json.loads(files["document"])["decision"]
        assert (decision["list_hash"], decision["seed"]) == (lottery["list_hash"], f"{2017:016x}")
        by_points = rules is THRESHOLD
        assert (str(call["TJ-04"].id) in decision["chances"]) is not by_points
        assert (b",9000," in files["candidates"]) is by_points
        after = await bench.coordinator.get(f"/v1/lotteries/{lottery['lottery']}")
        assert (after["state"], after["seed"], after["selection"]) == ("drawn", 2017, draft["selection"])
        assert after["number"] == str(decision["number"])
        again = await bench.coordinator.http.post(f"/v1/lotteries/{lottery['lottery']}/draw", json={"seed": 2018})
        assert (again.status_code, again.json()["code"]) == (409, "not-in-this-state")


async def test_a_seed_as_documents_write_it_draws_nothing_for_it_would_be_another_number(bench: Bench) -> None:
    """Hexadecimal: 0000000000002017 is 8215. A draw cannot be taken back."""
    lottery = await committed(await reviewed_call(bench))
    draw = f"/v1/lotteries/{lottery['lottery']}/draw"
    refused = await bench.coordinator.http.post(draw, json={"seed": "0000000000002017"})

    assert (refused.status_code, "/seed: a whole number without zeros before it." in refused.text) == (422, True)
    assert (await bench.coordinator.get(f"/v1/lotteries/{lottery['lottery']}"))["state"] == "committed"


async def test_it_is_compared_with_another_and_published_as_any_draft(bench: Bench, tmp_path: Path) -> None:
    call = await reviewed_call(bench)
    by_merit, by_lot = await drafted(call), await drawn(call, await committed(call, reserve=3))
    asked = f"selection={by_merit['selection']}&selection={by_lot['selection']}"
    compared = await bench.coordinator.get(f"{call.path}/selection-comparison?{asked}")
    assert [one["policy"] for one in compared["selections"]] == ["merit", "leximin"]
    bench.clock.time = PUBLISHED
    path = f"/v1/selections/{by_lot['selection']}/publication"
    assert (await bench.coordinator.http.post(path)).status_code == 428
    response = await bench.coordinator.http.post(path, headers=ANY_STATE)
    assert (response.status_code, response.json()["state"]) == (201, "published")
    (fact,) = await bench.said("SelectionDecided")
    assert fact["hash"] == by_lot["hash"]
    states = await bench.states(call.training.id)
    assert sorted(states.values()).count("selected") == 3
    assert {code for code, state in states.items() if state == "selected"} == {
        one["code"] for one in by_lot["selected"]
    }
    promoted = await filled(call, by_lot)
    files = await downloaded(bench, promoted["selection"])
    code, said = verified(files, tmp_path)
    assert (code, promoted["policy"], promoted["threshold"], promoted["passed_over"]) == (0, "tickets", None, None), (
        said
    )
    assert promoted["seed"] == by_lot["seed"] == 2017
    assert json.loads(files["document"])["decision"]["context"]["after"] == "leximin"


async def filled(call: Call, draft: Json) -> Json:
    """The promotion after the first of those drawn declined: of whoever is first by ticket and keeps the quotas."""
    gone, *rest = (one["code"] for one in draft["selected"])
    line = [one["code"] for one in draft["reserve"]]
    key = (2017).to_bytes(8, "big")
    assert line == sorted(line, key=lambda code: hmac.digest(key, str(call[code].id).encode(), "sha256"))
    kept = ([*rest, code] for code in line if sum(one.startswith("TJ") for one in (*rest, code)) <= 2)
    expected = next(seats[-1] for seats in kept if any(one.startswith("GE") for one in seats))
    await call.decline(gone)
    promoted = await newest(call)
    assert [one["code"] for one in promoted["selected"]] == [expected]
    return promoted


async def test_after_a_lottery_with_a_line_nobody_is_promoted_who_does_not_reach_it_any_more(bench: Bench) -> None:
    call = await reviewed_call(bench, quotas=(Quota(id="GE", where={"country": "GE"}, minimum=1),))
    draft = await drawn(call, await committed(call, **THRESHOLD))
    bench.clock.time = PUBLISHED
    await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    below, able = (one["code"] for one in draft["reserve"])
    call[below].score = 6900
    await bench.hear(call[below].reviewed(), call.training.changed(ChangedPart.SEATS, at=PUBLISHED, seats=5))
    states = await bench.states(call.training.id)
    assert (states[below], states[able]) == ("reserve", "selected")


async def test_what_changed_since_it_was_committed_is_not_drawn_and_makes_the_draft_stale(
    bench: Bench, tmp_path: Path
) -> None:
    call = await reviewed_call(bench)
    lottery = await committed(call)
    for one in call.applicants.values():
        one.score = 5000
        await bench.hear(one.reviewed())
    draft = await drawn(call, lottery)
    assert verified(await downloaded(bench, draft["selection"]), tmp_path)[0] == 0
    path = f"/v1/selections/{draft['selection']}/publication"
    response = await bench.coordinator.http.post(path, headers=ANY_STATE)
    assert response.json()["code"] == "selection-stale"


async def test_seats_that_are_others_since_it_was_committed_make_the_draft_stale(bench: Bench) -> None:
    call = await reviewed_call(bench)
    lottery = await committed(call)
    await bench.hear(call.training.changed(ChangedPart.SEATS, at=CLOSED, seats=2))
    draft = await drawn(call, lottery)
    assert len(draft["selected"]) == 3
    path = f"/v1/selections/{draft['selection']}/publication"
    response = await bench.coordinator.http.post(path, headers=ANY_STATE)
    assert (response.json()["code"], response.json()["changed"]) == ("selection-stale", ["training"])


async def test_once_the_training_is_decided_nothing_is_drawn_any_more(bench: Bench) -> None:
    call = await reviewed_call(bench)
    lottery, draft = await committed(call), await drafted(call)
    await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    path = f"/v1/lotteries/{lottery['lottery']}"
    assert await bench.coordinator.refused("POST", f"{path}/draw", {"seed": 2017}) == "already-decided"
    assert (await bench.coordinator.get(path))["state"] == "committed"


async def somebody_comes(call: Call) -> str:
    late = Applicant(call.training.id, "TJ-09", 5000)
    everybody = (*call.applicants.values(), late)
    await call.bench.hear(late.submitted(), late.reviewed(), Home(call.training.id, version=1).closed(*everybody))
    return late.code


async def seats_are_fewer(call: Call) -> str:
    await call.bench.hear(call.training.changed(ChangedPart.SEATS, at=CLOSED, seats=2))
    return "training"


@pytest.mark.parametrize("changes", [somebody_comes, seats_are_fewer])
async def test_nothing_is_committed_to_of_what_changed_while_the_list_was_made(
    bench: Bench, slowly: Slowly, changes: Callable[[Call], Awaitable[str]]
) -> None:
    call = await reviewed_call(bench)
    run = await slowly.begun_list(call)
    changed = await changes(call)
    slowly.let(OF_A_LIST)
    problem = (await ended(bench, run["run"]))["problem"]
    assert (problem["code"], problem["changed"]) == ("changed-while-made", [changed])
    assert (await bench.coordinator.get(f"{call.path}/lotteries"))["items"] == []


async def test_other_points_while_a_list_is_made_that_asks_for_none_change_nothing(
    bench: Bench, slowly: Slowly
) -> None:
    call = await reviewed_call(bench)
    run = await slowly.begun_list(call)
    await assess_anew(call, "TJ-01", 100)
    slowly.let(OF_A_LIST)
    assert (await ended(bench, run["run"]))["state"] == "done"


async def test_by_lot_other_points_of_somebody_who_was_not_drawn_change_nothing(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drawn(call, await committed(call))
    outside = call.applicants.keys() - {one["code"] for one in (*draft["selected"], *draft["reserve"])}
    await assess_anew(call, outside.pop(), 9900)
    published = await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    assert published["state"] == "published"


WRONG: dict[str, list[Json]] = {
    "/threshold": [
        {"policy": "threshold"},
        {"policy": "lottery", "threshold": 7000},
        {"policy": "threshold", "threshold": -1},
    ],
    "/policy": [{"policy": "merit"}],
    "/seed": [{"seed": 2017}],
    "/reserve": [{"reserve": -1}],
}


async def test_rules_that_do_not_fit_are_told_at_their_field(bench: Bench) -> None:
    call = await reviewed_call(bench)
    for pointer, bodies in WRONG.items():
        for asked in bodies:
            body = {"policy": "leximin", "reserve": 2, **asked}
            response = await bench.coordinator.http.post(f"{call.path}/lotteries", json=body)
            assert response.status_code == 422
            assert [one["pointer"] for one in response.json()["errors"]] == [pointer], asked


async def test_a_line_that_too_few_reach_is_refused(bench: Bench) -> None:
    call = await reviewed_call(bench)
    body = {"policy": "threshold", "threshold": 8900, "reserve": 0}
    response = await bench.coordinator.http.post(f"{call.path}/lotteries", json=body)
    assert (response.status_code, response.json()["code"]) == (409, "too-few-candidates")
    assert (response.json()["seats"], response.json()["candidates"]) == (3, 1)


async def test_quotas_that_no_panel_keeps_are_refused_with_what_stands_against_them(bench: Bench) -> None:
    call = await reviewed_call(bench, quotas=(Quota(id="GE", where={"country": "GE"}, minimum=3),))
    body = {"policy": "lottery", "reserve": 0}
    response = await bench.coordinator.http.post(f"{call.path}/lotteries", json=body)
    assert (response.status_code, response.json()["code"]) == (409, "quotas-cannot-hold")
    assert [(one["quota"], one["code"]) for one in response.json()["remarks"]] == [("GE", "too_few")]
    assert response.json()["conflict"] == [{"quota": "GE", "side": "minimum", "value": 3}]
