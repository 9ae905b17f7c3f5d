"""Candidates at the host, and what their homes declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from registration.domain.announcement import Terms
from registration.domain.candidate import Candidate
from registration.domain.closing import Tally
from registration.domain.quota_remarks import Counted, Crowd, all_seats
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

COLUMNS = "application, participant, home, training, code, admission, submitted_at, assessment, withdrawn, heard"
CANDIDATE = f"select {COLUMNS} from candidate"  # noqa: S608 - constants
CANDIDATE_TO_ORDER = f"""
    select {COLUMNS}, code is null as by_uncoded, coalesce(code, '') as by_code from candidate
"""  # noqa: S608
CROWD = """
    with crowd as (
      select assessment -> 'attributes' as has, assessment ->> 'organisation' as organisation, count(*) as people
      from candidate
      where training = $1 and withdrawn is null and (assessment ->> 'eligible')::boolean
        and assessment ->> 'score' is not null and ($4::text[] is null or home = any($4)) and application <> all($5)
      group by 1, 2
    ), counting as (
      select quota.id, has from jsonb_to_recordset($2) as quota (id text, "where" jsonb)
      join (select distinct has from crowd) kind on has @> quota.where
    ), by_organisation as (
      select id, organisation, sum(people)::integer as people from counting join crowd using (has) group by 1, 2
    )
    select id as quota, sum(people)::integer as people,
           sum(case when organisation is null then people else least(people, $3::integer) end)::integer as capped
    from by_organisation group by 1
"""
"""Attributes that many share are compared with quotas once."""


async def for_update(tx: Transaction, new: Candidate) -> Candidate:
    """The row is locked until the unit of work ends; made of `new` if there is none."""
    await tx.execute(
        """insert into candidate (application, participant, home, training, heard) values ($1, $2, $3, $4, 0)
           on conflict (application) do nothing""",
        new.application,
        new.participant,
        new.home,
        new.training,
    )
    return await tx.one(Candidate, f"{CANDIDATE} where application = $1 for update", new.application) or new


async def save(tx: Transaction, candidate: Candidate) -> None:
    await tx.execute(
        """update candidate set code = $2, admission = $3, submitted_at = $4, assessment = $5, withdrawn = $6,
             heard = $7
           where application = $1""",
        candidate.application,
        candidate.code,
        candidate.admission,
        candidate.submitted_at,
        candidate.assessment,
        candidate.withdrawn,
        candidate.heard,
    )


async def get(tx: Transaction, application: UUID) -> Candidate:
    """Raises NotKnownHere."""
    found = await tx.one(Candidate, f"{CANDIDATE} where application = $1", application)
    if found is None:
        raise NotKnownHere("candidate", application)
    return found


async def of_training(tx: Transaction, training: UUID) -> dict[UUID, Candidate]:
    """By application, in order of code."""
    found = await tx.many(Candidate, f"{CANDIDATE} where training = $1 order by code, application", training)
    return {candidate.application: candidate for candidate in found}


async def listed(tx: Transaction, training: UUID, page: Page, code: str) -> Listed[Candidate]:
    """To show, those whose code begins so, in order of code, those without one last."""
    sql = f"{CANDIDATE_TO_ORDER} where training = $1 and starts_with(coalesce(code, ''), $2)"
    order = {"by_uncoded": "boolean", "by_code": "text", "application": "uuid"}
    return await tx.page(Candidate, sql, training, code, order=order, page=page)


@dataclass(frozen=True, slots=True)
class OfQuota:
    quota: str
    people: int
    capped: int


async def crowd(
    tx: Transaction, training: UUID, terms: Terms, homes: Sequence[str] | None = None, left_out: Sequence[UUID] = ()
) -> Crowd:
    """Those of these homes, or of all, who are `selectable` and not left out, counted where they are: reading them
    one by one takes long, and nobody is answered meanwhile.
    """
    quotas = [{"id": quota.id, "where": quota.where} for quota in (all_seats(terms), *terms.quotas)]
    counted = await tx.many(OfQuota, CROWD, training, quotas, terms.per_organisation, homes, left_out)
    return {one.quota: Counted(one.people, one.capped) for one in counted}


async def of_applications(tx: Transaction, applications: Sequence[UUID]) -> dict[UUID, Candidate]:
    """Those that are known, by application."""
    found = await tx.many(Candidate, f"{CANDIDATE} where application = any($1)", applications)
    return {candidate.application: candidate for candidate in found}


async def forget_training(tx: Transaction, training: UUID) -> None:
    """It turned out to be hosted elsewhere."""
    await tx.execute("delete from candidate where training = $1", training)
    await tx.execute("delete from declaration where training = $1", training)


@dataclass(frozen=True, slots=True)
class Declaration:
    home: str
    submitted: int
    versions: int


async def declare(tx: Transaction, training: UUID, home: str, tally: Tally) -> None:
    await tx.execute(
        """insert into declaration (training, home, submitted, versions) values ($1, $2, $3, $4)
           on conflict (training, home) do update set submitted = excluded.submitted, versions = excluded.versions""",
        training,
        home,
        tally.submitted,
        tally.versions,
    )


async def take_back(tx: Transaction, training: UUID, home: str) -> None:
    """Its reviews are open again."""
    await tx.execute("delete from declaration where training = $1 and home = $2", training, home)


async def declared(tx: Transaction, training: UUID) -> dict[str, Tally]:
    """By home; one whose reviews are open is missing."""
    sql = "select home, submitted, versions from declaration where training = $1"
    return {one.home: Tally(one.submitted, one.versions) for one in await tx.many(Declaration, sql, training)}
