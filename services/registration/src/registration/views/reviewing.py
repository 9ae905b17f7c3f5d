"""A reviewer's queue: how far she is, and which letter comes before and behind another."""

from dataclasses import dataclass
from uuid import UUID

from registration.domain.vocabulary import ApplicationState
from registration.store import applications
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction

COMPARED = [ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED]
QUEUE = f"""
    select a.id as application, code,
           s.reviews @> jsonb_build_array(jsonb_build_object('reviewer', $1::uuid)) as given
    from application a join review_sheet s on s.application = a.id
    where $1::uuid = any(s.reviewers) and state = any($2::text[]) and {going_on("a.training")}
"""  # noqa: S608 - a constant
"""What was given to her and can still be reviewed."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """Of her whole queue. `given`: reviewed by her; `left`: not yet."""

    given: int
    left: int
    first_left: UUID | None


async def how_far(tx: Transaction, reviewer: UUID) -> HowFar:
    sql = f"""with queue as ({QUEUE})
              select count(*) filter (where given) as given, count(*) filter (where not given) as left,
                     (select application from queue where not given order by code, application limit 1) as first_left
              from queue"""  # noqa: S608 - a constant
    return await tx.one(HowFar, sql, reviewer, COMPARED) or HowFar(0, 0, None)


@dataclass(frozen=True, slots=True)
class Around:
    """The letters around one in her queue; `next_left`: the next that she has not reviewed, from the start again behind
    the last.
    """

    previous: UUID | None
    next: UUID | None
    next_left: UUID | None


async def around(tx: Transaction, reviewer: UUID, application: UUID) -> Around:
    """Of one that is no longer in her queue nothing is before or behind. Raises NotKnownHere."""
    code = (await applications.get(tx, application)).code
    sql = f"""with queue as ({QUEUE}),
                   placed as (select application, lag(application) over w as previous, lead(application) over w as next
                              from queue window w as (order by code, application))
              select (select previous from placed where application = $3) as previous,
                     (select next from placed where application = $3) as next,
                     (select application from queue where not given and application <> $3
                      order by (code, application) <= ($4::text, $3), code, application limit 1) as next_left
           """  # noqa: S608 - a constant
    return await tx.one(Around, sql, reviewer, COMPARED, application, code) or Around(None, None, None)
