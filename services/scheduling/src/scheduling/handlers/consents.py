"""What guests say of their public texts."""

from scheduling.store import consents as store
from shared.backbone.transaction import Transaction
from shared.events.registration import ConsentChanged, ConsentPurpose


async def note_consent(tx: Transaction, fact: ConsentChanged) -> None:
    """Other purposes are not ours."""
    if fact.purpose is ConsentPurpose.PUBLIC_TEXT:
        await store.note(tx, fact.participant, fact.item, given=fact.given, version=fact.version)
