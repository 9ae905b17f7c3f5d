"""What may be asked of a place and what it hears, in which state; all else is refused or changes nothing."""

from datetime import timedelta
from enum import StrEnum

from registration.domain.vocabulary import PlaceState as S
from registration.domain.vocabulary import ReleaseCause, ReleaseReason, WithdrawalReason

GRACE = timedelta(minutes=15)
"""How long an expiry waits after `answer_by` for an answer that is on its way."""


class Request(StrEnum):
    SELECT = "select"
    RESERVE = "put in reserve"
    TURN_AWAY = "turn away"
    ENROL = "enrol"
    RELEASE = "release"
    OFFER_AGAIN = "offer a place again"


OFFERED = (S.SELECTED, S.INVITED)
"""An offer stands."""

SEATED = (*OFFERED, S.CONFIRMED)
"""They hold one of the seats."""

REQUESTS: dict[Request, tuple[S, ...]] = {
    Request.SELECT: (S.NONE, S.RESERVE),
    Request.RESERVE: (S.NONE,),
    Request.TURN_AWAY: (S.NONE,),
    Request.ENROL: (S.NONE,),
    Request.RELEASE: (*SEATED, S.RESERVE),
    Request.OFFER_AGAIN: (S.SELECTED, S.RELEASED),
}

RELEASED_AS: dict[WithdrawalReason, tuple[ReleaseCause, ReleaseReason | None]] = {
    WithdrawalReason.PERSONAL: (ReleaseCause.WITHDRAWN, ReleaseReason.PERSONAL),
    WithdrawalReason.EMPLOYER_LEAVE: (ReleaseCause.WITHDRAWN, ReleaseReason.EMPLOYER_LEAVE),
    WithdrawalReason.CARE_DUTY: (ReleaseCause.WITHDRAWN, ReleaseReason.CARE_DUTY),
    WithdrawalReason.OTHER: (ReleaseCause.WITHDRAWN, ReleaseReason.OTHER),
    WithdrawalReason.ERASED: (ReleaseCause.ERASED, None),
}
"""How and why a place is released when its application is withdrawn."""
