"""The story in its order: what happens at which instant of the story clock. Each instant is one move of the clock."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cascade.story.data import georgia, places, plans, reach
from cascade.story.data.acts import Act, Chapter
from cascade.story.data.reach import Event


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    chapter: Chapter
    act: Act
    subjects: tuple[str, ...] = ()


# Each line: instant in UTC; chapter; act; its subjects.
_TOLD = """
2016-09-01T06:00 KAZAKHSTAN prepare
2016-09-01T06:00 KAZAKHSTAN announce kazakhstan-2016
2016-09-05T06:00 KAZAKHSTAN enrol kazakhstan-2016
2016-09-19T13:00 KAZAKHSTAN hold kazakhstan-2016 1
2016-09-20T13:00 KAZAKHSTAN hold kazakhstan-2016 2
2016-09-21T13:00 KAZAKHSTAN hold kazakhstan-2016 3
2016-09-22T13:00 KAZAKHSTAN hold kazakhstan-2016 4
2016-09-22T13:00 KAZAKHSTAN complete kazakhstan-2016
2016-09-26T08:00 KAZAKHSTAN plan K1 K2 K3 K4 K5 K6
2016-09-26T08:00 KAZAKHSTAN assign K1 K2 K3 K4 K5 K6
2016-09-30T08:00 KAZAKHSTAN approve K1 K2 K3 K4 K5 K6
2016-10-03T08:00 KAZAKHSTAN set_dates K1 K2 K3 K4
2016-12-12T08:00 ANNOUNCEMENT try_draft dushanbe-2017
2016-12-19T08:00 ANNOUNCEMENT announce dushanbe-2017
2016-12-31T08:00 KAZAKHSTAN lapse K5 K6
2017-01-09T05:00 CALL begin_applications dushanbe-2017
2017-02-03T14:00 CALL submit dushanbe-2017
2017-02-06T06:00 CALL sort_out dushanbe-2017
2017-02-19T06:00 REVIEWS review dushanbe-2017
2017-02-24T06:00 SELECTION select dushanbe-2017
2017-02-27T06:00 SELECTION publish_selection dushanbe-2017
2017-03-01T09:00 INVITATIONS accept ACCEPT_AT_ONCE
2017-03-02T09:00 INVITATIONS decline GE-04
2017-03-06T09:00 INVITATIONS decline KG-03
2017-03-08T09:00 INVITATIONS accept TJ-31
2017-03-10T20:00 INVITATIONS look expired
2017-03-12T09:00 INVITATIONS accept GE-09
2017-03-17T09:00 INVITATIONS accept TM-05
2017-04-03T06:00 AGENDA draft_agenda 1
2017-04-10T06:00 AGENDA read_agenda 1
2017-04-18T06:00 AGENDA draft_agenda 2
2017-04-18T06:00 AGENDA publish_agenda 2
2017-05-15T13:00 TRAINING hold dushanbe-2017 1
2017-05-16T13:00 TRAINING hold dushanbe-2017 2
2017-05-16T13:00 TRAINING correct S-06
2017-05-17T13:00 TRAINING hold dushanbe-2017 3
2017-05-18T13:00 TRAINING hold dushanbe-2017 4
2017-05-18T13:00 TRAINING complete dushanbe-2017
2017-05-18T14:00 FEEDBACK_AND_VOICES give_feedback dushanbe-2017
2017-05-18T14:00 FEEDBACK_AND_VOICES write_items V-1 V-2 PH-1 PH-2
2017-05-18T14:00 PLANS plan DUSHANBE
2017-05-22T06:00 PLANS assign DUSHANBE
2017-05-26T06:00 FEEDBACK_AND_VOICES release_items V-1 V-2 PH-1 PH-2
2017-05-31T18:00 FEEDBACK_AND_VOICES look embargo
2017-06-01T06:00 FEEDBACK_AND_VOICES look published
2017-06-05T06:00 PLANS return P04 P06 P13 P17 P18
2017-06-07T06:00 PLANS plan_again P04 P06 P13 P17
2017-06-07T06:00 PLANS give_up P18
2017-06-09T06:00 PLANS approve APPROVED
2017-06-16T06:00 FOLLOW_UP set_dates DATED
2017-06-23T06:00 GENERATION_TWO enter P08 P22
2017-06-30T06:00 FEEDBACK_AND_VOICES withdraw_consent V-2
2017-08-21T06:00 GENERATION_TWO plan Q1 Q2
2017-08-21T06:00 GENERATION_TWO assign Q1 Q2
2017-08-28T06:00 GENERATION_TWO approve Q1 Q2
2017-09-04T06:00 GENERATION_TWO set_dates Q1 Q2
2017-09-06T06:00 FOLLOW_UP cancel P13
2017-10-02T06:00 FOLLOW_UP postpone P06
2017-10-08T12:00 FOLLOW_UP suspend P11
2017-10-12T06:00 FOLLOW_UP resume P11
2017-10-14T21:00 FOLLOW_UP look reminder-1
2017-10-18T06:00 FOLLOW_UP withhold P17
2017-10-28T21:00 FOLLOW_UP look reminder-2
2017-11-11T21:00 FOLLOW_UP look reminder-3
2017-11-20T06:00 GEORGIA announce georgia-2018
2017-12-10T06:00 GENERATION_TWO verify Q1
2017-12-22T06:00 GEORGIA apply_again AGAIN
2018-01-31T06:00 FOLLOW_UP lapse P07 P24
2018-02-28T12:00 CUT_OFF look cut-off
"""

_GROUPS = {
    "ACCEPT_AT_ONCE": places.ACCEPT_AT_ONCE,
    "DUSHANBE": tuple(plan.key for plan in plans.DUSHANBE),
    "APPROVED": tuple(plan.key for plan in plans.APPROVED),
    "DATED": tuple(event.plan for event in (*reach.HELD, *reach.NOT_REPORTED)),
    "AGAIN": georgia.AGAIN,
}


def _told(line: str) -> Moment:
    at, chapter, act, *subjects = line.split()
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    keys = tuple(key for subject in subjects for key in _GROUPS.get(subject, (subject,)))
    return Moment(instant, Chapter[chapter], Act(act), keys)


RESUMED = {"P11": date(2017, 10, 12)}
"""Officials came, and it was suspended meanwhile."""
TOLD = tuple(_told(line) for line in _TOLD.strip().splitlines())
_VERIFIED_APART = {plan for moment in TOLD if moment.act is Act.VERIFY for plan in moment.subjects}


def _reported_at(event: Event) -> datetime:
    """The day after, or when it was resumed: before any report is asked for."""
    day = RESUMED.get(event.plan, event.ends_on + timedelta(days=1))
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def _end_of_month(at: datetime) -> datetime:
    return at.replace(day=monthrange(at.year, at.month)[1], hour=10)


def _chapter(event: Event) -> Chapter:
    if event in reach.KAZAKHSTAN:
        return Chapter.KAZAKHSTAN
    return Chapter.GENERATION_TWO if event in reach.SECOND else Chapter.FOLLOW_UP


def _reports() -> Iterator[Moment]:
    """One for each event: trainings are completed when they took place, not later."""
    for event in reach.EVENTS.values():
        if event.held:
            yield Moment(_reported_at(event), _chapter(event), Act.REPORT, (event.plan,))


def _verifications() -> Iterator[Moment]:
    """Mentors verify at the end of each month what was reported in it."""
    verified = [each for each in reach.EVENTS.values() if each.verified and each.plan not in _VERIFIED_APART]
    for at in sorted({_end_of_month(_reported_at(event)) for event in verified}):
        events = [event for event in verified if _end_of_month(_reported_at(event)) == at]
        yield Moment(at, _chapter(events[0]), Act.VERIFY, tuple(event.plan for event in events))


MOMENTS = tuple(sorted((*TOLD, *_reports(), *_verifications()), key=lambda moment: moment.at))
"""In the order in which they are played; those of one instant in the order of the story."""
INSTANTS = tuple(dict.fromkeys(moment.at for moment in MOMENTS))
