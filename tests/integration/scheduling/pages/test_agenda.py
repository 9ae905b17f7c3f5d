"""The board of an agenda: a version is made, moved, judged, accepted, published and compared."""

from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

import pytest

from scheduling.api.models import MOST, MOST_SESSIONS
from scheduling.pages import board
from tests.browser.walk import LARGEST_PAGE_BYTES
from tests.integration.scheduling.facts import approved
from tests.integration.scheduling.held import taught
from tests.integration.scheduling.pages.people import anyone, coordinator, staff, trainer
from tests.integration.scheduling.test_agendas import TWO, partner, prepared, session
from tests.integration.scheduling.workbench import Workbench
from tests.support.visiting import Typed, Visiting, signed_in

WIDE = "\u0416" * 60
A_TRAINING = "15 May 2017 – 18 May 2017"
MOVE = "Draft the next version with all that was moved"


async def at_board(bench: Workbench, *, begun: bool = True) -> tuple[Visiting, str]:
    path = await prepared(bench)
    if begun:
        await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    visitor = await coordinator(bench)
    return await visitor.open(f"{path.removeprefix('/v1')}/agenda"), path


async def test_the_first_session_begins_an_agenda_on_the_clock_of_the_training(bench: Workbench) -> None:
    visitor, path = await at_board(bench, begun=False)
    await visitor.follow("Write down the first session")
    about = {"code": "S-01", "title": "Welcome", "day": "2017-05-15", "begins": "09:00", "minutes": "90"}
    await visitor.press("Draft the next version with it", {**about, "room": "R-A", "facilitators/-": ["F-1"]})
    (drafted,) = (await bench.coordinator.get(f"{path}/agendas"))["items"]
    (session,) = drafted["sessions"]
    assert (session["starts_at"], session["ends_at"]) == ("2017-05-15T04:00:00Z", "2017-05-15T05:30:00Z")
    assert (session["room"], session["facilitators"]) == ("R-A", ["F-1"])
    assert "S-01 Welcome 09:00–10:30" in visitor.words


async def test_what_is_moved_by_its_fields_becomes_the_next_version(bench: Workbench) -> None:
    visitor, path = await at_board(bench)
    moves: Typed = {"at-S-01/day": "2017-05-17", "at-S-01/begins": "11:00", "at-S-01/minutes": "45"}
    await visitor.press(MOVE, moves)
    newest, before = (await bench.coordinator.get(f"{path}/agendas"))["items"]
    assert {one["code"]: (one["starts_at"], one["minutes"]) for one in newest["sessions"]} == {
        "S-02": (before["sessions"][1]["starts_at"], 60),
        "S-01": ("2017-05-17T06:00:00Z", 45),
    }
    await visitor.open(f"{path.removeprefix('/v1')}/agenda/versions?limit=1")
    await visitor.follow("since the version before")
    assert "15 May 2017, 09:00 (Asia/Dushanbe) 17 May 2017, 11:00 (Asia/Dushanbe)" in visitor.words


async def test_what_blocks_is_said_at_the_session_and_hinders_publication(bench: Workbench) -> None:
    visitor, _ = await at_board(bench)
    await visitor.follow("16 May 2017")
    await visitor.press(MOVE, {"at-S-02/day": "2017-05-15", "at-S-02/begins": "09:30"})
    assert "S-01 and S-02 are in room R-A at the same time." in visitor.words
    assert "It can be published once nothing blocks it" in visitor.words
    assert visitor.page.find_all("button", string="Publish this version") == []
    await visitor.press(MOVE, {"at-S-02/begins": "10:30"})
    assert "Nothing stands against it." in visitor.words
    await visitor.press("Publish this version")
    assert "Version 3 Published" in visitor.words


async def test_what_stands_against_it_is_said_in_her_language(bench: Workbench) -> None:
    visitor, _ = await at_board(bench)
    visitor.http.headers["Accept-Language"] = "tg"
    await visitor.press(MOVE, {"at-S-02/day": "2017-05-15", "at-S-02/begins": "09:30"})
    assert "S-01 ва S-02 дар як вақт дар утоқи R-A мебошанд." in visitor.words
    assert "at the same time" not in visitor.words


async def test_a_move_made_from_an_older_version_passes_over_no_newer_one(bench: Workbench) -> None:
    visitor, path = await at_board(bench)
    await visitor.follow("16 May 2017")
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [{**TWO[0], "title": "Welcome"}, TWO[1]]})
    await visitor.press(MOVE, {"at-S-02/begins": "12:00"}, status=409)
    assert visitor.value("at-S-02/begins") == "12:00"
    await visitor.press(MOVE)
    newest = (await bench.coordinator.get(f"{path}/agendas"))["items"][0]
    assert (newest["version"], newest["sessions"][0]["title"]) == (3, "Welcome")
    assert newest["sessions"][1]["starts_at"] == "2017-05-16T07:00:00Z"


