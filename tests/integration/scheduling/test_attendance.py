"""Attendance over HTTP: recorded, completed, said, corrected, said again."""

from typing import Any
from uuid import UUID, uuid4

from tests.integration.scheduling.facts import confirmed, released
from tests.integration.scheduling.held import AFTER, taught, with_agenda
from tests.integration.scheduling.test_agendas import TWO
from tests.integration.scheduling.workbench import SELECTION, Workbench

FACILITATOR = UUID(int=21)
FIGURES = ("minutes_planned", "minutes_delivered", "modules_planned", "modules_as_designed")


async def outcomes(bench: Workbench) -> list[tuple[Any, ...]]:
    facts = await bench.said("ParticipantAttended")
    return [(fact.value["outcome"], fact.value["minutes"], fact.value["version"]) for fact in facts]


async def test_completion_says_each_outcome_and_then_the_figures(bench: Workbench) -> None:
    held = await taught(bench)
    await held.record_all()
    completed = await held.complete()
    assert completed["state"] == "completed"
    assert await outcomes(bench) == [("attended", 120, 1), ("partly", 60, 1)]
    (fact,) = await bench.said("TrainingCompleted")
    assert {name: fact.value[name] for name in completed["held"]} == completed["held"]
    assert (fact.value["roster"], fact.value["attended"], fact.value["minutes_delivered"]) == (2, 2, 120)
    assert (fact.value["held_from"], fact.value["held_to"]) == ("2017-05-15", "2017-05-16")
    assert fact.value["version"] == completed["version"] == 3
    assert [one.type for one in await bench.said()][-1] == "TrainingCompleted"


async def test_who_attended_hears_when_her_plan_is_due(bench: Workbench) -> None:
    held = await taught(bench, plans_due_days=14)
    await held.record_all()
    await held.mark(0, held.of("TJ-02", "absent", reason="It was somebody else"))
    await held.complete()
    due = [fact.value.get("plan_due") for fact in await bench.said("ParticipantAttended")]
    assert due == ["2017-06-01T19:00:00Z", None]


async def test_a_training_is_not_complete_before_everything_is_recorded(bench: Workbench) -> None:
    held = await taught(bench)
    bench.clock.time = AFTER
    await held.deliver(0)
    await held.mark(0, held.of("TJ-01"), held.of("TJ-02"))
    response = await bench.coordinator.http.post(f"{held.path}/completion")
    assert response.json()["code"] == "not-recorded-yet"
    assert (response.json()["sessions"], response.json()["missing_marks"]) == (["S-02"], 2)


async def test_a_training_is_not_complete_before_its_first_day_is_over(bench: Workbench) -> None:
    held = await taught(bench)
    await held.record_all()
    assert await bench.coordinator.refused("POST", f"{held.path}/completion") == "too-early-to-complete"


async def test_a_training_without_agenda_has_nothing_to_record(bench: Workbench) -> None:
    training = (await bench.announced())["training"]
    bench.clock.time = AFTER
    path = f"/v1/trainings/{training}"
    assert await bench.coordinator.refused("POST", f"{path}/completion") == "no-agenda-published"


async def test_where_people_are_only_counted_the_sessions_are_enough(bench: Workbench) -> None:
    held = await with_agenda(bench, admission="none", plans_due_days=None)
    for number in (0, 1):
        await held.deliver(number)
    figures = (await held.complete())["held"]
    assert (figures["roster"], figures["attended"], figures["minutes_delivered"]) == (0, 0, 120)
    assert await bench.said("ParticipantAttended") == []


async def test_a_correction_after_completion_is_said_again_of_whom_it_changes(bench: Workbench) -> None:
    held = await taught(bench)
    await held.record_all()
    await held.complete()
    seen = await held.mark(1, held.of("TJ-02", reason="She sat with the interpreter"))
    assert await outcomes(bench) == [("attended", 120, 1), ("partly", 60, 1), ("attended", 120, 2)]
    assert len(await bench.said("TrainingCompleted")) == 1
    (correction,) = seen["corrections"]
    assert (correction["before"]["kind"], correction["after"]["kind"]) == ("absent", "present")
    assert correction["by"] == str(UUID(int=1))


async def test_other_minutes_after_completion_change_the_figures_with_a_reason(bench: Workbench) -> None:
    held = await taught(bench)
    await held.record_all()
    await held.complete()
    path = f"{held.path}/sessions/{held.sessions[1]}/delivery"
    shorter = {"minutes": 10, "as_designed": False}
    assert await bench.coordinator.refused("PUT", path, shorter) == "reason-needed"
    await bench.coordinator.put(path, {**shorter, "reason": "The light went out"})
    assert await outcomes(bench) == [
        ("attended", 120, 1),
        ("partly", 60, 1),
        ("attended", 70, 2),
        ("attended", 60, 2),
    ]
    versions = [
        (fact.value["minutes_delivered"], fact.value["version"]) for fact in await bench.said("TrainingCompleted")
    ]
    assert versions == [(120, 3), (70, 4)]


