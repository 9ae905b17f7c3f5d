"""Facts of registration: the way of TJ-07 from her application to her place."""

from collections.abc import Mapping

from shared.contracts.examples.ids import (
    APPLICATION,
    DUSHANBE,
    HASH,
    ITEM,
    OFFER,
    PARTICIPANT,
    PLAN,
    SELECTION,
)
from shared.events.base import Event
from shared.events.registration import (
    ApplicationNotSelected,
    ApplicationReviewed,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ConsentChanged,
    InvitationAnswered,
    InvitationSent,
    LinkIssued,
    LinksRevoked,
    ParticipantReserved,
    ParticipantSelected,
    PlaceConfirmed,
    PlaceReleased,
    ReviewsClosed,
    ReviewsReopened,
    SelectionDecided,
)


def hers(version: int, at: str, **said: object) -> Mapping[str, object]:
    about = {"application": APPLICATION, "participant": PARTICIPANT, "home": "tj", "training": DUSHANBE}
    return {**about, **said, "version": version, "at": at}


SAID: Mapping[type[Event], Mapping[str, object]] = {
    ApplicationSubmitted: hers(1, "2017-01-12T09:30:00Z", admission="selection", code="TJ-07"),
    ApplicationReviewed: hers(
        2,
        "2017-02-10T09:00:00Z",
        code="TJ-07",
        revision=1,
        eligible=True,
        score=8150,
        reviews=2,
        attributes={"country": "TJ", "sector": "NGO", "rural": "yes"},
        organisation=HASH,
    ),
    ApplicationWithdrawn: hers(3, "2017-02-12T09:00:00Z", reason="care_duty"),
    ReviewsClosed: {
        "training": DUSHANBE,
        "home": "tj",
        "submitted": 60,
        "versions": 118,
        "version": 1,
        "at": "2017-02-15T09:00:00Z",
    },
    ReviewsReopened: {"training": DUSHANBE, "home": "tj", "version": 2, "at": "2017-02-16T09:00:00Z"},
    SelectionDecided: {
        "training": DUSHANBE,
        "selection": SELECTION,
        "hash": HASH,
        "kind": "first",
        "quotas_kept": ["country-TJ", "rural"],
        "quotas_relaxed": ["under-30"],
        "version": 1,
        "at": "2017-02-20T09:00:00Z",
    },
    ParticipantSelected: hers(
        1, "2017-02-20T09:00:00Z", selection=SELECTION, offer=OFFER, answer_by="2017-03-03T19:00:00Z"
    ),
    ParticipantReserved: hers(1, "2017-02-20T09:00:00Z", selection=SELECTION, rank=3),
    ApplicationNotSelected: hers(
        1, "2017-02-20T09:00:00Z", selection=SELECTION, reason="below_selected", left_out="visa_lead"
    ),
    InvitationSent: hers(3, "2017-02-20T09:05:00Z", offer=OFFER),
    InvitationAnswered: hers(
        4,
        "2017-02-24T15:00:00Z",
        offer=OFFER,
        answer="declined",
        answered_at="2017-02-24T15:00:00Z",
        reason="employer_leave",
    ),
    PlaceConfirmed: hers(3, "2017-02-24T15:00:00Z", offer=OFFER, badge="TJ-07", via="promotion"),
    PlaceReleased: hers(
        4, "2017-04-02T09:00:00Z", offer=OFFER, how="withdrawn", reason="care_duty", was_confirmed=True
    ),
    ConsentChanged: {
        "participant": PARTICIPANT,
        "purpose": "voice",
        "text_version": 1,
        "given": True,
        "item": ITEM,
        "version": 5,
        "at": "2017-06-02T09:00:00Z",
    },
    LinkIssued: {
        "participant": PARTICIPANT,
        "token_hash": HASH,
        "service": "followup",
        "purpose": "follow-up",
        "training": DUSHANBE,
        "plan": PLAN,
        "application": APPLICATION,
        "expires_at": "2026-12-31T00:00:00Z",
        "version": 6,
        "at": "2017-06-02T09:00:00Z",
    },
    LinksRevoked: {"participant": PARTICIPANT, "kept": [HASH], "version": 7, "at": "2017-06-03T09:00:00Z"},
}
