"""Who has a place, as registration says it. Facts of one application come in order, those of others in any."""

from scheduling.domain.attendance.roster import RosterEntry
from scheduling.store import roster as store
from shared.backbone.transaction import Transaction
from shared.events.registration import PlaceConfirmed, PlaceReleased


async def put_on_roster(tx: Transaction, fact: PlaceConfirmed) -> None:
    entry = await store.find_for_update(tx, fact.application)
    if entry is None:
        entry = RosterEntry(fact.application, fact.training, fact.participant, fact.home, fact.badge)
    await store.save(tx, [entry.on_confirmed(fact.badge)])


async def take_off_roster(tx: Transaction, fact: PlaceReleased) -> None:
    """Who never had a confirmed place is not on it."""
    entry = await store.find_for_update(tx, fact.application)
    if entry is not None:
        await store.save(tx, [entry.on_released()])
