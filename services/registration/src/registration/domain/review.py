"""Reviews of one application: who gives them, what they say, and the score they make."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from registration.domain.announcement import Criterion
from registration.domain.refusals.application import (
    MarkOutOfRange,
    MarksIncomplete,
    NotAssigned,
    ReviewAlreadyGiven,
    TooFewReviewers,
)
from registration.domain.refusals.training import MissingReview

REVIEWS_NEEDED = 2
HIGHEST_MARK = 10


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's marks, 0 to 10 for each criterion. Her comment is kept beside it, sealed."""

    reviewer: UUID
    marks: Mapping[str, int]


def score(criteria: Collection[Criterion], reviews: Collection[Review]) -> int:
    """Hundredths of a point, 0 to 10,000: the mean over the reviews of Σ weight × mark × 10, half up."""
    total = sum(criterion.weight * review.marks[criterion.code] * 10 for review in reviews for criterion in criteria)
    return (2 * total + len(reviews)) // (2 * len(reviews))


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """The reviewers that an application was given to, and their reviews: one each."""

    application: UUID
    reviewers: tuple[UUID, ...] = ()
    reviews: tuple[Review, ...] = ()

    @property
    def needed(self) -> int:
        return max(REVIEWS_NEEDED, len(self.reviewers))

    @property
    def complete(self) -> bool:
        return len(self.reviews) >= self.needed

    def missing(self, code: str) -> MissingReview | None:
        """What the closing of the reviews waits for."""
        return None if self.complete else MissingReview(self.application, code, len(self.reviews), self.needed)

    def score(self, criteria: Collection[Criterion]) -> int | None:
        """None while a review is missing."""
        return score(criteria, self.reviews) if self.complete else None

    def assign(self, reviewers: Collection[UUID]) -> Self:
        """Gives it to these reviewers and no others. Raises TooFewReviewers, ReviewAlreadyGiven."""
        chosen = tuple(dict.fromkeys(reviewers))
        if len(chosen) < REVIEWS_NEEDED:
            raise TooFewReviewers(self.application, len(chosen), REVIEWS_NEEDED)
        if dropped := tuple(review.reviewer for review in self.reviews if review.reviewer not in chosen):
            raise ReviewAlreadyGiven(self.application, dropped)
        return replace(self, reviewers=chosen)

    def hand_in(self, reviewer: UUID, marks: Mapping[str, int], criteria: Collection[Criterion]) -> Self:
        """Her review, in place of an earlier one of hers. Raises NotAssigned, MarksIncomplete, MarkOutOfRange."""
        if reviewer not in self.reviewers:
            raise NotAssigned(self.application, reviewer)
        require_marks(marks, criteria)
        others = tuple(review for review in self.reviews if review.reviewer != reviewer)
        return replace(self, reviews=(*others, Review(reviewer, dict(marks))))


def require_marks(marks: Mapping[str, int], criteria: Collection[Criterion]) -> None:
    """Every criterion once and no other, each 0 to 10. Raises MarksIncomplete, MarkOutOfRange."""
    asked = [criterion.code for criterion in criteria]
    missing = tuple(code for code in asked if code not in marks)
    unknown = tuple(sorted(marks.keys() - set(asked)))
    if missing or unknown:
        raise MarksIncomplete(missing, unknown)
    for code in asked:
        if not 0 <= marks[code] <= HIGHEST_MARK:
            raise MarkOutOfRange(code, marks[code])
