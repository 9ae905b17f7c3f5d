"""What is typed of a plan or a report and not sent: kept for her alone, until it is sent or can be sent no more."""

import pytest

from shared.events.scheduling import Outcome
from shared.runtime.database import connect
from tests.integration.followup.facts import Person, Told, cancelled
from tests.integration.followup.workbench import PLAN, REPORT, RETURNED, Json, Workbench
from tests.support.servers import TestDatabase
from tests.support.trail import trail

TYPED: Json = {"title": "Canary draft", "expected_reach": "about twenty", "topics": ["human-rights"]}
REPORTED: Json = {"women": "19 or 20", "modules": ["BE-1"], "words": "Canary draft"}


def new(told: Told) -> str:
    return f"/v1/trainings/{told.training}/plans/draft"


def filled(draft: Json) -> Json:
    return {name: value for name, value in draft.items() if value not in (None, [])}


async def returned(bench: Workbench, told: Told, person: Person) -> str:
    """The path of a plan that is to be written again."""
    path = await bench.assigned(told, person)
    await bench.mentor.post(f"{path}/return", RETURNED)
    return path


async def test_what_she_typed_is_kept_as_she_typed_it_and_says_nothing_to_others(bench: Workbench, told: Told) -> None:
    her = bench.planner(told.people[0])
    said = await bench.said()
    assert await her.get(new(told)) == {"draft": None}
    await her.put(new(told), TYPED)

    assert filled((await her.get(new(told)))["draft"]) == TYPED
    assert (await her.get(f"/v1/trainings/{told.training}/plans"))["begun"] is True
    assert await bench.said() == said
    other = bench.planner(told.people[1])
    assert await other.get(new(told)) == {"draft": None}
    assert (await other.get(f"/v1/trainings/{told.training}/plans"))["begun"] is False


async def test_that_it_was_begun_is_noted_and_not_when_she_typed_on(
    bench: Workbench, database: TestDatabase, told: Told
) -> None:
    her = bench.planner(told.people[0])
    for title in ("Our", "Our rights", "Our rights at home"):
        await her.put(new(told), {"title": title})
    (line,) = await trail(database, "followup", "draft-begun")
    assert (line.who, line.person) == (told.people[0].participant,) * 2


async def test_it_is_saved_over_what_she_saw_alone(bench: Workbench, told: Told) -> None:
    her = bench.planner(told.people[0])
    seen = (await her.http.get(new(told))).headers["etag"]
    kept = await her.http.put(new(told), json=TYPED, headers={"If-Match": seen})

    assert (await her.http.put(new(told), json=TYPED)).json()["code"] == "precondition-missing"
    assert (await her.put(new(told), {"title": "From another page"}, 412, seen=seen))["code"] == "changed-meanwhile"
    await her.put(new(told), {"title": "Gone on with"}, seen=kept.headers["etag"])
    assert filled((await her.get(new(told)))["draft"]) == {"title": "Gone on with"}


async def test_that_it_is_begun_is_noted_once_however_often_it_is_saved(
    bench: Workbench, told: Told, database: TestDatabase
) -> None:
    her, path = bench.planner(told.people[0]), await returned(bench, told, told.people[0])
    held = await bench.held(told, told.people[1])
    for title in ("O", "Our", "Our rights"):
        await bench.planner(told.people[2]).put(new(told), {"title": title})
        await her.put(f"{path}/draft", {"title": title})
        await bench.planner(told.people[1]).put(f"{held.path}/report/draft", {"words": title})
    begun = [one.person for one in await trail(database, "followup", "draft-begun")]

    assert begun == [told.people[number].participant for number in (2, 0, 1)]


async def test_once_the_plan_is_sent_its_draft_is_gone_and_no_other_begins(bench: Workbench, told: Told) -> None:
    her = bench.planner(told.people[0])
    await her.put(new(told), TYPED)
    await bench.planned(told, told.people[0])

    assert await her.get(new(told)) == {"draft": None}
    assert await her.refused("PUT", new(told), TYPED) == "already-planned"
    assert await bench.count("select count(*) from draft") == 0


async def test_a_plan_that_is_refused_leaves_its_draft(bench: Workbench, told: Told) -> None:
    her = bench.planner(told.people[0])
    await her.put(new(told), TYPED)
    await her.post(f"/v1/trainings/{told.training}/plans", {**PLAN, "topics": ["astrology"]}, 422)

    assert filled((await her.get(new(told)))["draft"]) == TYPED


