"""A plan becomes a training."""

from uuid import UUID

from scheduling import facts
from scheduling.domain.particulars import Particulars
from scheduling.domain.resources import trainers
from scheduling.domain.training import Training
from scheduling.domain.vocabulary import Admission, Sensitivity, TrainingState, Visibility
from scheduling.store import agendas, trainings
from shared.backbone.transaction import Transaction
from shared.events.followup import CascadeApproved, CascadeWithdrawn


async def draft_cascade(tx: Transaction, fact: CascadeApproved) -> None:
    """With the id that approval gave it, and its planners as facilitators. Days are set by them later."""
    if await trainings.find_for_update(tx, fact.training) is not None:
        return
    parent = await trainings.find(tx, fact.parent)
    particulars = particulars_of(fact, parent.particulars if parent else None, tx.region)
    training = Training(
        fact.training, particulars, parent=fact.parent, plan=fact.plan, generation=fact.generation
    ).checked()
    await trainings.add(tx, training)
    await agendas.save_resources(tx, training.id, trainers(tuple(one.participant for one in fact.planners)))


def particulars_of(fact: CascadeApproved, parent: Particulars | None, region: str) -> Particulars:
    """What is taught and where comes from the parent, if it is a training of this region. Nothing of a small
    workshop leaves the region or is public unless somebody decides so.
    """
    return Particulars(
        admission=Admission.NONE if fact.minors else Admission.ENROLMENT,
        visibility=Visibility.LOCAL,
        sensitivity=Sensitivity.CLOSED,
        seats=fact.expected_reach,
        homes=(region,),
        topics=fact.topics,
        programme=parent.programme if parent else None,
        country=parent.country if parent else None,
        time_zone=parent.time_zone if parent else None,
        languages=parent.languages if parent else (),
        manuals=parent.manuals if parent else (),
    )


async def end_cascade(tx: Transaction, fact: CascadeWithdrawn) -> None:
    """A draft is discarded, an announced training cancelled; what took place stays."""
    before = await find(tx, fact.training)
    if before is None:
        return
    after = before.on_plan_withdrawn(at=fact.at)
    await trainings.save(tx, after)
    if after.state is TrainingState.CANCELLED and before.state is not TrainingState.CANCELLED:
        tx.announce(facts.training_cancelled(after, at=fact.at), visibility=facts.visibility(after))


async def find(tx: Transaction, training: UUID | None) -> Training | None:
    return await trainings.find_for_update(tx, training) if training else None
