"""Who may ask what of a plan, and in which state: everything that is not in this table is refused."""

from dataclasses import dataclass
from enum import StrEnum

from followup.domain.vocabulary import PlanState, Relation


class Request(StrEnum):
    RESUBMIT = "resubmit"
    ASSIGN_MENTOR = "assign mentor"
    RETURN_PLAN = "return plan"
    APPROVE = "approve"
    REPORT = "report"
    RETURN_REPORT = "return report"
    VERIFY = "verify"
    RESTATE = "restate"
    WITHHOLD = "withhold"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Rule:
    """`stands`: the states in which what was asked with it holds, so that the same asked again changes nothing."""

    by: tuple[Relation, ...]
    states: tuple[PlanState, ...]
    stands: tuple[PlanState, ...] = ()


S, R = PlanState, Relation
BEFORE_HELD = (S.PLANNED, S.RETURNED, S.APPROVED, S.SCHEDULED)
JOINABLE = (S.PLANNED, S.RETURNED)
RUNNING = (S.SCHEDULED, S.HELD)
"""Where a report is awaited: its timer runs."""
ENDED = (S.WITHDRAWN, S.LAPSED, S.CANCELLED)
WAITING = (*BEFORE_HELD, S.HELD, S.REPORTED)
"""Where somebody has to do something."""
DONE = (*ENDED, S.VERIFIED)
"""Another plan may be made."""
HOLDS = (S.HELD, S.REPORTED, S.VERIFIED, S.WITHHELD)
"""That its training took place, or took place otherwise, changes no more than what is known of it."""
OPEN_OUTSIDE = (S.APPROVED, S.SCHEDULED, S.HELD, S.WITHHELD)
"""Reads `open` for everybody but planners, mentor and coordinator."""
ACCOMPANIED = (*BEFORE_HELD, S.HELD, S.REPORTED, S.VERIFIED, S.WITHHELD)

RULES = {
    Request.RESUBMIT: Rule((R.PLANNER,), (S.RETURNED,), stands=(S.PLANNED,)),
    Request.ASSIGN_MENTOR: Rule((R.COORDINATOR,), ACCOMPANIED, stands=ACCOMPANIED),
    Request.RETURN_PLAN: Rule((R.MENTOR,), (S.PLANNED,)),
    Request.APPROVE: Rule((R.MENTOR, R.COORDINATOR), (S.PLANNED,)),
    Request.REPORT: Rule((R.PLANNER,), (S.HELD, S.WITHHELD), stands=(S.REPORTED,)),
    Request.RETURN_REPORT: Rule((R.MENTOR,), (S.REPORTED,)),
    Request.VERIFY: Rule((R.MENTOR,), (S.REPORTED,)),
    Request.RESTATE: Rule((R.MENTOR,), (S.VERIFIED,)),
    Request.WITHHOLD: Rule((R.PLANNER, R.COORDINATOR), RUNNING),
    Request.WITHDRAW: Rule((R.PLANNER, R.COORDINATOR), BEFORE_HELD),
    Request.LAPSE: Rule((R.COORDINATOR,), BEFORE_HELD),
}
