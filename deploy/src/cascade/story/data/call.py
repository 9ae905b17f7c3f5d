"""The call for Dushanbe, from a seed: 179 drafts, 168 of them submitted, 150 of these reviewed."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from cascade.story.data.cast import LEAVING, RESERVE, SELECTED, Ending, Role, Rule
from cascade.story.data.draw import drawn
from cascade.story.data.kazakhstan import ALUMNAE, PARTICIPANTS
from cascade.story.data.letters import comment, letter, wishes
from cascade.story.data.marks import marks_for
from cascade.story.data.origin import Origin
from cascade.story.data.people import Person, person
from cascade.story.data.programme import Country, Organisation, Sector
from cascade.story.data.quotas import CRITERIA
from cascade.story.data.staff import reviewers_of

DEFAULT_SEED = 2017
NEVER_SUBMITTED = {Country.TJ: 4, Country.KZ: 2, Country.KG: 3, Country.GE: 1, Country.TM: 1}
_APPLICANTS_FROM, _DRAFTS_FROM = 100, 400
_UNDER_30 = (date(1988, 1, 1), date(1997, 12, 31))
_FROM_30 = (date(1958, 1, 1), date(1985, 12, 31))
_UNDER_18 = date(2000, 8, 20)


@dataclass(frozen=True, slots=True)
class Review:
    """`marks` by criterion; the reviewer is one of the applicant's own country."""

    reviewer: str
    marks: dict[str, int]
    comment: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application that is submitted.

    A `rule` stands with those who are ineligible; reviews and a score (hundredths) with those who are reviewed.
    """

    code: str
    person: Person
    sector: Sector
    birth_date: date
    rural: bool
    under30: bool
    organisation: str
    letter: str
    wishes: str
    ending: Ending
    rule: Rule | None = None
    duplicate_of: str | None = None
    alumna_of: str | None = None
    score: int | None = None
    reviews: tuple[Review, ...] = ()
    origin: Origin = Origin.SYNTHETIC

    @property
    def country(self) -> Country:
        return Country(self.code[:2])


@dataclass(frozen=True, slots=True)
class Call:
    """`applicants` by country in the order of their codes, which is the order of submission within a country."""

    seed: int
    applicants: tuple[Applicant, ...]
    never_submitted: tuple[Person, ...]

    def ending(self, *endings: Ending) -> tuple[Applicant, ...]:
        return tuple(applicant for applicant in self.applicants if applicant.ending in endings)

    @property
    def remaining(self) -> tuple[Applicant, ...]:
        """Those who are reviewed and may be selected."""
        return self.ending(Ending.SELECTED, Ending.RESERVE, Ending.NOT_SELECTED)

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """From which those come who are reviewed, by code; how they are called nobody tells."""
        codes = sorted({applicant.organisation for applicant in self.remaining})
        return tuple(Organisation(code, f"Organisation {code}", code[:2], Origin.SYNTHETIC) for code in codes)

    def of(self, country: Country) -> tuple[Applicant, ...]:
        return tuple(applicant for applicant in self.applicants if applicant.country is country)

    def by_code(self, code: str) -> Applicant:
        """Raises KeyError."""
        return {applicant.code: applicant for applicant in self.applicants}[code]


@cache
def call(seed: int = DEFAULT_SEED) -> Call:
    """The same seed gives the same call on every machine."""
    roles = sorted((*SELECTED, *RESERVE, *drawn(seed), *_leaving(seed)), key=lambda role: role.code)
    staying = [_applicant(seed, number, role) for number, role in enumerate(roles, _APPLICANTS_FROM)]
    applicants = _with_duplicates(staying)
    return Call(seed, tuple(sorted(applicants, key=_submission)), _never_submitted())


def _submission(applicant: Applicant) -> tuple[int, str]:
    return list(Country).index(applicant.country), applicant.code


def _leaving(seed: int) -> Iterable[Role]:
    """Those who leave before the reviews; what is not told of them is drawn apart, so that the 115 stay as they are."""
    rng = random.Random(f"{seed}/leaving")  # noqa: S311 - a story, not a secret
    for number, role in enumerate(LEAVING, 1):
        under30 = role.rule is Rule.UNDER_18 or rng.random() < 1 / 3
        organisation = f"{role.country}-L{number}"
        yield replace(role, rural=rng.random() < 2 / 5, under30=under30, organisation=organisation)


def _applicant(seed: int, number: int, role: Role) -> Applicant:
    return Applicant(
        code=role.code,
        person=_who(role.code, number),
        sector=role.sector,
        birth_date=_UNDER_18 if role.rule is Rule.UNDER_18 else _birth_date(seed, role),
        rural=role.rural,
        under30=role.under30,
        organisation=role.organisation,
        letter=letter(seed, role.code, number),
        wishes=wishes(seed, role.code, number),
        ending=role.ending,
        rule=role.rule,
        alumna_of=ALUMNAE.get(role.code),
        score=role.score,
        reviews=_reviews(seed, role, number),
    )


def _who(code: str, number: int) -> Person:
    """An alumna comes with the name and the contact that she had in 2016."""
    if code in ALUMNAE:
        known = {person.key: person for person in PARTICIPANTS}[ALUMNAE[code]]
        return replace(known, key=code)
    return person(code, number, code[:2])


def _birth_date(seed: int, role: Role) -> date:
    """Far enough from thirty that no day of the year matters."""
    rng = random.Random(f"{seed}/{role.code}/birth")  # noqa: S311 - a story, not a secret
    first, last = _UNDER_30 if role.under30 else _FROM_30
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _reviews(seed: int, role: Role, number: int) -> tuple[Review, ...]:
    """Two, by two reviewers of her country in turn."""
    if role.score is None:
        return ()
    reviewers = reviewers_of(role.country)
    turn = int(role.code[3:])
    return tuple(
        Review(
            reviewer=reviewers[(turn + nth) % len(reviewers)],
            marks=dict(zip((criterion.code for criterion in CRITERIA), marks, strict=True)),
            comment=comment(seed, role.code, 2 * number + nth),
        )
        for nth, marks in enumerate(marks_for(role.score))
    )


def _with_duplicates(applicants: list[Applicant]) -> list[Applicant]:
    """A second application is the first one's person and answers again; only its code, letter and wishes are new."""
    return [_duplicate(each, applicants) if each.rule is Rule.DUPLICATE else each for each in applicants]


def _duplicate(second: Applicant, applicants: list[Applicant]) -> Applicant:
    """The first of her country and sector who is neither told of by name nor an alumna: there always is one."""
    first = next(
        each
        for each in applicants
        if (each.country, each.sector, each.ending) == (second.country, second.sector, Ending.NOT_SELECTED)
        and each.alumna_of is None
    )
    return replace(
        second,
        person=replace(first.person, key=second.code),
        birth_date=first.birth_date,
        rural=first.rural,
        under30=first.under30,
        organisation=first.organisation,
        duplicate_of=first.code,
    )


def _never_submitted() -> tuple[Person, ...]:
    """They begin an application and do not hand it in; without a code."""
    countries = [country.value for country, n in NEVER_SUBMITTED.items() for _ in range(n)]
    return tuple(person(f"DRAFT-{n:02d}", _DRAFTS_FROM + n, country) for n, country in enumerate(countries, 1))
