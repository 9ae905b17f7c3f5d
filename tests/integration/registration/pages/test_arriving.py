"""A coordinator tells of whom she knows that they can travel only later, and sees whom that leaves out."""

import pytest

from tests.integration.registration.host.test_arrivals import ON_THE_FIRST_DAY, TOO_LATE, arrivals
from tests.integration.registration.host.test_lotteries import committed, drawn
from tests.integration.registration.host.workbench import Bench, drafted, newest, reviewed_call
from tests.integration.registration.pages.test_coordinating_host import coordinator

DRAFT, SETTLE, DRAW = "Draft the selection", "Make the list and settle it", "Draw by this number"
TYPED = f"tj-01  {TOO_LATE}\n\nTJ-02 {ON_THE_FIRST_DAY}\n"
POINTS, LOTS = "the highest sum of points", "a lottery whose chances are to be as equal as can be"
LEFT_OUT = "Who was left out, and why TJ-01: can travel only after the first day"


async def test_whoever_comes_too_late_is_left_out_of_a_draft_and_named_with_the_reason(host: Bench) -> None:
    call = await reviewed_call(host)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    await visitor.press(DRAFT, {"seed": "2017", "arrivals": TYPED})
    assert "Left out: TJ-01. Selected: GE-01, TJ-02, TJ-03." in visitor.words
    assert LEFT_OUT in visitor.words


async def test_whoever_comes_too_late_is_on_no_list_of_a_lottery(host: Bench) -> None:
    call = await reviewed_call(host)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/lottery")
    await visitor.press(SETTLE, {"arrivals": TYPED})
    await visitor.press(DRAW, {"seed": "2017"})
    await visitor.open(f"/selections/{(await newest(call))['selection']}")
    assert LEFT_OUT in visitor.words


async def test_drafts_are_told_apart_by_what_decided_and_by_who_was_left_out(host: Bench) -> None:
    call = await reviewed_call(host)
    by_points = await drafted(call, **arrivals(call, TJ_01=TOO_LATE))
    by_lot = await drawn(call, await committed(call))
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/selection")
    listed = [one.get_text().split(": ")[1] for one in visitor.page.select(".note.warn li")]
    assert listed == [f"{LOTS}, number 2017, in reserve 2", f"{POINTS}, number 2017, in reserve 2"]
    await visitor.open(
        f"/trainings/{call.training.id}/selection/comparison"
        f"?selection/-={by_points['selection']}&selection/-={by_lot['selection']}"
    )
    told = [[cell.get_text() for cell in row.select("td")] for row in visitor.page.select("tbody tr")[:2]]
    assert [(one[1], one[-1]) for one in told] == [(POINTS, "TJ-01"), (LOTS, "–")]
    costs = [cell.get_text() for cell in visitor.page.select("tbody")[-1].select("td")]
    pairs = zip(by_points["quotas"], by_lot["quotas"], strict=True)
    assert costs == [told for a, b in pairs for told in (f"seats: {a['seats']}; it costs 0", f"seats: {b['seats']}")]


@pytest.mark.parametrize(("page", "button"), [("selection", DRAFT), ("lottery", SETTLE)])
@pytest.mark.parametrize(
    "line", ["TJ-99 2017-05-20", "TJ-01", "TJ-01 2017-05-32", "2017-05-20 TJ-01", f"TJ-02 {TOO_LATE}"]
)
async def test_a_line_that_says_nobody_or_no_day_is_told_and_nothing_typed_is_lost(
    host: Bench, page: str, button: str, line: str
) -> None:
    call = await reviewed_call(host)
    visitor = await coordinator(host)
    await visitor.open(f"/trainings/{call.training.id}/{page}")
    typed = f"TJ-02 {ON_THE_FIRST_DAY}\n{line}"
    await visitor.press(button, {"reserve": "4", "arrivals": typed}, status=422)
    assert visitor.error_at("arrivals").startswith("Error: Each line has the number of one who can be selected")
    assert f"Not so here: {line}" in visitor.words
    assert (visitor.value("arrivals"), visitor.value("reserve")) == (typed, "4")


async def test_a_selection_from_which_nobody_was_left_out_says_nothing_of_it(host: Bench) -> None:
    draft = await drafted(await reviewed_call(host))
    visitor = await coordinator(host)
    await visitor.open(f"/selections/{draft['selection']}")
    assert draft["left_out"] == []
    assert "left out" not in visitor.words
