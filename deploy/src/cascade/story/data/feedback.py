"""What 24 of the 25 thought of it: the order of the first three is published, the counts are synthetic."""

from collections.abc import Sequence
from dataclasses import dataclass

from cascade.story.data.attendance import BADGES, EARLY_BADGE
from cascade.story.data.canary import Series, word
from cascade.story.data.origin import Origin


@dataclass(frozen=True, slots=True)
class Feedback:
    """Topic codes; the text is optional."""

    badge: str
    most_impactful: str
    useful: tuple[str, ...]
    text: str | None
    origin: Origin = Origin.SYNTHETIC


_ANSWERING = tuple(badge for badge in BADGES if badge != EARLY_BADGE)
_OTHERS_IMPACTFUL = ("conflict", "human-rights-law", "leadership")
_USEFUL = {"human-rights-law": (0, 19), "horizontal": (6, 24), "peacebuilding": (3, 14), "leadership": (12, 20)}
"""Topic → from the how-many-th to before the how-many-th answer it is named."""


def _useful(number: int) -> tuple[str, ...]:
    return tuple(topic for topic, (first, end) in _USEFUL.items() if first <= number < end)


def _impactful(number: int, answers: Sequence[str]) -> str:
    others = number - (len(answers) - len(_OTHERS_IMPACTFUL))
    return "peacebuilding" if others < 0 else _OTHERS_IMPACTFUL[others]


def _text(number: int) -> str | None:
    if number % 4:
        return None
    return f"I will tell it at home as the story of {word(Series.FEEDBACK, number)}."


FEEDBACK = tuple(
    Feedback(badge, _impactful(number, _ANSWERING), _useful(number), _text(number))
    for number, badge in enumerate(_ANSWERING)
)
