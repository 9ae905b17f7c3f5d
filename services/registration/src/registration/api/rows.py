"""An application among others, as its home's coordinator sees it."""

from uuid import UUID

from registration.api.models import AN_ID, ANOTHER_ID
from registration.domain.vocabulary import ApplicationState
from registration.views import home as views
from shared.web.shapes import Shown, example


class ApplicationRow(Shown):
    """Without name, contact and words."""

    model_config = example(
        {
            "application": AN_ID,
            "participant": ANOTHER_ID,
            "code": "TJ-07",
            "state": "shortlisted",
            "country": "TJ",
            "sector": "NGO",
            "rural": True,
            "under30": True,
            "under18": False,
            "alumna": False,
            "duplicate_of": None,
            "organisation": None,
            "rule": None,
            "score": 8650,
            "reviewers": [ANOTHER_ID],
            "reviews": 2,
            "offer": None,
            "outcome": None,
        }
    )

    application: UUID
    participant: UUID
    code: str | None
    state: ApplicationState
    country: str | None
    sector: str | None
    rural: bool | None
    under30: bool | None
    under18: bool | None
    alumna: bool
    duplicate_of: UUID | None
    organisation: str | None
    rule: str | None
    score: int | None
    reviewers: list[UUID]
    reviews: int
    offer: UUID | None
    outcome: str | None

    @classmethod
    def of(cls, row: views.Row) -> "ApplicationRow":
        return cls(
            **{name: getattr(row.profile, name, None) for name in ("country", "sector", "rural", "under30", "under18")},
            application=row.application,
            participant=row.participant,
            code=row.code,
            state=row.state,
            alumna=row.profile.alumna if row.profile else False,
            duplicate_of=row.duplicate_of,
            organisation=row.organisation,
            rule=row.rule,
            score=row.score,
            reviewers=row.reviewers or [],
            reviews=len(row.reviews or ()),
            offer=row.offer,
            outcome=row.outcome,
        )
