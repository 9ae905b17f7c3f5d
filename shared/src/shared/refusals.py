"""What a service says when it does not do what was asked. The one module that a domain may import."""

import re
from typing import ClassVar


class Refusal(Exception):
    """What was asked, what holds, and which values.

    A subclass is a dataclass (`eq=False`, neither frozen nor slots: exceptions need `__traceback__`).
    Its class name is the problem's code (`CallClosed` → `call-closed`), its fields are the problem's members,
    its docstring's first line is the title, and `str()` gives the sentence for people.
    """

    status: ClassVar[int] = 409
    retry_after: int | None = None
    """Seconds after which the same request may be answered otherwise; None if waiting does not help."""

    @classmethod
    def code(cls) -> str:
        """Stable word for programs, e.g. `call-closed`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", cls.__name__).lower()

    def sentence(self) -> str:
        """One sentence for people; the title where the class has nothing to add."""
        return (type(self).__doc__ or self.code()).strip().splitlines()[0]

    def __str__(self) -> str:
        return self.sentence()


class NotKnownHere(Refusal):
    """This id is not known here. If another service gave it to you a moment ago, try again."""

    status = 404
    retry_after = 1

    def __init__(self, what: str, id: object) -> None:
        super().__init__(what, id)
        self.what = what
        self.id = str(id)

    def sentence(self) -> str:
        return (
            f"{self.what} {self.id} is not known here. "
            "If another service gave you this id a moment ago, try again in a second."
        )
