"""A selection as a picture: for each quota the seats it may have, and those it has; beside them a lottery's chances."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from registration.commands.selection_words import said
from registration.panel import verify_selection as verifier

_LETTER, _SEATS, _LINE, _CHANCES, _HIGH = 8, 420, 22, 420, 220
"""A letter is narrower, on the average, in whatever font it is drawn."""
Say = Callable[..., str]


def picture(decision: Mapping[str, Any], language: str) -> str:
    """SVG; a band from minimum to maximum, a dot for the seats taken, and what the quota costs in points."""
    quotas, say = decision["quotas"], partial(said, language)
    scale = _SEATS / max(1, decision["seats"])
    label = _room(quota["id"] for quota in quotas)
    told = [_told(quota, say) for quota in quotas]
    right = label + _SEATS + _room(told)
    chances = list(_chances(decision, right, language))
    height = max(_LINE * (len(quotas) + 2), _HIGH + 4 * _LINE if chances else 0)
    width = right + (_CHANCES + 2 * _LINE if chances else 0)
    lines = [_line(quota, told[row], label, _LINE * (row + 2), scale) for row, quota in enumerate(quotas)]
    by = verifier.said(language, verifier.BY[decision["policy"]][0])
    title = say("{seats} seats by {by}: seats per quota", seats=decision["seats"], by=by)
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


def _told(quota: Mapping[str, Any], say: Say) -> str:
    told = [say("{lower} to {upper}", lower=quota["lower"], upper=quota["upper"])]
    if quota["seats"] is not None:
        told.append(say("has {seats}", seats=quota["seats"]))
    if quota["cost"]:
        told.append(say("costs {cost}", cost=verifier.points(quota["cost"])))
    return ", ".join(told)


def _line(quota: Mapping[str, Any], told: str, label: int, y: int, scale: float) -> str:
    left, width = label + quota["lower"] * scale, max(2.0, (quota["upper"] - quota["lower"]) * scale)
    dot = ""
    if quota["seats"] is not None:
        dot = f'<circle cx="{label + quota["seats"] * scale:.1f}" cy="{y}" r="5" fill="#0b3d66"/>'
    return (
        f'<text x="8" y="{y + 4}">{escape(quota["id"])}</text>'
        f'<rect x="{left:.1f}" y="{y - 4}" width="{width:.1f}" height="8" fill="#9cc3e6"/>'
        f'{dot}<text x="{label + _SEATS + 12}" y="{y + 4}">{told}</text>'
    )


def _chances(decision: Mapping[str, Any], left: int, language: str) -> Iterator[str]:
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
    say = partial(said, language)
    title = say("Chance of each of {people} who draw", people=people)
    yield f'<text x="{left}" y="{_LINE}" font-weight="bold">{title}</text>'
    x = float(left)
    for chance in sorted(of):
        width, high = _CHANCES * of[chance] / people, _HIGH * float(chance / highest)
        hint = verifier.said(language, "{chance} for {people}", chance=chance, people=of[chance])
        yield (
            f'<rect x="{x:.1f}" y="{floor - high:.1f}" width="{width:.1f}" height="{high:.1f}" fill="#9cc3e6" '
            f'stroke="#ffffff" stroke-width="0.5"><title>{hint}</title></rect>'
        )
        x += width
    y = floor - _HIGH * float(ideal / highest)
    yield f'<line x1="{left}" y1="{y:.1f}" x2="{left + _CHANCES}" y2="{y:.1f}" stroke="#0b3d66" stroke-width="2"/>'
    words = "Smallest {smallest}, largest {largest}; the line is {ideal},"
    ends = say(words, smallest=min(of), largest=max(of), ideal=ideal)
    yield f'<text x="{left}" y="{floor + _LINE}">{ends}</text>'
    yield f'<text x="{left}" y="{floor + 2 * _LINE - 4}">{say("the chance of all were there no quotas")}</text>'
