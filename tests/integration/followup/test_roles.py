"""Who may do what, and who reads how much."""

import pytest

from tests.integration.followup.facts import Told
from tests.integration.followup.workbench import FOUND, OTHER_MENTOR, PLAN, REPORT, RETURNED, Json, Workbench


async def test_words_are_shown_to_planners_mentor_and_coordinator_alone(bench: Workbench, told: Told) -> None:
    cascade = await bench.approved(told, told.people[0])
    inside = [await asks.get(cascade.path) for asks in (bench.planner(told.people[0]), bench.mentor, bench.coordinator)]
    others = (
        bench.anyone.staff("mentor", OTHER_MENTOR),
        bench.auditor,
        bench.anyone.staff("facilitator"),
        bench.anyone.staff("reviewer"),
        bench.planner(told.people[1]),
    )
    outside = [await asks.get(cascade.path) for asks in others]

    assert [view["words"] for view in inside] == [{"title": "Canary title", "words": "Canary words"}] * 3
    shown = [{name for name, value in view.items() if value is not None} for view in outside]
    assert shown == [{"plan", "state", "training", "kind"}] * 5
    assert {view["state"] for view in outside} == {"open"}


async def test_a_list_shows_no_words_and_a_mentor_hers_alone(bench: Workbench, told: Told) -> None:
    await bench.assigned(told, told.people[0])
    await bench.planned(told, told.people[1])
    path = f"/v1/plans?training={told.training}"
    every, hers, others = [
        (await asks.get(path))["items"]
        for asks in (bench.coordinator, bench.mentor, bench.anyone.staff("mentor", OTHER_MENTOR))
    ]

    assert [len(items) for items in (every, hers, others)] == [2, 1, 0]
    assert [view["words"] for view in (*every, *hers)] == [None] * 3
    assert len((await bench.coordinator.get(f"{path}&state=returned"))["items"]) == 0


async def test_another_participants_link_changes_nothing(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    stranger = bench.planner(told.people[1])

    assert await stranger.refused("POST", f"{path}/withdrawal") == "not-permitted"
    assert await stranger.refused("POST", f"{path}/withholding") == "not-permitted"
    assert await stranger.refused("PUT", path, PLAN) == "not-permitted"
    assert await stranger.refused("PUT", f"{path}/report", REPORT) == "not-permitted"


async def test_a_mentor_decides_about_what_was_given_to_her_alone(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    other = bench.anyone.staff("mentor", OTHER_MENTOR)

    assert await other.refused("POST", f"{path}/approval") == "not-permitted"
    assert await other.refused("POST", f"{path}/return", RETURNED) == "not-permitted"
    assert await other.refused("POST", f"{path}/verification", FOUND) == "not-permitted"


async def test_a_coordinator_may_approve_and_does_not_verify(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])

    assert (await bench.coordinator.post(f"{path}/approval"))["state"] == "approved"
    assert await bench.coordinator.refused("POST", f"{path}/verification", FOUND) == "not-allowed"


MENTOR_BODY: Json = {"mentor": "00000000-0000-0000-0000-00000000003d"}
COORDINATOR_BODY: Json = {"coordinator": "00000000-0000-0000-0000-000000000001"}
FOR_OTHERS: list[tuple[str, str, str, Json | None]] = [
    ("mentor", "PUT", "/v1/plans/{id}/mentor", MENTOR_BODY),
    ("mentor", "POST", "/v1/plans/{id}/lapse", None),
    ("auditor", "POST", "/v1/plans/{id}/approval", None),
    ("auditor", "GET", "/v1/plans", None),
    ("auditor", "GET", "/v1/trainings/{id}/attendees", None),
    ("mentor", "GET", "/v1/trainings/{id}/attendees", None),
    ("auditor", "GET", "/v1/trainings/{id}/expected-plans", None),
    ("auditor", "GET", "/v1/trainings/{id}/feedback", None),
    ("auditor", "GET", "/v1/trainings/{id}/items", None),
    ("mentor", "GET", "/v1/trainings/{id}/coordinator", None),
    ("mentor", "PUT", "/v1/trainings/{id}/coordinator", COORDINATOR_BODY),
    ("auditor", "PUT", "/v1/trainings/{id}/coordinator", COORDINATOR_BODY),
    ("mentor", "GET", "/v1/trainings/{id}/ledger", None),
    ("facilitator", "GET", "/v1/trainings/{id}/tree", None),
    ("facilitator", "POST", "/v1/items/{id}/release", None),
    ("mentor", "GET", "/v1/items/{id}/picture", None),
    ("operator", "GET", "/v1/plans/{id}", None),
    ("coordinator", "POST", "/v1/trainings/{id}/plans", PLAN),
    ("coordinator", "GET", "/v1/trainings/{id}/testimonials", None),
    ("coordinator", "GET", "/v1/trainings/{id}/items/mine", None),
    ("coordinator", "GET", "/v1/items/{id}/mine", None),
    ("coordinator", "PUT", "/v1/plans/{id}/report", REPORT),
]


@pytest.mark.parametrize(("role", "method", "path", "body"), FOR_OTHERS)
async def test_routes_for_others_are_not_allowed(
    bench: Workbench, told: Told, role: str, method: str, path: str, body: Json | None
) -> None:
    asks = bench.anyone.staff(role, OTHER_MENTOR)

    assert await asks.refused(method, path.format(id=told.training), body) == "not-allowed"


async def test_a_link_for_feedback_plans_nothing(bench: Workbench, told: Told) -> None:
    her = bench.anyone.link(told.people[0].feedback)

    assert await her.refused("POST", f"/v1/trainings/{told.training}/plans", PLAN) == "not-allowed"
    assert await bench.anyone.refused("POST", f"/v1/trainings/{told.training}/plans", PLAN) == "credentials-missing"
