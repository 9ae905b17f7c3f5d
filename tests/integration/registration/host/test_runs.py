"""Drafts and lists while they are made: watched, cancelled, lost, and never with the database held."""

import asyncio
import os
import signal
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from shared.events.scheduling import Quota
from tests.integration.registration.host.conftest import at_work
from tests.integration.registration.host.drafting import AT_ONCE, OF_A_LIST, Slowly, ask, ended, run_of, slowly
from tests.integration.registration.host.homes import CLOSED
from tests.integration.registration.host.workbench import Bench, Call, reviewed_call
from tests.support.servers import TestDatabase
from tests.support.waiting import until
from tests.unit.deciding.test_worker import is_alive

__all__ = ["slowly"]

THIRTY_DAYS, A_SECOND = timedelta(days=30), timedelta(seconds=1)
CANNOT = (Quota(id="GE", where={"country": "GE"}, minimum=3),)
HELD = """
    select count(*) from pg_locks l join pg_class c on c.oid = l.relation
    where c.relname in ('training', 'candidate', 'selection', 'lottery') and l.pid <> pg_backend_pid()
"""
END_OWNERS = """
    select count(pg_terminate_backend(l.pid, 5000)) from pg_locks l join pg_database d on d.oid = l.database
    join selection_run r on (l.classid::bigint << 32 | l.objid::bigint) = r.owner
    where d.datname = current_database() and l.locktype = 'advisory'
"""


async def runs(call: Call) -> list[dict[str, object]]:
    return list((await call.bench.coordinator.get(f"{call.path}/selection-runs"))["items"])


async def count(bench: Bench, sql: str) -> int:
    async with bench.service.database.transaction() as tx:
        return await tx.one(int, sql) or 0


async def test_a_draft_that_is_made_soon_is_the_answer(bench: Bench) -> None:
    call = await reviewed_call(bench)
    response = await ask(call)
    assert (response.status_code, response.json()["state"]) == (201, "draft")
    shown = await bench.coordinator.http.get(response.headers["location"])
    assert (shown.json(), shown.headers["etag"]) == (response.json(), response.headers["etag"])
    (run,) = await runs(call)
    assert (run["state"], run["selection"], run["seed"]) == ("done", response.json()["selection"], 1)


