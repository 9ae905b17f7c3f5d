"""Candidates and terms as the call that is decided; what was decided as the selection that is kept."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np
from uuid_utils.compat import uuid7

from registration.deciding.decision import Decision
from registration.deciding.handed import TOLD
from registration.domain.announcement import PER_ORGANISATION, Quota, Terms
from registration.domain.candidate import Assessment, Candidate
from registration.domain.refusals.selecting import QuotaIdIsTaken
from registration.domain.relaxing import Relaxation
from registration.domain.selection import MERIT, Selection
from registration.domain.training import Training
from registration.domain.vocabulary import DecisionKind
from registration.panel import call as panel
from shared.refusals import NotKnownHere

TRAVELS_FROM = "travels_from"
"""The column of the first day on which somebody could travel."""
SEATED = "seated"
"""Why somebody must have a seat: it is confirmed, or an offer of it is open."""


def problem_of(terms: Terms, candidates: Iterable[Candidate], seed: int, seated: Collection[UUID] = ()) -> panel.Call:
    """`seated`: candidates whose seat is not in question. Raises QuotaIdIsTaken; ValueError for one without score."""
    people = sorted(((str(one.application), _assessed(one)) for one in candidates), key=lambda one: one[0])
    for quota in terms.quotas:
        if quota.id in (PER_ORGANISATION, panel.ORGANISATION):
            raise QuotaIdIsTaken(quota.id)
    capped = terms.per_organisation is not None
    return panel.Call(
        ids=tuple(one for one, _ in people),
        score=np.array([one.score or 0 for _, one in people], np.int64),
        attributes={
            column(name): panel.coded(one.attributes.get(name) for _, one in people) for name in terms.attributes
        },
        quotas=tuple(_quota(quota) for quota in sorted(terms.quotas, key=lambda quota: quota.id)),
        seats=terms.seats,
        seed=seed,
        organisation=panel.coded(one.organisation for _, one in people) if capped else None,
        organisation_max=terms.per_organisation,
        must={str(one): SEATED for one in seated},
    )


def arriving(problem: panel.Call, travels_from: Mapping[UUID, date], starts_on: date) -> panel.Call:
    """Whoever can travel only after the first day is left out; the days stand in what is handed on, so anyone can check
    it. Raises NotKnownHere for one who does not take part.
    """
    days = {str(one): day.isoformat() for one, day in travels_from.items()}
    for unknown in sorted(days.keys() - set(problem.ids)):
        raise NotKnownHere("candidate", unknown)
    if not days:
        return problem
    arrival = panel.Arrival(TRAVELS_FROM, starts_on.isoformat())
    return replace(
        problem,
        attributes={**problem.attributes, TRAVELS_FROM: panel.coded(days.get(one) for one in problem.ids)},
        left_out=dict.fromkeys((one for one in problem.ids if days.get(one, "") > arrival.by), panel.VISA_LEAD),
        arrival=arrival,
    )


def late_otherwise(draft: Selection, before: Mapping[str, Mapping[str, str]], starts_on: date) -> bool:
    """Whether others would be left out now. `before`: the rows that the draft was made of."""
    late = {one for one, row in before.items() if row.get(TRAVELS_FROM, "") > starts_on.isoformat()}
    return late != {one["id"] for one in draft.left_out if one["reason"] == panel.VISA_LEAD}


def _assessed(candidate: Candidate) -> Assessment:
    if candidate.assessment is None or candidate.assessment.score is None:
        raise ValueError(f"candidate {candidate.application} has no score")
    return candidate.assessment


def as_decided_by(selection: Selection, problem: panel.Call) -> panel.Call:
    """With the scores that its policy asks for: by lot none, unless they had to reach a line."""
    scored = selection.policy == MERIT or selection.threshold is not None
    return problem if scored else replace(problem, score=np.zeros_like(problem.score))


def as_after(first: Selection, problem: panel.Call) -> panel.Call:
    """To whom a seat goes that falls free: after a lottery nobody is preferred for points, and nobody is handed them
    unless they had to reach a line.
    """
    if first.policy == MERIT:
        return problem
    return replace(as_decided_by(first, problem), policy="tickets", threshold=first.threshold)


def column(attribute: str) -> str:
    """Under which an attribute is handed on beside what else is told of candidates."""
    return f"{attribute}_" if attribute in (*TOLD, TRAVELS_FROM) else attribute


def _quota(quota: Quota) -> panel.Quota:
    where = {column(attribute): value for attribute, value in quota.where.items()}
    asked: dict[panel.Side, str] = {"min": str(quota.minimum)} if quota.minimum else {}
    return panel.Quota(quota.id, where, asked if quota.maximum is None else {**asked, "max": str(quota.maximum)})


def fillable(terms: Terms, people: int) -> Terms:
    """With fewer people than seats: as many seats as there are people, the rest stay open."""
    return replace(terms, seats=min(terms.seats, people))


def context_of(
    training: Training,
    kind: DecisionKind,
    *,
    homes_left_out: Collection[str] = (),
    relaxed: Collection[Mapping[str, Any]] = (),
    left_open: int = 0,
    after: str = MERIT,
) -> dict[str, Any]:
    """Of what the decision is a part: codes, ids, and numbers written out. `after`: the policy of the first selection,
    which is told where it was a lottery.
    """
    return {
        "training": str(training.id),
        "kind": str(kind),
        "homes_left_out": sorted(homes_left_out),
        "relaxed": list(relaxed),
        "left_open": str(left_open),
        **({} if after == MERIT else {"after": after}),
    }


def eased(terms: Terms, to: Terms, relaxations: Iterable[Relaxation]) -> list[dict[str, Any]]:
    """Each quota that was eased: why, from what the training says to what holds for this decision."""
    return [
        {"quota": one.quota, "reason": one.reason, "from": _bounds(terms, one.quota), "to": _bounds(to, one.quota)}
        for one in sorted(relaxations, key=lambda relaxation: relaxation.quota)
    ]


def _bounds(terms: Terms, id: str) -> dict[str, str]:
    if id == PER_ORGANISATION:
        return {"maximum": str(terms.per_organisation)}
    quota = next(quota for quota in terms.quotas if quota.id == id)
    told = {"minimum": quota.minimum, "maximum": quota.maximum}
    return {side: str(bound) for side, bound in told.items() if bound is not None}


def selection_of(
    training: Training,
    kind: DecisionKind,
    seed: int,
    decision: Decision,
    candidates: Mapping[UUID, Candidate],
    *,
    homes_left_out: Collection[str] = (),
    relaxed: Iterable[Relaxation] = (),
    at: datetime,
) -> Selection:
    """A draft, with a new id."""
    terms = training.known.terms
    asked = {*(quota.id for quota in terms.quotas), *(() if terms.per_organisation is None else (PER_ORGANISATION,))}
    eased = {one.quota for one in relaxed}
    return Selection(
        id=uuid7(),
        training=training.id,
        kind=kind,
        seed=seed,
        selected=decision.selected,
        reserve=decision.reserve,
        terms=terms,
        hash=decision.hash,
        document=decision.document,
        explained=decision.explained,
        drafted_at=at,
        revisions={one: candidates[one].revision for one in (*decision.selected, *decision.reserve)},
        homes_left_out=tuple(sorted(homes_left_out)),
        quotas_kept=tuple(sorted(asked - eased)),
        quotas_relaxed=tuple(sorted(eased)),
    )
