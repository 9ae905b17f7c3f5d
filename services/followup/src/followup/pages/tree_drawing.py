"""Where everything of the tree stands in its drawing: generations from top to bottom, each training once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ACROSS, DOWN = 52, 120
"""Between two trainings, and between two generations; in units of the drawing, as everything here."""
MARGIN = 48
BAR, TALLEST = 12, 48
"""How wide a bar is, and how tall the tallest."""
MOST = 300
"""Trainings in a drawing."""
FIGURES = ("planned", "reported", "verified")


@dataclass(frozen=True, slots=True)
class Bar:
    """`people`: None where nobody said it; its foot stands on its training's line."""

    figure: str
    people: int | None
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A training, numbered as in the table beside. `x`, `y`: the middle of its line."""

    number: int
    node: Mapping[str, Any]
    x: float
    y: float
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Line:
    """From a training to one that came of it. `beside`: to one of several in which its planners were trained."""

    x1: float
    y1: float
    x2: float
    y2: float
    beside: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Its paths are those of SVG: one for all that is drawn alike, so that many trainings stay a small page."""

    width: float
    height: float
    trainings: Sequence[Drawn]
    lines: Sequence[Line]

    @property
    def ground(self) -> str:
        return "".join(f"M{one.x - 2 * BAR:g} {one.y:g}h{4 * BAR}" for one in self.trainings)

    def branches(self, *, beside: bool) -> str:
        found = [one for one in self.lines if one.beside == beside]
        return "".join(f"M{one.x1:g} {one.y1:g}L{one.x2:g} {one.y2:g}" for one in found)

    def bars(self, figure: str) -> str:
        """Of those who said it."""
        found = [bar for one in self.trainings for bar in one.bars if bar.figure == figure and bar.people is not None]
        return "".join(f"M{bar.x:g} {bar.y + bar.height:g}v-{bar.height:.3g}h{BAR}v{bar.height:.3g}z" for bar in found)


def drawn(tree: Mapping[str, Any]) -> Drawing:
    """`tree`: as the API tells it, its root first, and whatever a training came of before it. The first of them, if
    there are more than a drawing can show.
    """
    nodes: list[Mapping[str, Any]] = tree["nodes"][:MOST]
    across = places(nodes)
    first = min(node["generation"] for node in nodes)
    most = max([node[figure] or 0 for node in nodes for figure in FIGURES], default=0) or 1
    trainings = [
        placed(number, node, MARGIN + across[node["training"]] * ACROSS, node["generation"] - first, most)
        for number, node in enumerate(nodes, 1)
    ]
    by_id = {one.node["training"]: one for one in trainings}
    return Drawing(
        width=2 * MARGIN + max(across.values()) * ACROSS,
        height=MARGIN + max(one.y for one in trainings),
        trainings=trainings,
        lines=[
            line(by_id[above], by_id[one.node["training"]], beside)
            for one in trainings
            for above, beside in above_of(one.node)
            if above in by_id
        ],
    )


def places(nodes: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """How far from the left each stands: leaves side by side, whatever is above them in their middle."""
    below: dict[str, list[str]] = {node["training"]: [] for node in nodes}
    for node in nodes:
        if node["parent"] in below:
            below[node["parent"]].append(node["training"])
    roots = [node["training"] for node in nodes if node["parent"] not in below]
    across: dict[str, float] = {}
    waiting, leaves = list(reversed(roots)), 0
    while waiting:
        here = waiting[-1]
        ahead = [one for one in below[here] if one not in across]
        if ahead:
            waiting += reversed(ahead)
            continue
        waiting.pop()
        if here in across:
            continue
        if below[here]:
            across[here] = (across[below[here][0]] + across[below[here][-1]]) / 2
        else:
            across[here], leaves = leaves, leaves + 1
    return across


def placed(number: int, node: Mapping[str, Any], x: float, depth: int, most: int) -> Drawn:
    y = MARGIN + TALLEST + depth * DOWN
    bars = []
    for place, figure in enumerate(FIGURES):
        height = TALLEST * (node[figure] or 0) / most
        bars.append(Bar(figure, node[figure], x + (place - 1.5) * (BAR + 2), y - height, height))
    return Drawn(number, node, x, y, bars)


def above_of(node: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """What it came of, and whether that is beside its parent."""
    parent = [(node["parent"], False)] if node["parent"] else []
    return [*parent, *((one, True) for one in node["also_below"])]


def line(above: Drawn, below: Drawn, beside: bool) -> Line:
    return Line(above.x, above.y + 18, below.x, below.y - TALLEST - 4, beside)
