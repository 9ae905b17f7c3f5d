"""Who asks: a member of staff with a token, a person with a link, or anyone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Staff(StrEnum):
    """Roles in a bearer token."""

    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    FACILITATOR = "facilitator"
    MENTOR = "mentor"
    OPERATOR = "operator"
    AUDITOR = "auditor"
    PARTNER = "partner"
    """A coordinator whose token names an organisation coordinates for that partner, and nothing of ours."""


class Link(StrEnum):
    """What the token in a mail's link is good for."""

    APPLICATION = "application"
    ANSWER = "answer"
    CALL = "call"
    ENROLMENT = "enrolment"
    FOLLOW_UP = "follow-up"
    FEEDBACK = "feedback"
    FACILITATE = "facilitate"
    CONSENT = "consent"


class Anyone(StrEnum):
    """For routes that need no credentials."""

    ANYONE = "anyone"


ANYONE = Anyone.ANYONE
Rule = Staff | Link | Anyone


@dataclass(frozen=True, slots=True)
class Grant:
    """What a link allows. `scope`: the ids it is for, by the name of the path parameter that must equal them; `spent`:
    its uses are gone, and what they were answered can still be asked for.
    """

    purpose: Link
    person: UUID | None
    scope: Mapping[str, UUID]
    digest: bytes = field(repr=False)
    spent: bool = False


@dataclass(frozen=True, slots=True)
class Principal:
    """`person` is known for links of a person and for staff whose token names one; `subject` is what the issuer calls
    a member of staff.
    """

    person: UUID | None = None
    roles: frozenset[Staff] = frozenset()
    organisation: UUID | None = None
    link: Grant | None = None
    subject: str = ""

    @property
    def name(self) -> str:
        """Tells apart whoever asks; not for logs."""
        return f"link {self.link.digest.hex()}" if self.link is not None else f"staff {self.subject}"

    def has(self, role: Staff) -> bool:
        return role in self.roles


NOBODY = Principal()
