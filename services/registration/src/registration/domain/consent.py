"""What somebody agreed to: each change stands, the newest of a purpose and item holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from registration.domain.vocabulary import ConsentPurpose

EVERYTHING = UUID(int=0)
"""In place of an item: all items of the purpose."""


@dataclass(frozen=True, slots=True)
class Consent:
    purpose: ConsentPurpose
    item: UUID
    given: bool
    text_version: int
    at: datetime