async def test_whoever_wants_no_waiting_is_told_at_once_where_it_is_made(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    response = await ask(call, **AT_ONCE)
    assert (response.status_code, response.headers["preference-applied"]) == (202, "respond-async")
    assert response.headers["location"] == f"/v1/selection-runs/{response.json()['run']}"
    assert int(response.headers["retry-after"]) > 0
    run = await slowly.at_its_gate(bench, response.json()["run"])
    assert (run["state"], run["done"], run["of"], run["selection"]) == ("running", 2, 6, None)
    slowly.let()
    run = await ended(bench, run["run"])
    draft = await bench.coordinator.get(f"/v1/selections/{run['selection']}")
    assert (run["state"], draft["state"], len(draft["selected"])) == ("done", "draft", 3)


async def test_whoever_waits_too_long_is_told_where_it_is_made(
    database: TestDatabase, tmp_path: Path, slowly: Slowly
) -> None:
    async with at_work(database, tmp_path, selection={"answer_within_seconds": 0.1}) as bench:
        call = await reviewed_call(bench)
        response = await ask(call)
        assert (response.status_code, response.json()["state"]) == (202, "running")
        await slowly.at_its_gate(bench, response.json()["run"])
        slowly.let()
        assert (await ended(bench, response.json()["run"]))["state"] == "done"


async def test_nothing_is_held_while_it_is_made_and_what_changes_meanwhile_makes_the_draft_stale_and_no_list(
    bench: Bench, slowly: Slowly
) -> None:
    call = await reviewed_call(bench)
    run, listed = await slowly.begun(call), await slowly.begun_list(call)
    assert [(one["policy"], one["seed"]) for one in (run, listed)] == [("merit", 1), ("leximin", None)]
    assert await until(partial(count, bench, HELD), lambda held: held == 0) == 0
    await bench.hear(call["TJ-01"].withdrawn(CLOSED))
    slowly.let()
    slowly.let(OF_A_LIST)
    draft = (await ended(bench, run["run"]))["selection"]
    response = await bench.coordinator.http.post(f"/v1/selections/{draft}/publication", headers={"If-Match": "*"})
    assert (response.json()["code"], response.json()["changed"]) == ("selection-stale", ["TJ-01"])
    refused = (await ended(bench, listed["run"]))["problem"]
    assert refused["code"] == "candidates-incomplete"
    assert (await bench.coordinator.get(f"{call.path}/lotteries"))["items"] == []


async def test_one_that_is_cancelled_ends_with_its_process(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    run = await slowly.begun(call)
    process = await slowly.process()
    path = f"/v1/selection-runs/{run['run']}/cancellation"
    cancelled = await bench.coordinator.http.post(path)
    assert (cancelled.status_code, cancelled.json()["state"]) == (201, "cancelled")
    assert cancelled.headers["location"] == f"/v1/selection-runs/{run['run']}"
    await until(partial(alive, process), lambda there: not there)
    assert await bench.coordinator.refused("POST", path) == "not-in-this-state"
    assert (await run_of(bench, run["run"]))["state"] == "cancelled"
    assert (await bench.coordinator.get(f"{call.path}/selections"))["items"] == []


async def test_it_is_cancelled_at_another_replica_too(
    bench: Bench, slowly: Slowly, database: TestDatabase, tmp_path: Path
) -> None:
    call = await reviewed_call(bench)
    run, process = await slowly.begun(call), await slowly.process()
    async with at_work(database, tmp_path) as other:
        await other.coordinator.post(f"/v1/selection-runs/{run['run']}/cancellation")
        await until(partial(alive, process), lambda there: not there)
    assert (await run_of(bench, run["run"]))["state"] == "cancelled"


async def test_what_is_done_is_not_cancelled(bench: Bench) -> None:
    call = await reviewed_call(bench)
    await ask(call)
    (run,) = await runs(call)
    assert await bench.coordinator.refused("POST", f"/v1/selection-runs/{run['run']}/cancellation") == (
        "not-in-this-state"
    )


async def alive(process: int) -> bool:
    return is_alive(process)


async def test_one_is_lost_with_the_service_that_worked_at_it(
    database: TestDatabase, tmp_path: Path, slowly: Slowly
) -> None:
    async with at_work(database, tmp_path) as bench:
        call = await reviewed_call(bench)
        run, process = await slowly.begun(call), await slowly.process()
        await slowly.begun_list(call)
    assert not is_alive(process)
    async with at_work(database, tmp_path) as after:
        assert (await run_of(after, run["run"]))["state"] == "lost"
        assert [one["state"] for one in await runs(Call(after, call.training, {}))] == ["lost", "lost"]
        path = f"/v1/selection-runs/{run['run']}/cancellation"
        assert await after.coordinator.refused("POST", path) == "not-in-this-state"


async def test_one_is_lost_with_the_session_that_says_that_somebody_works_at_it_and_makes_no_draft(
    bench: Bench, slowly: Slowly
) -> None:
    call = await reviewed_call(bench)
    run, process = await slowly.begun(call), await slowly.process()
    assert await count(bench, END_OWNERS) == 1
    assert (await run_of(bench, run["run"]))["state"] == "lost"
    await until(partial(alive, process), lambda there: not there)
    assert (await bench.coordinator.get(f"{call.path}/selections"))["items"] == []
    again = await slowly.begun(call, 2)
    slowly.let(2)
    assert (await ended(bench, again["run"]))["state"] == "done"


async def test_one_whose_process_is_killed_is_lost(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    run = await slowly.begun(call)
    os.kill(await slowly.process(), signal.SIGKILL)
    lost = await ended(bench, run["run"])
    assert (lost["state"], lost["problem"]) == ("lost", None)


async def test_whoever_waits_for_one_whose_process_is_killed_is_told_where_it_is(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    asking = asyncio.create_task(ask(call))
    os.kill(await slowly.process(), signal.SIGKILL)
    response = await asking
    assert response.status_code == 202
    assert (await ended(bench, response.json()["run"]))["state"] == "lost"


async def test_why_none_can_be_made_stands_at_the_run_or_is_told_where_one_waits(bench: Bench) -> None:
    call = await reviewed_call(bench, quotas=CANNOT)
    run = await ended(bench, (await ask(call, **AT_ONCE)).json()["run"])
    response = await ask(call)
    assert (run["state"], response.status_code) == ("failed", 409)
    told = {name: response.json()[name] for name in ("code", "title", "status", "detail", "conflict", "seats")}
    assert told.items() <= run["problem"].items()
    assert [one["run"] for one in await runs(call)] == [run["run"]]


async def test_what_is_refused_before_it_begins_has_no_run(bench: Bench) -> None:
    call = await reviewed_call(bench)
    response = await ask(call, 1, {"homes_left_out": ["kz"]}, **AT_ONCE)
    assert (response.status_code, response.json()["code"]) == (422, "home-not-of-training")
    assert await runs(call) == []


async def test_a_training_that_is_decided_meanwhile_gets_no_draft_any_more(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    late, other = await slowly.begun(call, 1), await slowly.begun(call, 2)
    slowly.let(2)
    draft = (await ended(bench, other["run"]))["selection"]
    await bench.coordinator.post(f"/v1/selections/{draft}/publication")
    slowly.let(1)
    failed = await ended(bench, late["run"])
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "already-decided")


async def test_sent_again_it_is_answered_as_it_was_in_the_end(bench: Bench) -> None:
    call, key = await reviewed_call(bench), {"Idempotency-Key": "a-key-of-somebody"}
    first, again = await ask(call, **key), await ask(call, **key)
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert first.headers["etag"] == again.headers["etag"]
    assert len(await runs(call)) == 1


async def test_sent_again_while_it_is_made_it_is_made_once(bench: Bench, slowly: Slowly) -> None:
    call, key = await reviewed_call(bench), {"Idempotency-Key": "a-key-of-somebody"}
    first, again = await ask(call, **AT_ONCE, **key), await ask(call, **key)
    assert (again.status_code, again.json(), again.headers["location"]) == (
        202,
        first.json(),
        first.headers["location"],
    )
    assert len(await runs(call)) == 1
    await slowly.at_its_gate(bench, first.json()["run"])
    slowly.let()
    await ended(bench, first.json()["run"])


async def test_what_came_to_nothing_is_tried_anew_with_its_key(bench: Bench) -> None:
    call, key = await reviewed_call(bench, quotas=CANNOT), {"Idempotency-Key": "a-key-of-somebody"}
    assert (await ask(call, **key)).json()["code"] == "quotas-cannot-hold"
    assert (await ask(call, 2, **key)).json()["code"] == "quotas-cannot-hold"


async def test_runs_are_for_whoever_sees_selections(bench: Bench) -> None:
    call = await reviewed_call(bench)
    await ask(call)
    (run,) = await runs(call)
    path = f"/v1/selection-runs/{run['run']}"
    auditor, reviewer = bench.anyone.staff("auditor"), bench.anyone.staff("reviewer")
    assert (await auditor.get(path))["state"] == "done"
    assert await auditor.refused("POST", f"{path}/cancellation") == "not-allowed"
    for one in (path, f"{call.path}/selection-runs"):
        assert await reviewer.refused("GET", one) == "not-allowed"
    assert await bench.coordinator.refused("GET", f"/v1/selection-runs/{UUID(int=7)}") == "not-known-here"


async def test_how_it_was_made_is_forgotten_thirty_days_after_it_ended(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = (await ask(call)).json()["selection"]
    (run,) = await runs(call)
    await bench.move(CLOSED + THIRTY_DAYS - A_SECOND)
    assert [one["run"] for one in await runs(call)] == [run["run"]]
    await bench.move(CLOSED + THIRTY_DAYS)
    assert await runs(call) == []
    assert await bench.coordinator.refused("GET", f"/v1/selection-runs/{run['run']}") == "not-known-here"
    assert (await bench.coordinator.get(f"/v1/selections/{draft}"))["state"] == "draft"
    assert await bench.failed_reminders() == []


async def test_one_that_ended_later_is_kept_as_long_and_one_that_runs_is_kept(bench: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(bench)
    ending, running = await slowly.begun(call, 1), await slowly.begun(call, 2)
    later = CLOSED + A_SECOND
    bench.clock.time = later
    await bench.coordinator.post(f"/v1/selection-runs/{ending['run']}/cancellation")
    await bench.move(later + THIRTY_DAYS - A_SECOND)
    assert len(await runs(call)) == 2
    await bench.move(later + THIRTY_DAYS)
    assert [(one["run"], one["state"]) for one in await runs(call)] == [(running["run"], "running")]


async def test_one_that_is_lost_is_forgotten_thirty_days_after_it_was_asked_for(
    database: TestDatabase, tmp_path: Path, slowly: Slowly
) -> None:
    async with at_work(database, tmp_path) as bench:
        call = await reviewed_call(bench)
        await slowly.begun(call)
    async with at_work(database, tmp_path) as after:
        await after.move(CLOSED + THIRTY_DAYS)
        assert await runs(Call(after, call.training, {})) == []
