"""Trainings, applications and sheets to begin a test of the home with."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from registration.domain.announcement import Announcement, Criterion, Quota, Terms, Window
from registration.domain.application import Application
from registration.domain.form import Profile
from registration.domain.review import Review, ReviewSheet
from registration.domain.training import Training
from registration.domain.vocabulary import Admission, ApplicationState, Sensitivity, Visibility

TRAINING, APPLICATION, PARTICIPANT, OFFER = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
ONE, TWO, THREE = UUID(int=11), UUID(int=12), UUID(int=13)
OPENED = datetime(2017, 1, 8, 19, tzinfo=UTC)
CLOSED = datetime(2017, 2, 3, 19, tzinfo=UTC)
LATER = CLOSED + timedelta(days=3)
CRITERIA = (Criterion("commitment", 60), Criterion("need", 40))
CALLED = Announcement(
    programme=UUID(int=9),
    host="tj",
    time_zone="Asia/Dushanbe",
    visibility=Visibility.PROGRAMME,
    admission=Admission.SELECTION,
    homes=("tj", "ge"),
    starts_on=date(2017, 5, 15),
    ends_on=date(2017, 5, 18),
    sensitivity=Sensitivity.OPEN,
    terms=Terms(25, (Quota("TJ", {"country": "TJ"}, maximum=10),)),
    criteria=CRITERIA,
    call=Window(OPENED, CLOSED),
    answer_within_days=11,
)
PROFILE = Profile("TJ", "NGO", rural=True, under30=True)


def training(**changes: Any) -> Training:
    """Announced, its call as above."""
    return Training(TRAINING, replace(CALLED, **changes))


def enrolling(**changes: Any) -> Training:
    return training(admission=Admission.ENROLMENT, call=None, criteria=(), **changes)


def draft(admission: Admission = Admission.SELECTION) -> Application:
    return Application(APPLICATION, TRAINING, PARTICIPANT, "tj", admission)


def submitted() -> Application:
    return draft().submit(PROFILE, training(), number=7, earlier=None, now=OPENED)


def shortlisted() -> Application:
    return submitted().review(sheet(8, 8), training())


def in_state(state: ApplicationState, admission: Admission = Admission.SELECTION) -> Application:
    return replace(submitted(), state=state, admission=admission)


def sheet(*marks: int) -> ReviewSheet:
    """Given to two; one review for each of these marks, the same for both criteria."""
    reviews = tuple(
        Review(who, {"commitment": mark, "need": mark}) for who, mark in zip((ONE, TWO), marks, strict=False)
    )
    return ReviewSheet(APPLICATION, (ONE, TWO), reviews)
