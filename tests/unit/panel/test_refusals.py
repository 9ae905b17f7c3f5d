"""What the verifier names first of a lottery that was tampered with by somebody who seals it again."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from registration.panel import verify_selection as verifier
from tests.unit.lottery.calls import made
from tests.unit.panel.drawing import handed_in
from tests.unit.panel.test_forged import drawn_again
from tests.unit.panel.test_tampered import resealed
from tests.unit.panel.written import Files, written

Json = Any


def first(told: Json) -> Json:
    return told["proof"]["ceilings"][0]


def panel(told: Json) -> Json:
    return told["proof"]["list"]["panels"][0]


def raised(told: Json) -> None:
    told["decision"]["value"] = told["decision"]["bound"] = "1/2"


def a_lower_verdict(told: Json) -> None:
    told["decision"].update(verdict="bounded", reproducible=False)


def another_chance(told: Json) -> None:
    told["decision"]["chances"]["T000-0"] = "999/1000"


def another_number(told: Json) -> None:
    told["decision"]["number"] += 1


def another_seed(told: Json) -> None:
    told["decision"]["seed"] = "0000000000000008"


def somebody_else_sits(told: Json) -> None:
    told["decision"]["selected"][0] = told["decision"]["reserve"][0]


def reserve_turned(told: Json) -> None:
    told["decision"]["reserve"].reverse()


def a_level_of_less(told: Json) -> None:
    told["proof"]["levels"][0]["chance"] = "1/1000"


def levels_turned(told: Json) -> None:
    told["proof"]["levels"].reverse()


def no_levels(told: Json) -> None:
    told["proof"]["levels"] = []


def a_lower_ceiling(told: Json) -> None:
    first(told)["most"] -= 1


def a_weight_below_nothing(told: Json) -> None:
    first(told)["weights"][0][1] = -1


def a_weight_of_half(told: Json) -> None:
    first(told)["weights"][0][1] = 0.5


def a_weight_counted_from_the_end(told: Json) -> None:
    first(told)["weights"][0][0] = -1


def no_prices(told: Json) -> None:
    first(told)["proof"].update(seats=0, quotas={}, organisations={})


def parts_of_less_than_nothing(told: Json) -> None:
    first(told)["proof"]["over"] = -1


def a_solvers_word(told: Json) -> None:
    first(told)["proof"] = None


def a_panel_less(told: Json) -> None:
    del told["proof"]["list"]["panels"][0]


def a_panel_never(told: Json) -> None:
    panel(told)["times"] = 0


def somebody_on_a_panel_more(told: Json) -> None:
    last = panel(told)["counts"][-1]
    last[1] += 1


def a_stranger_on_a_panel(told: Json) -> None:
    panel(told)["counts"].append([999, 1])


def a_type_counted_from_the_end(told: Json) -> None:
    panel(told)["counts"][0][0] = -1


def somebody_draws_no_lot(told: Json) -> None:
    del told["proof"]["list"]["types"][0][0]


def two_types_made_one(told: Json) -> None:
    types = told["proof"]["list"]["types"]
    types[0] = sorted(types[0] + types.pop(1))


REFUSED = [
    (raised, "value is "),
    (a_lower_verdict, "verdict is leximin"),
    (another_chance, "chances are not those of the list"),
    (another_number, "number: the hash of the list and the seed give "),
    (another_seed, "number: the hash of the list and the seed give "),
    (somebody_else_sits, "selected: others sit on the panel drawn"),
    (reserve_turned, "reserve: these are not the next"),
    (a_level_of_less, "level 0 does not follow from its ceiling"),
    (levels_turned, "level "),
    (no_levels, "ceiling 3 is out of order"),
    (a_lower_ceiling, "ceiling 0 is proved for "),
    (a_weight_below_nothing, "ceiling 0 has a number that is not above 0"),
    (a_weight_of_half, "0.5 is no whole number"),
    (a_weight_counted_from_the_end, "ceiling 0 is out of order, or of no type"),
    (no_prices, "ceiling 0 is proved for "),
    (parts_of_less_than_nothing, "prices are parts of a number above 0"),
    (a_solvers_word, "the proof has something else than it should as ceilings"),
    (a_panel_less, "value is "),
    (a_panel_never, "panel 1 has no number"),
    (somebody_on_a_panel_more, "panel 1 "),
    (a_stranger_on_a_panel, "panel 1 is out of order, or of no type"),
    (a_type_counted_from_the_end, "panel 1 is out of order, or of no type"),
    (somebody_draws_no_lot, "types: others take part, or one twice"),
    (two_types_made_one, "types: people of one type count in different rows"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return handed_in(made(40, 8, seed=7).call, tmp_path_factory.mktemp("files"), reserve=3)


@pytest.fixture(scope="module")
def whole(files: Files) -> Json:
    return files.document()


@pytest.mark.parametrize(("tamper", "named"), REFUSED, ids=lambda one: getattr(one, "__name__", ""))
def test_the_first_thing_that_does_not_hold_is_named(
    files: Files, whole: Json, tamper: Callable[[Json], None], named: str
) -> None:
    document = deepcopy(whole)
    tamper(document)
    with pytest.raises(verifier.DoesNotHold) as refused:
        files.verified(resealed(document))
    assert str(refused.value).startswith(named)


def test_a_panel_that_breaks_a_quota_is_refused_though_it_was_not_drawn_and_chances_stay_as_they_are(
    tmp_path: Path,
) -> None:
    people = [{"id": f"A{n}", "country": "TJ" if n < 3 else "KZ"} for n in range(6)]
    files = written(tmp_path, people, [("country", "TJ", 1, 1)], 2, policy="lottery")
    document = files.document()
    listed, decision = document["proof"]["list"], document["decision"]
    [panel] = listed["panels"]
    listed["panels"] = [
        {**panel, "times": panel["times"] - 2},
        *({"counts": [[kind, 2]], "times": 1} for kind in (0, 1)),
    ]
    decision["list_hash"] = verifier.digest(listed)
    drawn_again(document)

    with pytest.raises(verifier.DoesNotHold, match="panel 2 does not keep the limits"):
        files.verified(resealed(document))
