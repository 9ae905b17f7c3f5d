"""The tree of generations, computed from what every region counted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Self
from uuid import UUID

from followup.domain.reach import ReachOfTraining
from shared.refusals import NotKnownHere


@dataclass(frozen=True, slots=True)
class Node:
    """One training; a stub (`counted` is None) where only what came of it was heard so far."""

    training: UUID
    generation: int
    counted: ReachOfTraining | None
    children: tuple[UUID, ...]
    """Sorted; one that was co-trained stands below each training that it came of."""


@dataclass(frozen=True, slots=True)
class Generation:
    """Sums over the trainings of a generation, and how many trainings stand behind each."""

    generation: int
    planned: int
    trainings_planned: int
    reported: int
    trainings_reported: int
    verified: int
    trainings_verified: int


@dataclass(frozen=True, slots=True)
class Tree:
    nodes: Mapping[UUID, Node]

    @classmethod
    def of(cls, counted: Iterable[ReachOfTraining]) -> Self:
        """One newest fact for each training, in any order."""
        known = {reach.training: reach for reach in counted}
        generations = {reach.training: reach.generation for reach in known.values()}
        children: dict[UUID, set[UUID]] = {training: set() for training in known}
        for reach in known.values():
            for above in _above(reach):
                children.setdefault(above, set()).add(reach.training)
                generations.setdefault(above, reach.generation - 1)
        return cls(
            {
                training: Node(training, generations[training], known.get(training), tuple(sorted(below)))
                for training, below in sorted(children.items())
            }
        )

    @property
    def roots(self) -> tuple[UUID, ...]:
        """Those of which nobody said what they came of."""
        nodes = self.nodes.values()
        return tuple(node.training for node in nodes if node.counted is None or not _above(node.counted))

    def union(self, *roots: UUID) -> tuple[Node, ...]:
        """The roots and all that came of them, each training once. Raises NotKnownHere."""
        for root in roots:
            if root not in self.nodes:
                raise NotKnownHere("training", root)
        return tuple(self._below(roots))

    def generations(self, *roots: UUID) -> tuple[Generation, ...]:
        """The union, summed by generation. Raises NotKnownHere."""
        counted = [node.counted for node in self.union(*roots) if node.counted]
        counted.sort(key=_generation)
        return tuple(_sum(generation, list(rows)) for generation, rows in groupby(counted, key=_generation))

    def _below(self, roots: Iterable[UUID]) -> Iterator[Node]:
        seen: set[UUID] = set()
        waiting = list(roots)
        while waiting:
            node = self.nodes[waiting.pop(0)]
            if node.training not in seen:
                seen.add(node.training)
                yield node
                waiting.extend(node.children)


def _above(reach: ReachOfTraining) -> tuple[UUID, ...]:
    return (*((reach.parent,) if reach.parent else ()), *reach.co_trained_with)


def _generation(reach: ReachOfTraining) -> int:
    return reach.generation


def _sum(generation: int, rows: list[ReachOfTraining]) -> Generation:
    reported = [row.reported for row in rows if row.reported is not None]
    verified = [row.verified for row in rows if row.verified is not None]
    planned = sum(row.planned for row in rows)
    return Generation(generation, planned, len(rows), sum(reported), len(reported), sum(verified), len(verified))
