"""What is typed on a day's sheet, as it is sent, and where what is wrong with it is told."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from scheduling.pages import day_sheet
from scheduling.pages.day_sheet import MOST_BESIDE, MOST_CELLS, Sheet
from shared.web.pages.forms import Form, Typed

DAY = "2017-05-15"
NOW = datetime(2017, 5, 15, 10, tzinfo=UTC)


def id_of(number: int) -> str:
    return str(UUID(int=number))


def a_day(sessions: int = 3, people: int = 2, **recorded: Any) -> list[Sheet]:
    """Sessions of an hour from nine o'clock on in Dushanbe; `recorded`: of the first of them."""
    planned = [
        {
            "session": id_of(n),
            "code": f"S-{n:02}",
            "starts_at": f"2017-05-15T{3 + n // 2:02}:{30 * (n % 2):02}:00Z",
            "ends_at": f"2017-05-15T{3 + n // 2:02}:{30 * (n % 2) + 29}:00Z",
        }
        for n in range(1, sessions + 1)
    ]
    unknown = {"minutes": None, "as_designed": None}
    told = [{"session": one["session"], "code": one["code"], "minutes_planned": 60, **unknown} for one in planned]
    told[0] |= recorded
    entries = [{"application": id_of(1000 + n), "badge": f"TJ-{n:02}"} for n in range(1, people + 1)]
    attendance = {"sessions": told, "entries": entries, "recorded": []}
    return day_sheet.sheets_of({"sessions": planned, "time_zone": "Asia/Dushanbe"}, attendance, DAY, None)


def cell(sheet: Sheet, session: int = 0, person: int = 0) -> str:
    return day_sheet.cell(sheet.sessions[session], sheet.entries[person])


