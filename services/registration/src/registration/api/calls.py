"""The call of a training, as whoever may apply needs to know it."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter

from registration.api.models import AN_ID
from registration.domain.form import NEEDED
from registration.domain.training import Training
from registration.domain.vocabulary import Admission, CallState, LinkPurpose
from registration.handlers.applications import purpose_for
from registration.store import trainings as store
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.principal import ANYONE, Link, Staff
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1/trainings/{training}/call", route_class=Door, tags=["trainings"])


class CriterionView(Shown):
    """`weight` in percent."""

    code: str
    """Short name of the criterion."""
    weight: int
    """In percent; all sum to 100."""


class CallView(Shown):
    """`refused`: the code of what she would be told if she began an application now; null where she may. `needed`: what
    the form has to say. `countries`, `sectors`: those that quotas name.
    """

    model_config = example(
        {
            "training": AN_ID,
            "title": "Training of Trainers, Dushanbe 2017",
            "country": "TJ",
            "time_zone": "Asia/Dushanbe",
            "starts_on": "2017-05-15",
            "ends_on": "2017-05-18",
            "admission": "selection",
            "call": "open",
            "opens_at": "2017-01-09T00:00:00Z",
            "closes_at": "2017-02-04T00:00:00Z",
            "cancelled": False,
            "completed": False,
            "refused": None,
            "needed": ["name", "country", "sector", "birth_date", "rural", "letter"],
            "criteria": [{"code": "commitment", "weight": 60}, {"code": "need", "weight": 40}],
            "countries": ["TJ"],
            "sectors": ["NGO"],
        }
    )

    training: UUID
    title: str | None
    country: str | None
    """ISO 3166-1 alpha-2 code of the country in which it is held."""
    time_zone: str
    starts_on: date
    ends_on: date
    admission: Admission
    call: CallState
    opens_at: datetime | None
    closes_at: datetime | None
    cancelled: bool
    completed: bool
    refused: str | None
    needed: tuple[str, ...]
    """Fields of the form that have to be filled in before it can be submitted."""
    criteria: list[CriterionView]
    countries: tuple[str, ...]
    """Codes of the countries that quotas name."""
    sectors: tuple[str, ...]

    @classmethod
    def of(cls, training: Training, via: LinkPurpose | None, *, home: str, now: datetime) -> "CallView":
        known = training.known
        refusal = training.why_nobody_begins(via, home=home, now=now)
        return cls(
            training=training.id,
            title=known.title,
            country=known.country,
            time_zone=known.time_zone,
            starts_on=known.starts_on,
            ends_on=known.ends_on,
            admission=known.admission,
            call=training.call_state(now),
            opens_at=known.call.opens_at if known.call else None,
            closes_at=known.call.closes_at if known.call else None,
            cancelled=training.cancelled,
            completed=training.completed,
            refused=refusal.code() if refusal else None,
            needed=NEEDED.get(known.admission, ()),
            criteria=[CriterionView.model_validate(one) for one in known.criteria],
            countries=known.terms.named("country"),
            sectors=known.terms.named("sector"),
        )


@router.get("", summary="What whoever may apply for a training needs to know of it")
@allow(ANYONE, Link.CALL, Link.ENROLMENT, Link.APPLICATION, Link.ANSWER, Staff.COORDINATOR, Staff.REVIEWER)
async def call(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> CallView:
    """A discreet or closed one is shown to staff, and to whoever has a link of it."""
    found = await store.find(tx, training)
    via = purpose_for(training, who.link)
    found.require_shown(invited=via is not None or who.has(Staff.COORDINATOR) or who.has(Staff.REVIEWER))
    return CallView.of(found, via, home=tx.region, now=now)
