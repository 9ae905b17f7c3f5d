"""A selection as a picture: for each quota the seats it may have, and those it has."""

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

_LABEL, _SEATS, _LINE = 260, 420, 22


def picture(decision: Mapping[str, Any]) -> str:
    """SVG; a band from minimum to maximum, a dot for the seats taken, and what the quota costs in points."""
    quotas = decision["quotas"]
    scale = _SEATS / max(1, decision["seats"])
    height = _LINE * (len(quotas) + 2)
    lines = [_line(quota, _LINE * (place + 2), scale) for place, quota in enumerate(quotas)]
    title = f"{decision['seats']} seats by merit: seats per quota"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LABEL + _SEATS + 160} {height}" role="img" '
            'font-family="sans-serif" font-size="13" fill="#1a1a1a">',
            f"<title>{title}</title>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            f'<text x="8" y="{_LINE}" font-weight="bold">{title}</text>',
            *lines,
            "</svg>\n",
        ]
    )


def _line(quota: Mapping[str, Any], y: int, scale: float) -> str:
    left, width = _LABEL + quota["lower"] * scale, max(2.0, (quota["upper"] - quota["lower"]) * scale)
    told = f"{quota['lower']} to {quota['upper']}"
    dot = ""
    if quota["seats"] is not None:
        dot = f'<circle cx="{_LABEL + quota["seats"] * scale:.1f}" cy="{y}" r="5" fill="#0b3d66"/>'
        told += f", has {quota['seats']}"
    if quota["cost"]:
        told += f", costs {quota['cost'] / 100:.2f}"
    return (
        f'<text x="8" y="{y + 4}">{escape(quota["id"])}</text>'
        f'<rect x="{left:.1f}" y="{y - 4}" width="{width:.1f}" height="8" fill="#9cc3e6"/>'
        f'{dot}<text x="{_LABEL + _SEATS + 12}" y="{y + 4}">{told}</text>'
    )
