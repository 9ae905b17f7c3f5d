"""Files that a person reads otherwise than a program could: nothing that is said about them holds."""

from pathlib import Path
from typing import Any

import pytest

from registration.panel import verify_selection as verifier
from tests.unit.panel.test_tampered import resealed
from tests.unit.panel.written import Files, written

Json = Any
PEOPLE: list[dict[str, object]] = [
    {"id": f"A{n}", "score": n, "organisation": "o1", "country": "TJ", "travels_from": "2017-05-01"} for n in range(4)
]
TOLD = [(f"A{n}", n, "o1", {"country": "TJ", "travels_from": "2017-05-01"}) for n in range(4)]


def refusal(files: Files, document: Json) -> str:
    with pytest.raises((verifier.DoesNotHold, ValueError)) as refused:
        files.verified(resealed(document))
    return str(refused.value)


@pytest.mark.parametrize(("column", "value"), [("organisation", "o1"), ("id", "A3"), ("score", "3")])
def test_a_quota_on_what_is_no_attribute_is_not_said_to_be_kept_because_nobody_counts(
    tmp_path: Path, column: str, value: str
) -> None:
    files = written(tmp_path, PEOPLE, [], 2)
    document = files.document()
    files.verified(document)
    asked = {"id": f"{column}={value}", "asked": {"max": "0"}, "where": {column: value}}
    told = {"lower": 0, "upper": 0, "seats": 0, "cost": None}
    hashed = verifier.input_hash(TOLD, [asked])
    document["decision"].update(quotas=[{**asked, **told}], input_hash=hashed, reproducible=False)
    files.quotas.write_text(f"feature,value,min,max\n{column},{value},,0\n", encoding="utf-8")

    assert refusal(files, document) == "quotas, arrival: candidates have no such column"


QUOTAS = ("feature,value,min,max,max\ncountry,TJ,,0,2\n", "feature,value,min,max\ncountry,TJ,,2,0\n")


@pytest.mark.parametrize("quotas", QUOTAS)
def test_a_column_that_is_there_twice_or_a_row_that_is_longer_says_nothing(tmp_path: Path, quotas: str) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", "", 2)], 2)
    document = files.document()
    files.verified(document)
    files.quotas.write_text(quotas, encoding="utf-8")

    assert refusal(files, document).endswith("has a column twice, or a row of another length than its heading")


@pytest.mark.parametrize("day", ["20170501", "9.05.2017", "soon"])
def test_nobody_is_too_late_by_a_day_that_is_told_in_another_form(tmp_path: Path, day: str) -> None:
    """As text each comes behind 2017-05-15."""
    files = written(tmp_path, PEOPLE, [], 2)
    document = files.document()
    written(tmp_path, [*PEOPLE[:3], {**PEOPLE[3], "travels_from": day}], [], 2)
    told = [*TOLD[:3], ("A3", 3, "o1", {"country": "TJ", "travels_from": day})]
    decision = document["decision"]
    decision.update(arrival={"column": "travels_from", "by": "2017-05-15"}, input_hash=verifier.input_hash(told, []))
    decision.update(left_out=[{"id": "A3", "reason": "visa_lead"}], selected=["A1", "A2"], value=3, bound=3)
    price = {"seats": 1, "quotas": {}, "organisations": {}, "scored": 1, "unit": 2}
    document["proof"].update(prices=[price], selection={"root": 0, "tree": []})

    assert day in (said := refusal(files, document)) or said == "arrival: a day is not told as 2017-05-15"


def test_a_day_by_which_all_have_to_come_has_one_form(tmp_path: Path) -> None:
    """As text the fourth of May comes before the other form of the third."""
    people = [{**one, "travels_from": "2017-05-04"} for one in PEOPLE]
    files = written(tmp_path, people, [], 2)
    document = files.document()
    files.verified(document)
    document["decision"]["arrival"] = {"column": "travels_from", "by": "20170503"}

    assert "20170503" in (said := refusal(files, document)) or said == "arrival: a day is not told as 2017-05-15"


def test_an_empty_line_says_nothing_and_harms_nothing(tmp_path: Path) -> None:
    files = written(tmp_path, PEOPLE, [], 2)
    document = files.document()
    for path in (files.candidates, files.quotas):
        path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")

    files.verified(document)
