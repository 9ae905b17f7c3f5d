"""What adding up shows of a training's quotas, as the host's coordinator and its auditors see it before any draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from registration.domain.quota_remarks import NOBODY, SEATS, QuotaRemark, quota_remarks
from registration.store import candidates
from registration.views.host import hosted
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Remarked:
    """`candidates`: how many can be selected, of those who are known by now."""

    seats: int
    candidates: int
    remarks: Sequence[QuotaRemark]


async def remarked(tx: Transaction, training: UUID) -> Remarked:
    """Raises NotKnownHere, NotTheHost."""
    terms = (await hosted(tx, training)).known.terms
    crowd = await candidates.crowd(tx, training, terms)
    return Remarked(terms.seats, crowd.get(SEATS, NOBODY).people, quota_remarks(terms, crowd))
