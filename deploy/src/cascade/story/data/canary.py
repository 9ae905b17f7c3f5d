"""Words that occur nowhere else, so that one search finds every leak."""

import re
from enum import IntEnum

SYLLABLES = (
    "zaq",
    "vux",
    "qir",
    "xol",
    "zev",
    "quv",
    "xaz",
    "vyq",
    "ziq",
    "xup",
    "qez",
    "vox",
    "zyx",
    "qav",
    "xir",
    "zuq",
)
PATTERN = re.compile(f"(?:{'|'.join(SYLLABLES)}){{4}}", re.IGNORECASE)
"""Finds every canary word, in any case: four syllables that no language here has."""
RANGE = len(SYLLABLES) ** 3


class Series(IntEnum):
    """What a word stands in; its first syllable tells."""

    GIVEN = 0
    FAMILY = 1
    LETTER = 2
    WISHES = 3
    COMMENT = 4
    PLAN = 5
    REPORT = 6
    VOICE = 7
    FEEDBACK = 8
    CAPTION = 9
    NOTE = 10


def word(series: Series, number: int) -> str:
    """One word per series and number: the syllables are the digits of a number, so that no two are the same.

    The number counts modulo 4,096; 1,237 is odd, so multiplying by it only shuffles.
    """
    digits = number * 1237 % RANGE
    last, digits = digits % 16, digits // 16
    return "".join(SYLLABLES[digit] for digit in (series, digits // 16, digits % 16, last)).capitalize()
