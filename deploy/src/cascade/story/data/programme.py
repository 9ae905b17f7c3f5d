"""The programme, the organisations, and the words that its trainings count with."""

from dataclasses import dataclass
from enum import StrEnum

from cascade.story.data.origin import Origin


class Country(StrEnum):
    """Those that the trainings before 2018 invite; in the order in which the tables show them."""

    TJ = "TJ"
    KZ = "KZ"
    KG = "KG"
    GE = "GE"
    TM = "TM"


class Sector(StrEnum):
    NGO = "NGO"
    MEDIA = "media"
    GOVERNMENT = "government"
    EDUCATION = "education"


TIME_ZONES = {
    Country.TJ: "Asia/Dushanbe",
    Country.KZ: "Asia/Almaty",
    Country.KG: "Asia/Bishkek",
    Country.GE: "Asia/Tbilisi",
    Country.TM: "Asia/Ashgabat",
}

LANGUAGES = {
    Country.TJ: ("tg", "ru"),
    Country.KZ: ("kk", "ru"),
    Country.KG: ("ky", "ru"),
    Country.GE: ("ka", "ru"),
    Country.TM: ("tk", "ru"),
}


@dataclass(frozen=True, slots=True)
class Programme:
    code: str
    title: str
    origin: Origin = Origin.PUBLISHED


PROGRAMME = Programme("TOT-CA", "Training of Trainers, Central Asia")


@dataclass(frozen=True, slots=True)
class Organisation:
    code: str
    name: str
    country: str
    origin: Origin = Origin.PUBLISHED


ORGANISATIONS = (
    Organisation("WLP", "Women's Learning Partnership", "US"),
    Organisation("PARASTOR", "Parastor", "TJ"),
    Organisation("SWRC", "Shymkent Women's Resource Center", "KZ"),
    Organisation("BIR-DUINO", "Bir Duino", "KG"),
    Organisation("FUND-SUKHUMI", "Fund Sukhumi", "GE"),
    Organisation("CONSENT", "Consent", "GE"),
)


class PartnerRole(StrEnum):
    ORGANISER = "organiser"
    CO_ORGANISER = "co-organiser"
    HOST = "host"
    MENTOR = "mentor"


class Scope(StrEnum):
    """What a mentor partner has a say in."""

    AGENDA = "agenda"
    OUTREACH = "outreach"
    TECHNIQUES = "techniques"


@dataclass(frozen=True, slots=True)
class Partner:
    """`organisation` is the code of one of ORGANISATIONS."""

    organisation: str
    role: PartnerRole
    scopes: tuple[Scope, ...] = ()
    origin: Origin = Origin.PUBLISHED


MENTOR_SCOPES = (Scope.AGENDA, Scope.OUTREACH, Scope.TECHNIQUES)


@dataclass(frozen=True, slots=True)
class Topic:
    code: str
    title: str
    origin: Origin = Origin.PUBLISHED


TOPICS = (
    Topic("leadership", "women's leadership"),
    Topic("human-rights", "human rights"),
    Topic("trafficking", "human trafficking"),
    Topic("forced-marriage", "forced marriage"),
    Topic("conflict", "violence against women in recent conflicts"),
    Topic("peacebuilding", "peacebuilding"),
    Topic("human-rights-law", "human rights laws"),
    Topic("horizontal", "horizontal leadership"),
)
