"""Facts in: event → handler, nothing else."""

from scheduling.handlers import cascades, consents, links, roster, trainings
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Transaction
from shared.events.followup import CascadeApproved, CascadeWithdrawn
from shared.events.registration import (
    ConsentChanged,
    LinkIssued,
    LinksRevoked,
    PlaceConfirmed,
    PlaceReleased,
    SelectionDecided,
)

reactions = Reactions()


@reactions.on(LinkIssued)
async def on_link_issued(tx: Transaction, fact: LinkIssued) -> None:
    await links.keep_link(tx, fact)


@reactions.on(LinksRevoked)
async def on_links_revoked(tx: Transaction, fact: LinksRevoked) -> None:
    await links.drop_links(tx, fact)


@reactions.on(ConsentChanged)
async def on_consent_changed(tx: Transaction, fact: ConsentChanged) -> None:
    await consents.note_consent(tx, fact)


@reactions.on(SelectionDecided)
async def on_selection_decided(tx: Transaction, fact: SelectionDecided) -> None:
    await trainings.note_selection(tx, fact.training)


@reactions.on(PlaceConfirmed)
async def on_place_confirmed(tx: Transaction, fact: PlaceConfirmed) -> None:
    await roster.put_on_roster(tx, fact)


@reactions.on(PlaceReleased)
async def on_place_released(tx: Transaction, fact: PlaceReleased) -> None:
    await roster.take_off_roster(tx, fact)


@reactions.on(CascadeApproved)
async def on_cascade_approved(tx: Transaction, fact: CascadeApproved) -> None:
    await cascades.draft_cascade(tx, fact)


@reactions.on(CascadeWithdrawn)
async def on_cascade_withdrawn(tx: Transaction, fact: CascadeWithdrawn) -> None:
    await cascades.end_cascade(tx, fact)
