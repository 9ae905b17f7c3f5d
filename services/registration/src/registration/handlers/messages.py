"""What people are told about plans. The words of mentors stay in followup; a letter says where to read them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from registration.domain import letter
from registration.domain.plan import LAST_REMINDER, Named
from registration.domain.vocabulary import LinkPurpose, Part, StaffKind
from registration.handlers import post
from registration.store import people
from registration.store.letters import About
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere


async def ours(tx: Transaction, persons: Iterable[UUID]) -> list[UUID]:
    """Those whose home this is."""
    found = []
    for person in persons:
        try:
            found.append((await people.get(tx, person)).id)
        except NotKnownHere:
            continue
    return found


async def tell(tx: Transaction, persons: Iterable[UUID], words: letter.Words, *, about: About) -> None:
    for person in await ours(tx, persons):
        await post.write(tx, person, words, about=about)


async def tell_coordinators(tx: Transaction, words: letter.Words, *, about: About) -> None:
    for person in await people.of_kind(tx, StaffKind.COORDINATOR):
        await post.write(tx, person, words, about=about)


async def tell_planners(tx: Transaction, named: Named, training: UUID, words: letter.Words, *, at: datetime) -> None:
    """With a link to their plan for this training, which may not be written yet."""
    scope = {"training": training, "plan": named.plan}
    for person in await ours(tx, named.planners):
        link = await post.issue(tx, person, LinkPurpose.FOLLOW_UP, scope, at=at)
        await post.write(tx, person, words, link, about=named.trainings)


RETURNED = {Part.PLAN: letter.Words.PLAN_RETURNED, Part.REPORT: letter.Words.REPORT_RETURNED}
DUE = {Part.PLAN: letter.Words.PLAN_DUE, Part.REPORT: letter.Words.REPORT_DUE}


async def tell_due(tx: Transaction, named: Named, training: UUID, part: Part, nth: int, *, at: datetime) -> None:
    """After the last reminder the coordinators hear of it too."""
    await tell_planners(tx, named, training, DUE[part], at=at)
    if nth == LAST_REMINDER:
        await tell_coordinators(tx, letter.Words.STILL_DUE, about=named.trainings)


async def tell_of_mentor(tx: Transaction, named: Named, mentor: UUID) -> None:
    await tell(tx, named.planners, letter.Words.MENTOR_NAMED, about=named.trainings)
    await tell(tx, [mentor], letter.Words.MENTEE_NAMED, about=named.trainings)


async def tell_trainers(tx: Transaction, named: Named, training: UUID, *, at: datetime) -> None:
    """Their plan became this training: each gets a link to set its days and to say who was there."""
    for person in await ours(tx, named.planners):
        link = await post.issue(tx, person, LinkPurpose.FACILITATE, {"training": training}, at=at)
        await post.write(tx, person, letter.Words.APPROVED, link, about=named.trainings)
