"""A coordinator at the pages of drafts: one that is made, several that are compared, one that was changed meanwhile."""

from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest

from shared.events.scheduling import Quota
from tests.integration.registration.host.conftest import at_work
from tests.integration.registration.host.drafting import AT_ONCE, Slowly, ask, ended, slowly
from tests.integration.registration.host.test_publishing import assess_anew
from tests.integration.registration.host.workbench import Bench, decided_call, drafted, reviewed_call
from tests.integration.registration.pages.test_coordinating_host import coordinator
from tests.support.servers import TestDatabase
from tests.support.visiting import Visiting, signed_in, visiting

__all__ = ["slowly"]


@pytest.fixture
async def host(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Bench]:
    async with at_work(database, tmp_path) as built:
        yield built


@pytest.fixture
async def hasty(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Bench]:
    """Nobody waits long for a draft here."""
    async with at_work(database, tmp_path, selection={"answer_within_seconds": 0.1}) as built:
        yield built


def run_at(visitor: Visiting) -> str:
    return visitor.here.rpartition("/")[2]


async def test_a_draft_that_takes_long_shows_how_far_it_is_and_then_itself(hasty: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(hasty)
    visitor = await coordinator(hasty)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    await visitor.press("Draft the selection", {"seed": "1", "reserve": "2"})
    run = run_at(visitor)
    await slowly.at_its_gate(hasty, run)
    await visitor.follow("Look again")
    assert "Computes what each quota costs: 2 of 6" in visitor.words
    assert visitor.page.select_one("main [role=status]") is not None
    await visitor.open(f"/trainings/{call.training.id}/selection")
    assert "Being made (Computes what each quota costs: 2 of 6)" in visitor.words
    await visitor.follow("Asked for on")
    slowly.let()
    await ended(hasty, run)
    await visitor.follow("Look again")
    assert visitor.here.startswith("/registration/selections/")
    assert visitor.page.find_all("button", string="Publish: send the offers")


async def test_one_that_is_made_can_be_cancelled(host: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(host)
    run = await slowly.begun(call)
    visitor = await coordinator(host)
    await visitor.open(f"/selection-runs/{run['run']}")
    await visitor.press("Cancel it")
    assert "It was cancelled, and there is no draft of it." in visitor.words
    assert "Look again" not in visitor.words
    assert not visitor.page.find_all("button", string="Cancel it")


async def test_one_that_ended_before_it_was_cancelled_says_so(host: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(host)
    run = await slowly.begun(call)
    visitor = await coordinator(host)
    await visitor.open(f"/selection-runs/{run['run']}")
    slowly.let()
    await ended(host, run["run"])
    await visitor.press("Cancel it", status=409)
    assert "This cannot be done now" in visitor.words
    await visitor.open(f"/selection-runs/{run['run']}")
    assert visitor.here.startswith("/registration/selections/")


async def test_why_none_could_be_made_stands_where_it_was_waited_for(host: Bench) -> None:
    call = await reviewed_call(host, quotas=(Quota(id="GE", where={"country": "GE"}, minimum=3),))
    run = (await ask(call, **AT_ONCE)).json()["run"]
    await ended(host, run)
    visitor = await coordinator(host)
    await visitor.open(f"/selection-runs/{run}")
    told = " ".join(visitor.page.select("main")[0].get_text(" ").split())
    assert told.index("A draft: Cannot be made") < told.index("Country: Georgia: at least 3")
    assert "Look again" not in visitor.words


async def test_one_that_was_lost_says_so(host: Bench, slowly: Slowly, database: TestDatabase, tmp_path: Path) -> None:
    async with at_work(database, tmp_path) as gone:
        call = await reviewed_call(gone)
        run = await slowly.begun(call)
    visitor = await coordinator(host)
    await visitor.open(f"/selection-runs/{run['run']}")
    assert "A draft: Lost" in visitor.words
    assert "Ask for it again." in visitor.words


async def test_who_publishes_what_another_discarded_meanwhile_sees_both(host: Bench) -> None:
    call = await reviewed_call(host)
    draft = await drafted(call)
    first, second = await coordinator(host), await coordinator(host)
    for visitor in (first, second):
        await visitor.open(f"/selections/{draft['selection']}")
    await second.press("Discard this draft")
    await first.press("Publish: send the offers", status=412)
    assert "What you looked at, and what stands here now" in first.words
    assert "State Draft Selection: Discarded" in first.words
    assert await host.said("SelectionDecided") == []


async def test_a_draft_that_somebody_else_would_beat_now_is_not_published_and_says_who(host: Bench) -> None:
    call = await reviewed_call(host)
    draft = await drafted(call)
    visitor = await coordinator(host)
    await visitor.open(f"/selections/{draft['selection']}")
    await assess_anew(call, "TJ-04", 9500)
    await visitor.press("Publish: send the offers", status=409)
    assert "something changed; make another one. Assessed anew: TJ-04." in visitor.words
    assert await host.said("SelectionDecided") == []


async def test_the_hash_of_a_decision_is_not_taken_for_that_of_the_file(host: Bench) -> None:
    draft = await drafted(await reviewed_call(host))
    visitor = await coordinator(host)
    await visitor.open(f"/selections/{draft['selection']}")
    assert f"Hash of the decision in it: {draft['hash']} It is not that of the file" in visitor.words
    told = await host.coordinator.http.get(f"/v1/selections/{draft['selection']}/document")
    assert (told.json()["hash"]["decision"], sha256(told.content).hexdigest() != draft["hash"]) == (draft["hash"], True)


async def test_drafts_are_compared_side_by_side(host: Bench) -> None:
    call = await reviewed_call(host)
    one, other = [await drafted(call, reserve=number) for number in (1, 2)]
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    await visitor.follow("Compare drafts")
    assert "Who changes" not in visitor.words
    path = visitor.here
    await visitor.open(f"{path}?selection/-={one['selection']}&selection/-={other['selection']}")
    assert visitor.values("selection/-") == [other["selection"], one["selection"]]
    assert "In every one of them have a seat: 3." in visitor.words
    assert "Nobody: the same people have a seat in all of them." in visitor.words
    assert "Country: Georgia seats: 1; it costs 0 seats: 1; it costs 0" in visitor.words


async def test_drafts_of_one_minute_are_told_apart_by_what_was_asked(host: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(host)
    slowly.let(2017)
    for number in (1, 2):
        await drafted(call, reserve=number)
    await slowly.begun(call, 3)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    told = [one.get_text(" ", strip=True) for one in visitor.page.select("main li")]
    for asked in ("number 2017, in reserve 1", "number 2017, in reserve 2"):
        assert len([one for one in told if asked in one]) == 1
    assert [one for one in told if "number 3, in reserve 2: Being made" in one] != []
    await visitor.follow("Compare drafts")
    assert "the highest sum of points, number 2017, in reserve 1" in visitor.words


async def test_what_filled_seats_later_is_no_draft_to_compare(host: Bench) -> None:
    call = await decided_call(host)
    await call.decline("TJ-01")
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection/comparison")
    assert len((await host.coordinator.get(f"{call.path}/selections"))["items"]) == 2
    assert len(visitor.page.select("input[name='selection/-']")) == 1


async def test_too_few_to_compare_are_told_at_their_boxes(host: Bench) -> None:
    call = await reviewed_call(host)
    one, _ = [await drafted(call, reserve=number) for number in (1, 2)]
    visitor = await coordinator(host)
    path = f"/trainings/{call.training.id}/selection/comparison?selection/-={one['selection']}"
    await visitor.open(path, status=422)
    assert visitor.error_at("selection/-")
    assert visitor.values("selection/-") == [one["selection"]]


async def test_an_auditor_watches_and_compares_and_changes_nothing(host: Bench, slowly: Slowly) -> None:
    call = await reviewed_call(host)
    run = await slowly.begun(call)
    auditor = await signed_in(host.service, visiting(host.anyone.http._transport, "registration"), "auditor")
    for path in (f"/selection-runs/{run['run']}", f"/trainings/{call.training.id}/selection/comparison"):
        await auditor.open(path)
        assert auditor.page.select("main form[method=post]") == []


async def test_an_auditor_looks_at_a_draft_and_is_offered_no_decision(host: Bench) -> None:
    draft = await drafted(await reviewed_call(host))
    auditor = await signed_in(host.service, visiting(host.anyone.http._transport, "registration"), "auditor")
    await auditor.open(f"/selections/{draft['selection']}")
    assert auditor.page.select("main form[method=post]") == []
