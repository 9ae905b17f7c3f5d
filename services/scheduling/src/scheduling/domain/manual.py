"""Manuals: teaching material in modules, one edition in one language at a time."""

from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import Self
from uuid import UUID

from scheduling.domain.particulars import refuse_twice
from scheduling.domain.refusals.catalogue import PrerequisiteCycle
from scheduling.domain.refusals.common import UnknownReferences
from scheduling.domain.vocabulary import ManualState
from shared.refusals import NotInThisState


@dataclass(frozen=True, slots=True)
class Module:
    """`prerequisites`: codes of modules of the same manual that are taught before."""

    code: str
    title: str
    minutes: int
    topics: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manual:
    id: UUID
    code: str
    title: str
    edition: int
    language: str
    modules: tuple[Module, ...]
    state: ManualState = ManualState.DRAFT
    version: int = 0

    def checked(self) -> Self:
        """Raises CodesTwice, UnknownReferences, PrerequisiteCycle."""
        refuse_twice("modules", (module.code for module in self.modules))
        known = {module.code for module in self.modules}
        needed = dict.fromkeys(code for module in self.modules for code in module.prerequisites)
        if unknown := tuple(code for code in needed if code not in known):
            raise UnknownReferences(f"modules of manual {self.code}", unknown)
        try:
            TopologicalSorter({module.code: module.prerequisites for module in self.modules}).prepare()
        except CycleError as cycle:
            raise PrerequisiteCycle(self.code, tuple(cycle.args[1])) from None
        return self

    def publish(self) -> Self:
        """ManualPublished."""
        if self.state is not ManualState.DRAFT:
            raise NotInThisState("manual", self.id, "publish", self.state, (ManualState.DRAFT,))
        return replace(self, state=ManualState.PUBLISHED, version=self.version + 1)
