"""A training's life over HTTP, and what others hear of it."""

from uuid import uuid4

import pytest

from shared.events.registration import DecisionKind, SelectionDecided
from tests.integration.scheduling.workbench import AT, CALL, ENROLMENT, SELECTION, Json, Workbench
from tests.support.services import ANY_STATE

SECTORS = ("NGO", "media", "government", "education")


def quotas(*minimums: int) -> list[dict[str, object]]:
    return [
        {"id": f"sector-{sector[:5]}", "where": {"sector": sector}, "minimum": minimum, "maximum": 13}
        for sector, minimum in zip(SECTORS, minimums, strict=True)
    ]


async def test_minimums_that_need_more_seats_than_there_are_are_refused_with_their_sum(bench: Workbench) -> None:
    draft = await bench.draft()
    path = f"/v1/trainings/{draft['training']}"
    body = {**SELECTION, "programme": draft["programme"], "quotas": quotas(9, 6, 6, 6)}
    response = await bench.coordinator.http.put(path, json=body, headers=ANY_STATE)
    assert response.status_code == 422
    problem = response.json()
    assert problem["code"] == "quotas-do-not-fit"
    assert "the minimums need 27 seats, there are 25" in problem["detail"]
    assert [(group["attribute"], group["minimums"]) for group in problem["sums"]] == [("sector", 27)]
    saved = await bench.coordinator.put(path, {**body, "quotas": quotas(9, 4, 3, 4)})
    assert len(saved["quotas"]) == 4


async def test_announcing_says_the_whole_training_without_the_title_of_a_discreet_one(bench: Workbench) -> None:
    training = await bench.announced(quotas=quotas(9, 4, 3, 4))
    (fact,) = await bench.said("TrainingAnnounced")
    assert fact.topic == "unsent.tj.scheduling"
    assert fact.value["training"] == training["training"]
    assert fact.value["version"] == training["version"] == 1
    assert fact.value["host"] == "tj"
    assert fact.value["seats"] == 25
    assert fact.value["call"] == CALL
    assert len(fact.value["quotas"]) == 4
    assert "title" not in fact.value


async def test_the_title_of_an_open_training_is_public_and_travels(bench: Workbench) -> None:
    await bench.announced(sensitivity="open")
    (fact,) = await bench.said("TrainingAnnounced")
    assert fact.value["title"] == SELECTION["title"]


async def test_facts_of_a_local_training_stay_in_the_region(bench: Workbench) -> None:
    await bench.announced(visibility="local")
    (fact,) = await bench.said("TrainingAnnounced")
    assert fact.topic == "unsent.tj.scheduling.local"


async def test_a_draft_with_too_little_in_it_is_not_announced_and_says_what_is_missing(bench: Workbench) -> None:
    draft = await bench.draft(call=None, starts_on=None, ends_on=None)
    response = await bench.coordinator.http.post(f"/v1/trainings/{draft['training']}/announcement")
    assert response.status_code == 409
    assert response.json()["missing"] == ["starts_on", "ends_on", "call"]


async def test_other_dates_are_said_once(bench: Workbench) -> None:
    training = await bench.announced()
    path = f"/v1/trainings/{training['training']}/dates"
    dates = {"starts_on": "2017-06-15", "ends_on": "2017-06-18", "note": "The hall is free then"}
    moved = await bench.coordinator.put(path, dates)
    assert await bench.coordinator.put(path, dates) == moved
    (fact,) = await bench.said("TrainingChanged")
    assert fact.value["parts"] == ["dates"]
    assert fact.value["starts_on"] == "2017-06-15"
    assert fact.value["version"] == 2
    assert "hall" not in str(fact.value)
    assert [note["words"] for note in moved["notes"]] == ["The hall is free then"]


async def test_a_draft_takes_its_dates_silently(bench: Workbench) -> None:
    draft = await bench.draft()
    await bench.coordinator.put(
        f"/v1/trainings/{draft['training']}/dates", {"starts_on": "2017-06-15", "ends_on": "2017-06-18"}
    )
    assert await bench.said() == []


async def test_only_what_is_sent_changes(bench: Workbench) -> None:
    training = await bench.announced(quotas=quotas(9, 4, 3, 4))
    changed = await bench.coordinator.post(f"/v1/trainings/{training['training']}/changes", {"seats": 26})
    assert changed == {**training, "seats": 26, "version": 2}
    (fact,) = await bench.said("TrainingChanged")
    assert fact.value["parts"] == ["seats"]


