"""The same lotteries by enumeration: every panel there is, and one linear program over all of them."""

from collections.abc import Iterator
from itertools import product

import highspy
import numpy as np
from highspy._core import _Highs

from registration.lottery import Call

_NEAR = 1e-7


def panels(call: Call) -> list[tuple[int, ...]]:
    """Every panel of a call, as counts by type."""
    counts = product(*(range(int(size) + 1) for size in call.sizes))
    return [one for one in counts if sum(one) == call.seats and _keeps(call, np.array(one))]


def _keeps(call: Call, counts: np.ndarray) -> bool:
    sums = counts @ call.membership
    return bool((call.lower <= sums).all() and (sums <= call.upper).all())


def leximin(call: Call) -> list[float]:
    """Each type's chance in the lottery that is as equal as can be."""
    return fairest(np.array(panels(call), float) / np.maximum(call.sizes, 1))


def fairest(every: np.ndarray) -> list[float]:
    """Of panels [panels × people], 1 for a seat, everybody's chance: raised together as far as can be; then whoever can
    be raised no further by any lottery over all panels stays, and the others are raised again.
    """
    kinds = range(every.shape[1])
    least: dict[int, float] = {kind: 0.0 for kind in kinds if every[:, kind].max() == 0}
    while len(least) < len(kinds):
        free = [kind for kind in kinds if kind not in least]
        level = _most(every, least, free)
        stuck = [kind for kind in free if _most(every, least | dict.fromkeys(free, level), [kind]) < level + 10 * _NEAR]
        least |= dict.fromkeys(stuck, level)
    return [least[kind] for kind in kinds]


def _most(every: np.ndarray, least: dict[int, float], raised: list[int]) -> float:
    """The largest z so that a lottery gives `raised` types z each, and all others no less than `least`."""
    solver = _Highs()
    solver.setOptionValue("output_flag", False)
    model = highspy.HighsLp()
    model.num_col_, rows = len(every) + 1, list(_rows(every, least, raised))
    model.num_row_ = len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.append(np.zeros(len(every)), 1.0)
    model.col_lower_, model.col_upper_ = np.zeros(len(every) + 1), np.ones(len(every) + 1)
    model.row_lower_ = np.array([low for _, low, _ in rows])
    model.row_upper_ = np.array([high for _, _, high in rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.arange(len(rows) + 1) * (len(every) + 1)
    model.a_matrix_.index_ = np.tile(np.arange(len(every) + 1), len(rows))
    model.a_matrix_.value_ = np.concatenate([row for row, _, _ in rows])
    solver.passModel(model)
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return float(solver.getInfo().objective_function_value)


def _rows(every: np.ndarray, least: dict[int, float], raised: list[int]) -> Iterator[tuple[np.ndarray, float, float]]:
    yield np.append(np.ones(len(every)), 0.0), 1.0, 1.0
    for kind, low in least.items():
        if kind not in raised:
            yield np.append(every[:, kind], 0.0), low - _NEAR, highspy.kHighsInf
    for kind in raised:
        yield np.append(every[:, kind], -1.0), 0.0, highspy.kHighsInf
