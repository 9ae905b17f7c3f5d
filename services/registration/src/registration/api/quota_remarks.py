"""What adding up shows of a training's quotas, before a draft is asked for."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic.config import JsonDict

from registration.domain.vocabulary import RemarkCode, RemarkKind
from registration.views import quota_remarks as views
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.principal import Staff
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["selection"])

REMARK: JsonDict = {
    "quota": "country-TJ",
    "index": 0,
    "side": "minimum",
    "kind": "impossible",
    "code": "too_few",
    "needed": 6,
    "there": 4,
    "others": [],
}


class QuotaRemarkView(Shown):
    quota: str
    """Its id; `per_organisation` is the cap."""
    index: int | None
    """Its place among the quotas of the training, from 0; null of the cap."""
    side: Literal["minimum", "maximum"] | None
    """Which of its bounds; null if it is about both."""
    kind: RemarkKind
    """`contradictory` by the numbers alone, `impossible` with the candidates who are known by now, `says_nothing` if
    any selection keeps it."""
    code: RemarkCode
    """What is wrong: `needed` is above `there`. `above_seats`: minimums need more than all seats; `above_whole`: more
    than a quota for all of these people may have; `too_few`: fewer candidates count for it; `kept_out`, `capped_out`:
    maximums, or the cap, leave too few of those who count."""
    needed: int
    """How many seats or candidates it would take."""
    there: int
    """How many there are."""
    others: list[str]
    """Ids of the quotas it takes too."""


class QuotaRemarksView(Shown):
    """That nothing is remarked is no promise that all quotas can hold: a draft shows that."""

    model_config = example({"seats": 25, "candidates": 150, "remarks": [REMARK]})

    seats: int
    """How many there are."""
    candidates: int
    """How many people can be selected, of those who are known by now."""
    remarks: list[QuotaRemarkView]
    """In order of quotas, the cap last."""


@router.get("/trainings/{training}/quota-remarks", summary="What is wrong with quotas, before a draft is asked for")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def quota_remarks(training: UUID, tx: CurrentTransaction) -> QuotaRemarksView:
    return QuotaRemarksView.model_validate(await views.remarked(tx, training))
