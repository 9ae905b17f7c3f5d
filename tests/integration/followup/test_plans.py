"""A plan until it is a training: written, given to a mentor, sent back, approved, given up."""

from shared.events.scheduling import Outcome
from tests.integration.followup.facts import Person, Told
from tests.integration.followup.workbench import MENTOR, OTHER_MENTOR, PLAN, RETURNED, Json, Workbench


async def test_whoever_attended_plans_under_the_id_that_was_expected(bench: Workbench, told: Told) -> None:
    path = f"/v1/trainings/{told.training}/expected-plans"
    expected = (await bench.coordinator.get(path))["items"]
    her = told.people[0]
    view = await bench.planned(told, her)
    closed = (await bench.coordinator.get(path))["items"]

    assert [view["plan"]] == [one["plan"] for one in expected if one["participant"] == str(her.participant)]
    assert (view["state"], view["version"], view["planners"][0]["share"]) == ("planned", 1, 10_000)
    assert sorted(one["state"] for one in closed) == ["expected"] * 5 + ["planned"]


async def test_what_she_plans_is_said_without_her_words(bench: Workbench, told: Told) -> None:
    await bench.planned(told, told.people[0])
    (fact,) = await bench.said("CascadePlanned")

    assert fact.topic.endswith(".local")
    assert (fact.value["kind"], fact.value["generation"], fact.value["parent"]) == (
        "human-rights",
        1,
        str(told.training),
    )
    assert "Canary" not in str(fact.value)


async def test_who_did_not_attend_cannot_plan(bench: Workbench, told: Told) -> None:
    absent = Person(outcome=Outcome.NO_SHOW)
    await bench.hear(*told.of(absent))

    assert await bench.planner(absent).refused("POST", f"/v1/trainings/{told.training}/plans", PLAN) == "did-not-attend"


async def test_before_it_is_heard_that_she_attended_she_is_asked_to_try_again(bench: Workbench, told: Told) -> None:
    early = Person()
    await bench.hear(*told.of(early)[1:])
    response = await bench.planner(early).http.post(f"/v1/trainings/{told.training}/plans", json=PLAN)

    assert (response.status_code, response.json()["code"], response.headers["retry-after"]) == (
        404,
        "not-known-here",
        "1",
    )


