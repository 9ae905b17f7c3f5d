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
    ACCOUNT = "account"


EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?(?:@|[(\[](?:at|эт|собака)[)\]])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)

FEWEST_DIGITS = 6
"""Of a telephone number in a town. There is no most: two numbers beside one another are one row of digits."""
BLANK = r"[ \u00a0]"
NUMBER = re.compile(r"\+?\(?\d(?:[ \u00a0().–-]{0,3}\d)+")
DAY, MONTH, YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
TIME = r"(?:[01]?\d|2[0-3])\.[0-5]\d"
DATE = re.compile(
    rf"(?<![\d./-])(?:{YEAR}-{MONTH}-{DAY}|{DAY}[./]{MONTH}[./](?:{YEAR}|\d\d)|{DAY}-{MONTH}-{YEAR}"
    rf"|{YEAR}\s?[-–—]\s?{YEAR}|{TIME}\s?[-–—]\s?{TIME})(?![./-]?\d)"
    rf"|(?<![\d./-])\d{{1,4}}{BLANK}?\({YEAR}\)(?!{BLANK}?\d)"
)
"""A day, a first and a last year or hour, or the number of a document and its year. With hyphens and two digits of a
year it may as well be the number of a telephone in a town.
"""
ROUND = re.compile(rf"[1-9]\d{{0,2}}(?:{BLANK}\d00)?(?:{BLANK}000)+|[1-9]\d?0{{5,}}|\d{{1,4}} [-–] \d{{1,4}}")
"""A sum, a count, or from how many to how many: nobody could dial it."""
SUM = re.compile(r"\d{1,3}(?:[ \u00a0.]\d{3})+|\d{6,9}")
CURRENCY = (
    r"(?:[$€£₽]|(?:usd|eur|tjs|kzt|kgs|rub|gel|tmt|somonis?|som|tenge|lari|manat|rubles?|dollars?|euros?"
    r"|сомон[иӣ]\w*|сом\w{0,3}|тенге|лари|манат\w*|руб\w*|долл\w*|евро)\b)"
)
PRICED_AFTER = re.compile(rf"(?:,\d\d?)?\s?{CURRENCY}", re.IGNORECASE)
PRICED_BEFORE = re.compile(r"(?:[$€£₽]|\b(?:usd|eur|tjs|kzt|kgs|rub|gel|tmt))\s?$", re.IGNORECASE)
LONGEST_CURRENCY_BEFORE = 5

STREETS = (
    r"(?:(?:ул|пр|просп|пер|мкр)\b\.?|улиц[аеуы]|пр-т|проспект[аеу]?|переул\w+|микрорайон\w*"
    r"|к[уӯ]ча[иҳ]\w*|хиёбон\w*|ма[ҳх]алла\w*)"
)
HOUSES = r"(?:дом|(?:д|кв)\b\.?|квартир[аеуы]|хона[иҳ]?\w*|house|flat|apartment|apt\.?)"
ADDRESSES = (
    re.compile(rf"\b(?i:{STREETS})\s*[«\"']?[A-ZА-ЯЁӢӮҚҒҲҶ][^.!?\n]{{0,40}}?\d"),
    re.compile(rf"\b(?i:{HOUSES})\s*(?:(?i:№|no\.?|number)\s*)?\d{{1,4}}\b"),
    re.compile(r"\b\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'’.-]*\s+){1,3}(?i:street|st|avenue|ave|road|rd|lane)\b"),
)

ACCOUNTS = (
    re.compile(r"(?<![\w@.+-])@[a-z_][\w.]{2,}", re.IGNORECASE),
    re.compile(
        r"\b(?:t\.me|telegram\.me|wa\.me|m\.me|instagram\.com|facebook\.com|fb\.com|vk\.com|ok\.ru|tiktok\.com)"
        r"/[@+]?\w",
        re.IGNORECASE,
    ),
)


def traces(text: str) -> tuple[Trace, ...]:
    """What there seems to be in it; each once."""
    found = {
        Trace.EMAIL: EMAIL.search(text) is not None,
        Trace.PHONE: has_phone(text),
        Trace.ADDRESS: any(address.search(text) for address in ADDRESSES),
        Trace.ACCOUNT: any(account.search(text) for account in ACCOUNTS),
    }
    return tuple(trace for trace, is_there in found.items() if is_there)


def has_phone(text: str) -> bool:
    undated = DATE.sub("|", text)
    return any(
        sum(sign.isdigit() for sign in number[0]) >= FEWEST_DIGITS and not is_sum(number)
        for number in NUMBER.finditer(undated)
    )


def is_sum(number: re.Match[str]) -> bool:
    """Whether it is round or a range, or stands beside a currency."""
    if ROUND.fullmatch(number[0]):
        return True
    before = number.string[max(0, number.start() - LONGEST_CURRENCY_BEFORE) : number.start()]
    priced = PRICED_BEFORE.search(before) or PRICED_AFTER.match(number.string, number.end())
    return bool(priced and SUM.fullmatch(number[0]))


def require_meant(text: str, *, all_the_same: bool) -> None:
    """`all_the_same`: whoever wrote it was told and means it. Raises MayTellWhereSomebodyIs."""
    if not all_the_same and (found := traces(text)):
        raise MayTellWhereSomebodyIs(found)
