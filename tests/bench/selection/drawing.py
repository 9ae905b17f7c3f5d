"""Curves as SVG, drawn as the pictures of `cascade select` are; nothing in them is of a day or a machine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

_LEFT, _TOP, _WIDTH, _HEIGHT, _RIGHT = 70, 66, 460, 300, 210
COLOURS = ("#0b3d66", "#b3471d", "#4d4d4d")
_DASHES = ("", "7 4", "2 4")


@dataclass(frozen=True)
class Curve:
    name: str
    points: Sequence[tuple[float, float]]
    dots: bool = False


@dataclass(frozen=True)
class Axis:
    """From `low` to `high`; of a logarithmic one both are powers of ten."""

    name: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high one."""
        if not self.logarithmic:
            return (value - self.low) / (self.high - self.low)
        return log10(value / self.low) / log10(self.high / self.low)


def powers(name: str, values: Sequence[float]) -> Axis:
    """A logarithmic axis around these values."""
    low, high = floor(log10(min(values)) + 1e-9), ceil(log10(max(values)) - 1e-9)
    ticks = [(10.0**power, f"{10.0**power:,.{max(0, -power)}f}".replace(",", " ")) for power in range(low, high + 1)]
    return Axis(name, 10.0**low, 10.0**high, ticks, logarithmic=True)


def picture(title: str, across: Axis, up: Axis, curves: Sequence[Curve]) -> str:
    width, height = _LEFT + _WIDTH + _RIGHT, _TOP + _HEIGHT + 60
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'font-family="sans-serif" font-size="13" fill="#1a1a1a">',
            f"<title>{escape(title)}</title>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            f'<text x="8" y="24" font-weight="bold">{escape(title)}</text>',
            *_frame(across, up),
            *(_curve(curve, across, up, at) for at, curve in enumerate(curves)),
            *(_legend(curve, at) for at, curve in enumerate(curves)),
            "</svg>\n",
        ]
    )


def _x(axis: Axis, value: float) -> str:
    return f"{_LEFT + _WIDTH * axis.share(value):.1f}"


def _y(axis: Axis, value: float) -> str:
    return f"{_TOP + _HEIGHT * (1 - axis.share(value)):.1f}"


def _frame(across: Axis, up: Axis) -> Iterator[str]:
    bottom = _TOP + _HEIGHT
    for value, name in up.ticks:
        y = _y(up, value)
        yield f'<path d="M{_LEFT} {y}h{_WIDTH}" stroke="#d9d9d9"/>'
        yield f'<text x="{_LEFT - 8}" y="{y}" dy="4" text-anchor="end">{escape(name)}</text>'
    for value, name in across.ticks:
        x = _x(across, value)
        yield f'<path d="M{x} {bottom}v5" stroke="#1a1a1a"/>'
        yield f'<text x="{x}" y="{bottom + 20}" text-anchor="middle">{escape(name)}</text>'
    yield f'<path d="M{_LEFT} {_TOP}v{_HEIGHT}h{_WIDTH}" fill="none" stroke="#1a1a1a"/>'
    yield f'<text x="{_LEFT + _WIDTH / 2}" y="{bottom + 44}" text-anchor="middle">{escape(across.name)}</text>'
    yield f'<text x="8" y="{_TOP - 16}">{escape(up.name)}</text>'


def _curve(curve: Curve, across: Axis, up: Axis, at: int) -> str:
    places = [(_x(across, x), _y(up, y)) for x, y in curve.points]
    path = "L".join(f"{x} {y}" for x, y in places)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="4" fill="{COLOURS[at]}"/>' for x, y in places) if curve.dots else ""
    return f'<path d="M{path}" fill="none" {_stroke(at)}/>{dots}'


def _legend(curve: Curve, at: int) -> str:
    x, y = _LEFT + _WIDTH + 14, _TOP + 14 + 22 * at
    return f'<path d="M{x} {y}h26" {_stroke(at)}/><text x="{x + 34}" y="{y + 4}">{escape(curve.name)}</text>'


def _stroke(at: int) -> str:
    dashes = f' stroke-dasharray="{_DASHES[at]}"' if _DASHES[at] else ""
    return f'stroke="{COLOURS[at]}" stroke-width="2"{dashes}'