async def test_a_second_plan_waits_until_the_first_came_to_an_end(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    first = (await bench.planned(told, her))["plan"]
    path = f"/v1/trainings/{told.training}/plans"
    assert await bench.planner(her).refused("POST", path, PLAN) == "already-planned"

    await bench.planner(her).post(f"/v1/plans/{first}/withdrawal")
    second = await bench.planned(told, her)
    assert second["plan"] != first
    assert [fact.type for fact in await bench.said()][-3:] == ["CascadePlanned", "CascadeWithdrawn", "CascadePlanned"]


async def test_after_a_verified_cascade_another_may_be_planned(bench: Workbench, told: Told) -> None:
    cascade = await bench.verified(told, told.people[0])

    assert (await bench.planned(told, told.people[0]))["plan"] != str(cascade.plan)


async def test_unknown_topics_are_named(bench: Workbench, told: Told) -> None:
    path = f"/v1/trainings/{told.training}/plans"
    response = await bench.planner(told.people[0]).http.post(path, json={**PLAN, "topics": ["astrology"]})

    assert (response.json()["code"], response.json()["unknown"]) == ("unknown-codes", ["astrology"])


async def test_a_plan_comes_back_with_words_and_is_written_again(bench: Workbench, told: Told) -> None:
    her = bench.planner(told.people[0])
    path = await bench.assigned(told, told.people[0], minors=True, audience="girls")
    assert await bench.mentor.refused("POST", f"{path}/approval") == "second-adult-missing"

    await bench.mentor.post(f"{path}/return", {**RETURNED, "reasons": ["second_adult"]})
    returned = await her.get(path)
    again = await her.put(path, {**PLAN, "minors": True, "second_adult": True, "title": "Canary again"})

    assert (returned["state"], returned["words"]["return"]) == ("returned", "Canary return")
    assert (again["state"], again["version"], again["words"]["title"]) == ("planned", 4, "Canary again")
    (fact,) = await bench.said("CascadeReturned")
    assert (fact.value["part"], fact.value["reasons"], "Canary" in str(fact.value)) == ("plan", ["second_adult"], False)


async def test_a_plan_that_is_written_again_twice_alike_is_answered_alike_and_said_once(
    bench: Workbench, told: Told
) -> None:
    her = bench.planner(told.people[0])
    path = await bench.assigned(told, told.people[0])
    await bench.mentor.post(f"{path}/return", RETURNED)
    again: Json = {**PLAN, "title": "Canary again"}
    first, second = await her.put(path, again), await her.put(path, again)

    assert second == first
    assert await her.refused("PUT", path, {**again, "words": "Canary others"}) == "not-in-this-state"
    assert await her.refused("PUT", path, {**again, "expected_reach": 23}) == "not-in-this-state"
    assert await her.get(path) == first
    assert len(await bench.said("CascadePlanned")) == 2


async def test_a_mentor_who_is_given_a_plan_twice_has_it_once_and_another_has_it_after_her(
    bench: Workbench, told: Told
) -> None:
    path = await bench.assigned(told, told.people[0])
    first = await bench.coordinator.get(path)
    second = await bench.coordinator.put(f"{path}/mentor", {"mentor": str(MENTOR)})
    other = await bench.coordinator.put(f"{path}/mentor", {"mentor": str(OTHER_MENTOR)})

    assert second == first
    assert (other["mentor"], other["version"]) == (str(OTHER_MENTOR), first["version"] + 1)
    assert [fact.value["mentor"] for fact in await bench.said("MentorAssigned")] == [str(MENTOR), str(OTHER_MENTOR)]


async def test_nobody_is_the_mentor_of_her_own_plan(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    path = f"/v1/plans/{(await bench.planned(told, her))['plan']}"

    assert await bench.coordinator.refused("PUT", f"{path}/mentor", {"mentor": str(her.participant)}) == "own-plan"


async def test_approval_names_the_training_and_counts_what_is_planned(bench: Workbench, told: Told) -> None:
    cascade = await bench.approved(told, told.people[0])
    (fact,) = await bench.said("CascadeApproved")
    counted = [fact.value for fact in await bench.said("ReachCounted") if fact.value["generation"] == 1]

    assert (fact.value["training"], fact.value["mentor"]) == (str(cascade.training), str(MENTOR))
    assert [(one["training"], one["planned"]) for one in counted] == [(str(cascade.training), 22)]
    assert {"reported", "verified"} & counted[0].keys() == set()


async def test_an_approved_plan_is_neither_returned_nor_approved_again(bench: Workbench, told: Told) -> None:
    cascade = await bench.approved(told, told.people[0])

    assert await bench.mentor.refused("POST", f"{cascade.path}/return", RETURNED) == "not-in-this-state"
    assert await bench.mentor.refused("POST", f"{cascade.path}/approval") == "not-in-this-state"


async def test_a_plan_may_be_withdrawn_by_its_planner_and_lapse_by_the_coordinator(
    bench: Workbench, told: Told
) -> None:
    first, second = told.people[:2]
    one, other = await bench.approved(told, first), await bench.approved(told, second)
    withdrawn = await bench.planner(first).post(f"{one.path}/withdrawal")
    lapsed = await bench.coordinator.post(f"{other.path}/lapse")

    assert (withdrawn["state"], lapsed["state"]) == ("withdrawn", "lapsed")
    ends = [(fact.value["how"], fact.value["training"]) for fact in await bench.said("CascadeWithdrawn")]
    assert ends == [("withdrawn", str(one.training)), ("lapsed", str(other.training))]


async def test_a_plan_that_was_written_again_meanwhile_is_not_approved_by_whoever_read_the_former(
    bench: Workbench, told: Told
) -> None:
    path = await bench.assigned(told, told.people[0])
    read = (await bench.mentor.http.get(path)).headers["ETag"]
    await bench.mentor.post(f"{path}/return", RETURNED)
    await bench.planner(told.people[0]).put(path, {**PLAN, "title": "Canary again"})

    refused = await bench.mentor.http.post(f"{path}/approval", headers={"If-Match": read})
    again = (await bench.mentor.http.get(path)).headers["ETag"]
    approved = await bench.mentor.http.post(f"{path}/approval", headers={"If-Match": again})

    assert (refused.status_code, refused.json()["etag"]) == (412, again)
    assert (approved.status_code, approved.json()["state"]) == (201, "approved")
