"""Selection by lottery under quotas: chances as equal as can be, with what proves it in whole numbers.

Pure functions on whole numbers, by type of people. Who they are, the draw and the document: `panel`.
"""

from registration.lottery.call import Call, NoPanel
from registration.lottery.ceilings import Cases, Ceiling, Prices, Proof
from registration.lottery.fairest import Aim, Lottery, judged, lottery, maximin, smallest_chance
from registration.lottery.leximin import Level
from registration.lottery.people import Pool, pool
from registration.lottery.solver import OutOfEffort, SolverFailed

__all__ = [
    "Aim",
    "Call",
    "Cases",
    "Ceiling",
    "Level",
    "Lottery",
    "NoPanel",
    "OutOfEffort",
    "Pool",
    "Prices",
    "Proof",
    "SolverFailed",
    "judged",
    "lottery",
    "maximin",
    "pool",
    "smallest_chance",
]
