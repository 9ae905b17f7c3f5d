"""What she fills in, and what of it is coded enough to be compared."""

from dataclasses import dataclass
from datetime import date

from registration.domain.deadlines import age_on
from registration.domain.refusals.application import BirthDateNotPossible, FormIncomplete
from registration.domain.vocabulary import Admission

NEEDED = {
    Admission.SELECTION: ("name", "country", "sector", "birth_date", "rural", "letter"),
    Admission.ENROLMENT: ("name", "country"),
}
"""What must be filled in before submission; wishes never."""

OLDEST = 120
OF_AGE = 18
YES, NO = "yes", "no"


def coded(truth: bool) -> str:
    return YES if truth else NO


@dataclass(frozen=True, slots=True)
class Profile:
    """Coded facts about an applicant, as far as they are known; `country` ISO 3166-1 alpha-2."""

    country: str
    sector: str | None = None
    rural: bool | None = None
    under30: bool | None = None
    """On the first day of the training."""
    under18: bool | None = None
    """On the first day too. Never leaves home: no quota uses it; who assesses her has to see it."""
    alumna: bool = False
    """An earlier training of the programme counts her as attended or partly."""

    @property
    def attributes(self) -> dict[str, str]:
        """All that quotas may use, as codes."""
        flags = {"rural": self.rural, "under30": self.under30, "alumna": self.alumna}
        told = {"country": self.country, **({"sector": self.sector} if self.sector else {})}
        return told | {name: coded(flag) for name, flag in flags.items() if flag is not None}


@dataclass(frozen=True, slots=True)
class Form:
    """Her own words and data, personal from the first to the last; they never leave home."""

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    birth_date: date | None = None
    rural: bool | None = None
    letter: str | None = None
    wishes: str | None = None

    def missing(self, admission: Admission) -> tuple[str, ...]:
        """Names of the fields that are still needed; blanks do not count."""
        return tuple(field for field in NEEDED[admission] if _is_blank(getattr(self, field)))

    def profile(self, admission: Admission, *, first_day: date, alumna: bool) -> Profile:
        """Raises FormIncomplete, BirthDateNotPossible."""
        missing = self.missing(admission)
        if missing or self.country is None:
            raise FormIncomplete(missing)
        years = None if self.birth_date is None else age(self.birth_date, first_day)
        under30, under18 = (None, None) if years is None else (years < 30, years < OF_AGE)
        return Profile(self.country, self.sector, self.rural, under30, under18, alumna)

    def require_possible(self, *, first_day: date, today: date) -> None:
        """What is said so far. Raises BirthDateNotPossible."""
        if self.birth_date is None:
            return
        if self.birth_date > today:
            raise BirthDateNotPossible
        age(self.birth_date, first_day)


def age(born: date, first_day: date) -> int:
    """Raises BirthDateNotPossible."""
    years = age_on(first_day, born=born)
    if not 0 < years <= OLDEST:
        raise BirthDateNotPossible
    return years


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
