"""What is typed on the pages of a plan and of a report outlasts a lost line."""

import httpx2
import pytest

from tests.integration.followup.facts import Told
from tests.integration.followup.pages.entering import planner
from tests.integration.followup.pages.test_planning import TYPED
from tests.integration.followup.pages.test_reporting import TYPED as REPORT_TYPED
from tests.integration.followup.pages.test_reporting import hand_in
from tests.integration.followup.workbench import RETURNED, Workbench
from tests.support.visiting import Typed, Visiting, fields_of

SAVE = "Save and go on later"
SO_FAR = "This is what you have typed so far."
HALF: Typed = {"title": "Our rights", "expected_reach": "about twenty", "topics/-": ["leadership"], "minors": "false"}


def stands(visitor: Visiting) -> None:
    assert [visitor.value(name) for name in ("title", "expected_reach")] == ["Our rights", "about twenty"]
    assert visitor.values("topics/-") == ["leadership"]
    assert visitor.values("minors") == ["false"]


async def by_itself(visitor: Visiting, typed: Typed) -> httpx2.Response:
    """As script sends the form: with no button."""
    (form,) = visitor.page.select("form[data-draft]")
    headers = {"Sec-Fetch-Site": "same-origin"}
    return await visitor.http.post(str(form["data-draft"]), data={**fields_of(form), **typed}, headers=headers)


async def test_half_a_plan_is_saved_by_a_button_and_gone_on_with_from_another_telephone(
    bench: Workbench, told: Told
) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.follow("Write my plan")
    assert SO_FAR not in visitor.words
    await visitor.press(SAVE, HALF)
    assert SO_FAR in visitor.words
    stands(visitor)

    another = await planner(bench, told.people[0])
    await another.follow("Go on with my plan")
    stands(another)
    await another.press("Send the plan", TYPED)
    assert "waits for the mentor" in another.words
    await another.open(f"/trainings/{told.training}/mine/plan")
    assert another.value("title") == ""


async def test_what_is_typed_is_saved_by_itself_time_and_again(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.follow("Write my plan")
    first = await by_itself(visitor, {"title": "Our"})
    second = await by_itself(visitor, {**HALF, "_draft": first.headers["etag"]})

    assert [first.status_code, second.status_code, second.content] == [204, 204, b""]
    assert first.headers["cache-control"] == "no-store"
    await visitor.open(visitor.here)
    stands(visitor)


async def test_a_plan_that_is_refused_is_saved_as_it_was_typed(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.follow("Write my plan")
    await visitor.press("Send the plan", HALF, status=422)
    assert visitor.error_at("expected_reach")
    stands(await (await planner(bench, told.people[0])).open(visitor.here))

    await visitor.press("Send the plan", {**TYPED, "title": "After all"})
    assert "After all" in visitor.words


async def test_what_was_typed_on_two_telephones_stands_side_by_side(bench: Workbench, told: Told) -> None:
    one, other = [await planner(bench, told.people[0]) for _ in range(2)]
    for visitor in (one, other):
        await visitor.follow("Write my plan")
    await one.press(SAVE, {"title": "From the first"})
    await other.press(SAVE, {"title": "From the second"}, status=412)
    assert "From the first" in other.words
    assert other.value("title") == "From the second"
    await other.press(SAVE)

    await one.open(one.here)
    assert one.value("title") == "From the second"


async def test_a_save_that_is_sent_twice_is_done_once(bench: Workbench, told: Told) -> None:
    visitor = await planner(bench, told.people[0])
    await visitor.follow("Write my plan")
    assert [(await by_itself(visitor, HALF)).status_code for _ in range(2)] == [204, 204]


async def test_a_returned_plan_is_saved_beside_what_its_mentor_read(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    path = await bench.assigned(told, her)
    await bench.mentor.post(f"{path}/return", RETURNED)
    visitor = await planner(bench, her)
    await visitor.follow("Write it again")
    assert visitor.value("title") == "Canary title"
    await visitor.press(SAVE, HALF)
    stands(visitor)
    assert (await bench.mentor.get(path))["words"]["title"] == "Canary title"

    await visitor.press("Send the plan", {**TYPED, "title": "Written again"})
    assert (await bench.mentor.get(path))["words"]["title"] == "Written again"


async def test_half_a_report_is_saved_and_gone_on_with(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    cascade = await bench.held(told, her)
    visitor = await planner(bench, her)
    await visitor.follow("Report what came of it")
    await visitor.press(SAVE, {"women": "about 19", "modules/-": ["BE-1"], "words": "All"})
    assert SO_FAR in visitor.words

    another = await planner(bench, her)
    await another.follow("Report what came of it")
    assert (another.value("women"), another.values("modules/-")) == ("about 19", ["BE-1"])
    await another.press("Send the report", {**REPORT_TYPED, "minutes": "long"}, status=422)
    await another.open(f"/plans/{cascade.plan}/report")
    assert another.value("minutes") == "long"
    await another.press("Send the report", REPORT_TYPED)
    assert "Reported, not yet verified." in another.words


async def test_a_form_that_is_read_from_a_file_is_saved_like_one_that_is_typed(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    await bench.held(told, her)
    visitor = await planner(bench, her)
    await visitor.follow("Report what came of it")
    await visitor.press(SAVE, {"women": "7"})
    await hand_in(visitor, b"girls: 1\nwomen: 2\nmen: 3\nminutes: 4\nmodules:\nwords: All stayed.")
    assert visitor.value("women") == "2"
    await visitor.press(SAVE)

    await visitor.open(visitor.here)
    assert (visitor.value("women"), visitor.value("words")) == ("2", "All stayed.")


@pytest.mark.parametrize("page", ["mine/plan", "mine/plan/draft"])
async def test_with_a_link_for_another_training_nothing_is_begun(bench: Workbench, told: Told, page: str) -> None:
    other = Told()
    await bench.hear(*other.facts()[1:])
    stranger = await planner(bench, other.people[0])
    address = f"/followup/trainings/{told.training}/{page}"
    answer = await stranger.http.post(address, data={"title": "Not hers"}, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 403
    assert await bench.count("select count(*) from draft") == 0
