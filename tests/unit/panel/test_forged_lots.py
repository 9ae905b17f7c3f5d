"""A lottery's document whose list and draw somebody forged who computes all that follows from them anew."""

from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from registration.panel import verify_selection as verifier
from tests.unit.panel.test_forged import drawn_again
from tests.unit.panel.test_tampered import resealed
from tests.unit.panel.written import Files, written

Json = Any
COUNTRY, GENDER = ("TJ", "TJ", "TJ", "KZ", "KZ", "KZ"), ("f", "m", "m", "f", "f", "m")


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Four types, of one or of two people each; whoever must have a seat is of none."""
    people = [{"id": f"A{n}", "country": COUNTRY[n], "gender": GENDER[n]} for n in range(6)]
    quotas = [("country", "TJ", 1, 2), ("gender", "f", 1, 2)]
    must = [("A6", "in", "host")]
    return written(tmp_path, [*people, {"id": "A6"}], quotas, 4, policy="lottery", must=must)


def panels(told: Json) -> Json:
    return told["proof"]["list"]["panels"]


def types(told: Json) -> Json:
    return told["proof"]["list"]["types"]


def anew(told: Json) -> Json:
    """All that the list says: its hash, numbers and chances, and who is drawn; nobody is in reserve."""
    decision = told["decision"]
    numbers = decision["numbers"] = sum(panel["times"] for panel in panels(told))
    decision["list_hash"] = verifier.digest(told["proof"]["list"])
    for kind, ids in enumerate(types(told)):
        seats = sum(panel["times"] * dict(panel["counts"]).get(kind, 0) for panel in panels(told))
        decision["chances"].update(dict.fromkeys(ids, str(Fraction(seats, numbers * len(ids)))))
    chances = {Fraction(chance) for one, chance in decision["chances"].items() if one != "A6"}
    proven = Fraction(decision["bound"]) == min(chances)
    decision["verdict"] = ("leximin" if len(chances) == 1 else "maximin") if proven else "bounded"
    decision.update(value=str(min(chances)), status="proven" if proven else "bounded")
    decision["reproducible"] = decision["verdict"] == "leximin"
    selected = decision["selected"] = sorted([*drawn_again(told)["decision"]["selected"], "A6"])
    for quota, value in zip(decision["quotas"], ((COUNTRY, "TJ"), (GENDER, "f")), strict=True):
        quota["seats"] = sum(f"A{n}" in selected for n, has in enumerate(value[0]) if has == value[1])
    return resealed(told)


def refusal(files: Files, told: Json) -> str:
    with pytest.raises(verifier.DoesNotHold) as refused:
        files.verified(told)
    return str(refused.value)


def a_panel(told: Json, *counts: int, times: int = 1) -> None:
    """With so many of TJ f, TJ m, KZ f, KZ m; the last of the list, which another seed would have drawn."""
    kinds = [next(n for n, ids in enumerate(types(told)) if one in ids) for one in ("A0", "A1", "A3", "A5")]
    of_kind = sorted([kind, count] for kind, count in zip(kinds, counts, strict=True) if count)
    panels(told).append({"counts": of_kind, "times": times})


def one_more_seat_than_people(told: Json) -> None:
    a_panel(told, 2, 0, 0, 1)


def fewer_seats_than_none(told: Json) -> None:
    a_panel(told, -1, 2, 2, 0)


def a_panel_taken_back(told: Json) -> None:
    a_panel(told, 1, 1, 0, 1, times=3)
    a_panel(told, 1, 1, 0, 1, times=-3)


def somebody_committed_twice(told: Json) -> None:
    told["proof"]["list"]["committed"].append("A6")


def twins_of_two_types(told: Json) -> None:
    """So one of the two could have a higher chance."""
    kind = types(told).index(["A1", "A2"])
    types(told)[kind] = ["A1"]
    types(told).append(["A2"])
    for panel in panels(told):
        if dict(panel["counts"]).get(kind) == 2:
            panel["counts"] = [[one, min(seats, 1) if one == kind else seats] for one, seats in panel["counts"]]
            panel["counts"].append([len(types(told)) - 1, 1])


FORGED = [
    (one_more_seat_than_people, " of type "),
    (fewer_seats_than_none, "has a number that is not above 0"),
    (a_panel_taken_back, "has no number"),
    (somebody_committed_twice, "list: another form, or others must have a seat"),
    (twins_of_two_types, "types: two are the same"),
]


@pytest.mark.parametrize(("forge", "named"), FORGED)
def test_a_list_from_which_everything_else_follows_is_refused_for_what_it_is(
    files: Files, forge: Callable[[Json], None], named: str
) -> None:
    told = files.document()
    files.verified(anew(deepcopy(told)))
    forge(told)

    assert named in refusal(files, anew(told))


def test_people_whom_quotas_count_otherwise_are_not_drawn_as_if_they_were_alike(files: Files) -> None:
    told = files.document()
    first, second = types(told).index(["A0"]), types(told).index(["A5"])
    types(told)[first] = ["A0", "A5"]
    types(told).pop(second)

    assert refusal(files, resealed(told)) == "types: people of one type count in different rows"


def test_whoever_is_drawn_sits_and_not_her_twin(tmp_path: Path) -> None:
    files = written(tmp_path, [{"id": f"A{n}"} for n in range(6)], [], 2, policy="lottery")
    told = files.document()
    decision = told["decision"]
    decision["selected"] = sorted(set(decision["chances"]) - set(decision["selected"]))[:2]

    assert refusal(files, resealed(told)) == "selected: others sit on the panel drawn"


@pytest.fixture
def leximin(tmp_path: Path) -> Files:
    """Two levels: first of the three of TJ, then of the others."""
    people = [{"id": f"A{n}", "country": COUNTRY[n]} for n in range(6)]
    return written(tmp_path, people, [("country", "TJ", 1, 1)], 2, policy="leximin")


def test_a_weight_of_nothing_gives_nobody_a_level(leximin: Files) -> None:
    """Else a ceiling of one type would prove the chances of all."""
    told = leximin.document()
    told["proof"]["ceilings"][0]["weights"].append([1, 0])

    assert refusal(leximin, resealed(told)) == "ceiling 0 has a number that is not above 0"


def test_a_ceiling_on_which_nothing_rests_is_not_told(files: Files) -> None:
    told = files.document()
    proof = told["proof"]
    price = {"over": 1, "seats": 1, "quotas": {}, "organisations": {}, "ceilings": {}}
    proof["ceilings"].insert(0, {"weights": [[0, 1]], "most": 3, "proof": price})
    for level in proof["levels"]:
        level["ceiling"] += 1

    assert refusal(files, resealed(told)) == "ceilings: nothing rests on one of them"


def test_leximin_is_proven_where_all_chances_are_and_not_the_smallest_alone(leximin: Files) -> None:
    told = leximin.document()
    del told["proof"]["levels"][-1], told["proof"]["ceilings"][-1]
    told["decision"].update(verdict="maximin", reproducible=False, status="bounded")
    leximin.verified(resealed(told))
    told["decision"]["status"] = "proven"

    assert refusal(leximin, resealed(told)) == "status is bounded"


def test_what_is_proven_is_not_told_as_what_is_not(files: Files) -> None:
    told = files.document()
    told["decision"]["status"] = "bounded"

    assert refusal(files, resealed(told)) == "status is proven"
