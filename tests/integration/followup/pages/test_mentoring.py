"""A mentor and a coordinator, at a plan: who reads it, sends it back, approves it, verifies what came of it."""

from datetime import date

import pytest

from tests.integration.followup.facts import Person, Told, completed
from tests.integration.followup.pages.entering import coordinator, mentor, somebody
from tests.integration.followup.workbench import MENTOR, OTHER_MENTOR, PLAN, Workbench
from tests.support.visiting import Typed, Visiting, signed_in

HUMAN_RIGHTS = "Human rights"


async def test_a_mentor_sees_what_waits_for_her_and_approves_a_plan(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    visitor = await mentor(bench)
    await visitor.open("/people")
    waiting = visitor.page.find("h2", string="Waits for you")
    assert waiting is not None
    assert HUMAN_RIGHTS in waiting.find_next("ul").get_text()  # type: ignore[union-attr] # of the page above
    (link, _) = [one for one in visitor.page.find_all("a") if HUMAN_RIGHTS in one.get_text()]
    await visitor.open(str(link["href"]))
    assert "Canary words" in visitor.words
    await visitor.press("Approve the plan")

    assert "Approved, not yet announced." in visitor.words
    (listed,) = (await bench.mentor.get("/v1/plans"))["items"]
    assert listed["time_zone"] == "Asia/Dushanbe"
    assert (await bench.mentor.get(path))["state"] == "approved"


async def test_who_is_mentor_and_coordinator_has_her_own_people_there_and_no_other(
    bench: Workbench, told: Told
) -> None:
    await bench.assigned(told, told.people[0])
    await bench.planned(told, told.people[1])
    visitor = await signed_in(bench.service, somebody(bench), "coordinator", MENTOR)
    await visitor.open("/people")
    assert len(visitor.page.select(".people li")) == 2, "the same plan: it waits for her, and is one of hers"


async def test_a_coordinator_without_a_number_sees_the_plans_of_everybody(bench: Workbench, told: Told) -> None:
    path = await bench.planned(told, told.people[0])
    visitor = await coordinator(bench)
    await visitor.open("/people")
    assert visitor.page.select(f"a[href$='{path['plan']}']")


async def test_a_mentor_reads_of_which_training_each_of_her_plans_came(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    visitor = await mentor(bench)
    await visitor.open("/people")
    of_which = "15 May 2017 – 18 May 2017"
    assert [of_which in one.get_text() for one in visitor.page.select(".people li")] == [True, True]
    await visitor.open(path.removeprefix("/v1"))
    assert of_which in visitor.words


async def held_on(bench: Workbench, told: Told, person: Person, day: date) -> str:
    """The number of her plan."""
    cascade = await bench.approved(told, person)
    held = completed(cascade.training, 5, attended=0, plan=cascade.plan, day=day)
    await bench.hear(cascade.announced(day), held)
    return str(cascade.plan)


async def test_what_is_due_next_comes_first_among_a_mentors_people(bench: Workbench, told: Told) -> None:
    undated = (await bench.assigned(told, told.people[0])).rpartition("/")[2]
    later = await held_on(bench, told, told.people[1], date(2017, 9, 20))
    sooner = await held_on(bench, told, told.people[2], date(2017, 9, 10))
    visitor = await mentor(bench)
    await visitor.open("/people")
    (everybody,) = [one for one in visitor.page.find_all("h2") if "what comes next" in one.get_text()]
    links = everybody.find_next("ul").select("a")  # type: ignore[union-attr] # of the page above
    assert [str(link["href"]).rpartition("/")[2] for link in links] == [sooner, later, undated]

    listed = [*plans_on(await visitor.open("/people?limit=1"))[-1:]]
    while visitor.page.find("a", rel="next"):
        listed += plans_on(await visitor.follow("Next page"))
    assert listed == [sooner, later, undated]


def plans_on(visitor: Visiting) -> list[str]:
    return [str(link["href"]).rpartition("/")[2] for link in visitor.page.select(".people a")]


async def test_of_much_that_waits_for_her_a_mentor_sees_the_first_and_the_way_to_all(
    bench: Workbench, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followup.pages.mentoring.FIRST", 2)
    for person in told.people[:3]:
        await bench.assigned(told, person)
    await bench.reported(told, told.people[3])
    visitor = await mentor(bench)
    await visitor.open("/people")
    assert len(visitor.page.select(".people")[0].select("li")) == 3
    await visitor.follow("All plans that wait to be read")

    assert len(plans_on(visitor)) == 3
    assert "Sent, waits for the mentor" in visitor.words
    await visitor.follow("To my people")
    assert len(visitor.page.select(".people")[1].select("li")) == 4


async def test_a_coordinator_goes_from_an_approved_plan_to_the_training_that_it_becomes(
    bench: Workbench, told: Told
) -> None:
    cascade = await bench.approved(told, told.people[0])
    becomes = (await bench.coordinator.get(f"/v1/plans/{cascade.plan}"))["becomes"]
    visitor = await coordinator(bench)
    await visitor.open(f"/plans/{cascade.plan}")
    link = visitor.page.find("a", string="Announce the training that it becomes")
    assert link is not None
    assert link["href"] == f"/scheduling/sign-in?next=/trainings/{becomes}"


async def test_a_mentor_sends_a_plan_back_with_reasons(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    visitor = await mentor(bench)
    await visitor.open(path.removeprefix("/v1"))
    await visitor.follow("Send the plan back")
    await visitor.press("Send the plan back", {"words": "When is it?"}, status=422)
    assert visitor.error_at("reasons/-")
    assert visitor.value("words") == "When is it?"
    await visitor.press("Send the plan back", {"reasons/-": ["date", "costs"]})

    saved = await bench.mentor.get(path)
    assert saved["returned"] == {"part": "plan", "reasons": ["date", "costs"]}
    assert "When is it?" in visitor.words


async def test_a_mentor_verifies_a_report_and_corrects_it_later(bench: Workbench, told: Told) -> None:
    cascade = await bench.reported(told, told.people[0])
    visitor = await mentor(bench)
    await visitor.open(f"/plans/{cascade.plan}")
    await visitor.follow("Verify the report")
    assert visitor.value("women") == "19"
    await visitor.press("These figures are verified", {"women": "18", "method": "call", "note": "One left."})
    await visitor.follow("Correct the verified figures")
    again = {"women": "17", "method": "visit", "reason": "counted_twice", "note": "One came twice."}
    await visitor.press("These figures are verified", again)  # type: ignore[arg-type] # invariant dict

    saved = await bench.mentor.get(cascade.path)
    assert [one["reach"]["women"] for one in saved["verifications"]] == [18, 17]
    assert "By a visit" in visitor.words


async def test_a_mentor_sends_a_report_back(bench: Workbench, told: Told) -> None:
    cascade = await bench.reported(told, told.people[0])
    visitor = await mentor(bench)
    await visitor.open(f"/plans/{cascade.plan}")
    await visitor.follow("Send the report back")
    await visitor.press("Send the report back", {"reasons/-": ["figures"], "words": "Who was counted?"})
    assert (await bench.mentor.get(cascade.path))["returned"]["part"] == "report"


async def test_of_a_plan_that_is_not_hers_a_mentor_sees_nothing(bench: Workbench, told: Told) -> None:
    plan = (await bench.planned(told, told.people[0]))["plan"]
    visitor = await mentor(bench)
    await visitor.open(f"/plans/{plan}")
    assert "Canary" not in str(visitor.page)
    assert not visitor.page.select("main button")
    await visitor.open(f"/plans/{plan}/asking/return", status=404)


async def test_a_coordinator_gives_a_plan_to_a_mentor_she_knows_or_to_another(bench: Workbench, told: Told) -> None:
    await bench.assigned(told, told.people[1])
    plan = (await bench.planned(told, told.people[0]))["plan"]
    visitor = await coordinator(bench)
    await visitor.open(f"/plans/{plan}")
    await visitor.follow("Give it to a mentor")
    await visitor.press("Give it to a mentor", {"mentor": str(MENTOR)})
    await visitor.follow("Give it to another mentor")
    await visitor.press("Give it to a mentor", {"another": "nobody"}, status=422)
    assert (bool(visitor.error_at("another")), visitor.error_at("mentor")) == (True, "")
    assert visitor.value("another") == "nobody"
    await visitor.press("Give it to a mentor", {"another": str(OTHER_MENTOR)})

    assert (await bench.coordinator.get(f"/v1/plans/{plan}"))["mentor"] == str(OTHER_MENTOR)


async def test_a_plan_given_to_a_mentor_meanwhile_shows_both(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    visitor = await coordinator(bench)
    await visitor.open(path.removeprefix("/v1"))
    await visitor.follow("Give it to another mentor")
    await bench.coordinator.put(f"{path}/mentor", {"mentor": str(OTHER_MENTOR)})
    await visitor.press("Give it to a mentor", {"another": str(MENTOR)}, status=412)
    (saved,) = visitor.page.select(".meanwhile")
    assert f"Mentor …{str(OTHER_MENTOR)[-6:]}" in saved.get_text()


async def test_a_coordinator_lets_a_plan_lapse(bench: Workbench, told: Told) -> None:
    cascade = await bench.approved(told, told.people[0])
    visitor = await coordinator(bench)
    await visitor.open(f"/plans/{cascade.plan}")
    await visitor.press("Let it lapse")
    assert (await bench.coordinator.get(cascade.path))["state"] == "lapsed"


async def test_a_plan_that_was_written_again_while_she_wrote_to_its_planners_is_read_before_it_is_sent_back(
    bench: Workbench, told: Told
) -> None:
    path = await bench.assigned(told, told.people[0])
    visitor = await mentor(bench)
    await visitor.open(f"{path.removeprefix('/v1')}/asking/return")
    back = {"part": "plan", "reasons": ["date"], "words": "When?"}
    await bench.mentor.post(f"{path}/return", back)
    await bench.planner(told.people[0]).put(path, {**PLAN, "words": "Canary in June"})
    asked: Typed = {"reasons/-": ["date"], "words": "In which month?"}
    await visitor.press("Send the plan back", asked, status=412)

    assert "Canary in June" in visitor.words
    assert "In which month?" in visitor.words
    await visitor.press("Send the plan back", asked)
    assert (await bench.mentor.get(path))["state"] == "returned"


async def test_what_no_longer_holds_is_said_and_shown_as_it_is_now(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    visitor = await mentor(bench)
    await visitor.open(path.removeprefix("/v1"))
    await bench.planner(told.people[0]).post(f"{path}/withdrawal")
    await visitor.press("Approve the plan", status=412)
    assert "There is a problem" in visitor.words
    assert "Withdrawn." in visitor.words
