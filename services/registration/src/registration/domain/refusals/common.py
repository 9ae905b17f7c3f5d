"""Refusals that every part of registration shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from shared.refusals import Refusal


def listed(words: Iterable[object]) -> str:
    return ", ".join(str(word) for word in words) or "none"


@dataclass(eq=False)
class NotInThisState(Refusal):
    """The state does not allow this."""

    what: str
    id: UUID
    asked: str
    state: str
    needed: tuple[str, ...]

    def sentence(self) -> str:
        return (
            f"'{self.asked}' was asked of {self.what} {self.id}, which is {self.state}; needed: {listed(self.needed)}."
        )
