"""Plans that follow a training, counted; what the training that a plan became adds to it is read there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from registration.domain.plan import DAYS_BETWEEN_REMINDERS, DAYS_CHASED, DAYS_TO_REPORT, LAST_REMINDER
from registration.domain.vocabulary import PlanState
from registration.domain.waiting import Alike
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction

STANDING = f"""
    select p.*, announced ->> 'time_zone' as zone, (announced ->> 'starts_on')::date as starts_on,
           (announced ->> 'ends_on')::date as ends_on,
           case when completed and state in ('approved', 'withdrawn', 'lapsed') then 'held'
                when cancelled and state = 'approved' then 'cancelled'
                when announced is not null and state = 'approved' then 'scheduled'
                else state end as stands
    from plan p left join training on training.id = p.training
    where parent = any($1) and state is not null and {going_on("p.parent, p.training")}
"""  # noqa: S608 - a constant
"""That it took place wins over its having been given up, as in followup."""

COUNTED = f"""
    select count(*) as plans,
           count(*) filter (where stands in ('withdrawn', 'lapsed', 'cancelled')) as plans_ended,
           count(*) filter (where stands in ('approved', 'scheduled', 'held', 'reported', 'verified'))
             as plans_approved,
           count(*) filter (where stands in ('reported', 'verified')) as plans_reported,
           count(*) filter (where stands = 'verified') as plans_verified
    from ({STANDING}) standing
"""  # noqa: S608 - constants

ALIKE = f"""
    with timed as (
      select *, starts_on::timestamp at time zone zone as starts_at,
             (ends_on + 1)::timestamp at time zone zone as ended_at,
             (greatest(ends_on, (since at time zone zone)::date) + 1 + $2::int)::timestamp at time zone zone
               as report_by
      from ({STANDING}) standing
    ),
    told as (
      select *, case when report_by > due then 0 else reminded end as asked, greatest(due, report_by) as due_by
      from timed
    ),
    dated as (
      select parent, mentored, asked, since, starts_at, ended_at, due_by,
             case when stands = 'scheduled' and asked > 0 then 'held' else stands end as stands,
             (select e.due from expected_plan e where e.training = parent and e.participant = lead) as plan_by
      from told
    )
    select parent as training, stands as state, mentored, asked as reminded, count(*) as count,
           min(case when stands = 'held' then greatest(since, ended_at) else since end) as since,
           min(case when stands in ('planned', 'returned') then plan_by
                    when stands = 'scheduled' then starts_at
                    when stands = 'held' then due_by end) as until
    from dated
    where stands not in ('scheduled', 'held') or due_by is null
       or $4 < due_by + make_interval(days => case when asked >= $6::int then $7::int else $3::int * (asked + 1) end)
    group by parent, stands, mentored, asked
    union all
    select training, $5, false, case when reminded_due = due then reminded else 0 end, count(*), min(since), min(due)
    from expected_plan where training = any($1) and due is not null and not closed group by 1, 4
"""  # noqa: S608 - constants
"""A report that is asked for is waited for, whether or not anybody said that the training was held. One that is not
asked for again in time, or was for the last time and long ago, is waited for no longer: nobody says of a plan that it
is withheld.
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """As followup counts: `plans` is all that were ever made, `plans_approved` those approved that were not given up,
    `plans_reported` those with a report that counts.
    """

    plans: int
    plans_ended: int
    plans_approved: int
    plans_reported: int
    plans_verified: int


async def counted(tx: Transaction, training: UUID) -> Counted:
    return await tx.one(Counted, COUNTED, [training]) or Counted(0, 0, 0, 0, 0)


WHOLE = """
    select not exists (
      select from application a where training = $1 and outcome in ('attended', 'partly') and not exists (
        select from expected_plan e
        where e.training = a.training and e.participant = a.participant and e.since is not null))
"""
"""Whoever attended since plans are copied has a row that says since when."""


async def are_whole(tx: Transaction, training: UUID) -> bool:
    """Whether all were heard of since plans are copied here; of those before some may be missing."""
    return bool(await tx.one(bool, WHOLE, training))


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeOf(Alike):
    training: UUID


async def alike(tx: Transaction, trainings: Sequence[UUID], *, now: datetime) -> Mapping[UUID, Sequence[Alike]]:
    """By the training that they follow, those among them that are awaited; those that ended and are finished too."""
    values = DAYS_TO_REPORT, DAYS_BETWEEN_REMINDERS, now, PlanState.EXPECTED, LAST_REMINDER, DAYS_CHASED
    found: dict[UUID, list[Alike]] = defaultdict(list)
    for one in await tx.many(AlikeOf, ALIKE, trainings, *values):
        found[one.training].append(one)
    return found
