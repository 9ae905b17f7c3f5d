"""The sheet of a day whose agenda changed after it was drawn: nothing is recorded unseen, and nothing typed is lost."""

from uuid import UUID

from tests.integration.scheduling.held import EVENING, Taught, hours, taught
from tests.integration.scheduling.pages.people import coordinator, staff
from tests.integration.scheduling.pages.test_day import ANOTHER, DAY, TWO_FACILITATE, at_day, cell, held, marks
from tests.integration.scheduling.test_agendas import PERSON, session
from tests.integration.scheduling.workbench import Json, Workbench


async def plan(one: Taught, *sessions: Json) -> None:
    """Another agenda is published, while somebody has a sheet of the one before."""
    agenda = await one.bench.coordinator.post(f"{one.path}/agendas", {"sessions": [*sessions]})
    await one.bench.coordinator.post(f"/v1/agendas/{agenda['agenda']}/publication")


async def test_a_session_that_came_to_the_day_meanwhile_is_shown_before_it_is_recorded(bench: Workbench) -> None:
    first, second, third = hours(15)
    one = await taught(bench, sessions=[first, second, session("S-03", 16, 4)])
    bench.clock.time = EVENING
    visitor = await staff(bench, "facilitator", UUID(PERSON))
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    await plan(one, first, second, third)
    typed = cell(one, "S-01", "TJ-01")
    await visitor.press("Record the day", {typed: "30"}, status=412)
    assert "The agenda was changed meanwhile" in visitor.words
    assert "S-03 11:00–12:00" in visitor.words
    assert visitor.value(typed) == "30"
    assert (await held(one), await marks(one)) == ([(None, None)] * 3, [])
    await visitor.press("Record the day")
    assert await held(one) == [(60, True)] * 3
    assert ("S-01", "TJ-01", "partly", 30) in await marks(one)


async def test_a_session_that_left_the_day_meanwhile_takes_nothing_with_it_that_was_typed(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    first, second, _ = hours(15)
    await plan(one, first, second, session("S-03", 16, 4))
    hers = cell(one, "S-03", "TJ-02")
    await visitor.press("Record the day", {"took/S-03": "50", "designed/S-03": "yes", hers: "x"}, status=412)
    assert all(words in visitor.words for words in ("S-03: Minutes that took place: 50", "As designed", "TJ-02: x"))
    await visitor.press("Record the day", {cell(one, "S-01", "TJ-01"): "500"}, status=422)
    assert "TJ-02: x" in visitor.words
    await visitor.press("Record the day", {cell(one, "S-01", "TJ-01"): ""})
    assert await held(one) == [(60, True), (60, True), (None, None)]


async def test_a_session_that_is_at_another_hour_now_is_looked_at_again_and_left_out_if_it_is_ahead(
    bench: Workbench,
) -> None:
    one, visitor = await at_day(bench)
    first, second, _ = hours(15)
    await plan(one, first, second, session("S-03", 15, 16))
    await visitor.press("Record the day", status=412)
    assert "S-03 21:00–22:00" in visitor.words
    await visitor.press("Record the day")
    assert await held(one) == [(60, True), (60, True), (None, None)]


async def test_a_day_from_which_everything_went_meanwhile_still_shows_what_was_typed(bench: Workbench) -> None:
    one, visitor = await at_day(bench)
    await plan(one, *hours(16))
    await visitor.press("Record the day", {"took/S-02": "50"}, status=412)
    assert "The agenda was changed meanwhile" in visitor.words
    assert "S-02: Minutes that took place: 50" in visitor.words
    assert "Record the day" not in visitor.words
    assert await held(one) == [(None, None)] * 3


async def test_a_session_that_somebody_else_facilitates_now_is_not_recorded_by_who_did_before(bench: Workbench) -> None:
    first, second, third = ({**one, "facilitators": ["F-1"]} for one in hours(15))
    one = await taught(bench, sessions=[first, second, third], resources=TWO_FACILITATE)
    bench.clock.time = EVENING
    visitor = await staff(bench, "facilitator", UUID(ANOTHER))
    await plan(one, first, {**second, "facilitators": ["F-2"]}, third)
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    await plan(one, {**first, "facilitators": ["F-2"]}, second, third)
    await visitor.press("Record the day", {"took/S-02": "50"}, status=412)
    assert "S-02: Minutes that took place: 50" in visitor.words
    assert await held(one) == [(None, None)] * 3
    await visitor.press("Record the day")
    assert await held(one) == [(60, True), (None, None), (None, None)]


async def test_a_session_that_went_to_the_next_sheet_of_its_day_is_recorded_there(bench: Workbench) -> None:
    short = [
        {**one, "starts_at": f"2017-05-15T{3 + n // 2:02}:{30 * (n % 2):02}:00Z"}
        | {"ends_at": f"2017-05-15T{3 + n // 2:02}:{30 * (n % 2) + 20}:00Z"}
        for n, one in enumerate(hours(15, each=13))
    ]
    one = await taught(bench, sessions=short[1:])
    bench.clock.time = EVENING
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{one.training}/days/{DAY}")
    await plan(one, *short)
    await visitor.press("Record the day", {"took/S-13": "10"}, status=412)
    assert "S-13: Minutes that took place: 10" in visitor.words
    assert {minutes for minutes, _ in await held(one)} == {None}
