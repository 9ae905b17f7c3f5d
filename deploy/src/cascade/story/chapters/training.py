"""The days of a training: what was taught, who was there, one mark corrected, its completion."""

from collections.abc import Iterable, Sequence

from cascade.story.client import Json, Service
from cascade.story.data import attendance, kazakhstan
from cascade.story.data.acts import Act
from cascade.story.data.agenda import Session
from cascade.story.data.attendance import Mark, MarkKind
from cascade.story.data.trainings import DUSHANBE, KAZAKHSTAN
from cascade.story.story import Story, together

_FACILITATOR = "FA-1"
"""Was at both trainings, and keeps the lists."""


async def hold(story: Story, subjects: Sequence[str]) -> None:
    """A day: minutes delivered, and marks as they were recorded at first."""
    training, day = subjects
    if training == KAZAKHSTAN.key:
        session = kazakhstan.SESSIONS[int(day) - 1]
        everybody = [Mark(session.key, who.key, MarkKind.PRESENT) for who in kazakhstan.PARTICIPANTS]
        await record(story, training, session, everybody)
        return
    sessions = attendance.sessions_of(int(day))
    await together(record(story, training, each, attendance.recorded_at_first(each.key)) for each in sessions)


async def record(story: Story, training: str, session: Session, marks: Iterable[Mark]) -> None:
    shortened = {each.session: each for each in attendance.DELIVERIES}.get(session.key)
    as_designed = shortened is None or shortened.as_designed
    minutes = session.minutes if shortened is None else shortened.minutes
    path = session_path(story, training, session.key)
    delivered = {"minutes": minutes, "as_designed": as_designed}
    who = story.staff("facilitator", _FACILITATOR)
    await story.api.put(Service.SCHEDULING, f"{path}/delivery", who, delivered)
    body = {"marks": [body_of(story, training, mark) for mark in marks]}
    await story.api.put(Service.SCHEDULING, f"{path}/attendance", who, body)


async def correct(story: Story, _: Sequence[str]) -> None:
    correction = attendance.CORRECTION
    mark = body_of(story, DUSHANBE.key, Mark(correction.session, correction.badge, correction.corrected))
    path = f"{session_path(story, DUSHANBE.key, correction.session)}/attendance"
    body = {"marks": [{**mark, "reason": correction.reason}]}
    who = story.staff("facilitator", _FACILITATOR)
    training = f"/v1/trainings/{story.known.trainings[DUSHANBE.key]}"
    seen = await story.api.tag(Service.SCHEDULING, f"{training}/attendance", who)
    await story.api.put(Service.SCHEDULING, path, who, body, seen=seen)


async def complete(story: Story, subjects: Sequence[str]) -> None:
    (training,) = subjects
    path = f"/v1/trainings/{story.known.trainings[training]}/completion"
    await story.api.post(Service.SCHEDULING, path, story.coordinator)


def session_path(story: Story, training: str, session: str) -> str:
    known = story.known
    return f"/v1/trainings/{known.trainings[training]}/sessions/{known.sessions[training, session]}"


def body_of(story: Story, training: str, mark: Mark) -> Json:
    """Minutes beside partly alone."""
    told = {"application": story.known.applications[training, mark.badge], "mark": mark.mark.value}
    return told if mark.minutes is None else {**told, "minutes": mark.minutes}


ACTS = {Act.HOLD: hold, Act.CORRECT: correct, Act.COMPLETE: complete}
