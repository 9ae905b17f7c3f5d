"""How deep the slow tests go: all the way, or briefly where a run has to end in time."""

import os

BRIEF = bool(os.environ.get("CASCADE_TEST_BRIEF"))
BRIEFLY = 5
"""Which part of the cases is drawn then: one in so many."""


def times(cases: int) -> int:
    return cases // BRIEFLY if BRIEF else cases
