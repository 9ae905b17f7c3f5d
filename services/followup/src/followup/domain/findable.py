"""What in somebody's words may tell others how or where a person is found. A hint for whoever wrote them, not a proof:
a figure may look like a number, and a name does not look like one.
"""

import re
from enum import StrEnum

from followup.domain.voice_refusals import MayTellWhereSomebodyIs


class Trace(StrEnum):
    """How somebody could be found."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"


EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?(?:@|[(\[](?:at|эт|собака)[)\]])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)

FEWEST_DIGITS, MOST_DIGITS = 6, 15
"""Of a telephone number: in a town, and in the world (ITU-T E.164)."""
NUMBER = re.compile(r"\+?\(?\d(?:[ \u00a0().-]{0,2}\d)+")
DAY, MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
DATE = re.compile(
    rf"(?<![\d./-])(?:\d{{4}}-{MONTH}-{DAY}|{DAY}[./-]{MONTH}[./-](?:\d\d)?\d\d"
    r"|(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d)(?![./-]?\d)"
)
"""A day, or a first and a last year."""

STREETS = (
    r"(?:ул\.|улиц[аеуы]|пр\.|пр-т|просп\.|проспект[аеу]?|пер\.|переул\w+|мкр\.?|микрорайон\w*"
    r"|к[уӯ]ча[иҳ]\w*|хиёбон\w*|ма[ҳх]алла\w*)"
)
HOUSES = r"(?:дом|д\.|кв\.|квартир[аеуы]|хона[иҳ]?\w*|house|flat|apartment|apt\.?)"
ADDRESSES = (
    re.compile(rf"\b(?i:{STREETS})\s*[«\"']?[A-ZА-ЯЁӢӮҚҒҲҶ][^.!?\n]{{0,40}}?\d"),
    re.compile(rf"\b(?i:{HOUSES})\s*(?:(?i:№|no\.?|number)\s*)?\d{{1,4}}\b"),
    re.compile(r"\b\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'’.-]*\s+){1,3}(?i:street|st|avenue|ave|road|rd|lane)\b"),
)


def traces(text: str) -> tuple[Trace, ...]:
    """What there seems to be in it; each once."""
    found = {
        Trace.EMAIL: EMAIL.search(text) is not None,
        Trace.PHONE: has_phone(text),
        Trace.ADDRESS: any(address.search(text) for address in ADDRESSES),
    }
    return tuple(trace for trace, is_there in found.items() if is_there)


def has_phone(text: str) -> bool:
    numbers = NUMBER.findall(DATE.sub("|", text))
    return any(FEWEST_DIGITS <= sum(sign.isdigit() for sign in number) <= MOST_DIGITS for number in numbers)


def require_meant(text: str, *, all_the_same: bool) -> None:
    """`all_the_same`: whoever wrote it was told and means it. Raises MayTellWhereSomebodyIs."""
    if not all_the_same and (found := traces(text)):
        raise MayTellWhereSomebodyIs(found)
