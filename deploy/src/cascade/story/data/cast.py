"""Those applicants who are told of one by one, the same with every seed: 25 selected, 10 in reserve, 18 who leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cascade.story.data.programme import Country, Sector


class Ending(StrEnum):
    """What becomes of an application before anybody answers."""

    SELECTED = "selected"
    RESERVE = "reserve"
    NOT_SELECTED = "not_selected"
    WITHDRAWN = "withdrawn"
    INELIGIBLE = "ineligible"


class Rule(StrEnum):
    """Why an application cannot be considered."""

    CANNOT_ATTEND = "cannot_attend"
    NOWHERE_TO_PASS_ON = "nowhere_to_pass_on"  # noqa: S105 - no password
    ORGANISERS_STAFF = "organisers_staff"
    UNDER_18 = "under_18"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Role:
    """An application as far as it is told or drawn; `score` in hundredths, a multiple of 25."""

    code: str
    sector: Sector
    ending: Ending
    score: int | None = None
    rural: bool = False
    under30: bool = False
    organisation: str = ""
    rule: Rule | None = None

    @property
    def country(self) -> Country:
        return Country(self.code[:2])


_SECTORS = {"NGO": Sector.NGO, "media": Sector.MEDIA, "gov": Sector.GOVERNMENT, "edu": Sector.EDUCATION}
# code, sector, score, rural, under 30, organisation
_SELECTED = """
TJ-01 NGO 9200 0 0 TJ-N1 | TJ-02 edu 9050 0 1 TJ-E1 | TJ-03 edu 8700 1 0 TJ-E2 | TJ-04 NGO 8900 0 0 TJ-N1
TJ-05 gov 8500 1 0 TJ-G1 | TJ-06 NGO 8600 1 0 TJ-N2 | TJ-07 gov 8400 1 0 TJ-G2 | TJ-08 media 8025 0 1 TJ-M1
KZ-01 NGO 9150 0 0 KZ-N1 | KZ-02 NGO 9000 0 0 KZ-N2 | KZ-03 media 8650 0 1 KZ-M1 | KZ-04 gov 8450 0 0 KZ-G1
KZ-05 edu 8550 1 0 KZ-E1
KG-01 NGO 9100 0 0 KG-N1 | KG-02 NGO 8850 1 0 KG-N1 | KG-03 NGO 8350 0 0 KG-N2 | KG-04 media 8300 0 1 KG-M1
KG-05 edu 8175 1 0 KG-E1
GE-01 NGO 8950 0 0 GE-N1 | GE-02 NGO 8750 0 1 GE-N2 | GE-03 edu 8250 0 0 GE-E1 | GE-04 media 7950 0 0 GE-M1
TM-01 NGO 7925 1 0 TM-N1 | TM-02 gov 7850 0 0 TM-G1 | TM-03 edu 7900 0 1 TM-E1
"""
_RESERVE = """
TJ-31 NGO 8200 0 0 TJ-N3 | KZ-12 gov 8150 0 0 KZ-G2 | KG-11 NGO 8100 0 1 KG-N1 | TJ-33 edu 8050 1 0 TJ-E3
GE-07 NGO 7800 1 0 GE-N3 | TM-05 edu 7750 0 1 TM-E2 | GE-09 media 7700 0 1 GE-M2 | KZ-14 media 7650 0 0 KZ-M2
TM-07 NGO 7600 1 0 TM-N2 | KG-13 edu 7550 0 1 KG-E2
"""
# code, sector, what: withdrawn, or the rule
_LEAVE = """
TJ-47 NGO withdrawn | TJ-48 NGO cannot_attend | TJ-49 edu cannot_attend | TJ-50 gov nowhere_to_pass_on
TJ-51 NGO duplicate | TJ-52 edu under_18
KZ-35 media withdrawn | KZ-36 NGO cannot_attend | KZ-37 NGO organisers_staff | KZ-38 gov nowhere_to_pass_on
KG-38 NGO withdrawn | KG-39 media cannot_attend | KG-40 edu duplicate | KG-41 NGO nowhere_to_pass_on
GE-22 edu withdrawn | GE-23 NGO organisers_staff | GE-24 gov nowhere_to_pass_on
TM-13 media cannot_attend
"""


def _cells(table: str) -> Iterator[list[str]]:
    return (cell.split() for cell in table.strip().replace("\n", "|").split("|"))


def _ranked(table: str, ending: Ending) -> Iterator[Role]:
    for code, sector, score, rural, under30, organisation in _cells(table):
        yield Role(code, _SECTORS[sector], ending, int(score), rural == "1", under30 == "1", organisation)


def _leaving() -> Iterator[Role]:
    for code, sector, what in _cells(_LEAVE):
        if what == Ending.WITHDRAWN:
            yield Role(code, _SECTORS[sector], Ending.WITHDRAWN)
        else:
            yield Role(code, _SECTORS[sector], Ending.INELIGIBLE, rule=Rule(what))


SELECTED = tuple(_ranked(_SELECTED, Ending.SELECTED))
RESERVE = tuple(_ranked(_RESERVE, Ending.RESERVE))
"""By rank."""
LEAVING = tuple(_leaving())
"""In the order of their codes; they submit last in their countries."""

LATE = "TM-13"
"""Handed in on 5 February by a late code; counted as in time as long as there are no late codes."""
