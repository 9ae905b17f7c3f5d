"""What the home of a person says about her applications."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from registration.domain.application import Application
from registration.domain.closing import Tally
from registration.domain.consent import EVERYTHING, Consent
from registration.domain.invitation import Invitation
from registration.domain.letter import SERVICE_OF
from registration.domain.training import Training
from registration.domain.vocabulary import LinkPurpose
from shared.events import base
from shared.events.registration import (
    ApplicationReviewed,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ConsentChanged,
    InvitationAnswered,
    InvitationSent,
    LinkIssued,
    LinksRevoked,
    ReviewsClosed,
    ReviewsReopened,
)


def visibility(training: Training) -> base.Visibility:
    """How far facts about it go."""
    return base.Visibility(training.known.visibility)


def about(application: Application, at: datetime) -> dict[str, object]:
    return {
        "application": application.id,
        "participant": application.participant,
        "home": application.home,
        "training": application.training,
        "version": application.version,
        "at": at,
    }


def application_submitted(application: Application, *, at: datetime) -> ApplicationSubmitted:
    own = {"admission": application.admission, "code": application.code}
    return ApplicationSubmitted.model_validate({**about(application, at), **own})


def application_reviewed(
    application: Application, training: Training, organisation: str | None, *, at: datetime
) -> ApplicationReviewed:
    """`organisation`: her organisation's pseudonym. Only the attributes that the quotas use are said."""
    own = {
        "code": application.code,
        "revision": application.revision,
        "eligible": application.eligible,
        "score": application.score,
        "reviews": application.reviews,
        "attributes": application.attributes(training.known.terms),
        "organisation": organisation,
    }
    return ApplicationReviewed.model_validate({**about(application, at), **own})


def application_withdrawn(application: Application, *, at: datetime) -> ApplicationWithdrawn:
    return ApplicationWithdrawn.model_validate({**about(application, at), "reason": application.withdrawn})


def reviews_closed(training: Training, tally: Tally, home: str, *, at: datetime) -> ReviewsClosed:
    counts = {"submitted": tally.submitted, "versions": tally.versions}
    return ReviewsClosed.model_validate(
        {"training": training.id, "home": home, "version": training.version, "at": at, **counts}
    )


def reviews_reopened(training: Training, home: str, *, at: datetime) -> ReviewsReopened:
    return ReviewsReopened(training=training.id, home=home, version=training.version, at=at)


def invitation_sent(application: Application, offer: UUID, *, at: datetime) -> InvitationSent:
    return InvitationSent.model_validate({**about(application, at), "offer": offer})


def invitation_answered(application: Application, invitation: Invitation, *, at: datetime) -> InvitationAnswered:
    own = {
        "offer": invitation.offer,
        "answer": invitation.state,
        "answered_at": invitation.answered_at,
        "reason": invitation.reason,
    }
    return InvitationAnswered.model_validate({**about(application, at), **own})


def consent_changed(person: UUID, consent: Consent, version: int) -> ConsentChanged:
    return ConsentChanged.model_validate(
        {
            "participant": person,
            "purpose": consent.purpose,
            "text_version": consent.text_version,
            "given": consent.given,
            "item": None if consent.item == EVERYTHING else consent.item,
            "version": version,
            "at": consent.at,
        }
    )


def link_issued(
    person: UUID,
    purpose: LinkPurpose,
    digest: bytes,
    scope: dict[str, UUID],
    expires_at: datetime,
    version: int,
    at: datetime,
) -> LinkIssued:
    return LinkIssued.model_validate(
        {
            "participant": person,
            "token_hash": digest.hex(),
            "service": SERVICE_OF[purpose],
            "purpose": purpose,
            "expires_at": expires_at,
            "version": version,
            "at": at,
            **scope,
        }
    )


def links_revoked(person: UUID, kept: Collection[bytes], version: int, at: datetime) -> LinksRevoked:
    """`kept`: digests of tokens that nobody has seen."""
    return LinksRevoked(participant=person, kept=tuple(sorted(one.hex() for one in kept)), version=version, at=at)
