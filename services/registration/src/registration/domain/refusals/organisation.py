"""Refusals about organisations."""

from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Refusal


@dataclass(eq=False)
class CodeTaken(Refusal):
    """Another one has this code already."""

    what: str
    taken: str

    def sentence(self) -> str:
        return (
            f"The code {self.taken} was asked for; another {self.what} has it, in these letters or in larger "
            "or smaller ones, and codes are given once."
        )


@dataclass(eq=False)
class UnknownOrganisation(Refusal):
    """This organisation is not on the list."""

    status: ClassVar[int] = 422

    organisation: str

    def sentence(self) -> str:
        return (
            f"The organisation {self.organisation} was named, and the list has none of this code: choose one of the "
            "list, or ask a coordinator of this region to add it."
        )
