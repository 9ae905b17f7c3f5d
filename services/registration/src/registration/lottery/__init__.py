"""Selection by lottery under quotas: chances as equal as can be, proved in fractions, and a draw that anybody repeats.

Pure functions on whole numbers. `checking` needs nothing of the rest: a certificate holds without a solver.
"""

from registration.lottery.call import Call, NoPanel
from registration.lottery.certificate import certificate
from registration.lottery.checking import fault
from registration.lottery.drawing import draw, drawn, list_bytes, list_hash, seated
from registration.lottery.fairest import Lottery, lottery, maximin
from registration.lottery.leximin import Level
from registration.lottery.people import Pool, counting, pool, reaching, sharing
from registration.lottery.solver import OutOfEffort, SolverFailed

__all__ = [
    "Call",
    "Level",
    "Lottery",
    "NoPanel",
    "OutOfEffort",
    "Pool",
    "SolverFailed",
    "certificate",
    "counting",
    "draw",
    "drawn",
    "fault",
    "list_bytes",
    "list_hash",
    "lottery",
    "maximin",
    "pool",
    "reaching",
    "seated",
    "sharing",
]
