"""Candidates as the host sees them: without name, contact and words."""

from uuid import UUID

from fastapi import APIRouter

from registration.api.models import AN_ID, ANOTHER_ID, CodeBegins
from registration.views import host as views
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.paging import CurrentPaging
from shared.web.principal import Staff
from shared.web.shapes import Items, Shown, example

router = APIRouter(prefix="/v1/trainings/{training}", route_class=Door, tags=["selection"])


class CandidateView(Shown):
    """Somebody as the host hears of her. `organisation`: a pseudonym for this training alone."""

    model_config = example(
        {
            "application": AN_ID,
            "participant": ANOTHER_ID,
            "home": "tj",
            "code": "TJ-07",
            "eligible": True,
            "score": 8650,
            "reviews": 2,
            "revision": 1,
            "attributes": {"country": "TJ", "sector": "NGO"},
            "organisation": None,
            "withdrawn": None,
        }
    )

    application: UUID
    participant: UUID
    home: str
    code: str | None
    eligible: bool | None
    score: int | None
    reviews: int
    revision: int
    attributes: dict[str, str]
    organisation: str | None
    withdrawn: str | None


@router.get("/candidates", summary="Everybody of whom the host has heard, in order of code")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def candidates(
    training: UUID, tx: CurrentTransaction, paging: CurrentPaging, code: CodeBegins = ""
) -> Items[CandidateView]:
    found = paging.shown(await views.candidates(tx, training, paging.page, code))
    return Items[CandidateView].model_validate({"items": found})