async def test_who_did_not_attend_begins_no_plan_and_a_correction_ends_what_she_began(
    bench: Workbench, told: Told
) -> None:
    absent, corrected, there = Person(outcome=Outcome.NO_SHOW), told.people[0], told.people[1]
    await bench.hear(*told.of(absent))
    for person in (corrected, there):
        await bench.planner(person).put(new(told), TYPED)
    await bench.hear(told.attended(corrected, 2, outcome=Outcome.NO_SHOW))

    assert await bench.planner(absent).refused("PUT", new(told), TYPED) == "did-not-attend"
    assert await bench.planner(corrected).get(new(told)) == {"draft": None}
    assert filled((await bench.planner(there).get(new(told)))["draft"]) == TYPED


async def test_a_cancelled_training_ends_what_was_begun_after_it(bench: Workbench, told: Told) -> None:
    other = Told()
    await bench.hear(*other.facts()[1:])
    for each in (told, other):
        await bench.planner(each.people[0]).put(new(each), TYPED)
    await bench.hear(cancelled(told.training, 9))

    assert await bench.planner(told.people[0]).get(new(told)) == {"draft": None}
    assert filled((await bench.planner(other.people[0]).get(new(other)))["draft"]) == TYPED


async def test_a_returned_plan_is_begun_again_by_its_planners_each_for_herself(bench: Workbench, told: Told) -> None:
    first, second, stranger = told.people[:3]
    path = await returned(bench, told, first)
    await bench.planner(second).post(f"{path}/planners", {})
    await bench.hear_own("PlannerJoined")
    await bench.planner(first).put(f"{path}/draft", TYPED)

    assert filled((await bench.planner(first).get(f"{path}/draft"))["draft"]) == TYPED
    assert await bench.planner(second).get(f"{path}/draft") == {"draft": None}
    assert await bench.planner(stranger).refused("GET", f"{path}/draft") == "not-permitted"
    assert await bench.planner(stranger).refused("PUT", f"{path}/draft", TYPED) == "not-permitted"
    assert await bench.mentor.refused("GET", f"{path}/draft") == "not-allowed"
    await bench.planner(second).put(path, {**PLAN, "title": "Canary again"})
    assert await bench.planner(first).get(f"{path}/draft") == {"draft": None}


async def test_a_plan_that_waits_for_its_mentor_is_not_begun_again(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    assert await bench.planner(told.people[0]).refused("PUT", f"{path}/draft", TYPED) == "not-in-this-state"


@pytest.mark.parametrize("end", ["withdrawal", "lapse"])
async def test_a_plan_that_ends_ends_its_draft(bench: Workbench, told: Told, end: str) -> None:
    path = await returned(bench, told, told.people[0])
    await bench.planner(told.people[0]).put(f"{path}/draft", TYPED)
    await bench.coordinator.post(f"{path}/{end}")

    assert await bench.count("select count(*) from draft") == 0


async def test_a_report_is_begun_once_it_can_be_sent_and_gone_once_it_is(bench: Workbench, told: Told) -> None:
    her, cascade = bench.planner(told.people[0]), await bench.scheduled(told, told.people[0])
    path = f"{cascade.path}/report/draft"
    assert await her.refused("PUT", path, REPORTED) == "not-in-this-state"
    await bench.hear(cascade.completed())
    await her.put(path, REPORTED)
    assert filled((await her.get(path))["draft"]) == REPORTED

    await her.put(f"{cascade.path}/report", REPORT)
    assert await her.get(path) == {"draft": None}
    assert await her.refused("PUT", path, REPORTED) == "not-in-this-state"


async def test_of_what_is_not_reported_for_safety_nothing_that_was_begun_stays(bench: Workbench, told: Told) -> None:
    her, cascade = bench.planner(told.people[0]), await bench.held(told, told.people[0])
    await her.put(f"{cascade.path}/report/draft", REPORTED)
    await her.post(f"{cascade.path}/withholding")

    assert await bench.count("select count(*) from draft") == 0


async def test_without_her_key_nobody_reads_what_she_typed(
    bench: Workbench, told: Told, database: TestDatabase
) -> None:
    for person in told.people[:2]:
        await bench.planner(person).put(new(told), TYPED)
    owner = await connect(database.owner_dsn("followup"))
    erased = "update person_key set wrapped = null, erased_at = now() where person = $1"
    await owner.execute(erased, told.people[0].participant)
    await owner.close()

    assert await bench.planner(told.people[0]).refused("GET", new(told)) == "person-erased"
    assert await bench.planner(told.people[0]).refused("PUT", new(told), TYPED) == "person-erased"
    assert filled((await bench.planner(told.people[1]).get(new(told)))["draft"]) == TYPED
