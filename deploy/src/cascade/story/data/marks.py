"""Two reviews that give exactly a score."""

from functools import cache
from itertools import product
from typing import NamedTuple

from cascade.story.data.quotas import CRITERIA

WEIGHTS = tuple(criterion.weight for criterion in CRITERIA)


class Marks(NamedTuple):
    """From 0 to 10, in the order of CRITERIA: commitment, opportunity, need."""

    a: int
    b: int
    c: int

    @property
    def score(self) -> int:
        """Hundredths: the sum of weight × mark × 10."""
        return 10 * sum(weight * mark for weight, mark in zip(WEIGHTS, self, strict=True))


@cache
def _even_marks() -> dict[int, Marks]:
    """For every score that one review can give, the three marks that differ least."""
    triples = sorted((Marks(*marks) for marks in product(range(11), repeat=3)), key=_spread, reverse=True)
    return {marks.score: marks for marks in triples}


def _spread(marks: Marks) -> int:
    return max(marks) - min(marks)


def marks_for(score: int) -> tuple[Marks, Marks]:
    """The two reviews nearest to each other whose mean is `score`. Raises ValueError where there are none."""
    even = _even_marks()
    if score in even:
        return even[score], even[score]
    for apart in range(25, 1000, 25):
        if score + apart in even and score - apart in even:
            return even[score + apart], even[score - apart]
    raise ValueError(f"no two reviews have the mean {score}")
