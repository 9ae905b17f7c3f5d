"""Trainings as followup knows them, with the codes that are chosen from when something is planned of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from followup.domain.catalogue import Modules
from followup.domain.training import Training
from followup.store import trainings
from shared.backbone.pages import Listed, Page
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Shown:
    """`topics`: those for feedback (`topics_of`); `known_topics` and `known_modules`: of all manuals;
    `module_topics`: empty unless asked for.
    """

    training: Training
    topics: Sequence[str]
    known_topics: Sequence[str]
    known_modules: Sequence[str]
    module_topics: Modules


async def training(tx: Transaction, id: UUID, *, of_modules: bool) -> Shown:
    """`of_modules`: with what each is about. Raises NotKnownHere."""
    await trainings.require_known(tx, id)
    return Shown(
        await trainings.find(tx, id),
        await trainings.topics_of(tx, id),
        sorted(await trainings.known_topics(tx)),
        sorted(await trainings.known_modules(tx)),
        await trainings.module_topics(tx) if of_modules else {},
    )


async def announced(tx: Transaction, generation: int | None, page: Page) -> Listed[Training]:
    """The newest first; None: of whichever generation."""
    return await tx.page(
        Training,
        f"""select id, announced, held, announced -> 'dates' ->> 'starts_on' as by_start from training
            where announced is not null and ($1::int is null or (announced ->> 'generation')::int = $1)
            and {going_on("training.id")}""",  # noqa: S608 - a constant
        generation,
        order={"by_start": "text", "id": "uuid"},
        page=page,
        backwards=True,
    )


async def coordinator(tx: Transaction, id: UUID) -> UUID | None:
    """Who looks after it. Raises NotKnownHere."""
    await trainings.require_known(tx, id)
    return (await trainings.find(tx, id)).coordinator


async def facilitators(tx: Transaction, id: UUID) -> Sequence[UUID]:
    """Raises NotKnownHere."""
    await trainings.require_known(tx, id)
    return await trainings.facilitators_of(tx, id)
