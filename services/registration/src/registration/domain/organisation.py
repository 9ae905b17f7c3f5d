"""What a coordinator's list says of an organisation from which people come."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """`code` never changes: pseudonyms are made of it."""

    code: str
    name: str
    country: str | None