async def test_quotas_and_call_stay_once_a_selection_is_published(bench: Workbench) -> None:
    training = await bench.announced(quotas=quotas(9, 4, 3, 4))
    decided = SelectionDecided(
        training=training["training"],
        selection=uuid4(),
        hash="0" * 64,
        kind=DecisionKind.FIRST,
        quotas_kept=(),
        version=1,
        at=AT,
    )
    await bench.hear(decided)
    path = f"/v1/trainings/{training['training']}/changes"
    assert await bench.coordinator.refused("POST", path, {"quotas": []}) == "selection-decided-already"
    assert (await bench.coordinator.post(path, {"seats": 26}))["seats"] == 26


async def test_cancelling_gives_a_code_and_keeps_the_words(bench: Workbench) -> None:
    training = await bench.announced()
    path = f"/v1/trainings/{training['training']}/cancellation"
    cancelled = await bench.coordinator.post(path, {"reason": "venue", "note": "The room was refused"})
    assert cancelled["state"] == "cancelled"
    (fact,) = await bench.said("TrainingCancelled")
    assert (fact.value["reason"], fact.value["version"]) == ("venue", 2)
    assert "room" not in str(fact.value)
    assert await bench.coordinator.refused("POST", path, {"reason": "venue"}) == "not-in-this-state"


async def test_a_discarded_draft_is_never_announced(bench: Workbench) -> None:
    draft = await bench.draft()
    path = f"/v1/trainings/{draft['training']}"
    assert (await bench.coordinator.post(f"{path}/discarding"))["state"] == "discarded"
    assert await bench.coordinator.refused("POST", f"{path}/announcement") == "not-in-this-state"
    assert await bench.said() == []


async def test_a_training_with_a_parent_is_one_generation_further(bench: Workbench) -> None:
    first = await bench.announced()
    second = await bench.draft(ENROLMENT, parent=first["training"], plans_due_days=None)
    assert second["generation"] == 1
    listed = await bench.coordinator.get(f"/v1/trainings?parent={first['training']}&state=draft")
    assert [item["training"] for item in listed["items"]] == [second["training"]]


async def test_plans_are_expected_after_generation_zero_alone(bench: Workbench) -> None:
    first = await bench.announced()
    body = {**ENROLMENT, "programme": first["programme"], "parent": first["training"]}
    assert await bench.coordinator.refused("POST", "/v1/trainings", body) == "plans-due-in-generation-zero"


@pytest.mark.parametrize("field", ["programme", "parent"])
async def test_what_a_draft_refers_to_has_to_be_known(bench: Workbench, field: str) -> None:
    body = {**SELECTION, field: str(uuid4())}
    assert await bench.coordinator.refused("POST", "/v1/trainings", body) == "unknown-references"


async def test_an_unknown_training_may_be_known_in_a_second(bench: Workbench) -> None:
    response = await bench.coordinator.http.get(f"/v1/trainings/{uuid4()}")
    assert (response.status_code, response.json()["code"]) == (404, "not-known-here")
    assert response.headers["retry-after"] == "1"


async def test_a_misspelt_field_is_refused(bench: Workbench) -> None:
    assert await bench.coordinator.refused("POST", "/v1/trainings", {**SELECTION, "seat": 3}) == "invalid-request"


async def test_what_can_be_empty_is_emptied_by_null_and_what_cannot_is_refused(bench: Workbench) -> None:
    training = await bench.announced(per_organisation=2)
    path = f"/v1/trainings/{training['training']}/changes"
    assert (await bench.coordinator.post(path, {"per_organisation": None}))["per_organisation"] is None
    assert await bench.coordinator.refused("POST", path, {"seats": None}) == "invalid-request"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "zero \x00 byte"},
        {"seats": 10**12},
        {"plans_due_days": 10**9},
        {"starts_on": "9999-12-31"},
        {"publish_not_before": "9999-12-31T23:59:59Z"},
        {"publish_not_before": "2017-05-31T19:00:00"},
    ],
)
async def test_values_that_nobody_can_count_with_are_not_understood(bench: Workbench, wrong: Json) -> None:
    assert await bench.coordinator.refused("POST", "/v1/trainings", {**SELECTION, **wrong}) == "invalid-request"
