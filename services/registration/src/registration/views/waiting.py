"""What trainings wait for, counted for all that are shown at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from registration.domain.place_machine import OFFERED, SEATED
from registration.domain.review import REVIEWS_NEEDED
from registration.domain.training import Training
from registration.domain.vocabulary import ApplicationState, DecisionKind, PlaceState, SelectionState
from registration.domain.waiting import Figures, Waiting, waiting
from registration.views.plans import alike
from shared.backbone.transaction import Transaction

COUNTED = """
    select t.id as training,
           (select count(*) from application a left join review_sheet s on s.application = a.id
            where a.training = t.id and a.state = any($2)
              and coalesce(cardinality(s.reviewers), 0) < $3) as unassigned,
           (select count(*) from application a join review_sheet s on s.application = a.id
            where a.training = t.id and a.state = any($2)
              and cardinality(s.reviewers) >= $3 and jsonb_array_length(s.reviews) < cardinality(s.reviewers)
           ) as unreviewed,
           array(select home from declaration d where d.training = t.id) as declared,
           (select max(drafted_at) from selection x where x.training = t.id and x.kind = $4 and x.state = $5)
             as drafted_at,
           p.offered, p.answer_by, p.undelivered, p.undelivered_since, p.held, p.standing_by,
           (select at from vacancy v where v.training = t.id) as vacant_since
    from training t left join lateral (
      select count(*) filter (where state = any($6) and answer_by >= $7) as offered,
             min(answer_by) filter (where state = any($6) and answer_by >= $7) as answer_by,
             count(*) filter (where state = $8 and answer_by < $7) as undelivered,
             min(answer_by) filter (where state = $8 and answer_by < $7) as undelivered_since,
             count(*) filter (where state = any($9)) as held,
             count(*) filter (where state = $10) as standing_by
      from place where place.training = t.id
    ) p on true
    where t.id = any($1)
"""
COMPARED = [ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Figures):
    training: UUID


async def waits(
    tx: Transaction, listed: Sequence[Training], *, outside: bool, now: datetime
) -> Mapping[UUID, tuple[Waiting, ...]]:
    """By training. `outside`: for somebody to whom plans on their way read alike, so nothing of them."""
    ids = [training.id for training in listed]
    values = (
        ids,
        COMPARED,
        REVIEWS_NEEDED,
        DecisionKind.FIRST,
        SelectionState.DRAFT,
        list(OFFERED),
        now,
        PlaceState.SELECTED,
        list(SEATED),
        PlaceState.RESERVE,
    )
    counted = {one.training: one for one in await tx.many(Counted, COUNTED, *values)}
    plans = {} if outside else await alike(tx, ids, now=now)
    return {one.id: waiting(one, counted[one.id], plans.get(one.id, ()), region=tx.region, now=now) for one in listed}
