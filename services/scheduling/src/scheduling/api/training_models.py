"""How a training is written down and changed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, TypeAdapter
from pydantic.config import JsonDict

from scheduling.api.models import MOST, Codes, Count, Day, Days, Instant, Languages, Positive, Title, Words
from scheduling.domain.particulars import Particulars
from scheduling.domain.vocabulary import (
    Admission,
    CancelReason,
    PartnerRole,
    PartnerScope,
    Sensitivity,
    Visibility,
)
from shared.web.models import Body
from shared.web.shapes import example
from shared.web.values import Code, Country, Region, TimeZone

PARTICULARS = TypeAdapter(Particulars)

ID = "0192f0c1-0000-7000-8000-000000000001"
QUOTA: JsonDict = {"id": "country-TJ", "where": {"country": "TJ"}, "minimum": 6, "maximum": 9}
CALL: JsonDict = {"opens_at": "2017-01-08T19:00:00Z", "closes_at": "2017-02-03T19:00:00Z"}
DRAFT: JsonDict = {
    "programme": ID,
    "title": "Training of Trainers, Dushanbe 2017",
    "place": "Dushanbe",
    "country": "TJ",
    "time_zone": "Asia/Dushanbe",
    "parent": None,
    "admission": "selection",
    "visibility": "programme",
    "homes": ["tj"],
    "starts_on": "2017-05-15",
    "ends_on": "2017-05-18",
    "languages": ["ru", "tg"],
    "seats": 25,
    "quotas": [QUOTA],
    "per_organisation": 2,
    "criteria": [{"code": "commitment", "weight": 60}, {"code": "need", "weight": 40}],
    "partners": [{"organisation": ID, "role": "mentor", "scopes": ["agenda"]}],
    "sensitivity": "discreet",
    "publish_not_before": "2017-05-31T19:00:00Z",
    "call": CALL,
    "answer_within_days": 11,
    "plans_due_days": 14,
    "manuals": [ID],
    "topics": ["leadership"],
}


class QuotaBody(Body):
    """Between `minimum` and `maximum` seats for those who match every pair of `where`; no maximum: all seats."""

    id: Code
    where: Annotated[Mapping[Code, Code], Field(min_length=1, max_length=8)]
    minimum: Count = 0
    maximum: Count | None = None


class CriterionBody(Body):
    """What letters are marked by."""

    code: Code
    weight: Annotated[int, Field(ge=1, le=100)]


class PartnerBody(Body):
    organisation: UUID
    role: PartnerRole
    scopes: Annotated[tuple[PartnerScope, ...], Field(max_length=len(PartnerScope))] = ()


class CallBody(Body):
    """When applications are received."""

    opens_at: Instant
    closes_at: Instant


Quotas = Annotated[tuple[QuotaBody, ...], Field(max_length=MOST)]
Partners = Annotated[tuple[PartnerBody, ...], Field(max_length=MOST)]
Manuals = Annotated[tuple[UUID, ...], Field(max_length=MOST)]


class TrainingDraft(Body):
    """What is left out is not known yet: announcing names what is missing."""

    model_config = example(DRAFT)

    programme: UUID | None = None
    title: Title | None = None
    place: Title | None = None
    country: Country | None = None
    time_zone: TimeZone | None = None
    parent: UUID | None = None
    admission: Admission
    visibility: Visibility
    homes: Annotated[tuple[Region, ...], Field(min_length=1, max_length=MOST)]
    starts_on: Day | None = None
    ends_on: Day | None = None
    languages: Languages = ()
    seats: Positive
    quotas: Quotas = ()
    per_organisation: Positive | None = None
    criteria: Annotated[tuple[CriterionBody, ...], Field(max_length=MOST)] = ()
    partners: Partners = ()
    sensitivity: Sensitivity
    publish_not_before: Instant | None = None
    call: CallBody | None = None
    answer_within_days: Days | None = None
    plans_due_days: Days | None = None
    manuals: Manuals = ()
    topics: Codes = ()

    def particulars(self) -> Particulars:
        return PARTICULARS.validate_python(self.model_dump(exclude={"parent"}))


def unsent() -> Any:
    """For a field that cannot be emptied: where it was not sent, nobody looks at its value."""
    return None


class Changes(Body):
    """What is left out stays as it is. How people enter and how far facts go was settled by announcing."""

    model_config = example({"seats": 26, "note": "The larger room is free"})

    title: Title | None = None
    place: Title | None = None
    languages: Languages = Field(default_factory=unsent)
    seats: Positive = Field(default_factory=unsent)
    quotas: Quotas = Field(default_factory=unsent)
    per_organisation: Positive | None = None
    partners: Partners = Field(default_factory=unsent)
    sensitivity: Sensitivity = Field(default_factory=unsent)
    publish_not_before: Instant | None = None
    call: CallBody | None = None
    answer_within_days: Days | None = None
    plans_due_days: Days | None = None
    manuals: Manuals = Field(default_factory=unsent)
    topics: Codes = Field(default_factory=unsent)
    note: Words | None = None

    def applied_to(self, particulars: Particulars) -> Particulars:
        """Only what was sent; a field that is sent as null is emptied."""
        sent = self.model_dump(include=self.model_fields_set - {"note"})
        current = {name: getattr(particulars, name) for name in Particulars.__dataclass_fields__}
        read = PARTICULARS.validate_python({**current, **sent})
        return replace(particulars, **{name: getattr(read, name) for name in sent})


class Dates(Body):
    model_config = example({"starts_on": "2017-10-14", "ends_on": "2017-10-14", "note": "The school is free then"})

    starts_on: Day
    ends_on: Day
    note: Words | None = None


class Cancelling(Body):
    model_config = example({"reason": "venue", "note": "The room was refused"})

    reason: CancelReason
    note: Words | None = None
