"""Candidates and terms as the problem that is solved; its solution as the selection that is kept."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from registration import selection as program
from registration.domain.candidate import Candidate
from registration.domain.selection import Selection
from registration.domain.training import Training
from registration.domain.vocabulary import DecisionKind


def problem_of(
    training: Training, candidates: Iterable[Candidate], seed: int, kept: Collection[UUID] = ()
) -> program.Problem:
    terms = training.known.terms
    return program.Problem(
        training=training.id,
        candidates=tuple(row(candidate) for candidate in candidates),
        seats=terms.seats,
        quotas=tuple(program.Quota(one.id, dict(one.where), one.minimum, one.maximum) for one in terms.quotas),
        seed=seed,
        per_organisation=terms.per_organisation,
        kept=frozenset(kept),
    )


def row(candidate: Candidate) -> program.Candidate:
    """Raises ValueError for one that has no score."""
    assessment = candidate.assessment
    if assessment is None or assessment.score is None:
        raise ValueError(f"candidate {candidate.application} has no score")
    return program.Candidate(
        candidate.application, assessment.score, dict(assessment.attributes), assessment.organisation
    )


def selection_of(
    training: Training,
    kind: DecisionKind,
    seed: int,
    decision: program.Decision,
    candidates: Mapping[UUID, Candidate],
    *,
    left_out: Collection[str] = (),
    at: datetime,
) -> Selection:
    """A draft, with a new id."""
    return Selection(
        id=uuid7(),
        training=training.id,
        kind=kind,
        seed=seed,
        selected=decision.selected,
        reserve=decision.reserve,
        terms=training.known.terms,
        hash=decision.hash,
        document=decision.document,
        drafted_at=at,
        revisions={one: candidates[one].revision for one in (*decision.selected, *decision.reserve)},
        homes_left_out=tuple(sorted(left_out)),
        quotas_kept=decision.quotas_kept,
        quotas_relaxed=decision.quotas_relaxed,
    )
