"""The sheet of a session: printed by badge, typed in from paper, and the whole to its completion."""

import asyncio
import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from scheduling.pages.attendance import MOST_CORRECTIONS
from shared.web.pages.languages import texts
from tests.integration.scheduling.facts import roster
from tests.integration.scheduling.held import AFTER, Taught, taught
from tests.integration.scheduling.pages.people import coordinator, staff
from tests.integration.scheduling.test_agendas import PERSON
from tests.integration.scheduling.workbench import Workbench
from tests.support.visiting import Typed, Visiting


async def facilitator(bench: Workbench) -> Visiting:
    return await staff(bench, "facilitator", UUID(PERSON))


async def recorded(one: Taught) -> list[tuple[str, str, int | None]]:
    told = await one.bench.coordinator.get(f"{one.path}/attendance")
    codes = {session["session"]: session["code"] for session in told["sessions"]}
    badges = {entry["application"]: entry["badge"] for entry in told["entries"]}
    assert set(codes) >= {mark["session"] for mark in told["recorded"]}
    return [(badges[mark["application"]], mark["mark"], mark["minutes"]) for mark in told["recorded"]]


async def at_sheet(bench: Workbench) -> tuple[Taught, Visiting]:
    """A facilitator, before the sheet of the first session."""
    one = await taught(bench)
    visitor = await facilitator(bench)
    await visitor.open(f"/trainings/{one.training}/sessions/{one.sessions[0]}")
    return one, visitor


async def test_a_facilitator_finds_what_is_to_be_recorded_and_records_that_all_were_there(bench: Workbench) -> None:
    one = await taught(bench)
    visitor = await facilitator(bench)
    await visitor.open("/sessions")
    await visitor.follow("Record who was there S-01")
    await visitor.press("Record")
    assert await recorded(one) == [("TJ-01", "present", None), ("TJ-02", "present", None)]
    assert "60 of 60 minutes, as designed" in visitor.words
    await visitor.open("/sessions")
    assert "S-01" not in visitor.words
    await visitor.follow("Recorded")
    assert "S-01" in visitor.words
    (feedback,) = [one for one in visitor.page.find_all("a") if "What people say of it" in one.get_text()]
    assert feedback["href"] == f"/followup/sign-in?next={one.path.removeprefix('/v1')}/feedback/results"


async def test_who_was_not_there_loses_her_tick_and_who_left_early_gets_minutes(bench: Workbench) -> None:
    one = await taught(bench)
    visitor = await facilitator(bench)
    early, absent = str(one.people["TJ-01"]), str(one.people["TJ-02"])
    sheet = f"/trainings/{one.training}/sessions/{one.sessions[0]}"
    await visitor.open(sheet)
    await visitor.press("Record", {"there/-": [early], f"minutes/{early}": "500"}, status=422)
    assert visitor.error_at(f"minutes/{early}")
    assert visitor.value(f"minutes/{early}") == "500"
    await visitor.press("Record", {f"minutes/{early}": "40"})
    assert await recorded(one) == [("TJ-01", "partly", 40), ("TJ-02", "absent", None)]
    await visitor.open(sheet)
    assert absent not in visitor.value("there/-")


async def test_what_changes_asks_for_a_reason_and_keeps_what_was_before(bench: Workbench) -> None:
    one = await taught(bench)
    await one.deliver(0)
    await one.mark(0, one.of("TJ-01"), one.of("TJ-02", "absent"))
    visitor = await facilitator(bench)
    await visitor.open(f"/trainings/{one.training}/sessions/{one.sessions[0]}")
    both: Typed = {"there/-": [str(person) for person in one.people.values()]}
    await visitor.press("Record", both, status=422)
    assert visitor.error_at("reason")
    await visitor.press("Record", {"reason": "She came late"})
    assert "TJ-02: not there → there. She came late" in visitor.words


