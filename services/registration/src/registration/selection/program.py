"""The problem as an integer program over groups of candidates who are alike."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from registration.selection.problem import PER_ORGANISATION, Candidate, Problem, Quota
from registration.selection.refusals import Bound

Whole = NDArray[np.int64]

SEATS = ""
"""The label of the first row: no quota has an empty id."""
_KEPT, _ORGANISATION, _MARKS = 1, 2, 3


class Limits(NamedTuple):
    """Smallest and largest number allowed, one pair per row or column."""

    lower: Whole
    upper: Whole


@dataclass(frozen=True)
class Program:
    """Maximise Σ score·x, x whole, each x and each row's sum within its limits; x says how many of a group are taken.

    A row (`labels`) is the seats, a quota, or an organisation that could exceed its cap; (`row_of[i]`, `column_of[i]`)
    are the cells with coefficient 1, sorted by row.
    """

    score: Whole
    row_of: Whole
    column_of: Whole
    labels: tuple[str, ...]
    rows: Limits
    columns: Limits

    @property
    def seats(self) -> int:
        return int(self.rows.lower[0])

    def activity(self, taken: Whole) -> Whole:
        """How many are taken in each row."""
        sums = np.zeros(len(self.labels), np.int64)
        np.add.at(sums, self.row_of, taken[self.column_of])
        return sums

    def value(self, taken: Whole) -> int:
        return int(self.score @ taken)

    def holds(self, taken: Whole) -> bool:
        sums = self.activity(taken)
        return bool(
            ((self.columns.lower <= taken) & (taken <= self.columns.upper)).all()
            and ((self.rows.lower <= sums) & (sums <= self.rows.upper)).all()
        )

    def within(self, columns: Limits) -> "Program":
        return replace(self, columns=columns)

    def keeping(self, bounds: Collection[Bound]) -> "Program":
        """The same program with these sides of quotas alone."""
        sides = {(bound.quota, bound.side) for bound in bounds}
        return self._freed(
            lower=[label != SEATS and (label, "minimum") not in sides for label in self.labels],
            upper=[label != SEATS and (label, "maximum") not in sides for label in self.labels],
        )

    def without(self, quota: str) -> "Program":
        """The same program with neither side of this quota."""
        dropped = [label == quota for label in self.labels]
        return self._freed(lower=dropped, upper=dropped)

    def _freed(self, *, lower: list[bool], upper: list[bool]) -> "Program":
        rows = Limits(np.where(lower, 0, self.rows.lower), np.where(upper, self.seats, self.rows.upper))
        return replace(self, rows=rows)


def in_order_of_ties(problem: Problem) -> tuple[Candidate, ...]:
    """All candidates by HMAC-SHA-256 (key: the seed's 8 bytes, big-endian; message: the id's 36 characters)."""
    key = problem.seed.to_bytes(8, "big")
    return tuple(sorted(problem.candidates, key=lambda candidate: _ticket(key, candidate.id)))


def _ticket(key: bytes, id: UUID) -> bytes:
    return hmac.digest(key, str(id).encode("ascii"), hashlib.sha256)


def program_of(
    problem: Problem, candidates: Sequence[Candidate], *, scored: bool = True
) -> tuple[Program, tuple[Whole, ...]]:
    """The program over `candidates` and, per column, its members' places among them, smallest first.

    One column per set of candidates with the same score, quotas and crowded organisation, kept ones apart. Unscored:
    for questions of yes or no.
    """
    quotas = sorted(problem.quotas, key=lambda quota: quota.id)
    crowded = _crowded(problem)
    traits = np.column_stack(
        [
            np.array([-candidate.score if scored else 0 for candidate in candidates], np.int64),
            np.array([candidate.id in problem.kept for candidate in candidates], np.int64),
            np.array([crowded.get(candidate.organisation, -1) for candidate in candidates], np.int64),
            *(np.array([quota.counts(candidate) for candidate in candidates], np.int64) for quota in quotas),
        ]
    )
    groups, group_of, sizes = np.unique(traits, axis=0, return_inverse=True, return_counts=True)
    members = np.split(np.argsort(group_of.reshape(-1), kind="stable"), np.cumsum(sizes)[:-1])
    row_of, column_of = _cells(groups)
    program = Program(
        score=-groups[:, 0],
        row_of=row_of,
        column_of=column_of,
        labels=(SEATS, *(quota.id for quota in quotas), *[PER_ORGANISATION] * len(crowded)),
        rows=_row_limits(problem, quotas, len(crowded)),
        columns=Limits(np.where(groups[:, _KEPT] == 1, sizes, 0), sizes),
    )
    return program, tuple(members)


def _crowded(problem: Problem) -> dict[str | None, int]:
    """Organisations with more candidates than they may have seats, numbered in order."""
    if problem.per_organisation is None:
        return {}
    sizes = Counter(candidate.organisation for candidate in problem.candidates if candidate.organisation is not None)
    return {name: i for i, name in enumerate(sorted(n for n in sizes if sizes[n] > problem.per_organisation))}


def _cells(groups: Whole) -> tuple[Whole, Whole]:
    """Rows and columns of the coefficients 1: the seats, then quotas, then organisations."""
    quota_row, quota_column = np.nonzero(groups[:, _MARKS:].T)
    organisation = groups[:, _ORGANISATION]
    placed = np.argsort(organisation, kind="stable")[np.count_nonzero(organisation < 0) :]
    first = 1 + groups.shape[1] - _MARKS
    everybody = np.arange(len(groups))
    rows = np.concatenate([np.zeros_like(everybody), 1 + quota_row, first + organisation[placed]])
    return rows, np.concatenate([everybody, quota_column, placed])


def _row_limits(problem: Problem, quotas: Sequence[Quota], crowded: int) -> Limits:
    most = (problem.seats if quota.maximum is None else min(quota.maximum, problem.seats) for quota in quotas)
    cap = min(problem.per_organisation or 0, problem.seats)
    return Limits(
        np.array([problem.seats, *(quota.minimum for quota in quotas), *[0] * crowded], np.int64),
        np.array([problem.seats, *most, *[cap] * crowded], np.int64),
    )
