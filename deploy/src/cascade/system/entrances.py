"""Where each kind of person begins on the pages of a running system."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx2

from cascade.letters import in_english
from cascade.provider.accounts import PARTNER, Account, Accounts
from cascade.system.running import Running

STAFF = {
    "coordinator": "/registration/",
    "reviewer": "/registration/reviews",
    "facilitator": "/scheduling/sessions",
    "mentor": "/followup/people",
    "operator": "/registration/operations",
    "auditor": "/registration/",
    PARTNER: "/scheduling/",
}
"""The page on which each begins her day."""
TRIED = 5
"""Of the links with one label, at most so many."""
PATIENCE_SECONDS = 5.0
_LINK = re.compile(r"^(?P<label>[^:\n]+): (?P<address>\S+/enter/\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entrance:
    """`who`: a role, or what stands before the link in a letter; `account`: as whom staff sign in, if there is one."""

    who: str
    address: str
    account: str | None = None


def of_staff(running: Running) -> Iterator[Entrance]:
    """Where they sign in, which leads on to their page."""
    known = Accounts(Path(running.accounts)).all()
    for role, page in STAFF.items():
        service, _, path = page.removeprefix("/").partition("/")
        address = f"{running.pages}/{service}/sign-in?next={quote('/' + path)}"
        yield Entrance(role, address, account_of(role, known))


def account_of(role: str, known: Sequence[Account]) -> str | None:
    """A person with this role rather than nobody in particular."""
    fitting = [one for one in known if one.seen_as == role]
    names = sorted((one.person is None, one.name) for one in fitting)
    return names[0][1] if names else None


def of_letters(running: Running) -> Iterator[Entrance]:
    """For each label the newest link that opens; nobody uses it up by looking."""
    with httpx2.Client(timeout=PATIENCE_SECONDS, follow_redirects=True) as http:
        for label, addresses in links(Path(running.mailbox)).items():
            here = (running.pages + urlsplit(address).path for address in addresses[:TRIED])
            if (address := next((one for one in here if opens(http, one)), None)) is not None:
                yield Entrance(label, address)


def links(mailbox: Path) -> Mapping[str, Sequence[str]]:
    """Addresses by what stands before them, the newest first."""
    letters = sorted((mailbox / "new").glob("*"), key=lambda letter: letter.stat().st_mtime_ns, reverse=True)
    found: dict[str, list[str]] = defaultdict(list)
    for letter in letters:
        for link in _LINK.finditer(letter.read_text()):
            found[in_english(link["label"])].append(link["address"])
    return found


def opens(http: httpx2.Client, address: str) -> bool:
    """False too where nobody answers."""
    try:
        return http.get(address).is_success
    except httpx2.TransportError:
        return False
