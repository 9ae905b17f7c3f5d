"""A certificate that was tampered with is refused, whatever was changed, and none needs a solver to be checked."""

import ast
import json
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from registration.lottery import certificate, checking, fault, lottery
from registration.lottery.ceilings import Cases
from tests.unit.lottery.calls import call, made

Json = Any
BY_CASES = call(
    [[0, 2, 3, 4, 5, 6, 8], [0, 1, 2, 6, 7], [1, 2, 3, 4, 6, 8], [0, 2, 4, 6, 8], [1, 2, 4, 5, 6], [3, 4, 5, 6, 8]],
    [(1, 3), (1, 2), (2, 2), (2, 3), (2, 2), (1, 2)],
    [1] * 9,
    seats=4,
)
"""Small, and yet its ceiling needs two cases."""
TOLD: Json = certificate(lottery(made(60, 12, seed=5).call))


def raised(told: Json) -> None:
    told["value"] = told["bound"] = "1/2"


def another_level(told: Json) -> None:
    told["levels"][0]["chance"] = "1/1000"


def a_level_less(told: Json) -> None:
    del told["levels"][0]


def a_type_of_a_level_less(told: Json) -> None:
    del told["levels"][-1]["types"][0]


def levels_turned(told: Json) -> None:
    told["levels"].reverse()


def a_lower_ceiling(told: Json) -> None:
    told["ceilings"][0]["most"] -= 1


def another_weight(told: Json) -> None:
    told["ceilings"][0]["weights"][0][1] += 1


def a_weight_below_nothing(told: Json) -> None:
    told["ceilings"][0]["weights"][0][1] = -1


def no_prices(told: Json) -> None:
    told["ceilings"][0]["proof"]["prices"] = []


def parts_of_less_than_nothing(told: Json) -> None:
    told["ceilings"][0]["proof"]["over"] = -1


def a_solvers_word(told: Json) -> None:
    told["ceilings"][0]["proof"] = None


def a_price_of_no_row(told: Json) -> None:
    told["ceilings"][0]["proof"]["prices"] = [[999, 1]]


def a_panel_less(told: Json) -> None:
    del told["panels"][0]


def a_panel_more_often(told: Json) -> None:
    told["panels"][0]["times"] += 1


def a_panel_never(told: Json) -> None:
    told["panels"][0]["times"] = 0


def somebody_on_a_panel_more(told: Json) -> None:
    told["panels"][0]["counts"][0][1] += 1


def a_stranger_on_a_panel(told: Json) -> None:
    told["panels"][0]["counts"][0][0] = 999


def a_stricter_quota(told: Json) -> None:
    told["quotas"][0]["max"] = max(0, told["quotas"][0]["min"] - 1)


def a_larger_type(told: Json) -> None:
    told["sizes"][0] += 1


def another_chance(told: Json) -> None:
    told["chances"][0] = "999/1000"


def a_lower_verdict(told: Json) -> None:
    told["verdict"] = "bounded"


def nothing_left(told: Json) -> None:
    told.clear()


TAMPERED = [
    raised, another_level, a_level_less, a_type_of_a_level_less, levels_turned, a_lower_ceiling, another_weight,
    a_weight_below_nothing, no_prices, parts_of_less_than_nothing, a_solvers_word, a_price_of_no_row, a_panel_less,
    a_panel_more_often, a_panel_never, somebody_on_a_panel_more, a_stranger_on_a_panel, a_stricter_quota, a_larger_type,
    another_chance, a_lower_verdict, nothing_left,
]  # fmt: skip


def test_a_certificate_as_it_was_written_holds() -> None:
    assert fault(TOLD) is None
    assert fault(json.loads(json.dumps(TOLD))) is None
    assert TOLD["verdict"] == "leximin"
    assert len(TOLD["levels"]) > 2


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda tamper: tamper.__name__)
def test_a_certificate_that_was_tampered_with_is_refused(tamper: Callable[[Json], None]) -> None:
    told = deepcopy(TOLD)
    tamper(told)
    assert fault(told) is not None


def test_what_does_not_hold_is_named() -> None:
    told = deepcopy(TOLD)
    a_solvers_word(told)
    assert fault(told) == "ceiling 0 has no proof but a solver's word"
    told = deepcopy(TOLD)
    a_lower_verdict(told)
    assert fault(told) == "what is proved is: leximin"


def test_a_proof_by_cases_holds_and_a_case_that_says_less_is_noticed() -> None:
    found = lottery(BY_CASES)
    assert isinstance(found.ceilings[0].proof, Cases)
    told = certificate(found)
    assert fault(told) is None
    for side in ("few", "more"):
        changed = deepcopy(told)
        changed["ceilings"][0]["proof"][side] = {"prices": [], "over": 1}
        assert (fault(changed) or "").startswith("ceiling 0 is proved for ")


def test_checking_needs_the_standard_library_alone() -> None:
    tree = ast.parse(Path(checking.__file__).read_text())
    named = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert named <= sys.stdlib_module_names
