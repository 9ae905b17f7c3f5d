"""How a row counts what was announced about its key."""

from dataclasses import dataclass, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Versioned:
    """`version`: of the newest fact announced about this key; 0 before the first."""

    version: int = 0

    def announces(self, before: Self) -> bool:
        """Whether a fact has to be announced, given the value before."""
        return self.version > before.version

    def next_version(self) -> Self:
        """For one more fact about this key that changes nothing else here."""
        return self._saying()

    def _saying(self, **changes: Any) -> Self:
        """These changes, and the version of the fact that says them."""
        return replace(self, version=self.version + 1, **changes)