async def test_a_session_that_did_not_take_place_has_nobody_in_it(bench: Workbench) -> None:
    one, visitor = await at_sheet(bench)
    await visitor.press("Record", {"how": "otherwise", "took": "", "designed": ""}, status=422)
    assert visitor.error_at("took")
    await visitor.press("Record", {"how": "none"})
    assert {mark for _, mark, _ in await recorded(one)} == {"absent"}
    assert "0 of 60 minutes, not as designed" in visitor.words


async def test_minutes_typed_beside_as_planned_are_not_lost_in_silence(bench: Workbench) -> None:
    one, visitor = await at_sheet(bench)
    await visitor.press("Record", {"how": "planned", "took": "30"}, status=422)
    assert "choose that, or leave them out" in visitor.error_at("took")
    assert await recorded(one) == []
    await visitor.press("Record", {"how": "otherwise"})
    assert "30 of 60 minutes, not as designed" in visitor.words


async def test_a_contradiction_hides_nothing_that_somebody_recorded_meanwhile(bench: Workbench) -> None:
    one, visitor = await at_sheet(bench)
    await one.deliver(0, 50)
    await visitor.press("Record", {"how": "planned", "took": "30"}, status=422)
    await visitor.press("Record", {"how": "otherwise"}, status=412)
    assert "Saved meanwhile: 50" in visitor.words


async def test_a_session_was_shorter_than_recorded_and_so_was_her_part(bench: Workbench) -> None:
    one = await taught(bench)
    await one.deliver(0)
    await one.mark(0, one.of("TJ-01", "partly", minutes=40), one.of("TJ-02"))
    visitor = await facilitator(bench)
    await visitor.open(f"/trainings/{one.training}/sessions/{one.sessions[0]}")
    early = f"minutes/{one.people['TJ-01']}"
    await visitor.press("Record", {"how": "otherwise", "took": "30", early: "20", "reason": "The power failed"})
    assert "60 minutes, as designed → 30 minutes, not as designed. The power failed" in visitor.words
    assert "partly (40 minutes) → partly (20 minutes)" in visitor.words
    assert await recorded(one) == [("TJ-01", "partly", 20), ("TJ-02", "present", None)]
    assert "30 of 60 minutes, not as designed" in visitor.words


async def test_a_sheet_that_is_sent_twice_at_once_is_recorded_once(bench: Workbench) -> None:
    one, visitor = await at_sheet(bench)
    for seen in await asyncio.gather(*(replace(visitor).press("Record") for _ in range(2))):
        assert "60 of 60 minutes, as designed" in seen.words
    assert await recorded(one) == [("TJ-01", "present", None), ("TJ-02", "present", None)]


async def test_a_sheet_recorded_by_two_shows_both(bench: Workbench) -> None:
    one, visitor = await at_sheet(bench)
    await one.deliver(0, 45)
    await one.mark(0, one.of("TJ-01", "absent"))
    minutes = f"minutes/{one.people['TJ-02']}"
    await visitor.press("Record", {minutes: "20"}, status=412)
    saved = [" ".join(told.get_text().split()) for told in visitor.page.select(".meanwhile")]
    assert saved == ["Saved meanwhile: 45", "Saved meanwhile: yes", "Saved meanwhile: not there"]
    typed: Typed = {"how": "otherwise", "took": "50", "designed": "yes", minutes: ""}
    await visitor.press("Record", {**typed, "reason": "Both were there"})
    assert "50 of 60 minutes" in visitor.words


async def test_of_a_training_that_was_cancelled_nothing_is_recorded_any_more(bench: Workbench) -> None:
    one, visitor = await at_sheet(bench)
    await bench.coordinator.post(f"{one.path}/cancellation", {"reason": "venue"})
    pages = {visitor.here: visitor, f"/trainings/{one.training}/days/2017-05-15": await coordinator(bench)}
    for page, whose in pages.items():
        await whose.open(page)
        assert "This training was cancelled: nothing is recorded of it any more." in whose.words
        assert whose.page.select("main form button") == []


