"""Reporting what came of a plan: on the page, with a form filled in without a connection, or not at all."""

from uuid import UUID

import pytest

from tests.integration.followup.facts import Told
from tests.integration.followup.pages.entering import planner
from tests.integration.followup.workbench import HELD_ON, PLAN, Cascade, Workbench
from tests.support.visiting import Typed, Visiting, fields_of

TYPED: Typed = {
    "girls": "0",
    "women": "19",
    "men": "5",
    "minutes": "240",
    "modules/-": ["BE-1"],
    "words": "All stayed.",
}
FORM_FILE = "text/plain"


async def hand_in(visitor: Visiting, content: bytes, status: int = 200) -> Visiting:
    (button,) = [one for one in visitor.page.find_all("button") if "Read the form" in one.get_text()]
    form = button.find_parent("form")
    assert form is not None
    response = await visitor.http.post(
        str(form["action"]),
        data=fields_of(form),
        files={"file": ("of-somebody.txt", content, FORM_FILE)},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    return visitor._at(response, status)


def filled_in(form: bytes, **values: str) -> bytes:
    text = form.decode("utf-8-sig")
    for name, value in values.items():
        text = text.replace(f"\r\n{name}:", f"\r\n{name}: {value}")
    return text.encode()


async def test_she_reports_what_came_of_it(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    cascade = await bench.held(told, her)
    visitor = await planner(bench, her)
    assert "Your report is awaited until" in visitor.words
    await visitor.follow("Report what came of it")
    assert "BE-1: Peacebuilding, Human rights, Leadership of women" in visitor.words
    await visitor.press("Send the report", TYPED)

    assert visitor.here == f"/followup/plans/{cascade.plan}"
    assert "Reported, not yet verified." in visitor.words
    assert "All stayed." in visitor.words
    assert "BE-1: Peacebuilding, Human rights, Leadership of women" in visitor.words
    report = (await bench.planner(her).get(cascade.path))["report"]
    assert report == {"reach": {"girls": 0, "women": 19, "men": 5, "total": 24}, "modules": ["BE-1"], "minutes": 240}


async def test_a_question_about_her_plan_that_she_has_answered_is_not_asked_again_beside_her_report(
    bench: Workbench, told: Told
) -> None:
    her = told.people[0]
    path = await bench.assigned(told, her)
    await bench.mentor.post(f"{path}/return", {"part": "plan", "reasons": ["date"], "words": "When?"})
    await bench.planner(her).put(path, PLAN)
    becomes = (await bench.mentor.post(f"{path}/approval"))["becomes"]
    cascade = Cascade(path, UUID(path.rpartition("/")[2]), UUID(becomes), told.training)
    await bench.hear(cascade.announced(HELD_ON), cascade.completed())
    visitor = await planner(bench, her)
    await visitor.open(f"/plans/{cascade.plan}")
    assert "Held, report awaited." in visitor.words
    assert "came back" not in visitor.words


async def test_what_is_wrong_with_a_report_stands_at_its_field_and_nothing_is_lost(
    bench: Workbench, told: Told
) -> None:
    her = told.people[0]
    await bench.held(told, her)
    visitor = await planner(bench, her)
    await visitor.follow("Report what came of it")
    await visitor.press("Send the report", {**TYPED, "minutes": "four hours"}, status=422)

    assert visitor.error_at("minutes")
    assert (visitor.value("women"), visitor.value("words")) == ("19", "All stayed.")


async def test_the_form_to_take_along_says_nothing_of_whose_it_is(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    cascade = await bench.held(told, her)
    visitor = await planner(bench, her)
    form = await visitor.http.get(f"/followup/plans/{cascade.plan}/report/form")

    assert form.headers["content-disposition"] == 'attachment; filename="report-form.txt"'
    assert "# BE-1: Peacebuilding" in " ".join(form.text.split())
    for telling in (str(cascade.plan), str(her.participant), str(told.training), her.planning, "Canary"):
        assert telling not in form.text


async def test_a_form_filled_in_without_a_connection_is_checked_before_it_is_sent(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    cascade = await bench.held(told, her)
    visitor = await planner(bench, her)
    form = (await visitor.http.get(f"/followup/plans/{cascade.plan}/report/form")).content
    await visitor.follow("Report what came of it")
    content = filled_in(
        form, girls="0", women="19", men="5", minutes="240", modules="BE-1", words="All stayed.\nTwice."
    )
    await hand_in(visitor, content)

    assert "Nothing is sent yet" in visitor.words
    assert (await bench.planner(her).get(cascade.path))["state"] == "held"
    assert (visitor.value("women"), visitor.value("words")) == ("19", "All stayed.\nTwice.")
    await visitor.press("Send the report")
    saved = await bench.planner(her).get(cascade.path)
    assert (saved["state"], saved["report"]["modules"]) == ("reported", ["BE-1"])
    assert saved["words"]["report"] == "All stayed.\nTwice."


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\0", "cannot be read as text"),
        (b"girls: 3\nwomen: 4\n", "is not the report form"),
        (b"", "is not the report form"),
        (b"#" * 70_000, "too large"),
    ],
)
async def test_a_file_that_is_not_the_form_is_told_so(bench: Workbench, told: Told, content: bytes, why: str) -> None:
    her = told.people[0]
    await bench.held(told, her)
    visitor = await planner(bench, her)
    await visitor.follow("Report what came of it")
    await hand_in(visitor, content, status=422)

    assert why in visitor.error_at("file")
    assert "of-somebody" not in str(visitor.page)


async def test_a_form_from_an_editor_that_writes_utf_16_is_read(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    await bench.held(told, her)
    visitor = await planner(bench, her)
    await visitor.follow("Report what came of it")
    await hand_in(visitor, "girls: 1\nwomen: 2\nmen: 3\nminutes: 4\nmodules:\nwords: Ҳама монданд.".encode("utf-16"))
    assert visitor.value("words") == "Ҳама монданд."


async def test_it_need_not_be_reported_and_nobody_asks_why(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    cascade = await bench.held(told, her)
    visitor = await planner(bench, her)
    await visitor.open(f"/plans/{cascade.plan}")
    await visitor.press("Do not report it")

    assert "Not reported, for safety." in visitor.words
    assert "Report what came of it" in visitor.words


async def test_a_returned_report_shows_why_and_stands_in_the_form_again(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    cascade = await bench.reported(told, her)
    back = {"part": "report", "reasons": ["figures"], "words": "Who was counted?"}
    await bench.mentor.post(f"{cascade.path}/return", back)
    visitor = await planner(bench, her)
    await visitor.follow("Report what came of it")

    assert "Who was counted?" in visitor.words
    assert (visitor.value("women"), visitor.value("words")) == ("19", "Canary report")


async def test_before_it_was_held_there_is_nothing_to_report(bench: Workbench, told: Told) -> None:
    cascade = await bench.scheduled(told, told.people[0])
    visitor = await planner(bench, told.people[0])
    await visitor.open(f"/plans/{cascade.plan}/report")
    assert "There is nothing to report now" in visitor.words
