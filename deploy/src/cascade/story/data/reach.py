"""What became of the plans: dates, reports, verifications, and how each stands on 28 February 2018."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from cascade.story.data.canary import Series, word
from cascade.story.data.origin import Origin

CUT_OFF = datetime(2018, 2, 28, 12, tzinfo=UTC)
_DUSHANBE_ENDS = date(2017, 5, 18)


class Column(StrEnum):
    """Where the ledger counts a plan."""

    VERIFIED = "verified"
    REPORTED_ONLY = "reported only"
    WITHHELD = "withheld"
    POSTPONED = "postponed"
    OVERDUE = "overdue"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Reach:
    girls: int
    women: int
    men: int

    @property
    def total(self) -> int:
        return self.girls + self.women + self.men


@dataclass(frozen=True, slots=True)
class Event:
    """A plan that got a date. `reported` and `verified`: none where nothing was said by the cut-off."""

    plan: str
    starts_on: date
    ends_on: date
    reported: Reach | None = None
    verified: Reach | None = None
    method: str = "call"
    origin: Origin = Origin.SYNTHETIC

    @property
    def held(self) -> bool:
        """Held and told of: what took place and cannot be reported safely does not count here."""
        return self.reported is not None


# plan, days after 18 May 2017, girls, women, men as verified (or as reported, where it is not verified yet), how
_HELD = """
P02 40 20 2 0 call | P08 44 0 19 5 visit | P03 51 22 3 0 call | P01 58 17 1 0 call | P22 67 0 18 4 visit
P09 75 0 16 4 call | P04 88 17 2 0 call | P14 116 0 11 0 visit | P10 121 0 21 5 documents | P19 124 0 15 4 call
P23 130 0 16 2 call | P11 143 0 15 3 call | P15 151 0 12 0 call | P05 158 20 1 0 call | P20 172 0 14 4 documents
P12 207 0 18 3 - | P16 240 0 13 0 -
"""
REPORTED_OTHERWISE = {"P03": Reach(25, 3, 0)}
"""Three girls were counted on both of its days: the report keeps 28, the mentor verifies 25."""
TWO_DAYS = {"P03"}


def _held(cell: str) -> Event:
    plan, days, *counts, method = cell.split()
    found = Reach(*map(int, counts))
    starts_on = _DUSHANBE_ENDS + timedelta(days=int(days))
    return Event(
        plan=plan,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=plan in TWO_DAYS),
        reported=REPORTED_OTHERWISE.get(plan, found),
        verified=None if method == "-" else found,
        method="call" if method == "-" else method,
    )


def _one_day(plan: str, day: date, reported: Reach | None = None, verified: Reach | None = None) -> Event:
    return Event(plan, day, day, reported, verified)


HELD = tuple(_held(cell) for cell in _HELD.strip().replace("\n", "|").split("|"))
"""The 17 that were held and reported, in the order of their days."""
POSTPONED_TO = date(2018, 4, 14)
NOT_REPORTED = (
    _one_day("P13", date(2017, 9, 20)),
    _one_day("P21", date(2017, 9, 30)),
    _one_day("P17", date(2017, 10, 7)),
    _one_day("P06", date(2017, 10, 14)),
)
"""Cancelled, overdue, withheld, postponed."""
SECOND = (
    _one_day("Q1", date(2017, 11, 20), Reach(0, 16, 0), Reach(0, 16, 0)),
    _one_day("Q2", date(2018, 2, 3), Reach(0, 12, 2)),
)
KAZAKHSTAN = (
    _one_day("K1", date(2016, 10, 15), Reach(18, 0, 0), Reach(18, 0, 0)),
    _one_day("K2", date(2016, 10, 29), Reach(0, 16, 0), Reach(0, 16, 0)),
    _one_day("K3", date(2016, 11, 12), Reach(0, 14, 0), Reach(0, 14, 0)),
    _one_day("K4", date(2016, 11, 26), Reach(0, 11, 2), Reach(0, 11, 2)),
)
EVENTS = {event.plan: event for event in (*KAZAKHSTAN, *HELD, *NOT_REPORTED, *SECOND)}
"""21 of Dushanbe's plans got a date, four of Kazakhstan's, both of the second generation."""

LAPSED_2016 = ("K5", "K6")
LAPSED = ("P07", "P24")
CANCELLED, OVERDUE, WITHHELD, POSTPONED = "P13", "P21", "P17", "P06"
CANCEL_REASON = "venue"
"""The room was refused."""
REMINDED_ON = (date(2017, 10, 14), date(2017, 10, 28), date(2017, 11, 11))
"""When the report of P21 is asked for; the third time also the coordinator is told."""

_OUTCOMES = {
    CANCELLED: Column.CANCELLED,
    OVERDUE: Column.OVERDUE,
    WITHHELD: Column.WITHHELD,
    POSTPONED: Column.POSTPONED,
    "P18": Column.WITHDRAWN,
    **dict.fromkeys((*LAPSED, *LAPSED_2016), Column.LAPSED),
}


def column(plan: str) -> Column:
    """Where the ledger of the cut-off counts this plan."""
    if plan in _OUTCOMES:
        return _OUTCOMES[plan]
    return Column.VERIFIED if EVENTS[plan].verified else Column.REPORTED_ONLY


def report_words(plan: str) -> str:
    number = list(EVENTS).index(plan)
    return f"It went well; at the end we all said {word(Series.REPORT, number)} together."


def verification_note(event: Event) -> str:
    if event.plan in REPORTED_OTHERWISE:
        return "Three girls came on both days and were counted twice."
    return "The figures are as she reported them."
