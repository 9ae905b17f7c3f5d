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