async def test_the_figures_of_attendance_are_sums_of_what_was_recorded(bench: Workbench) -> None:
    held = await taught(bench)
    await held.record_all()
    await held.mark(1, held.of("TJ-02", "partly", minutes=20, reason="She left at twenty past"))
    seen = await bench.coordinator.get(f"{held.path}/attendance")
    assert seen["marks"] == {"present": 3, "partly": 1, "absent": 0}
    assert (seen["minutes_planned"], seen["minutes_delivered"]) == (120, 120)
    assert [entry["badge"] for entry in seen["entries"]] == ["TJ-01", "TJ-02"]
    assert len(seen["recorded"]) == 4


async def test_what_is_shown_during_a_training_is_what_completion_says(bench: Workbench) -> None:
    """Of a session that begins within a minute as well."""
    held = await with_agenda(bench)
    odd = [{**TWO[0], "starts_at": "2017-05-15T04:00:20Z", "modules": ["LC-1"]}, {**TWO[1], "modules": ["LC-1"]}]
    agenda = await bench.coordinator.post(f"{held.path}/agendas", {"sessions": odd})
    await bench.coordinator.post(f"/v1/agendas/{agenda['agenda']}/publication")
    await held.deliver(0, 59)
    await held.deliver(1, as_designed=False)
    seen = await bench.coordinator.get(f"{held.path}/attendance")
    figures = (await held.complete())["held"]
    assert [session["minutes_planned"] for session in seen["sessions"]] == [59, 60]
    assert {name: figures[name] for name in FIGURES} == {name: seen[name] for name in FIGURES}
    assert (figures["modules_planned"], figures["modules_as_designed"]) == (1, 0)


async def test_before_its_agenda_is_published_a_training_shows_nobody_absent(bench: Workbench) -> None:
    training = (await bench.announced())["training"]
    seen = await bench.coordinator.get(f"/v1/trainings/{training}/attendance")
    assert (seen["sessions"], seen["recorded"], seen["minutes_planned"]) == ([], [], 0)


async def test_a_changed_mark_without_a_reason_changes_nothing(bench: Workbench) -> None:
    held = await taught(bench)
    await held.record_all()
    path = f"{held.path}/sessions/{held.sessions[0]}/attendance"
    marks = [held.of("TJ-01", "absent", reason="She came later"), held.of("TJ-02", "absent")]
    assert await bench.coordinator.refused("PUT", path, {"marks": marks}) == "reason-needed"
    seen = await bench.coordinator.get(f"{held.path}/attendance")
    assert (seen["marks"]["absent"], seen["corrections"]) == (1, [])


async def test_who_was_removed_is_not_marked_and_not_counted(bench: Workbench) -> None:
    held = await taught(bench)
    await held.record_all()
    await bench.hear(released(held.training, held.people["TJ-02"]))
    figures = (await held.complete())["held"]
    assert (figures["roster"], figures["attended"]) == (1, 1)
    listed = (await bench.coordinator.get(f"{held.path}/roster"))["items"]
    assert [(entry["badge"], entry["state"], entry["outcome"]) for entry in listed] == [
        ("TJ-01", "on_roster", "attended"),
        ("TJ-02", "removed", None),
    ]


async def test_who_is_confirmed_after_completion_gets_her_outcome_with_her_marks(bench: Workbench) -> None:
    held = await taught(bench)
    await held.record_all()
    await held.complete()
    held.people["TJ-03"] = uuid4()
    await bench.hear(confirmed(held.training, held.people["TJ-03"], "TJ-03"))
    await held.mark(0, held.of("TJ-03"))
    assert len(await outcomes(bench)) == 2
    await held.mark(1, held.of("TJ-03"))
    assert (await outcomes(bench))[-1] == ("attended", 120, 1)
    assert (await bench.said("TrainingCompleted"))[-1].value["roster"] == 3


async def test_seats_never_fall_below_the_roster(bench: Workbench) -> None:
    held = await taught(bench)
    assert await bench.coordinator.refused("POST", f"{held.path}/changes", {"seats": 1}) == "seats-below-confirmed"


async def test_facilitators_record_at_their_own_trainings_alone(bench: Workbench) -> None:
    held = await taught(bench)
    path = f"{held.path}/sessions/{held.sessions[0]}/delivery"
    body = {"minutes": 60, "as_designed": True}
    assert await bench.anyone.staff("facilitator", FACILITATOR).put(path, body)
    assert await bench.anyone.staff("facilitator", uuid4()).refused("PUT", path, body) == "not-her-training"
    assert await bench.anyone.staff("mentor", FACILITATOR).refused("PUT", path, body) == "not-allowed"
    assert await bench.anyone.refused("GET", f"{held.path}/roster") == "credentials-missing"


async def test_a_trainer_completes_her_own_training_by_her_link(bench: Workbench) -> None:
    held = await taught(bench)
    trainer = await bench.trainers_link(held.training, FACILITATOR)
    await held.record_all()
    bench.clock.time = AFTER
    assert (await trainer.post(f"{held.path}/completion"))["state"] == "completed"


async def test_a_training_of_trainers_is_completed_by_the_coordinator(bench: Workbench) -> None:
    held = await taught(bench, SELECTION)
    trainer = await bench.trainers_link(held.training, FACILITATOR)
    await held.record_all()
    bench.clock.time = AFTER
    assert await trainer.refused("POST", f"{held.path}/completion") == "for-the-coordinator"
    assert await trainer.refused("GET", f"{held.path}/attendance") == "for-the-coordinator"
