"""A coordinator's trainings, from the first line of a draft to the second person who resumes one."""

from uuid import UUID, uuid4

import pytest

from shared.web.pages import inside
from shared.web.pages.languages import offered
from tests.browser.walk import LARGEST_PAGE_BYTES
from tests.integration.scheduling.facts import approved
from tests.integration.scheduling.held import taught
from tests.integration.scheduling.pages.people import anyone, coordinator, staff, trainer
from tests.integration.scheduling.test_agendas import PERSON
from tests.integration.scheduling.workbench import SELECTION, Workbench
from tests.support.visiting import Typed, Visiting

WRITTEN: Typed = {
    "title": "Training of Trainers, Dushanbe 2017",
    "place": "Dushanbe",
    "country": "TJ",
    "time_zone": "Asia/Dushanbe",
    "starts_on": "2017-05-15",
    "ends_on": "2017-05-18",
    "languages/-": ["ru", "tg"],
    "seats": "25",
    "homes/-": ["tj"],
    "call/opens_at": "2017-01-09T00:00",
    "call/closes_at": "2017-02-04T00:00",
    "answer_within_days": "11",
    "criteria/0/code": "commitment",
    "criteria/0/weight": "60",
    "criteria/3/code": "need",
    "criteria/3/weight": "40",
    "quotas/1/id": "country-TJ",
    "quotas/1/where": "country=TJ",
    "quotas/1/minimum": "6",
    "publish_not_before": "2017-06-01T00:00",
}


async def begun(bench: Workbench, visitor: Visiting) -> Visiting:
    programme = await bench.coordinator.post("/v1/programmes", {"code": f"P-{uuid4().hex[:8]}", "title": "ToT"})
    await visitor.open("/trainings/new")
    return await visitor.press("Save", {**WRITTEN, "programme": programme["programme"]})


async def test_a_coordinator_drafts_and_announces_a_training_of_a_programme_far_down_their_list(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "MOST_ROWS", 1)
    await bench.coordinator.post("/v1/programmes", {"code": "A-FIRST", "title": "Another"})
    visitor = await coordinator(bench)
    await begun(bench, visitor)
    assert "Draft" in visitor.words
    await visitor.press("Announce")
    training = visitor.here.rpartition("/")[2]
    kept = await bench.coordinator.get(f"/v1/trainings/{training}")
    assert kept["state"] == "announced"
    assert {name: kept[name] for name in ("call", "languages", "publish_not_before")} == {
        name: SELECTION[name] for name in ("call", "languages", "publish_not_before")
    }
    assert [one["code"] for one in kept["criteria"]] == ["commitment", "need"]
    assert kept["quotas"] == [{"id": "country-TJ", "where": {"country": "TJ"}, "minimum": 6, "maximum": None}]
    assert "Title Training of Trainers, Dushanbe 2017" in visitor.words


@pytest.mark.parametrize(
    ("sensitivity", "name"),
    [("open", "Training of Trainers, Dushanbe 2017"), ("discreet", "A training"), ("closed", "A training")],
)
async def test_a_training_is_named_alike_wherever_it_stands_and_by_its_title_only_if_it_is_open(
    bench: Workbench, sensitivity: str, name: str
) -> None:
    one = await taught(bench, sensitivity=sensitivity)
    named = f"{name}: 15 May 2017 – 18 May 2017 (…{one.training[-6:]})"
    visitor, path = await coordinator(bench), f"/trainings/{one.training}"
    said = []
    for page in ("/", path, f"{path}/agenda", f"{path}/attendance", f"{path}/roster", f"{path}/days/2017-05-15"):
        await visitor.open(page)
        said.append((page, named in visitor.words))
    her = await staff(bench, "facilitator", UUID(PERSON))
    await her.open("/sessions")
    said.append(("/sessions", named in her.words))
    assert [page for page, alike in said if not alike] == []


async def test_days_that_nobody_knows_yet_are_said_not_to_be_known(bench: Workbench) -> None:
    training = (await bench.draft(starts_on=None, ends_on=None))["training"]
    visitor = await coordinator(bench)
    await visitor.open("/?state=draft")
    await visitor.follow(f"A training: days not yet known (…{training[-6:]})")