async def test_a_move_made_from_an_older_version_takes_back_no_move_of_somebody_else(bench: Workbench) -> None:
    visitor, path = await at_board(bench, begun=False)
    here = visitor.here
    two = [TWO[0], session("S-02", 15, 6)]
    await bench.coordinator.post(f"{path}/agendas", {"sessions": two})
    await visitor.open(here)
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [two[0], session("S-02", 16, 8)]})
    await visitor.press(MOVE, {"at-S-01/begins": "12:00", "at-S-02/minutes": "30"}, status=409)
    assert "S-02 is on another page now." in visitor.words
    await visitor.press(MOVE)
    newest = (await bench.coordinator.get(f"{path}/agendas"))["items"][0]
    assert {one["code"]: (one["starts_at"], one["minutes"]) for one in newest["sessions"]} == {
        "S-01": ("2017-05-15T07:00:00Z", 60),
        "S-02": ("2017-05-16T08:00:00Z", 30),
    }


async def test_what_drags_is_a_file_of_the_service_and_comes_to_who_may_change_the_board(bench: Workbench) -> None:
    visitor, _ = await at_board(bench)
    script = str(visitor.page.select_one("script[src$='/board.js']")["src"])  # type: ignore[index] # fails without
    served = await visitor.http.get(script)
    assert (served.status_code, served.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert {one["data-code"] for one in visitor.page.select(".session")} == {"S-01"}
    await visitor.press("Publish this version")
    reader = await staff(bench, "facilitator", UUID(int=21))
    await reader.open(visitor.here)
    assert reader.page.select("script[src$='/board.js']") == []


async def test_the_board_shows_today_while_the_training_goes_on_and_its_first_day_otherwise(bench: Workbench) -> None:
    visitor, _ = await at_board(bench)
    assert ("S-01 Session" in visitor.words, "S-02 Session" in visitor.words) == (True, False)
    bench.clock.time = datetime(2017, 5, 15, 20, tzinfo=UTC)
    await visitor.open(visitor.here)
    assert ("S-01 Session" in visitor.words, "S-02 Session" in visitor.words) == (False, True)
    await visitor.follow("15 May 2017")
    assert ("S-01 Session" in visitor.words, "S-02 Session" in visitor.words) == (True, False)


async def test_what_stands_against_another_day_is_told_with_a_link_to_it_and_judged_on_its_page(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, path = await at_board(bench, begun=False)
    here = visitor.here
    alone = session("S-02", 16, 4, facilitators=[])
    beside = session("S-03", 16, 4, room=None, facilitators=[])
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [TWO[0], alone, beside]})
    await visitor.open(here)
    assert "Nothing stands against this day." in visitor.words
    await visitor.follow("16 May 2017: 2")
    assert len(visitor.page.select("ul.sessions > li")) == 2
    monkeypatch.setattr(board, "MOST_CONFLICTS", 1)
    await visitor.open(visitor.there)
    await visitor.follow("Page 2")
    await visitor.press("Accept the warning 2", status=422)
    assert visitor.error_at("why-2")
    await visitor.press("Accept the warning 2", {"why-2": "It is a quiet hour"})
    assert "S-03" in visitor.words
    assert "It is a quiet hour" in visitor.words
    await visitor.follow("Page 1")
    await visitor.press("Accept the warning 1", {"why-1": "Everybody is there"})
    await visitor.open(here)
    await visitor.follow("16 May 2017: nothing is open, 2 accepted")


@pytest.mark.parametrize("days", [1, 4])
async def test_the_largest_agenda_is_shown_in_pages_that_are_small(bench: Workbench, days: int) -> None:
    visitor, path = await at_board(bench, begun=False)
    rooms = [{"code": f"R-{number:012}", "capacity": 40} for number in range(MOST)]
    await bench.coordinator.put(f"{path}/resources", {"rooms": rooms})
    codes = [f"S-{number:03}" for number in range(MOST_SESSIONS)]
    sessions = [
        session(code, 15 + number % days, 4 + number % 9, title=WIDE, facilitators=["F-1"], room="R-A")
        for number, code in enumerate(codes)
    ]
    await bench.coordinator.post(f"{path}/agendas", {"sessions": sessions})
    await visitor.open(visitor.here)
    tabs = visitor.page.select("nav[aria-label=Days] a")
    sizes, shown = {}, Counter[str]()
    for page in [str(tab["href"]) for tab in tabs]:
        await visitor.open(page)
        assert visitor.response is not None
        sizes[page] = len(visitor.response.content)
        shown.update(str(one["id"]).removeprefix("session-") for one in visitor.page.select(".session"))
    assert shown == Counter(codes)
    assert {page: size for page, size in sizes.items() if size > LARGEST_PAGE_BYTES} == {}


async def test_what_is_no_time_is_refused_at_its_field(bench: Workbench) -> None:
    visitor, path = await at_board(bench)
    await visitor.press(MOVE, {"at-S-01/begins": "noon", "at-S-01/minutes": "45"}, status=422)
    assert visitor.error_at("at-S-01/begins")
    assert visitor.value("at-S-01/minutes") == "45"
    assert len((await bench.coordinator.get(f"{path}/agendas"))["items"]) == 1


