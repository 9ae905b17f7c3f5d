"""From 25 offers to 25 confirmed places: who answers what and when, and who comes in her stead."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from cascade.story.data.cast import SELECTED
from cascade.story.data.origin import Origin

SELECTION_SEED = 2017
"""Published before the selection; decides among equals."""
RESERVE_LENGTH = 10
ALL_ANSWER_AT = datetime(2017, 3, 1, 9, tzinfo=UTC)
"""When all those accept of whom nothing else is told."""


class Answer(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A place that becomes free and who gets it. `at`: when it becomes free; the successor accepts at `confirmed_at`.

    `first_in_line` leads the reserve at that time and would break the quotas in `would_break`.
    """

    step: int
    leaves: str
    answer: Answer
    at: datetime
    successor: str
    rank: int
    confirmed_at: datetime
    first_in_line: str
    would_break: tuple[str, ...] = ()
    reason: str | None = None
    origin: Origin = Origin.SYNTHETIC


VACANCIES = (
    Vacancy(
        step=13,
        leaves="GE-04",
        answer=Answer.DECLINED,
        reason="employer_leave",
        at=datetime(2017, 3, 2, 9, tzinfo=UTC),
        successor="GE-09",
        rank=7,
        confirmed_at=datetime(2017, 3, 12, 9, tzinfo=UTC),
        first_in_line="TJ-31",
        would_break=("country-GE", "sector-media"),
    ),
    Vacancy(
        step=14,
        leaves="KG-03",
        answer=Answer.DECLINED,
        reason="personal",
        at=datetime(2017, 3, 6, 9, tzinfo=UTC),
        successor="TJ-31",
        rank=1,
        confirmed_at=datetime(2017, 3, 8, 9, tzinfo=UTC),
        first_in_line="TJ-31",
    ),
    Vacancy(
        step=15,
        leaves="TM-02",
        answer=Answer.NONE,
        at=datetime(2017, 3, 10, 19, tzinfo=UTC),
        successor="TM-05",
        rank=6,
        confirmed_at=datetime(2017, 3, 17, 9, tzinfo=UTC),
        first_in_line="KZ-12",
        would_break=("country-TM",),
    ),
)
ANSWER_BY = VACANCIES[-1].at
"""24:00 of 10 March in Dushanbe: the eleventh day after publication."""

_LEAVES = {vacancy.leaves for vacancy in VACANCIES}
ACCEPT_AT_ONCE = tuple(role.code for role in SELECTED if role.code not in _LEAVES)
PARTICIPANTS = tuple(sorted((*ACCEPT_AT_ONCE, *(vacancy.successor for vacancy in VACANCIES))))
"""The 25 of Dushanbe, by badge."""
