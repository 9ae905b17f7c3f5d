"""A selection as a picture: for each quota the seats it may have, and those it has; beside them a lottery's chances."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any
from xml.sax.saxutils import escape

_LETTER, _SEATS, _LINE, _CHANCES, _HIGH = 8, 420, 22, 420, 220
"""A letter is narrower, on the average, in whatever font it is drawn."""
_WORDS = {
    "merit": "by merit",
    "lottery": "by lottery",
    "leximin": "by the most equal lottery",
    "threshold": "by lottery",
    "tickets": "by tickets",
}


def picture(decision: Mapping[str, Any]) -> str:
    """SVG; a band from minimum to maximum, a dot for the seats taken, and what the quota costs in points."""
    quotas = decision["quotas"]
    scale = _SEATS / max(1, decision["seats"])
    label = _room(quota["id"] for quota in quotas)
    right = label + _SEATS + _room(map(_told, quotas))
    chances = list(_chances(decision, right))
    height = max(_LINE * (len(quotas) + 2), _HIGH + 4 * _LINE if chances else 0)
    width = right + (_CHANCES + 2 * _LINE if chances else 0)
    lines = [_line(quota, label, _LINE * (place + 2), scale) for place, quota in enumerate(quotas)]
    title = f"{decision['seats']} seats {_WORDS[decision['policy']]}: seats per quota"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'font-family="sans-serif" font-size="13" fill="#1a1a1a">',
            f"<title>{title}</title>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            f'<text x="8" y="{_LINE}" font-weight="bold">{title}</text>',
            *lines,
            *chances,
            "</svg>\n",
        ]
    )


def _room(texts: Iterable[str]) -> int:
    """For the longest of them, with its margins."""
    return _LETTER * max(map(len, texts), default=0) + 3 * _LETTER


def _told(quota: Mapping[str, Any]) -> str:
    told = f"{quota['lower']} to {quota['upper']}"
    if quota["seats"] is not None:
        told += f", has {quota['seats']}"
    if quota["cost"]:
        told += f", costs {quota['cost'] / 100:.2f}"
    return told


def _line(quota: Mapping[str, Any], label: int, y: int, scale: float) -> str:
    left, width = label + quota["lower"] * scale, max(2.0, (quota["upper"] - quota["lower"]) * scale)
    dot = ""
    if quota["seats"] is not None:
        dot = f'<circle cx="{label + quota["seats"] * scale:.1f}" cy="{y}" r="5" fill="#0b3d66"/>'
    return (
        f'<text x="8" y="{y + 4}">{escape(quota["id"])}</text>'
        f'<rect x="{left:.1f}" y="{y - 4}" width="{width:.1f}" height="8" fill="#9cc3e6"/>'
        f'{dot}<text x="{label + _SEATS + 12}" y="{y + 4}">{_told(quota)}</text>'
    )


def _chances(decision: Mapping[str, Any], left: int) -> Iterator[str]:
    """Whoever draws, from the smallest chance to the largest, as columns as wide as they are many; a line where all
    would be without quotas.
    """
    must = {one["id"] for one in decision["must"]}
    of = Counter(Fraction(chance) for one, chance in decision.get("chances", {}).items() if one not in must)
    if not of:
        return
    people, ideal = of.total(), Fraction(decision["seats"] - len(must), of.total())
    highest = max(*of, ideal) or Fraction(1)
    floor = 2 * _LINE + _HIGH
    yield f'<text x="{left}" y="{_LINE}" font-weight="bold">Chance of each of {people} who draw</text>'
    x = float(left)
    for chance in sorted(of):
        width, high = _CHANCES * of[chance] / people, _HIGH * float(chance / highest)
        yield (
            f'<rect x="{x:.1f}" y="{floor - high:.1f}" width="{width:.1f}" height="{high:.1f}" fill="#9cc3e6" '
            f'stroke="#ffffff" stroke-width="0.5"><title>{chance} for {of[chance]}</title></rect>'
        )
        x += width
    y = floor - _HIGH * float(ideal / highest)
    yield f'<line x1="{left}" y1="{y:.1f}" x2="{left + _CHANCES}" y2="{y:.1f}" stroke="#0b3d66" stroke-width="2"/>'
    yield f'<text x="{left}" y="{floor + _LINE}">Smallest {min(of)}, largest {max(of)}; the line is {ideal},</text>'
    yield f'<text x="{left}" y="{floor + 2 * _LINE - 4}">the chance of all were there no quotas</text>'
