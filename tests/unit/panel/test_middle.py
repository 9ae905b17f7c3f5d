"""Hundreds of calls of 200 to 2000 candidates, against one plain program each: value, selection, verdict, and proof."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from tests.unit.panel import naive
from tests.unit.panel.middle import Middle, Shape, middle
from tests.unit.panel.written import written

CALLS = 24
NUMBERS = (200, 300, 450, 650, 900, 2000)
POSSIBLE = {
    "loose": Shape(room=2),
    "tight": Shape(room=0),
    "capped": Shape(room=1, cap=1),
    "combined": Shape(room=1, cap=2, combined=True),
    "percent": Shape(room=1, combined=True, percent=True),
    "equals": Shape(room=1, step=250, cap=1),
    "all equal": Shape(room=0, step=100_000, combined=True),
}
DOUBTFUL = {
    "contradictory": Shape(room=-1, cap=2),
    "contradictory in parts": Shape(room=-1, combined=True, percent=True),
    "who must": Shape(room=0, cap=1, apart=True),
}


def compared(folder: Path, call: Middle) -> str:
    """The verdict, after everything was found the same."""
    must = [(one, side, "host") for one, side in call.must.items()]
    files = written(
        folder,
        call.people,
        call.quotas,
        call.seats,
        seed=call.seed,
        organisation_max=call.shape.cap,
        reserve=2,
        must=must,
    )
    document = files.document()
    files.verified(document)
    decision, program = document["decision"], call.program()
    best = naive.best(program)
    if best is None:
        assert decision["status"] == "infeasible"
        return "infeasible"
    ids, inside = call.ids, [one for one, side in call.must.items() if side == "in"]
    worth = sum(int(str(one["score"])) for one in call.people if one["id"] in inside)
    order = sorted(range(len(ids)), key=lambda place: call.ticket(ids[place]))
    first = naive.first_of(program, order, best.value)
    assert (decision["status"], decision["value"]) == ("proven", best.value + worth)
    assert decision["selected"] == sorted([*inside, *(ids[place] for place in first)])
    return "proven"


def verdicts(folder: Path, shape: Shape) -> Counter[str]:
    calls = (middle(NUMBERS[seed % len(NUMBERS)], seed, shape) for seed in range(CALLS))
    return Counter(compared(folder, call) for call in calls)


@pytest.mark.slow
@pytest.mark.parametrize("shape", POSSIBLE.values(), ids=POSSIBLE)
def test_it_is_what_one_plain_program_finds(tmp_path: Path, shape: Shape) -> None:
    assert verdicts(tmp_path, shape) == {"proven": CALLS}


@pytest.mark.slow
@pytest.mark.parametrize("shape", DOUBTFUL.values(), ids=DOUBTFUL)
def test_so_it_is_where_quotas_may_exclude_one_another(tmp_path: Path, shape: Shape) -> None:
    found = verdicts(tmp_path, shape)
    assert min(found["proven"], found["infeasible"]) >= 3


@pytest.mark.parametrize("shape", [*POSSIBLE.values(), *DOUBTFUL.values()], ids=[*POSSIBLE, *DOUBTFUL])
def test_so_it_is_of_one_call_of_each_shape(tmp_path: Path, shape: Shape) -> None:
    compared(tmp_path, middle(200, 0, shape))


def test_the_plain_program_breaks_ties_as_trying_everything_does() -> None:
    call = middle(12, 3, Shape(room=2, step=2500))._replace(seats=4, quotas=[])
    program, ids = call.program(), call.ids
    order = sorted(range(len(ids)), key=lambda place: call.ticket(ids[place]))
    best = naive.best(program)
    assert best is not None
    scores = program.score[order]
    expected = sorted(range(len(ids)), key=lambda at: (-scores[at], at))[:4]
    assert naive.first_of(program, order, best.value) == sorted(np.array(order)[expected].tolist())
