"""Applications as registration tells of them; home and host are heard in any order, so each has a column."""

from uuid import UUID

from followup.domain.vocabulary import AtHome, AtHost
from shared.backbone.transaction import Transaction


async def save_at_home(tx: Transaction, id: UUID, training: UUID, state: AtHome, code: str | None) -> None:
    await tx.execute(
        """insert into application (id, training, at_home, code) values ($1, $2, $3, $4)
           on conflict (id) do update set at_home = excluded.at_home,
             code = coalesce(excluded.code, application.code)""",
        id,
        training,
        state,
        code,
    )


async def save_at_host(tx: Transaction, id: UUID, training: UUID, state: AtHost) -> None:
    await tx.execute(
        """insert into application (id, training, at_host) values ($1, $2, $3)
           on conflict (id) do update set at_host = excluded.at_host""",
        id,
        training,
        state,
    )
