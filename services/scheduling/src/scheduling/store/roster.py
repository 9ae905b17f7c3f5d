"""Who is on the roster of a training."""

from uuid import UUID

from shared.backbone.transaction import Transaction


async def confirmed(tx: Transaction, training: UUID) -> int:
    """How many places in it are confirmed, as far as we have heard."""
    sql = "select count(*) from roster where training = $1 and state = 'on_roster'"
    return await tx.one(int, sql, training) or 0
