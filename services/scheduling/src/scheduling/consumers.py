"""Facts in: event → handler, nothing else."""

from scheduling.handlers import links, trainings
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Transaction
from shared.events.registration import LinkIssued, SelectionDecided

reactions = Reactions()


@reactions.on(LinkIssued)
async def on_link_issued(tx: Transaction, fact: LinkIssued) -> None:
    await links.keep_link(tx, fact)


@reactions.on(SelectionDecided)
async def on_selection_decided(tx: Transaction, fact: SelectionDecided) -> None:
    await trainings.note_selection(tx, fact.training)
