"""Those who make a training happen, and where it happens: known to all by a code."""

from dataclasses import dataclass
from enum import StrEnum

from cascade.story.data.origin import Origin
from cascade.story.data.people import Person, person


class Kind(StrEnum):
    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    FACILITATOR = "facilitator"
    INTERPRETER = "interpreter"
    MENTOR = "mentor"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Staff:
    """`organisation`: a partner's code, or none. Published is the part that somebody played, never who it was."""

    code: str
    kind: Kind
    organisation: str | None
    person: Person
    part: str
    origin: Origin = Origin.SYNTHETIC


@dataclass(frozen=True, slots=True)
class Room:
    code: str
    capacity: int
    step_free: bool
    quiet: bool = False
    origin: Origin = Origin.SYNTHETIC


ROOMS = (Room("R-A", 40, step_free=True), Room("R-B", 20, step_free=False), Room("R-Q", 6, step_free=True, quiet=True))

_KINDS = {
    "C": Kind.COORDINATOR,
    "RV": Kind.REVIEWER,
    "F": Kind.FACILITATOR,
    "FA": Kind.FACILITATOR,
    "I": Kind.INTERPRETER,
    "M": Kind.MENTOR,
    "G": Kind.GUEST,
}
# code, country, organisation, part
_STAFF = """
C-1 US WLP coordinates the programme | C-2 TJ PARASTOR receives the guests of Dushanbe
C-3 KZ SWRC reads and approves agendas | C-4 KG BIR-DUINO reads and approves agendas
F-1 TJ - facilitates | F-2 TJ - facilitates | F-3 KG - facilitates | F-4 KZ - facilitates
FA-1 KZ SWRC assists the facilitators
I-1 TJ - interprets Tajik and Russian | I-2 TJ - interprets Tajik and Russian
M-1 KZ SWRC accompanies plans | M-2 KZ SWRC accompanies plans | M-3 KZ SWRC accompanies plans
M-4 KG BIR-DUINO accompanies plans | M-5 KG BIR-DUINO accompanies plans | M-6 KG BIR-DUINO accompanies plans
G-1 TJ - a cultural figure, gives the opening address | G-2 TJ - a singer, joins the activities of the second day
RV-1 TJ - reviews | RV-2 TJ - reviews | RV-3 TJ - reviews | RV-4 KZ - reviews | RV-5 KZ - reviews | RV-6 KG - reviews
RV-7 KG - reviews | RV-8 KG - reviews | RV-9 GE - reviews | RV-10 GE - reviews | RV-11 TM - reviews | RV-12 TM - reviews
"""
_PUBLISHED = {"FA-1", "G-1", "G-2"}
_FIRST_NUMBER = 500


def _staff(number: int, cell: str) -> Staff:
    code, country, organisation, part = cell.split(maxsplit=3)
    return Staff(
        code=code,
        kind=_KINDS[code.split("-")[0]],
        organisation=None if organisation == "-" else organisation,
        person=person(code, number, country),
        part=part,
        origin=Origin.PUBLISHED if code in _PUBLISHED else Origin.SYNTHETIC,
    )


STAFF = tuple(_staff(n, cell) for n, cell in enumerate(_STAFF.strip().replace("\n", "|").split("|"), _FIRST_NUMBER))
COORDINATOR = "C-1"
OPERATOR = "O-1"
"""Known to the issuer of tokens alone."""


def codes(kind: Kind) -> tuple[str, ...]:
    """Those of this kind, in the order of their codes."""
    return tuple(staff.code for staff in STAFF if staff.kind is kind)


def coordinator_of(organisation: str) -> str:
    """The code of who coordinates for a partner."""
    (code,) = (one.code for one in STAFF if one.kind is Kind.COORDINATOR and one.organisation == organisation)
    return code


def reviewers_of(country: str) -> tuple[str, ...]:
    """Letters are read by reviewers of the applicant's own country."""
    return tuple(staff.code for staff in STAFF if staff.kind is Kind.REVIEWER and staff.person.country == country)
