"""Candidates at the host, and what their homes declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from registration.domain.candidate import Candidate
from registration.domain.closing import Tally
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

COLUMNS = "application, participant, home, training, code, admission, submitted_at, assessment, withdrawn, heard"
CANDIDATE = f"select {COLUMNS} from candidate"  # noqa: S608 - constants
CANDIDATE_TO_ORDER = f"""
    select {COLUMNS}, code is null as by_uncoded, coalesce(code, '') as by_code from candidate
"""  # noqa: S608


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
