"""The board of an agenda: a version is made, moved, judged, accepted, published and compared."""

from uuid import UUID

from tests.integration.scheduling.facts import approved
from tests.integration.scheduling.pages.people import anyone, coordinator, staff, trainer
from tests.integration.scheduling.test_agendas import TWO, partner, prepared
from tests.integration.scheduling.workbench import Workbench
from tests.support.visiting import Typed, Visiting, signed_in

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


async def test_sessions_are_moved_by_their_fields_and_become_one_version(bench: Workbench) -> None:
    visitor, path = await at_board(bench)
    moves: Typed = {"at-S-01/day": "2017-05-17", "at-S-01/begins": "11:00", "at-S-02/minutes": "45"}
    await visitor.press(MOVE, moves)
    newest, before = (await bench.coordinator.get(f"{path}/agendas"))["items"]
    assert {one["code"]: (one["starts_at"], one["minutes"]) for one in newest["sessions"]} == {
        "S-02": (before["sessions"][1]["starts_at"], 45),
        "S-01": ("2017-05-17T06:00:00Z", 60),
    }
    await visitor.follow("All versions")
    await visitor.follow("since the version before")
    assert "15 May 2017, 09:00 (Asia/Dushanbe) 17 May 2017, 11:00 (Asia/Dushanbe)" in visitor.words


async def test_what_blocks_is_said_at_the_session_and_hinders_publication(bench: Workbench) -> None:
    visitor, _ = await at_board(bench)
    await visitor.press(MOVE, {"at-S-02/day": "2017-05-15", "at-S-02/begins": "09:30"})
    assert "S-01 and S-02 are in room R-A at the same time." in visitor.words
    await visitor.press("Publish this version", status=409)
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
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [{**TWO[0], "title": "Welcome"}, TWO[1]]})
    await visitor.press(MOVE, {"at-S-02/begins": "12:00"}, status=409)
    assert "S-01 Welcome" in visitor.words
    assert visitor.value("at-S-02/begins") == "12:00"
    await visitor.press(MOVE)
    newest = (await bench.coordinator.get(f"{path}/agendas"))["items"][0]
    assert (newest["version"], newest["sessions"][0]["title"]) == (3, "Welcome")
    assert newest["sessions"][1]["starts_at"] == "2017-05-16T07:00:00Z"


async def test_what_is_no_time_is_refused_at_its_field(bench: Workbench) -> None:
    visitor, path = await at_board(bench)
    await visitor.press(MOVE, {"at-S-01/begins": "noon", "at-S-02/begins": "12:00"}, status=422)
    assert visitor.error_at("at-S-01/begins")
    assert visitor.value("at-S-02/begins") == "12:00"
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
    await visitor.press("Draft the next version with it", {"title": "Closing"})
    assert "S-02 Closing 09:00–09:30" in visitor.words
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
    await visitor.follow("Agenda")
    await visitor.follow("Write down the first session")
    about = {"code": "S-01", "title": "Our rights", "day": "2017-10-14", "begins": "09:00", "minutes": "60"}
    await visitor.press("Draft the next version with it", {**about, "facilitators/-": ["T-1"]})
    await visitor.press("Publish this version")
    assert "Version 1 Published" in visitor.words


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
    await visitor.follow("15 May 2017 to 18 May 2017")
    assert "S-01 Session S-01" in visitor.words
    assert "Publish" not in visitor.words
