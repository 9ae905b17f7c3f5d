"""All sessions of a day on one sheet: printed by badge, typed in at once from paper."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from tests.integration.scheduling.facts import confirmed
from tests.integration.scheduling.held import EVENING, Taught, hours, taught, with_agenda
from tests.integration.scheduling.pages.people import coordinator, staff, trainer
from tests.integration.scheduling.test_agendas import PERSON, RESOURCES
from tests.integration.scheduling.workbench import Json, Workbench
from tests.support.visiting import Typed, Visiting

DAY = "2017-05-15"
ANOTHER = str(UUID(int=22))
TWO_FACILITATE: Json = {
    **RESOURCES,
    "facilitators": [*RESOURCES["facilitators"], {"code": "F-2", "person": ANOTHER, "languages": ["ru"]}],
}


def cell(one: Taught, session: str, badge: str) -> str:
    return f"at/{session}/{str(one.people[badge])[-12:]}"


async def marks(one: Taught) -> list[tuple[str, str, str, int | None]]:
    """Session, badge, kind, minutes."""
    told = await one.bench.coordinator.get(f"{one.path}/attendance")
    codes = {session["session"]: session["code"] for session in told["sessions"]}
    badges = {entry["application"]: entry["badge"] for entry in told["entries"]}
    return [
        (codes[mark["session"]], badges[mark["application"]], mark["mark"], mark["minutes"])
        for mark in told["recorded"]
    ]


async def held(one: Taught) -> list[tuple[int | None, bool | None]]:
    told = await one.bench.coordinator.get(f"{one.path}/attendance")
    return [(session["minutes"], session["as_designed"]) for session in told["sessions"]]


async def at_day(bench: Workbench) -> tuple[Taught, Visiting]:
    """A facilitator in the evening, before the sheet of a day with three sessions."""
    one = await taught(bench, sessions=hours(15))
    bench.clock.time = EVENING
    visitor = await staff(bench, "facilitator", UUID(PERSON))
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    return one, visitor


async def test_a_facilitator_finds_the_day_and_records_that_all_took_place_and_all_were_there(
    bench: Workbench,
) -> None:
    one = await taught(bench, sessions=hours(15, 16))
    bench.clock.time = EVENING
    visitor = await staff(bench, "facilitator", UUID(PERSON))
    await visitor.open("/sessions")
    await visitor.follow("Record the whole day: 15 May 2017")
    await visitor.press("Record the day")
    assert await held(one) == [(60, True)] * 3 + [(None, None)] * 3
    assert {(badge, kind) for _, badge, kind, _ in await marks(one)} == {("TJ-01", "present"), ("TJ-02", "present")}
    assert len(await marks(one)) == 6
    assert "60 of 60 minutes, as designed" in visitor.words


async def test_what_stands_on_the_paper_is_typed_as_it_stands_there(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    await visitor.press(
        "Record the day",
        {
            cell(one, "S-01", "TJ-01"): "40",
            cell(one, "S-01", "TJ-02"): "x",
            cell(one, "S-02", "TJ-01"): "0",
            "took/S-02": "50",
            "designed/S-02": "yes",
            "took/S-03": "0",
        },
    )
    assert await held(one) == [(60, True), (50, True), (0, False)]
    assert await marks(one) == [
        ("S-01", "TJ-01", "partly", 40),
        ("S-01", "TJ-02", "absent", None),
        ("S-02", "TJ-01", "absent", None),
        ("S-02", "TJ-02", "present", None),
        ("S-03", "TJ-01", "absent", None),
        ("S-03", "TJ-02", "absent", None),
    ]
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    names = ("took/S-01", "took/S-02", "took/S-03", cell(one, "S-01", "TJ-01"), cell(one, "S-01", "TJ-02"))
    assert [visitor.value(name) for name in names] == ["", "50", "0", "40", "0"]


async def test_one_mistake_stands_at_its_field_and_nothing_of_the_day_is_recorded_or_lost(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    wrong, right = cell(one, "S-02", "TJ-02"), cell(one, "S-01", "TJ-01")
    await visitor.press("Record the day", {wrong: "500", right: "30"}, status=422)
    assert "Minutes are more than none" in visitor.error_at(wrong)
    assert "TJ-02, S-02: Minutes are more than none" in visitor.words
    assert (visitor.value(wrong), visitor.value(right)) == ("500", "30")
    assert (await marks(one), await held(one)) == ([], [(None, None)] * 3)
    await visitor.press("Record the day", {wrong: "50"})
    assert ("S-01", "TJ-01", "partly", 30) in await marks(one)
    assert ("S-02", "TJ-02", "partly", 50) in await marks(one)


async def test_what_is_no_number_is_told_at_each_field_at_once(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    somebody = cell(one, "S-03", "TJ-02")
    await visitor.press("Record the day", {somebody: "half", "took/S-01": "most of it"}, status=422)
    assert visitor.error_at(somebody) == visitor.error_at("took/S-01") == "Error: Write a number."


async def test_what_is_not_over_yet_is_left_out_and_recorded_later(bench: Workbench) -> None:
    one = await taught(bench, sessions=hours(15))
    bench.clock.time = datetime(2017, 5, 15, 6, tzinfo=UTC)
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    assert visitor.values("leave/-") == ["S-03"]
    await visitor.press("Record the day")
    assert await held(one) == [(60, True), (60, True), (None, None)]
    bench.clock.time = EVENING
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    assert visitor.values("leave/-") == []
    await visitor.press("Record the day")
    assert await held(one) == [(60, True)] * 3


async def test_what_is_typed_of_a_session_that_is_left_out_is_not_lost_in_silence(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    typed = cell(one, "S-02", "TJ-01")
    await visitor.press("Record the day", {"leave/-": ["S-02"], typed: "20"}, status=422)
    assert "left out" in visitor.error_at(typed)
    assert await held(one) == [(None, None)] * 3
    await visitor.press("Record the day", {typed: ""})
    assert await held(one) == [(60, True), (None, None), (60, True)]


async def test_a_day_of_which_all_is_left_out_says_that_nothing_would_be_recorded(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    await visitor.press("Record the day", {"leave/-": ["S-01", "S-02", "S-03"]}, status=422)
    assert "nothing would be recorded" in visitor.words
    assert await held(one) == [(None, None)] * 3


async def test_what_changes_asks_for_one_reason_for_the_day(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    await visitor.press("Record the day")
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    typed: Typed = {cell(one, code, "TJ-02"): "x" for code in ("S-01", "S-02")}
    await visitor.press("Record the day", typed, status=422)
    assert visitor.error_at("reason")
    await visitor.press("Record the day", {"reason": "The badges were mixed up"})
    assert visitor.words.count("TJ-02: there → not there. The badges were mixed up") == 2


async def test_a_day_recorded_by_two_shows_both_and_records_nothing_unseen(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    await one.deliver(0, 45)
    await one.mark(0, one.of("TJ-01", "absent"))
    await visitor.press("Record the day", {cell(one, "S-03", "TJ-01"): "30"}, status=412)
    assert "Saved meanwhile: 45" in visitor.words
    assert "Saved meanwhile: 0" in visitor.words
    assert "Saved meanwhile: yes" in visitor.words
    assert visitor.words.count("Saved meanwhile") == 3
    assert visitor.value(cell(one, "S-03", "TJ-01")) == "30"
    assert (await held(one))[1:] == [(None, None)] * 2


async def test_a_day_that_is_sent_twice_at_once_is_recorded_once(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    for seen in await asyncio.gather(*(replace(visitor).press("Record the day") for _ in range(2))):
        assert "60 of 60 minutes, as designed" in seen.words
    assert len(await marks(one)) == 6


async def test_somebody_who_got_a_place_meanwhile_is_shown_before_the_day_is_recorded(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    one.people["TJ-03"] = uuid4()
    await bench.hear(confirmed(one.training, one.people["TJ-03"], "TJ-03"))
    await visitor.press("Record the day", status=412)
    await visitor.press("Record the day")
    assert len(await marks(one)) == 9


async def test_a_facilitator_has_her_own_sessions_on_her_sheet_and_the_coordinator_all(bench: Workbench) -> None:
    sessions = [{**one, "facilitators": ["F-2" if one["code"] == "S-02" else "F-1"]} for one in hours(15)]
    one = await taught(bench, sessions=sessions, resources=TWO_FACILITATE)
    bench.clock.time = EVENING
    path = f"/trainings/{one.training}/days/{DAY}"
    shown = {}
    for name, visitor in (
        ("first", await staff(bench, "facilitator", UUID(PERSON))),
        ("second", await staff(bench, "facilitator", UUID(ANOTHER))),
        ("coordinator", await coordinator(bench)),
    ):
        for page in (path, f"{path}/paper"):
            await visitor.open(page)
            shown[name, page] = {code for code in ("S-01", "S-02", "S-03") if code in visitor.words}
    assert {name: codes for (name, page), codes in shown.items() if page == path} == {
        "first": {"S-01", "S-03"},
        "second": {"S-02"},
        "coordinator": {"S-01", "S-02", "S-03"},
    }
    assert all(codes == shown[name, path] for (name, _), codes in shown.items())
    second = await staff(bench, "facilitator", UUID(ANOTHER))
    await second.open(path)
    await second.press("Record the day", {"took/S-01": "10", cell(one, "S-01", "TJ-01"): "x"})
    assert await held(one) == [(None, None), (60, True), (None, None)]


async def test_who_teaches_nothing_on_a_day_has_no_sheet_of_it(bench: Workbench) -> None:
    one = await taught(bench, sessions=hours(15))
    path = f"/trainings/{one.training}/days"
    her = await staff(bench, "facilitator", UUID(PERSON))
    for day in ("2017-05-16", f"{DAY}?part=2", "never"):
        await her.open(f"{path}/{day}", status=404)
    for page in (f"{path}/{DAY}", f"{path}/{DAY}/paper"):
        await (await staff(bench, "facilitator", uuid4())).open(page, status=403)
        await (await staff(bench, "mentor", UUID(PERSON))).open(page, status=403)


async def test_a_trainer_records_the_day_of_her_own_training_by_her_link(bench: Workbench) -> None:
    one = await taught(bench, sessions=hours(15))
    bench.clock.time = EVENING
    visitor = await trainer(bench, one.training, UUID(int=31))
    await visitor.open(f"/trainings/{one.training}/attendance")
    await visitor.follow("Record: 15 May 2017")
    await visitor.press("Record the day")
    assert await held(one) == [(60, True)] * 3


@pytest.mark.parametrize("sensitivity", ["discreet", "closed"])
async def test_a_sheet_of_a_day_names_nobody_and_no_training_that_is_not_open(
    bench: Workbench, sensitivity: str
) -> None:
    one = await taught(bench, sessions=hours(15), sensitivity=sensitivity)
    visitor = await coordinator(bench)
    for page in ("", "/paper"):
        await visitor.open(f"/trainings/{one.training}/days/{DAY}{page}")
        assert all(word in visitor.words for word in ("TJ-01", "TJ-02", "S-01", "S-03", "09:00–10:00"))
        assert "15 May 2017" in visitor.title
        assert "Dushanbe 2017" not in str(visitor.page)
        assert not any(str(person) in str(visitor.page) for person in one.people.values())
        assert "Dushanbe" not in visitor.title


async def test_a_day_with_more_than_fits_a_sheet_goes_on_on_the_next(bench: Workbench) -> None:
    sessions = [
        {**one, "starts_at": f"2017-05-15T{3 + n // 2:02}:{30 * (n % 2):02}:00Z"}
        | {"ends_at": f"2017-05-15T{3 + n // 2:02}:{30 * (n % 2) + 20}:00Z"}
        for n, one in enumerate(hours(15, each=14))
    ]
    one = await taught(bench, sessions=sessions)
    bench.clock.time = EVENING
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    await visitor.press("Record the day")
    assert visitor.here == f"/scheduling/trainings/{one.training}/days/{DAY}"
    await visitor.press("Record the day")
    assert await held(one) == [(20, True)] * 14
    assert visitor.here == f"/scheduling/trainings/{one.training}/attendance"
    await visitor.open(f"/trainings/{one.training}/days/{DAY}/paper?part=2")
    assert "sheet 2 of 2" in visitor.words


async def test_where_nobody_is_entered_by_name_the_sheet_and_the_training_say_where_people_are_counted(
    bench: Workbench,
) -> None:
    one = await with_agenda(bench, sessions=hours(15), admission="none", plans_due_days=None)
    bench.clock.time = EVENING
    words = "Nobody is entered by name: how many were there is told in the report."
    visitor = await staff(bench, "facilitator", UUID(PERSON))
    for path in (f"days/{DAY}", f"sessions/{one.sessions[0]}"):
        await visitor.open(f"/trainings/{one.training}/{path}")
        assert words in visitor.words
        assert "confirmed place" not in visitor.words
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    await visitor.press("Record the day")
    await one.complete()
    at_desk = await coordinator(bench)
    await at_desk.open(f"/trainings/{one.training}")
    assert f"Attended, wholly or partly {words}" in at_desk.words
