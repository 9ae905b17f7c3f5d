"""Who can sign in with the local provider: everybody for whom a token was ever made, and one of each role that has no
people of its own.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

EVERYWHERE = ("coordinator", "operator", "auditor")
"""Whoever signs in as one of these is somebody all the same: who suspends and who resumes is written down."""
PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Account:
    """`name`: by which one finds her in the list, never a person's name; `person` and `organisation`: ids."""

    role: str
    name: str
    person: str | None = None
    organisation: str | None = None

    @property
    def subject(self) -> str:
        return self.person or self.role

    @property
    def seen_as(self) -> str:
        """The role that services know her by: who coordinates for an organisation is a partner's coordinator."""
        return PARTNER if self.role == "coordinator" and self.organisation else self.role

    @property
    def person_id(self) -> UUID | None:
        return UUID(self.person) if self.person else None

    @property
    def organisation_id(self) -> UUID | None:
        return UUID(self.organisation) if self.organisation else None


@dataclass(frozen=True, slots=True)
class Accounts:
    """Kept in a file, one in a line."""

    file: Path

    def remember(self, account: Account) -> None:
        if account not in self.all():
            with self.file.open("a") as out:
                out.write(json.dumps(asdict(account)) + "\n")

    def remember_by_id(self, role: str, person: UUID, organisation: UUID | None) -> None:
        """As the end of her id names her, unless she is listed by another name."""
        ids = str(person), str(organisation) if organisation else None
        if not any((one.role, one.person, one.organisation) == (role, *ids) for one in self.all()):
            self.remember(Account(role, f"…{ids[0][-6:]}", *ids))

    def all(self) -> list[Account]:
        return [*map(somebody, EVERYWHERE), *self._kept()]

    def _kept(self) -> Iterator[Account]:
        if self.file.exists():
            yield from (Account(**json.loads(line)) for line in self.file.read_text().splitlines())


def somebody(role: str) -> Account:
    """The same person on every machine and after every start."""
    return Account(role, role, person=str(uuid5(NAMESPACE_URL, f"urn:cascade:{role}")))
