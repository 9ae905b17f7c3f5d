"""The trainings that the programme itself announces: Kazakhstan 2016, Dushanbe 2017, Georgia 2018."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from cascade.story.data.manuals import MANUALS
from cascade.story.data.origin import Origin
from cascade.story.data.programme import MENTOR_SCOPES, PROGRAMME, TOPICS, Country, Partner, PartnerRole
from cascade.story.data.quotas import (
    CRITERIA,
    IMPOSSIBLE_QUOTAS,
    PER_ORGANISATION,
    QUOTAS,
    SEATS,
    Criterion,
    Quota,
)

REGION = "tj"
"""One region hosts and serves everything."""


@dataclass(frozen=True, slots=True)
class Window:
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Training:
    """A draft as scheduling takes it; `programme`, `manuals` and the partners' organisations are codes.

    `invites` (countries) and `origin` (of place, days and partners) are not part of a draft.
    """

    key: str
    title: str
    place: str
    country: str
    time_zone: str
    admission: str
    starts_on: date
    ends_on: date
    seats: int
    partners: tuple[Partner, ...]
    publish_not_before: datetime
    invites: tuple[str, ...]
    languages: tuple[str, ...]
    quotas: tuple[Quota, ...] = ()
    per_organisation: int | None = None
    criteria: tuple[Criterion, ...] = ()
    call: Window | None = None
    answer_within_days: int | None = None
    plans_due_days: int | None = None
    manuals: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    programme: str = PROGRAMME.code
    visibility: str = "programme"
    sensitivity: str = "discreet"
    homes: tuple[str, ...] = (REGION,)
    origin: Origin = Origin.PUBLISHED


ORGANISER = Partner("WLP", PartnerRole.ORGANISER)

KAZAKHSTAN = Training(
    key="kazakhstan-2016",
    title="Training of Trainers, Kazakhstan 2016",
    place="Kazakhstan",
    country="KZ",
    time_zone="Asia/Almaty",
    admission="enrolment",
    starts_on=date(2016, 9, 19),
    ends_on=date(2016, 9, 22),
    seats=20,
    partners=(ORGANISER,),
    publish_not_before=datetime(2016, 10, 3, tzinfo=UTC),
    invites=tuple(Country),
    languages=("ru",),
    topics=tuple(topic.code for topic in TOPICS),
)

DUSHANBE = Training(
    key="dushanbe-2017",
    title="Training of Trainers, Dushanbe 2017",
    place="Dushanbe",
    country="TJ",
    time_zone="Asia/Dushanbe",
    admission="selection",
    starts_on=date(2017, 5, 15),
    ends_on=date(2017, 5, 18),
    seats=SEATS,
    partners=(
        ORGANISER,
        Partner("PARASTOR", PartnerRole.HOST),
        Partner("SWRC", PartnerRole.MENTOR, MENTOR_SCOPES),
        Partner("BIR-DUINO", PartnerRole.MENTOR, MENTOR_SCOPES),
    ),
    publish_not_before=datetime(2017, 5, 31, 19, tzinfo=UTC),
    invites=tuple(Country),
    languages=("ru", "tg"),
    quotas=QUOTAS,
    per_organisation=PER_ORGANISATION,
    criteria=CRITERIA,
    call=Window(datetime(2017, 1, 8, 19, tzinfo=UTC), datetime(2017, 2, 3, 19, tzinfo=UTC)),
    answer_within_days=11,
    plans_due_days=14,
    manuals=tuple(manual.code for manual in MANUALS),
    topics=tuple(topic.code for topic in TOPICS),
)

DUSHANBE_REFUSED = replace(DUSHANBE, quotas=IMPOSSIBLE_QUOTAS)
"""Its first draft: the sectors' minimums need 27 seats."""

GEORGIA_INVITES = ("AM", "AZ", "GE", "KZ", "KG", "RU", "UA")
"""Published; that somebody of each shall come is synthetic."""

GEORGIA = Training(
    key="georgia-2018",
    title="Training of Trainers, Georgia 2018",
    place="Borjomi",
    country="GE",
    time_zone="Asia/Tbilisi",
    admission="selection",
    starts_on=date(2018, 3, 22),
    ends_on=date(2018, 3, 25),
    seats=30,
    partners=(
        ORGANISER,
        Partner("FUND-SUKHUMI", PartnerRole.CO_ORGANISER),
        Partner("CONSENT", PartnerRole.CO_ORGANISER),
    ),
    publish_not_before=datetime(2018, 4, 8, 20, tzinfo=UTC),
    invites=GEORGIA_INVITES,
    languages=("ru",),
    quotas=tuple(Quota(f"country-{country}", {"country": country}, 1) for country in GEORGIA_INVITES),
    criteria=CRITERIA,
    call=Window(datetime(2017, 11, 19, 20, tzinfo=UTC), datetime(2017, 12, 22, 20, tzinfo=UTC)),
    answer_within_days=14,
    plans_due_days=14,
)
