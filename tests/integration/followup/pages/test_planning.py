"""Somebody who was trained, at her pages: her plan, from the first word to the training."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from shared.events.scheduling import ManualPublished
from tests.integration.followup.facts import PLAN_DUE, Told
from tests.integration.followup.pages.entering import mentor, planner
from tests.integration.followup.workbench import Workbench
from tests.support.visiting import Typed

TYPED: Typed = {
    "title": "Our rights at the market",
    "kind": "human-rights",
    "topics/-": ["human-rights", "leadership"],
    "audience": "citizens",
    "expected_reach": "22",
    "minors": "false",
    "quarter": "2017Q3",
    "words": "Two evenings with those who sell there.",
}


async def test_a_link_leads_to_what_is_expected_and_until_when(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])

    assert visitor.here == f"/followup/trainings/{told.training}/mine"
    assert "Your plan is awaited until 1 June 2017, 24:00 (Asia/Dushanbe)" in visitor.words


async def test_what_is_late_says_so(bench: Workbench, told: Told) -> None:
    await bench.fire_until(PLAN_DUE + timedelta(days=1))
    assert "Late:" in (await planner(bench, told.people[0])).words


async def test_she_writes_her_plan_and_sees_whose_turn_it_is(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.follow("Write my plan")
    await visitor.press("Send the plan", TYPED)

    assert "Our rights at the market" in visitor.words
    assert "waits for the mentor" in visitor.words
    assert "The coordinator finds a mentor for you" in visitor.words
    await visitor.open(f"/trainings/{told.training}/mine")
    assert "Our rights at the market" in visitor.words


async def test_she_reads_what_comes_next_of_her_plan_and_by_when_in_words_for_her(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    await bench.assigned(told, her)
    visitor = await planner(bench, her)
    assert "Your mentor reads it, and you get a letter with the answer." in visitor.words
    cascade = await bench.held(told, told.people[1])
    visitor = await planner(bench, told.people[1])
    due = (await bench.planner(told.people[1]).get(cascade.path))["report_due"]
    await bench.fire_until(datetime.fromisoformat(due) + timedelta(days=1))
    await visitor.open(f"/trainings/{told.training}/mine")
    assert "Late: Your report was awaited until" in visitor.words
    assert "A training , 15 May 2017 – 18 May 2017" in visitor.words


async def test_of_a_training_of_hers_that_is_over_and_not_recorded_she_reads_where_to_say_that_it_took_place(
    bench: Workbench, told: Told
) -> None:
    her = told.people[0]
    cascade = await bench.scheduled(told, her)
    due = (await bench.planner(her).get(cascade.path))["report_due"]
    await bench.fire_until(datetime.fromisoformat(due) + timedelta(days=1))
    visitor = await planner(bench, her)
    assert "Late: Its days are over, and nobody has said yet that it took place." in visitor.words
    assert "open the link “Your training”" in visitor.words


async def test_topics_are_chosen_from_those_of_the_training_where_there_is_no_manual(bench: Workbench) -> None:
    told = Told()
    await bench.hear(*[fact for fact in told.facts() if not isinstance(fact, ManualPublished)])
    visitor = await planner(bench, told.people[0])
    await visitor.follow("Write my plan")
    assert "The code of a topic" not in visitor.words
    await visitor.press("Send the plan", {**TYPED, "topics/-": ["human-rights"]})
    assert "Our rights at the market" in visitor.words


async def test_what_is_wrong_with_a_plan_stands_at_its_field_and_nothing_is_lost(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.follow("Write my plan")
    await visitor.press("Send the plan", {**TYPED, "expected_reach": "", "topics/-": []}, status=422)

    assert visitor.error_at("expected_reach")
    assert visitor.error_at("topics/-")
    assert visitor.value("words") == TYPED["words"]
    assert "Error:" in visitor.title


async def test_a_quarter_that_there_is_none_is_told_so(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.follow("Write my plan")
    for typed in ("0000Q0", "soonQ1"):
        await visitor.press("Send the plan", {**TYPED, "quarter": typed}, status=422)
        assert visitor.error_at("quarter")


async def test_a_returned_plan_shows_why_and_is_written_again(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    path = await bench.assigned(told, her)
    back = {"part": "plan", "reasons": ["second_adult"], "words": "Who comes with you?"}
    await bench.mentor.post(f"{path}/return", back)
    visitor = await planner(bench, her)
    await visitor.follow("Write it again")
    assert "Who comes with you?" in visitor.words
    assert visitor.value("title") == "Canary title"
    await visitor.press("Send the plan", {"words": "My sister comes with me.", "second_adult": "true"})

    saved = await bench.planner(her).get(path)
    assert (saved["state"], saved["second_adult"]) == ("planned", True)
    assert saved["words"]["words"] == "My sister comes with me."


async def test_a_plan_that_another_planner_wrote_again_meanwhile_shows_both(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    path = await bench.assigned(told, her)
    await bench.mentor.post(f"{path}/return", {"part": "plan", "reasons": ["date"], "words": "When?"})
    visitor = await planner(bench, her)
    await visitor.follow("Write it again")
    await bench.planner(her).put(path, again(title="Saved meanwhile"))
    await visitor.press("Send the plan", {"title": "Typed here"}, status=412)

    assert "Saved meanwhile" in visitor.words
    assert visitor.value("title") == "Typed here"


def again(**changes: Any) -> dict[str, Any]:
    body = {**TYPED, "topics": TYPED["topics/-"], **changes}
    del body["topics/-"]
    return body


async def test_she_joins_anothers_plan_by_its_number(bench: Workbench, told: Told) -> None:
    first, second = told.people[:2]
    plan = (await bench.planned(told, first))["plan"]
    visitor = await planner(bench, second)
    await visitor.press("Join this plan", {"plan": plan})
    assert "Received" in visitor.words
    assert visitor.page.find(id="waits") is not None
    await bench.hear_own("PlannerJoined")
    await visitor.open(visitor.here)

    assert visitor.here.endswith("/mine")
    assert "Canary title" in visitor.words


async def test_she_joins_by_the_address_that_the_other_planner_sent_her(bench: Workbench, told: Told) -> None:
    plan = (await bench.planned(told, told.people[0]))["plan"]
    first = await planner(bench, told.people[0])
    await first.open(f"/plans/{plan}")
    (link,) = [one for one in first.page.find_all("a") if "joins here" in one.get_text()]
    second = await planner(bench, told.people[1])
    await second.open(str(link["href"]))
    assert second.value("plan") == plan
    await second.press("Join this plan", {"plan": f"https://example.org{link['href']}"})
    assert "Received" in second.words


async def test_whoever_waits_for_a_plan_that_there_is_not_is_told_what_that_means(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.press("Join this plan", {"plan": str(UUID(int=404))})
    assert "the number may be wrong" in visitor.words


async def test_why_she_could_not_join_is_said(bench: Workbench, told: Told) -> None:
    first, second = told.people[:2]
    visitor = await planner(bench, second)
    await visitor.press("Join this plan", {"plan": "seven"}, status=422)
    assert (visitor.error_at("plan"), visitor.value("plan")) == ("Error: This is no number of a plan.", "seven")
    assert "Number of the plan: This is no number of a plan." in visitor.page.select_one("#summary").get_text()  # type: ignore[union-attr] # of the page above

    cascade = await bench.approved(told, first)
    await visitor.press("Join this plan", {"plan": str(cascade.plan)}, status=409)
    assert "There is a problem" in visitor.words


async def test_she_withdraws_her_plan(bench: Workbench, told: Told) -> None:
    plan = (await bench.planned(told, told.people[0]))["plan"]
    visitor = await planner(bench, told.people[0])
    await visitor.open(f"/plans/{plan}")
    await visitor.press("Withdraw for good")

    assert "Withdrawn." in visitor.words
    assert not visitor.page.find_all("button", string="Withdraw for good")


async def test_anothers_plan_is_shown_to_nobody_else(bench: Workbench, told: Told) -> None:
    plan = (await bench.planned(told, told.people[0]))["plan"]
    stranger = await planner(bench, told.people[1])
    await stranger.open(f"/plans/{plan}")
    assert "Canary" not in stranger.words
    assert not stranger.page.select("main button")

    for page in ("again", "asking/return", "asking/mentor"):
        await stranger.open(f"/plans/{plan}/{page}", status=404)


async def test_a_mentor_reads_of_her_own_people_alone(bench: Workbench, told: Told) -> None:
    await bench.planned(told, told.people[0])
    visitor = await mentor(bench)
    await visitor.open("/people")
    assert "No plan was given to you yet" in visitor.words