async def test_a_draft_that_somebody_changed_meanwhile_is_shown_anew_before_it_is_announced(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await begun(bench, visitor)
    path = f"/v1/trainings/{visitor.here.rpartition('/')[2]}"
    kept = await bench.coordinator.get(path)
    await bench.coordinator.put(path, {name: kept[name] for name in SELECTION | {"programme": 0}} | {"seats": 20})
    await visitor.press("Announce", status=412)
    refused, state = visitor.words, (await bench.coordinator.get(path))["state"]
    seats = [" ".join(one.get_text(" ").split()) for one in visitor.page.select("dd")]
    await visitor.press("Announce")

    assert ("changed" in refused, state) == (True, "draft")
    assert "20" in seats
    assert (await bench.coordinator.get(path))["state"] == "announced"


async def test_times_of_the_call_are_shown_on_the_clock_of_the_training(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await begun(bench, visitor)
    assert "9 January 2017, 00:00 (Asia/Dushanbe)" in visitor.words
    await visitor.follow("Write it down")
    assert visitor.value("call/opens_at") == "2017-01-09T00:00:00"
    assert visitor.value("criteria/1/code") == "need"
    assert visitor.value("quotas/0/where") == "country=TJ"


async def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/trainings/new")
    await visitor.press("Save", {**WRITTEN, "seats": "many", "languages/-": ["ru", "Tajik"]}, status=422)
    assert visitor.error_at("seats")
    assert visitor.error_at("languages/-")
    assert visitor.value("title") == WRITTEN["title"]
    assert visitor.value("criteria/1/weight") == "40"
    assert visitor.values("languages/-") == ["ru", "Tajik"]


async def test_a_draft_needs_what_the_form_says_and_nothing_else(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/trainings/new")
    assert "A draft needs the seats and the regions that people come from. All else may stay empty" in visitor.words
    await visitor.press("Save", status=422)
    assert "Please look at 2 places." in visitor.words
    assert visitor.error_at("seats")
    assert visitor.error_at("homes/-")
    await visitor.press("Save", {"seats": "25", "homes/-": ["tj"]})
    assert "Draft" in visitor.words


async def test_announcing_too_early_says_in_words_what_is_missing(bench: Workbench) -> None:
    draft = await bench.draft(title=None, call=None)
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{draft['training']}")
    await visitor.press("Announce", status=409)
    assert "when the call is open" in visitor.words
    assert "the title" in visitor.words


async def test_what_a_draft_still_needs_stands_at_the_button_before_it_is_announced(bench: Workbench) -> None:
    draft = await bench.draft(title=None, call=None)
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{draft['training']}")
    assert "Before it can be announced there is still to be said: the title when the call is open" in visitor.words
    await visitor.open(f"/trainings/{(await bench.draft())['training']}")
    assert "still to be said" not in visitor.words


async def test_trainings_that_look_alike_are_told_apart_by_the_end_of_their_numbers(bench: Workbench) -> None:
    drafts = [await bench.draft(title=None) for _ in range(2)]
    visitor = await coordinator(bench)
    await visitor.open("/?state=draft")
    assert all(f"…{draft['training'][-6:]}" in visitor.words for draft in drafts)
    await anyone(bench).open(f"/public/trainings/{drafts[0]['training']}", status=404)


async def test_an_announced_training_gets_more_seats_other_days_and_is_cancelled(bench: Workbench) -> None:
    training = (await bench.announced())["training"]
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training}")
    await visitor.follow("Change")
    await visitor.press("Save", {"seats": "26", "note": "The larger room is free"})
    assert "The larger room is free" in visitor.words
    await visitor.follow("Set the days")
    await visitor.press("Set the days", {"starts_on": "2017-05-16", "ends_on": "2017-05-19"})
    assert "16 May 2017 – 19 May 2017" in visitor.words
    changes = [fact.value["parts"] for fact in await bench.said("TrainingChanged")]
    assert changes == [["seats"], ["dates"]]
    await visitor.press("Cancel for good", {"reason": "venue"})
    assert "The place is not available" in visitor.words


async def test_a_title_and_a_place_are_said_to_stand_as_they_are_typed_in_every_language(bench: Workbench) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/trainings/new")
    for name in ("title", "place"):
        (hint,) = visitor.page.select(f"#field-{name}-hint")
        assert "Everybody reads it as it is typed here" in hint.get_text()


async def test_whoever_writes_beside_a_change_knows_that_those_who_take_part_do_not_read_it(bench: Workbench) -> None:
    """No fact carries a sentence, so no letter has it."""
    path = f"/trainings/{(await bench.announced())['training']}"
    visitor = await coordinator(bench)
    for page in ("", "/particulars", "/dates"):
        await visitor.open(path + page)
        (hint,) = visitor.page.select("#field-note-hint")
        assert "Those who take part do not read it." in hint.get_text()
    await visitor.open(f"{path}/particulars")
    assert "No letter tells of these changes" in visitor.words


async def test_a_change_made_from_what_is_no_longer_shows_both(bench: Workbench) -> None:
    training = (await bench.announced())["training"]
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training}/particulars")
    await bench.coordinator.post(f"/v1/trainings/{training}/changes", {"place": "Khujand"})
    await visitor.press("Save", {"place": "Khorog"}, status=412)
    assert "Saved meanwhile: Khujand" in visitor.words
    assert visitor.value("place") == "Khorog"
    await visitor.press("Save")
    assert (await bench.coordinator.get(f"/v1/trainings/{training}"))["place"] == "Khorog"


async def test_a_suspended_training_is_shown_to_nobody_until_a_second_person_resumes_it(bench: Workbench) -> None:
    training = (await bench.announced())["training"]
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training}")
    await visitor.press("Suspend", {"suspension/reason": "precaution"})
    assert visitor.here == "/scheduling/suspensions"
    await visitor.press("Ask to resume it")
    assert "A second person has to do it" in visitor.words
    await visitor.open(f"/trainings/{training}", status=423)
    auditor = await staff(bench, "auditor", UUID(int=3))
    await auditor.open("/suspensions")
    assert "A second person has to do it" in auditor.words
    assert auditor.page.select("main form") == []
    second = await staff(bench, "operator", UUID(int=2))
    await second.open("/suspensions")
    assert "Somebody else asked" in second.words
    (button,) = [one for one in second.page.find_all("button") if one.get_text() == "Resume"]
    path = str(button.find_parent("form")["action"])  # type: ignore[index] # a button stands in a form
    await second.http.post(path, headers={"Sec-Fetch-Site": "same-origin"})
    await visitor.open(f"/trainings/{training}")


