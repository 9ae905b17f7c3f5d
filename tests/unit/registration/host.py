"""Candidates and places to begin a test of the host with."""

from datetime import UTC, datetime
from uuid import UUID

from registration.domain.candidate import Assessment, Candidate
from registration.domain.place import Place
from registration.domain.vocabulary import Admission, ReleaseReason, Via

TRAINING, SELECTION, OFFER, OTHER_OFFER = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
PUBLISHED = datetime(2017, 2, 27, 9, tzinfo=UTC)
ANSWER_BY = datetime(2017, 3, 10, 19, tzinfo=UTC)
LATER = datetime(2017, 3, 21, 19, tzinfo=UTC)


def candidate(number: int = 7, country: str = "TJ", score: int | None = 8000, home: str = "tj") -> Candidate:
    new = Candidate(UUID(int=100 + number), UUID(int=200 + number), home, TRAINING)
    code = f"{country}-{number:02d}"
    submitted = new.on_submitted(code, Admission.SELECTION, at=PUBLISHED, version=1)
    return submitted.on_reviewed(code, Assessment(1, True, score, 2, {"country": country}), version=2)


def nobody_yet() -> Place:
    return Place.of(candidate())


def selected() -> Place:
    return nobody_yet().select(SELECTION, OFFER, ANSWER_BY, Via.SELECTION)


def invited() -> Place:
    return selected().on_invited(OFFER, at=PUBLISHED)


def in_reserve(rank: int = 1) -> Place:
    return nobody_yet().reserve(SELECTION, rank)


def released() -> Place:
    return invited().release(ReleaseReason.VISA_REFUSED)
