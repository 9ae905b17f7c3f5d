"""The form of one session: what it is about is chosen by its words."""

from typing import Any

from tests.integration.scheduling.pages.people import coordinator
from tests.integration.scheduling.test_agendas import TWO, prepared
from tests.integration.scheduling.test_catalogue import manual, module
from tests.integration.scheduling.workbench import Json, Workbench
from tests.support.visiting import Visiting

SAVE = "Draft the next version with it"


async def at_session(bench: Workbench, sessions: list[Json], **changes: Any) -> tuple[Visiting, str]:
    path = await prepared(bench, **changes)
    await bench.coordinator.post(f"{path}/agendas", {"sessions": sessions})
    visitor = await coordinator(bench)
    await visitor.open(f"{path.removeprefix('/v1')}/agenda/sessions/S-01")
    return visitor, path


async def first_of_newest(bench: Workbench, path: str) -> Json:
    newest, *_ = (await bench.coordinator.get(f"{path}/agendas"))["items"]
    session: Json = newest["sessions"][0]
    return session


async def test_modules_are_chosen_by_their_titles_out_of_the_manuals_of_the_training(bench: Workbench) -> None:
    drafted = await bench.coordinator.post("/v1/manuals", manual(module("LC-1"), module("LC-2", "LC-1")))
    await bench.coordinator.post(f"/v1/manuals/{drafted['manual']}/publication")
    first = {**TWO[0], "modules": ["LC-2"]}
    visitor, path = await at_session(bench, [first, TWO[1]], manuals=[drafted["manual"]])
    titles = [f"{one['code']} {one['title']}" for one in drafted["modules"]]
    assert all(title in visitor.words for title in titles)
    assert visitor.values("modules/-") == ["LC-2"]
    await visitor.press(SAVE, {"modules/-": ["LC-1", "LC-2"]})
    assert (await first_of_newest(bench, path))["modules"] == ["LC-1", "LC-2"]


async def test_topics_are_chosen_by_their_words_and_others_are_typed_beside_them(bench: Workbench) -> None:
    visitor, path = await at_session(bench, [{**TWO[0], "topics": ["leadership", "rural-women"]}, TWO[1]])
    assert "Leadership of women" in visitor.words
    assert "Rural women" in visitor.words
    assert visitor.values("topics/-") == ["leadership", "rural-women"]
    await visitor.press(SAVE, {"topics/-": ["rural-women", "", "water, land"]})
    assert (await first_of_newest(bench, path))["topics"] == ["rural-women", "water", "land"]


async def test_a_topic_that_cannot_be_taken_is_said_at_the_topics_and_stands_where_it_can_be_mended(
    bench: Workbench,
) -> None:
    visitor, _ = await at_session(bench, TWO)
    await visitor.press(SAVE, {"topics/-": ["leadership", "water, women in the mountains"]}, status=422)
    assert visitor.error_at("topics/-")
    assert visitor.values("topics/-") == ["leadership"]
    (typed,) = visitor.page.select("#field-topics-more")
    assert typed["value"] == "water, women in the mountains"


async def test_a_change_made_from_an_older_version_shows_what_is_saved_now_and_is_sent_again(bench: Workbench) -> None:
    visitor, path = await at_session(bench, TWO)
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [{**TWO[0], "title": "Welcome"}, TWO[1]]})
    await visitor.press(SAVE, {"minutes": "45"}, status=409)
    assert "A newer version of the agenda was drafted meanwhile" in visitor.words
    assert "Saved meanwhile: Welcome" in visitor.words
    assert (visitor.value("title"), visitor.value("minutes")) == ("Session S-01", "45")
    await visitor.press(SAVE, {"title": "Welcome"})
    newest, *earlier = (await bench.coordinator.get(f"{path}/agendas"))["items"]
    assert [(one["title"], one["minutes"]) for one in newest["sessions"]] == [("Welcome", 45), ("Session S-02", 60)]
    assert len(earlier) == 2


async def test_where_others_changed_another_session_alone_nothing_is_said_to_differ(bench: Workbench) -> None:
    visitor, path = await at_session(bench, TWO)
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [TWO[0], {**TWO[1], "title": "Welcome"}]})
    await visitor.press(SAVE, status=409)
    assert "aved meanwhile" not in visitor.words
    await visitor.press(SAVE)
    newest, *_ = (await bench.coordinator.get(f"{path}/agendas"))["items"]
    assert [one["title"] for one in newest["sessions"]] == ["Session S-01", "Welcome"]


async def test_a_session_is_removed_from_the_newest_version_after_a_second_look(bench: Workbench) -> None:
    visitor, path = await at_session(bench, TWO)
    await bench.coordinator.post(f"{path}/agendas", {"sessions": [{**TWO[0], "title": "Welcome"}, TWO[1]]})
    await visitor.press("Draft the next version without it", status=409)
    assert visitor.value("title") == "Welcome"
    await visitor.press("Draft the next version without it")
    newest, *_ = (await bench.coordinator.get(f"{path}/agendas"))["items"]
    assert [one["code"] for one in newest["sessions"]] == ["S-02"]


async def test_a_room_and_people_that_the_training_has_no_longer_stay_until_they_are_taken_away(
    bench: Workbench,
) -> None:
    visitor, path = await at_session(bench, [{**TWO[0], "room": "R-Z", "facilitators": ["F-1", "F-9"]}, TWO[1]])
    assert (visitor.value("room"), visitor.values("facilitators/-")) == ("R-Z", ["F-1", "F-9"])
    await visitor.press(SAVE, {"title": "Welcome"})
    kept = await first_of_newest(bench, path)
    assert (kept["title"], kept["room"], kept["facilitators"]) == ("Welcome", "R-Z", ["F-1", "F-9"])


async def test_a_new_session_has_the_next_code_and_the_day_of_a_training_of_one_day_already(bench: Workbench) -> None:
    _, path = await at_session(bench, TWO)
    visitor = await coordinator(bench)
    await visitor.open(f"{path.removeprefix('/v1')}/agenda/sessions/new")
    assert (visitor.value("code"), visitor.value("day")) == ("S-03", "")
    path = await prepared(bench, ends_on="2017-05-15")
    await visitor.open(f"{path.removeprefix('/v1')}/agenda/sessions/new")
    assert (visitor.value("code"), visitor.value("day")) == ("S-01", "2017-05-15")


async def test_a_first_session_that_follows_the_agenda_of_another_training_is_told_so(bench: Workbench) -> None:
    _, other = await at_session(bench, TWO)
    elsewhere = (await bench.coordinator.get(f"{other}/agendas"))["items"][0]["agenda"]
    path = (await prepared(bench)).removeprefix("/v1")
    visitor = await coordinator(bench)
    await visitor.open(f"{path}/agenda/sessions/new")
    about = {"code": "S-01", "title": "Welcome", "day": "2017-05-15"}
    await visitor.press(SAVE, {**about, "follows": elsewhere}, status=409)
    await visitor.press(SAVE)
    assert "S-01 Welcome" in visitor.words