async def test_a_region_is_suspended_before_anything_is_announced_and_resumed_by_two(bench: Workbench) -> None:
    training = (await bench.draft())["training"]
    visitor = await coordinator(bench)
    await visitor.open("/suspensions")
    assert "Resume all" not in visitor.words
    await visitor.press("Suspend all", {"reason": "precaution"})
    (named,) = visitor.page.select("tbody th")
    assert named.get_text() == "All trainings of the region"
    await visitor.open(f"/trainings/{training}", status=423)
    second = await staff(bench, "operator", UUID(int=2))
    for who in (visitor, second):
        await who.open("/suspensions")
        await who.press("Resume all")
    await visitor.open(f"/trainings/{training}")


async def test_a_trainer_sets_the_days_of_her_own_training_by_her_link(bench: Workbench) -> None:
    parent = (await bench.announced())["training"]
    plan = approved(parent)
    await bench.hear(plan)
    visitor = await trainer(bench, str(plan.training), plan.planners[0].participant)
    assert visitor.here == f"/scheduling/trainings/{plan.training}"
    assert visitor.page.select("ol li:first-child a[href$='/dates']"), "the first step is one that she takes here"
    await visitor.follow("Set the days")
    await visitor.press("Set the days", {"starts_on": "2017-10-14", "ends_on": "2017-10-14"})
    assert "The days are set: 14 October 2017" in visitor.words
    assert "The coordinator announces it" in visitor.words
    assert "Announce" not in visitor.words
    await visitor.open(f"/trainings/{parent}", status=403)


async def test_without_a_session_nothing_is_shown(bench: Workbench) -> None:
    training = (await bench.announced())["training"]
    visitor = anyone(bench)
    await visitor.open(f"/trainings/{training}", status=401)
    await visitor.open("/", status=401)


@pytest.mark.parametrize("language", offered(("scheduling.pages", "shared.web.pages")))
async def test_the_particulars_with_all_lists_of_names_are_small(bench: Workbench, language: str) -> None:
    visitor = await coordinator(bench)
    await begun(bench, visitor)
    visitor.http.headers["Accept-Language"] = language
    await visitor.open(f"{visitor.here}/particulars")
    assert visitor.values("languages/-") == ["ru", "tg"]
    assert visitor.response is not None
    assert len(visitor.response.content) < LARGEST_PAGE_BYTES
