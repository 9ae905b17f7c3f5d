"""What a service says when it does not do what was asked. The one module that a domain may import."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


def listed(words: Iterable[object]) -> str:
    return ", ".join(str(word) for word in words) or "none"


class Refusal(Exception):
    """What was asked, what holds, and which values.

    A subclass is a dataclass (`eq=False`, neither frozen nor slots: exceptions need `__traceback__`).
    Its class name is the problem's code (`CallClosed` → `call-closed`), its fields are the problem's members,
    its docstring's first line is the title, and `str()` gives the sentence for people. A code that several services
    say has the same status and members in each.
    """

    status: ClassVar[int] = 409
    retry_after: int | None = None
    """Seconds after which the same request may be answered otherwise; None if waiting does not help."""

    @classmethod
    def code(cls) -> str:
        """Stable word for programs, e.g. `call-closed`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def title(cls) -> str:
        """What happened, in a few words that are the same each time; without a full stop."""
        return (cls.__doc__ or cls.code()).strip().splitlines()[0].rstrip(".")

    def sentence(self) -> str:
        """One sentence for people; the title where the class has nothing to add."""
        return f"{self.title()}."

    def __str__(self) -> str:
        return self.sentence()


class NotKnownHere(Refusal):
    """This id is not known here."""

    status = 404
    retry_after = 1

    def __init__(self, what: str, id: object) -> None:
        super().__init__(what, id)
        self.what = what
        self.id = str(id)

    def sentence(self) -> str:
        return (
            f"{self.what[:1].upper()}{self.what[1:]} {self.id} is not known here. "
            "If another service gave you this id a moment ago, try again in a second."
        )


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