def sent(sheet: Sheet, **typed: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = day_sheet.body(Form({**empty(sheet), **typed}), sheet)["sessions"]
    return told


def empty(sheet: Sheet) -> dict[str, str]:
    """As a browser sends the fields in which nothing was typed."""
    return {name: "" for one in sheet.sessions for name in (day_sheet.took(one), *cells(sheet, one))}


def cells(sheet: Sheet, session: Any) -> list[str]:
    return [day_sheet.cell(session, entry) for entry in sheet.entries]


@pytest.mark.parametrize(
    ("sessions", "people", "parts"),
    [(4, 25, [4]), (4, 0, [4]), (MOST_BESIDE, 33, [MOST_BESIDE]), (13, 25, [12, 1]), (4, 200, [2, 2])],
)
def test_a_sheet_holds_what_fits_a_page(sessions: int, people: int, parts: list[int]) -> None:
    sheets = a_day(sessions, people)
    assert [len(one.sessions) for one in sheets] == parts
    assert all(len(one.sessions) * people <= MOST_CELLS for one in sheets)
    assert [(one.number, one.parts) for one in sheets] == [(n, len(parts)) for n in range(1, len(parts) + 1)]


def test_a_session_stays_whole_however_many_people_are_in_it() -> None:
    assert [len(one.sessions) for one in a_day(2, MOST_CELLS + 1)] == [1, 1]


def test_an_empty_sheet_says_that_all_was_as_planned_and_all_were_there() -> None:
    (sheet,) = a_day()
    assert {(one["minutes"], one["as_designed"]) for one in sent(sheet)} == {(60, True)}
    assert {mark["mark"] for one in sent(sheet) for mark in one["marks"]} == {"present"}


@pytest.mark.parametrize("typed", ["0", "00", "x", "X", "х", "×", "-", "–", " 0 "])
def test_a_nought_or_a_cross_says_that_she_was_not_there(typed: str) -> None:
    (sheet,) = a_day()
    told = sent(sheet, **{cell(sheet): typed})
    assert told[0]["marks"][0] == {
        "application": id_of(1001),
        "mark": "absent",
        "minutes": None,
        "reason": None,
    }
    assert told[0]["marks"][1]["mark"] == told[1]["marks"][0]["mark"] == "present"


@pytest.mark.parametrize(("typed", "minutes"), [("40", "40"), (" 7 ", "7"), ("half", "half")])
def test_anything_else_is_sent_as_minutes_for_the_api_to_judge(typed: str, minutes: str) -> None:
    (sheet,) = a_day()
    mark = sent(sheet, **{cell(sheet): typed})[0]["marks"][0]
    assert (mark["mark"], mark["minutes"]) == ("partly", minutes)


def test_nobody_was_in_what_did_not_take_place_unless_minutes_say_so_and_are_refused() -> None:
    (sheet,) = a_day()
    told = sent(sheet, **{"took/S-01": "0", cell(sheet): "20"})[0]
    assert (told["minutes"], told["as_designed"]) == ("0", False)
    assert [(mark["mark"], mark["minutes"]) for mark in told["marks"]] == [("partly", "20"), ("absent", None)]


def test_what_is_left_out_is_not_sent() -> None:
    (sheet,) = a_day()
    told = day_sheet.body(Form({**empty(sheet), "leave/-": ["S-01", "S-03"]}), sheet)["sessions"]
    assert [one["session"] for one in told] == [id_of(2)]


def test_of_a_session_whose_fields_were_not_there_to_be_filled_in_nothing_is_sent() -> None:
    (sheet,) = a_day()
    fields = {name: text for name, text in empty(sheet).items() if "S-02" not in name}
    assert [one["session"] for one in day_sheet.body(Form(fields), sheet)["sessions"]] == [id_of(1), id_of(3)]


def test_what_is_recorded_and_what_is_over_is_not_left_out() -> None:
    (sheet,) = a_day(minutes=50, as_designed=False)
    before_all = datetime(2017, 5, 15, 1, tzinfo=UTC)
    assert day_sheet.form_of(sheet, "", before_all).values("leave/-") == ["S-02", "S-03"]
    assert day_sheet.form_of(sheet, "", NOW).values("leave/-") == []


@pytest.mark.parametrize(
    ("minutes", "as_designed", "took", "designed"),
    [(60, True, "", ""), (60, False, "60", ""), (50, True, "50", "yes"), (0, False, "0", ""), (None, None, "", "")],
)
def test_how_a_session_is_recorded_is_sent_again_as_it_stands(
    minutes: int | None, as_designed: bool | None, took: str, designed: str
) -> None:
    (sheet,) = a_day(minutes=minutes, as_designed=as_designed)
    form = day_sheet.form_of(sheet, "", NOW)
    assert (form.value("took/S-01"), form.value("designed/S-01")) == (took, designed)
    told = day_sheet.body(form, sheet)["sessions"][0]
    assert (int(told["minutes"]), told["as_designed"]) == (60 if minutes is None else minutes, as_designed is not False)


def test_what_is_wrong_is_told_where_it_was_typed_though_sessions_were_left_out() -> None:
    (sheet,) = a_day()
    told = day_sheet.body(Form({**empty(sheet), "leave/-": ["S-01"]}), sheet)
    pointers = (
        "/sessions/1/marks/1/minutes",
        "/sessions/0/minutes",
        "/sessions/0/marks/0/reason",
        "/sessions/1/reason",
    )
    problem = {"code": "invalid-request", "errors": [{"pointer": one, "detail": "It is wrong."} for one in pointers]}
    errors = day_sheet.at_fields(problem, sheet, told)["errors"]
    assert [one["pointer"] for one in errors] == [f"/{cell(sheet, 2, 1)}", "/took/S-02", "/reason", "/reason"]


def test_beside_a_sheet_stands_only_what_is_recorded_otherwise() -> None:
    (empty,), (sheet,) = a_day(), a_day(minutes=45, as_designed=True)
    kinds: list[dict[str, Any]] = [{"mark": "present", "minutes": None}, {"mark": "absent", "minutes": None}]
    marks = {(id_of(1), id_of(1000 + n)): kind for n, kind in enumerate(kinds, start=1)}
    sheet = replace(sheet, marks=marks)
    saved = day_sheet.form_of(sheet, "newer", NOW)
    written = {cell(sheet): "30", cell(sheet, 2): "30"}
    typed = Form({**day_sheet.form_of(empty, "older", NOW).typed, **written}, seen="older")
    form = day_sheet.meanwhile(typed, sheet, saved, {"code": "changed-meanwhile"})
    assert form.now == {
        "took/S-01": "45",
        "designed/S-01": "yes",
        cell(sheet): day_sheet.ALL,
        cell(sheet, 0, 1): "0",
    }
    assert (form.seen, form.key, form.value(cell(sheet))) == ("newer", typed.key, "30")


def test_a_sheet_that_is_as_it_was_drawn_is_not_overtaken() -> None:
    (sheet,) = a_day()
    form = Form({**empty(sheet), day_sheet.DRAWN: day_sheet.drawn(sheet.sessions)})
    assert day_sheet.overtaken(form, sheet, day_sheet.form_of(sheet, "", NOW)) is None


def test_a_session_that_came_to_a_sheet_stands_there_as_it_is_recorded_beside_what_was_typed() -> None:
    (sheet,) = a_day(minutes=45, as_designed=True)
    before = replace(sheet, sessions=sheet.sessions[1:2])
    written = {cell(sheet, 1): "30", day_sheet.DRAWN: day_sheet.drawn(before.sessions)}
    typed: Typed = {**empty(before), **written, "leave/-": ["S-02"]}
    at_eight = datetime(2017, 5, 15, 3, tzinfo=UTC)
    saved = day_sheet.form_of(sheet, "newer", at_eight)
    form = day_sheet.overtaken(Form(typed, seen="older"), sheet, saved)
    assert form is not None
    assert (form.value("took/S-01"), form.value("designed/S-01"), form.value(cell(sheet, 1))) == ("45", "yes", "30")
    assert form.values("leave/-") == ["S-02", "S-03"]
    assert (form.seen, form.now) == ("newer", {})


def test_what_was_typed_of_a_session_that_left_a_sheet_is_told_by_its_field() -> None:
    (sheet,) = a_day()
    after = replace(sheet, sessions=sheet.sessions[:2])
    form = Form({**empty(sheet), "took/S-03": "50", cell(sheet, 2, 1): "x", cell(sheet): "10"})
    assert day_sheet.elsewhere(form, after) == {"S-03": {"took/S-03": "50", cell(sheet, 2, 1): "x"}}
    assert day_sheet.badge_at(cell(sheet, 2, 1), after) == "TJ-02"
    assert day_sheet.elsewhere(form, sheet) == {}