async def test_who_came_to_the_roster_after_the_sheet_was_drawn_is_ticked_like_everybody(bench: Workbench) -> None:
    one, visitor = await at_sheet(bench)
    late = {"TJ-03": uuid4()}
    await bench.hear(*roster(one.training, late))
    one.people |= late
    await visitor.press("Record", {"there/-": [str(one.people["TJ-01"])]}, status=412)
    await visitor.press("Record")
    assert await recorded(one) == [("TJ-01", "present", None), ("TJ-02", "absent", None), ("TJ-03", "present", None)]


async def test_a_coordinator_completes_a_training_when_all_is_recorded(bench: Workbench) -> None:
    one = await taught(bench)
    visitor = await coordinator(bench)
    bench.clock.time = AFTER
    await visitor.open(f"/trainings/{one.training}/attendance")
    await visitor.press("Complete the training", status=409)
    assert "S-02" in visitor.words
    await one.record_all()
    await visitor.press("Complete the training")
    assert "Completed" in visitor.words
    assert len(await bench.said("TrainingCompleted")) == 1
    await visitor.open(f"/trainings/{one.training}/roster")
    assert "TJ-02 Tajikistan On the roster Attended partly 60" in visitor.words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "From 16 May 2017, 00:00 (Asia/Dushanbe) on"),
        ("ru", "16 мая 2017, 00:00 (Asia/Dushanbe)"),
        ("tg", "16 майи 2017, 00:00 (Asia/Dushanbe)"),
    ],
)
async def test_before_a_training_can_be_completed_the_page_says_from_when_on_its_own_clock_in_her_language(
    bench: Workbench, language: str, said: str
) -> None:
    one = await taught(bench)
    await one.record_all()
    visitor = await coordinator(bench)
    visitor.http.headers["Accept-Language"] = language
    await visitor.open(f"/trainings/{one.training}/attendance")
    words = texts(("scheduling.pages", "shared.web.pages"), language).gettext("Complete the training")
    assert said in visitor.words
    assert words not in visitor.words


async def test_sheets_and_badges_are_printed_by_badge_and_name_nobody(bench: Workbench) -> None:
    one = await taught(bench)
    visitor = await facilitator(bench)
    for path in (f"sessions/{one.sessions[0]}/paper", "badges"):
        await visitor.open(f"/trainings/{one.training}/{path}")
        assert "TJ-01" in visitor.words
        assert not any(str(person) in str(visitor.page) for person in one.people.values())


async def test_of_many_corrections_the_newest_are_shown_and_the_older_ones_behind_them(bench: Workbench) -> None:
    one = await taught(bench)
    await one.mark(0, one.of("TJ-01"))
    for number in range(MOST_CORRECTIONS + 2):
        await correct(one, number)
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{one.training}/attendance")
    assert reasons(visitor) == [*reversed(range(2, MOST_CORRECTIONS + 2))]
    await correct(one, MOST_CORRECTIONS + 2)
    await visitor.follow("2 earlier ones")
    assert reasons(visitor) == [1, 0]
    await visitor.follow("The newest")
    assert reasons(visitor)[0] == MOST_CORRECTIONS + 2


async def correct(one: Taught, number: int) -> None:
    await one.mark(0, one.of("TJ-01", "absent" if number % 2 == 0 else "present", reason=f"Reason {number}."))


def reasons(visitor: Visiting) -> list[int]:
    """In the order of the page."""
    return [int(number) for number in re.findall(r"Reason (\d+)\.", visitor.words)]


async def test_a_facilitator_of_another_training_is_shown_nothing_of_it(bench: Workbench) -> None:
    one = await taught(bench)
    visitor = await staff(bench, "facilitator", uuid4())
    for path in ("attendance", "roster", "badges", f"sessions/{one.sessions[0]}"):
        await visitor.open(f"/trainings/{one.training}/{path}", status=403)
    await visitor.open("/sessions")
    assert "There is none." in visitor.words
