"""What people are told about plans. The words of mentors stay in followup; a letter says where to read them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from registration.domain import letter
from registration.domain.vocabulary import LinkPurpose, StaffKind
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


async def tell_planners(
    tx: Transaction,
    persons: Iterable[UUID],
    training: UUID,
    plan: UUID,
    words: letter.Words,
    *,
    about: About,
    at: datetime,
) -> None:
    """With a link to their plan for this training, which may not be written yet."""
    for person in await ours(tx, persons):
        link = await post.issue(tx, person, LinkPurpose.FOLLOW_UP, {"training": training, "plan": plan}, at=at)
        await post.write(tx, person, words, link, about=about)


async def tell_trainers(
    tx: Transaction, persons: Iterable[UUID], training: UUID, *, about: About, at: datetime
) -> None:
    """Their plan became this training: each gets a link to set its days and to say who was there."""
    for person in await ours(tx, persons):
        link = await post.issue(tx, person, LinkPurpose.FACILITATE, {"training": training}, at=at)
        await post.write(tx, person, letter.Words.APPROVED, link, about=about)
