"""What may be asked of an application and what it hears, in which state; all else is refused or changes nothing."""

from enum import StrEnum

from registration.domain.vocabulary import Admission
from registration.domain.vocabulary import ApplicationState as S


class Request(StrEnum):
    FILL_IN = "fill in the form"
    SUBMIT = "submit"
    ASSIGN_REVIEWERS = "assign reviewers"
    REVIEW = "review"
    NAME_ORGANISATION = "name the organisation"
    RULE_OUT = "rule out"
    RULE_IN = "rule in"
    WITHDRAW = "withdraw"
    ERASE = "erase what was sent"


class Heard(StrEnum):
    SELECTED = "selected"
    RESERVED = "reserved"
    NOT_SELECTED = "not selected"
    CONFIRMED = "confirmed"
    RELEASED = "released"


COMPARED = (S.SUBMITTED, S.INELIGIBLE, S.SHORTLISTED)
"""Where reviews and rules still count, until the reviews are closed."""

WITHDRAWABLE = (*COMPARED, S.SELECTED, S.RESERVED, S.CONFIRMED)
OUT = (S.NOT_SELECTED, S.RELEASED, S.WITHDRAWN)
"""Nothing is decided about it any more; of every other once its training is over."""
REQUESTS: dict[Request, tuple[S, ...]] = {
    Request.FILL_IN: (S.DRAFT,),
    Request.SUBMIT: (S.DRAFT,),
    Request.ASSIGN_REVIEWERS: COMPARED,
    Request.REVIEW: COMPARED,
    Request.NAME_ORGANISATION: COMPARED,
    Request.RULE_OUT: COMPARED,
    Request.RULE_IN: (S.INELIGIBLE,),
    Request.WITHDRAW: WITHDRAWABLE,
    Request.ERASE: OUT,
}

STANDING: dict[Admission, tuple[S, ...]] = {
    Admission.SELECTION: tuple(state for state in S if state not in (S.DRAFT, S.WITHDRAWN)),
    Admission.ENROLMENT: (S.SUBMITTED, S.CONFIRMED),
}
"""Where an earlier application counts: whoever was told "full" or lost her place enrols again."""

HEARS: dict[Heard, tuple[S, ...]] = {
    Heard.SELECTED: (S.SHORTLISTED, S.RESERVED, S.SELECTED, S.RELEASED),
    Heard.RESERVED: (S.SHORTLISTED,),
    Heard.NOT_SELECTED: (S.SUBMITTED, S.SHORTLISTED, S.RESERVED),
    Heard.CONFIRMED: (S.SUBMITTED, S.SELECTED),
    Heard.RELEASED: (S.RESERVED, S.SELECTED, S.CONFIRMED),
}
