"""Refusals about manuals."""

from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Refusal


@dataclass(eq=False)
class PrerequisiteCycle(Refusal):
    """Modules that each have to come before the other."""

    status: ClassVar[int] = 422

    manual: str
    modules: tuple[str, ...]

    def sentence(self) -> str:
        return f"In manual {self.manual} each of these needs the next one first: {' → '.join(self.modules)}."
