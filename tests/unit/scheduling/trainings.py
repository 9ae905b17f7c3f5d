"""Trainings to begin with."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from scheduling.domain.particulars import Call, Criterion, Particulars, Quota
from scheduling.domain.training import Training
from scheduling.domain.vocabulary import Admission, Sensitivity, Visibility

AT = datetime(2016, 12, 19, 8, tzinfo=UTC)
DUSHANBE = Particulars(
    programme=UUID(int=7),
    title="Training of Trainers",
    place="Dushanbe",
    country="TJ",
    time_zone="Asia/Dushanbe",
    admission=Admission.SELECTION,
    visibility=Visibility.PROGRAMME,
    sensitivity=Sensitivity.DISCREET,
    homes=("tj",),
    starts_on=date(2017, 5, 15),
    ends_on=date(2017, 5, 18),
    seats=25,
    criteria=(Criterion("commitment", 60), Criterion("need", 40)),
    call=Call(datetime(2017, 1, 8, 19, tzinfo=UTC), datetime(2017, 2, 3, 19, tzinfo=UTC)),
    answer_within_days=11,
    plans_due_days=14,
)
CASCADE = Particulars(
    programme=UUID(int=7),
    country="TJ",
    time_zone="Asia/Dushanbe",
    admission=Admission.ENROLMENT,
    visibility=Visibility.LOCAL,
    sensitivity=Sensitivity.CLOSED,
    homes=("tj",),
    starts_on=date(2017, 9, 2),
    ends_on=date(2017, 9, 2),
    seats=20,
)


def quota(value: str, minimum: int, maximum: int | None = None, attribute: str = "sector") -> Quota:
    return Quota(f"{attribute}-{value}", {attribute: value}, minimum, maximum)


def a_training(particulars: Particulars = DUSHANBE, **changes: Any) -> Training:
    return replace(Training(UUID(int=2017), particulars), **changes)
