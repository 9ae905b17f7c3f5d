"""Codes must be ones that a manual or an agenda has published."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from followup.domain.refusals import UnknownCodes

Modules = Mapping[str, Sequence[str]]
"""Codes of modules, each with those of its topics."""


@dataclass(frozen=True, slots=True)
class Manual:
    id: UUID
    modules: Modules

    @property
    def topics(self) -> set[str]:
        return {topic for topics in self.modules.values() for topic in topics}


def require_known(what: str, codes: Iterable[str], known: Collection[str]) -> None:
    """`what` names the list in the refusal, e.g. "modules". Raises UnknownCodes."""
    unknown = tuple(sorted(set(codes).difference(known)))
    if unknown:
        raise UnknownCodes(what, unknown, tuple(sorted(known)))