async def test_a_warning_is_taken_upon_oneself_with_a_reason(bench: Workbench) -> None:
    visitor, path = await at_board(bench, begun=False)
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [{**TWO[0], "facilitators": []}]})
    await visitor.open(visitor.here)
    await visitor.press("Accept the warning", status=422)
    assert visitor.error_at("why-1")
    await visitor.press("Accept the warning", {"why-1": "It is a quiet hour"})
    assert "It is a quiet hour" in visitor.words


async def test_a_session_is_changed_whole_and_removed(bench: Workbench) -> None:
    visitor, path = await at_board(bench)
    await visitor.open(f"{path.removeprefix('/v1')}/agenda/sessions/S-02")
    await visitor.press("Draft the next version with it", {"title": "", "minutes": "30"}, status=422)
    assert visitor.error_at("title")
    await visitor.press("Draft the next version with it", {"title": "Closing", "topics/-": ["human-rights"]})
    assert "S-02 Closing 09:00–09:30" in visitor.words
    await visitor.follow("All versions")
    assert A_TRAINING in visitor.words
    await visitor.follow("since the version before")
    assert A_TRAINING in visitor.words
    assert "S-02 Topics nothing Human rights" in visitor.words
    await visitor.open(f"{path.removeprefix('/v1')}/agenda/sessions/S-02")
    await visitor.press("Draft the next version without it")
    newest = (await bench.coordinator.get(f"{path}/agendas"))["items"][0]
    assert [one["code"] for one in newest["sessions"]] == ["S-01"]


async def test_rooms_and_people_are_named_and_taken_away(bench: Workbench) -> None:
    visitor, path = await at_board(bench)
    await visitor.follow("Rooms and people")
    await visitor.press("Save", {"rooms/1/code": "R-B", "rooms/1/capacity": "many"}, status=422)
    assert visitor.error_at("rooms/1/capacity")
    await visitor.press("Save", {"rooms/1/capacity": "30", "rooms/1/quiet": "true", "rooms/0/code": ""})
    kept = await bench.coordinator.get(f"{path}/resources")
    assert kept["rooms"] == [{"code": "R-B", "capacity": 30, "step_free": False, "quiet": True}]
    assert [one["languages"] for one in kept["facilitators"]] == [["ru"]]
    assert "needs room R-A, which the training does not have" in visitor.words


async def test_a_trainer_writes_and_publishes_the_agenda_of_her_own_training(bench: Workbench) -> None:
    parent = (await bench.announced())["training"]
    plan = approved(parent)
    await bench.hear(plan)
    own = f"/v1/trainings/{plan.training}"
    await bench.coordinator.put(f"{own}/dates", {"starts_on": "2017-10-14", "ends_on": "2017-10-14"})
    await bench.coordinator.post(f"{own}/announcement")
    visitor = await trainer(bench, str(plan.training), plan.planners[0].participant)
    first = visitor.here
    await visitor.follow("Programme")
    assert visitor.here == first == f"/scheduling/trainings/{plan.training}"
    await visitor.follow("Agenda")
    await visitor.follow("Write down the first session")
    about = {"code": "S-01", "title": "Our rights", "day": "2017-10-14", "begins": "09:00", "minutes": "60"}
    await visitor.press("Draft the next version with it", {**about, "facilitators/-": ["T-1"]})
    await visitor.press("Publish this version")
    assert "Version 1 Published" in visitor.words


async def test_the_agenda_of_a_training_that_took_place_is_read_and_not_changed(bench: Workbench) -> None:
    one = await taught(bench)
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{one.training}/agenda")
    assert "Add a session" in visitor.words
    await one.record_all()
    await one.complete()
    await visitor.open(f"/trainings/{one.training}/agenda")
    assert "Add a session" not in visitor.words
    assert visitor.page.select("main form") == []


async def test_a_facilitator_is_shown_what_is_published_and_no_draft(bench: Workbench) -> None:
    board, path = await at_board(bench)
    visitor = await staff(bench, "facilitator", UUID(int=21))
    await visitor.open(board.here, status=409)
    await board.press("Publish this version")
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [{**TWO[0], "title": "Not yet said"}]})
    await visitor.open(board.here)
    assert "S-01 Session S-01 09:00–10:00" in visitor.words
    assert "Not yet said" not in visitor.words
    assert "Move" not in visitor.words


async def test_a_partner_finds_the_agendas_that_it_has_a_say_in_and_reads_them(bench: Workbench) -> None:
    asking, path = await partner(bench, "agenda")
    other, _ = await partner(bench, "outreach")
    await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    (told,) = (await asking.get("/v1/agendas"))["items"]
    assert (told["training"], told["version"]) == (path.rpartition("/")[2], 1)
    assert (await other.get("/v1/agendas"))["items"] == []
    organisation = (await bench.coordinator.get(path))["partners"][0]["organisation"]
    visitor = await signed_in(bench.service, anyone(bench), "partner", UUID(int=4), UUID(organisation))
    await visitor.open("/")
    assert [one.get_text() for one in visitor.page.select("nav[aria-label=Main] a")] == ["Trainings"]
    assert f"…{told['training'][-6:]}" in visitor.words
    await visitor.follow("15 May 2017 – 18 May 2017")
    assert "S-01 Session S-01" in visitor.words
    assert "Publish" not in visitor.words
