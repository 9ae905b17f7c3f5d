"""What is written to people: plain sentences and links, nothing that says more than it must to who looks on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from registration.domain.vocabulary import LinkPurpose, ServiceName

SUBJECT = "Message from the programme"
"""The same for all, whatever it is about: a list of subjects tells no more than her language."""


class Label(StrEnum):
    """What stands before a link."""

    APPLICATION = "Your application"
    ANSWER = "Your answer"
    FOLLOW_UP = "Your plan and report"
    FEEDBACK = "Your feedback"
    FACILITATE = "Your training"
    CONSENT = "What you agree to"
    STANDING = "Where it stands, and what you agreed to"


SERVICE_OF = {
    LinkPurpose.APPLICATION: ServiceName.REGISTRATION,
    LinkPurpose.ANSWER: ServiceName.REGISTRATION,
    LinkPurpose.FOLLOW_UP: ServiceName.FOLLOWUP,
    LinkPurpose.FEEDBACK: ServiceName.FOLLOWUP,
    LinkPurpose.FACILITATE: ServiceName.SCHEDULING,
    LinkPurpose.CONSENT: ServiceName.REGISTRATION,
}
LABEL_OF = {
    LinkPurpose.APPLICATION: Label.APPLICATION,
    LinkPurpose.ANSWER: Label.ANSWER,
    LinkPurpose.FOLLOW_UP: Label.FOLLOW_UP,
    LinkPurpose.FEEDBACK: Label.FEEDBACK,
    LinkPurpose.FACILITATE: Label.FACILITATE,
    LinkPurpose.CONSENT: Label.CONSENT,
}


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A link in a letter; its token stands nowhere else. `label`: where it is another than its purpose has."""

    purpose: LinkPurpose
    token: str
    label: str | None = None


class Words(StrEnum):
    """What is said, in English; the mail says it in the language of whoever gets it. `%(until)s` is a moment."""

    APPLICATION_BEGUN = "You began an application. Go on with it whenever you like, until the call closes."
    LINKS_AGAIN = "Somebody asked for your links again with this address. If it was not you, you need not do anything."
    READDRESSED = (
        "We write to you at this address from now on. Links that came in earlier letters open nothing any more: "
        "please use these."
    )
    ELSEWHERE = "Letters go to another address from now on. If you did not ask for that, tell the coordinators."
    RECEIVED = "Your application was received. You will hear from us after the selection."
    RESERVED = "You are on the reserve list. If a place becomes free that you can have, we write to you at once."
    LIST_CLOSED = "The reserve list is closed: no place became free that you could have had. Thank you for waiting."
    NOT_SELECTED = (
        "We could not offer you a place this time: others had more points or were drawn by lot, or a limit of places "
        "for a country, a sector or an organisation was reached."
    )
    TOO_LATE_TO_COME = (
        "We could not offer you a place this time: as we were told, you could have travelled only after the training "
        "begins, e.g. because of a visa. If this surprises you, please write to us."
    )
    FULL = "All places of this training are taken."
    CONFIRMED = "Your place is confirmed."
    DECLINED = "Your place was given back. If this surprises you, please write to us."
    EXPIRED = (
        "We had no answer from you in time, so your invitation has ended. If this surprises you, please write to us."
    )
    TAKEN_BACK = "You no longer have a place: the organisers took it back. If this surprises you, please write to us."
    OFF_THE_LIST = "You are no longer on the reserve list. If this surprises you, please write to us."
    NOT_ELIGIBLE = (
        "The selection was made. Your application was not part of it, because a condition of the call was not met. "
        "If this surprises you, please write to us."
    )
    NAMED = (
        "You are named for a training. You say whether what is written about you may be shown, and may take it back."
    )
    AGENDA = "The agenda of your training is published."
    DATES_CHANGED = "The days of your training have changed. If you cannot come, you can give your place back."
    CANCELLED = "Your training was cancelled. We are sorry."
    ATTENDED = "Thank you for taking part. Tell us what you take home, and what you plan."
    PLANNED = "Your plan was received."
    PLAN_RETURNED = "Your mentor has sent your plan back with a question. Read it here."
    REPORT_RETURNED = "Your mentor has sent your report back with a question. Read it here."
    APPROVED = "Your plan was approved. Set its day here, and record who was there."
    WITHDRAWN_PLAN = "Your plan was closed."
    MENTOR_NAMED = "You have a mentor for your plan now."
    MENTEE_NAMED = "A plan was given to you to accompany."
    PLAN_DUE = "We are waiting for your plan."
    REPORT_DUE = "We are waiting for your report."
    STILL_DUE = "A plan or a report is late, and its last reminder was sent."
    THANKS = "Thank you for your report."
    INVITED = "You are invited. Please answer by %(until)s."


@dataclass(frozen=True, slots=True)
class Moment:
    """Told on the clock of the training, whose zone is named."""

    at: datetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`to`: the address, where it is not the one that is kept of her."""

    words: str
    links: tuple[LetterLink, ...] = ()
    until: Moment | None = None
    to: str | None = None
