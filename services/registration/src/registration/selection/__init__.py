"""Selection by merit under quotas: exact, unique, and told in a document. Pure functions; `worker` runs them apart.

`decide` and `decide_promotion` take seconds where a call is large: they are made to run in a process of their own.
"""

from registration.selection.contradictions import Contradiction, contradictions
from registration.selection.decision import Decision, decide, decide_promotion
from registration.selection.document import Json, canonical, digest, input_hash
from registration.selection.merit import Selection, promote, reserve, select
from registration.selection.passed_over import AllPassedOver, InTheWay, PassedOver, passed_over
from registration.selection.problem import PER_ORGANISATION, Candidate, Problem, Quota, Relaxation
from registration.selection.refusals import (
    Bound,
    DoesNotRelax,
    NoReplacementKeepsQuotas,
    QuotaIdIsTaken,
    QuotasCannotHold,
    TooFewCandidates,
    UndecidedInTime,
)

__all__ = [
    "PER_ORGANISATION",
    "AllPassedOver",
    "Bound",
    "Candidate",
    "Contradiction",
    "Decision",
    "DoesNotRelax",
    "InTheWay",
    "Json",
    "NoReplacementKeepsQuotas",
    "PassedOver",
    "Problem",
    "Quota",
    "QuotaIdIsTaken",
    "QuotasCannotHold",
    "Relaxation",
    "Selection",
    "TooFewCandidates",
    "UndecidedInTime",
    "canonical",
    "contradictions",
    "decide",
    "decide_promotion",
    "digest",
    "input_hash",
    "passed_over",
    "promote",
    "reserve",
    "select",
]
