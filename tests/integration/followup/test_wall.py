"""The wall: whoever was trained, month by month, and whose turn it is; and what pages choose from."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from shared.events.scheduling import Module
from tests.integration.followup.facts import (
    PLAN_DUE,
    TOPICS,
    Person,
    Told,
    announced,
    applied,
    changed,
    completed,
    suspended,
)
from tests.integration.followup.workbench import COORDINATOR, MENTOR, OTHER_COORDINATOR, Json, Workbench


async def wall(bench: Workbench, told: Told) -> Mapping[str, list[Json]]:
    """Cells by participant."""
    shown = await bench.coordinator.get(f"/v1/trainings/{told.training}/wall")
    return {row["participant"]: row["cells"] for row in shown["items"]}


def of(shown: Mapping[str, list[Json]], person: Person) -> list[tuple[str, str, str, str]]:
    return [(cell["step"], cell["standing"], cell["owner"], cell["month"]) for cell in shown[str(person.participant)]]


async def test_of_everybody_who_attended_a_plan_is_awaited_and_it_is_her_turn(bench: Workbench, told: Told) -> None:
    shown = await bench.coordinator.get(f"/v1/trainings/{told.training}/wall")

    assert shown["months"] == ["2017-06-01"]
    assert {row["participant"] for row in shown["items"]} == {str(one.participant) for one in told.people}
    for row in shown["items"]:
        (cell,) = row["cells"]
        assert (row["planned"], cell["step"], cell["standing"]) == (False, "plan", "waiting")
        assert (cell["owner"], cell["person"]) == ("participant", row["participant"])


async def test_each_step_of_a_plan_has_its_month_its_standing_and_an_owner(bench: Workbench, told: Told) -> None:
    first, second, third, fourth = told.people[:4]
    await bench.verified(told, first)
    await bench.reported(told, second)
    await bench.scheduled(told, third)
    await bench.planned(told, fourth)
    shown = await wall(bench, told)

    done = ("plan", "done", "participant", "2017-06-01")
    assert of(shown, first)[:3] == [
        done,
        ("training", "done", "participant", "2017-09-01"),
        ("report", "done", "participant", "2017-10-01"),
    ]
    assert of(shown, first)[3][:3] == ("verification", "done", "mentor")
    assert of(shown, second)[3][:3] == ("verification", "waiting", "mentor")
    assert shown[str(second.participant)][3]["person"] == str(MENTOR)
    assert of(shown, third) == [
        done,
        ("training", "waiting", "participant", "2017-09-01"),
        ("report", "ahead", "participant", "2017-10-01"),
    ]
    assert of(shown, fourth) == [("plan", "waiting", "coordinator", "2017-06-01")]


async def test_what_is_late_has_a_name_and_after_the_last_reminder_the_coordinators(
    bench: Workbench, told: Told
) -> None:
    await bench.fire_until(PLAN_DUE + timedelta(days=1))
    (cells, *_) = (await wall(bench, told)).values()
    assert [(cell["standing"], cell["owner"]) for cell in cells] == [("late", "participant")]

    await bench.fire_until(PLAN_DUE + timedelta(days=40))
    (cells, *_) = (await wall(bench, told)).values()
    assert [(cell["standing"], cell["owner"]) for cell in cells] == [("late", "coordinator")]


async def test_what_waits_for_a_coordinator_has_the_name_of_whoever_looks_after_the_training(
    bench: Workbench, told: Told
) -> None:
    plan = (await bench.planned(told, told.people[0]))["plan"]
    await bench.fire_until(PLAN_DUE + timedelta(days=40))
    before = await bench.coordinator.get(f"/v1/trainings/{told.training}/wall")
    await bench.looked_after(told, COORDINATOR)
    after = await bench.coordinator.get(f"/v1/trainings/{told.training}/wall")

    assert (before["coordinator"], after["coordinator"]) == (None, str(COORDINATOR))
    owners = [
        {(cell["owner"], cell["person"]) for row in shown["items"] for cell in row["cells"]}
        for shown in (before, after)
    ]
    assert owners == [{("coordinator", None)}, {("coordinator", str(COORDINATOR))}]
    seen = await bench.coordinator.get(f"/v1/plans/{plan}")
    listed = (await bench.coordinator.get("/v1/plans"))["items"]
    assert {(one["turn"]["owner"], one["turn"]["person"]) for one in (seen, *listed)} == {
        ("coordinator", str(COORDINATOR))
    }


async def test_which_coordinator_it_is_neither_planners_nor_mentors_are_told(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    cascade = await bench.approved(told, her)
    await bench.looked_after(told, COORDINATOR)
    seen = [await asking.http.get(cascade.path) for asking in (bench.planner(her), bench.mentor)]
    listed = await bench.mentor.http.get("/v1/plans")

    turns = [one["turn"] for one in (*(answer.json() for answer in seen), *listed.json()["items"])]
    assert [(turn["owner"], turn["person"]) for turn in turns] == [("coordinator", None)] * 3
    assert str(COORDINATOR) not in "".join(answer.text for answer in (*seen, listed))


async def test_a_training_is_handed_from_one_coordinator_to_another_by_who_knows_whose_it_is(
    bench: Workbench, told: Told
) -> None:
    path = f"/v1/trainings/{told.training}/coordinator"
    ask = bench.coordinator.http
    read = await ask.get(path)
    mine, hers = ({"coordinator": str(one)} for one in (COORDINATOR, OTHER_COORDINATOR))
    seen = {"If-Match": read.headers["etag"]}

    assert (read.json()["coordinator"], (await ask.put(path, json=mine)).status_code) == (None, 428)
    assert (await ask.put(path, json=mine, headers=seen)).json()["coordinator"] == str(COORDINATOR)
    assert (await ask.put(path, json=hers, headers=seen)).status_code == 412
    assert (await ask.put(path, json=hers, headers={"If-Match": "*"})).is_success
    assert (await bench.coordinator.get(path))["coordinator"] == str(OTHER_COORDINATOR)
    assert await bench.coordinator.refused("PUT", path, {}) == "invalid-request"
    unheard = f"/v1/trainings/{UUID(int=78)}/coordinator"
    assert await bench.coordinator.refused("PUT", unheard, mine) == "not-known-here"


async def test_a_training_is_handed_back_to_whichever_coordinator(bench: Workbench, told: Told) -> None:
    path = f"/v1/trainings/{told.training}/coordinator"
    await bench.looked_after(told, COORDINATOR)

    assert (await bench.coordinator.put(path, {"coordinator": None}))["coordinator"] is None
    assert (await bench.coordinator.get(f"/v1/trainings/{told.training}/wall"))["coordinator"] is None


async def test_whatever_is_heard_of_a_training_whoever_looks_after_it_stays(bench: Workbench, told: Told) -> None:
    await bench.looked_after(told, COORDINATOR)
    moved = [changed(told.training, 4), completed(told.training, 5, attended=5)]
    await bench.hear(*told.facts(), *moved, *moved)

    shown = await bench.coordinator.get(f"/v1/trainings/{told.training}/coordinator")
    assert shown == {"training": str(told.training), "coordinator": str(COORDINATOR)}


async def test_a_plan_given_up_ends_there_and_nobody_has_to_do_anything(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    cascade = await bench.scheduled(told, her)
    await bench.planner(her).post(f"{cascade.path}/withdrawal")
    assert [cell[:2] for cell in of(await wall(bench, told), her)] == [("plan", "done"), ("training", "ended")]
    assert (await bench.planner(her).get(cascade.path))["turn"] is None


async def test_the_wall_comes_in_pages(bench: Workbench, told: Told) -> None:
    path = f"/v1/trainings/{told.training}/wall?limit=4"
    first = await bench.coordinator.http.get(path)
    second = await bench.coordinator.http.get(first.links["next"]["url"])

    assert [len(answer.json()["items"]) for answer in (first, second)] == [4, 2]
    assert "next" not in second.links


async def test_staff_know_people_by_the_codes_of_their_applications(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    await bench.hear(applied(told.training, 7).model_copy(update={"application": her.application}))
    view = await bench.planned(told, her)
    shown = await bench.coordinator.get(f"/v1/trainings/{told.training}/wall")

    assert view["planners"][0]["code"] == "TJ-07"
    assert {row["participant"]: row["code"] for row in shown["items"]}[str(her.participant)] == "TJ-07"


async def test_a_plan_says_whose_turn_it_is_and_what_its_reader_may_ask(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    path = await bench.assigned(told, her)
    seen = [await asking.get(path) for asking in (bench.planner(her), bench.mentor, bench.coordinator)]

    assert {(view["turn"]["owner"], view["turn"]["person"]) for view in seen} == {("mentor", str(MENTOR))}
    assert [set(view["acts"]) for view in seen] == [
        {"withdraw"},
        {"return plan", "approve"},
        {"assign mentor", "approve", "withdraw", "lapse"},
    ]
    assert (await bench.auditor.get(path))["acts"] is None


async def test_mentors_are_those_who_were_given_plans(bench: Workbench, told: Told) -> None:
    for person in told.people[:2]:
        await bench.assigned(told, person)
    assert (await bench.coordinator.get("/v1/mentors"))["items"] == [{"mentor": str(MENTOR), "plans": 2}]


async def test_a_training_says_what_can_be_chosen_of_it(bench: Workbench, told: Told) -> None:
    shown = await bench.planner(told.people[0]).get(f"/v1/trainings/{told.training}")

    assert (shown["topics"], shown["known_topics"], shown["known_modules"]) == (
        sorted(TOPICS),
        sorted(TOPICS),
        ["BE-1"],
    )
    assert shown["module_topics"] == {}
    asked = await bench.planner(told.people[0]).get(f"/v1/trainings/{told.training}?of_modules=true")
    assert asked == {**shown, "module_topics": {"BE-1": [*TOPICS]}}
    assert (shown["time_zone"], shown["held_to"]) == ("Asia/Dushanbe", "2017-05-18")


async def test_of_a_module_in_two_manuals_the_newest_says_what_it_is_about(bench: Workbench, told: Told) -> None:
    newer = told.manual().model_copy(update={"manual": UUID(int=6), "edition": 2, "modules": modules("leadership")})
    await bench.hear(newer, told.manual(), newer)

    shown = await bench.coordinator.get(f"/v1/trainings/{told.training}?of_modules=true")
    assert shown["module_topics"] == {"BE-1": ["leadership"]}


def modules(*topics: str) -> tuple[Module, ...]:
    return (Module(code="BE-1", minutes=90, topics=topics),)


async def test_a_training_has_its_title_where_that_is_public(bench: Workbench, told: Told) -> None:
    path = f"/v1/trainings/{told.training}"
    assert (await bench.coordinator.get(path))["title"] is None
    await bench.hear(changed(told.training, 4).model_copy(update={"title": "Human rights and leadership"}))
    assert (await bench.coordinator.get(path))["title"] == "Human rights and leadership"


async def test_trainings_come_with_the_newest_first_and_without_those_that_are_suspended(
    bench: Workbench, told: Told
) -> None:
    cascade = await bench.scheduled(told, told.people[0])
    held = UUID(int=77)
    await bench.hear(announced(held), suspended(held, 2))

    listed = (await bench.coordinator.get("/v1/trainings"))["items"]
    assert [one["training"] for one in listed] == [str(cascade.training), str(told.training)]
    first = (await bench.coordinator.get("/v1/trainings?generation=0"))["items"]
    assert [one["training"] for one in first] == [str(told.training)]


async def test_whether_she_gave_feedback_is_shown_to_her(bench: Workbench, told: Told) -> None:
    path, link = f"/v1/trainings/{told.training}/feedback", bench.anyone.link(told.people[0].feedback)
    assert await link.get(f"{path}/own") == {"given": False}
    await link.post(path, {"most_impactful": "peacebuilding"})
    assert await link.get(f"{path}/own") == {"given": True}
