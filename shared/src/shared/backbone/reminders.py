"""Reminders: rows that commit with the change that set them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from opentelemetry import propagate
from pydantic import BaseModel, ConfigDict

from shared.runtime.database import Connection


class Reminder(BaseModel):
    """What to look at again; one per kind and key. Subclasses add what the handler needs beside the row."""

    model_config = ConfigDict(frozen=True)

    key: UUID

    @classmethod
    def kind(cls) -> str:
        return cls.__name__


@dataclass(frozen=True, slots=True)
class Setting:
    due: datetime
    payload: Reminder
    trace: str | None

    @classmethod
    def of(cls, reminder: Reminder, due: datetime) -> "Setting":
        carrier: dict[str, str] = {}
        propagate.inject(carrier)
        return cls(due, reminder, carrier.get("traceparent"))


async def write(connection: Connection, changes: Mapping[tuple[str, UUID], Setting | None]) -> None:
    """Sets, moves and forgets what one unit of work asked for, in order of key."""
    for (kind, key), setting in sorted(changes.items(), key=lambda item: (item[0][0], item[0][1])):
        if setting is None:
            await connection.execute("delete from reminder where kind = $1 and key = $2", kind, key)
        else:
            await connection.execute(
                """insert into reminder (kind, key, due, payload, trace) values ($1, $2, $3, $4, $5)
                   on conflict (kind, key) do update set due = excluded.due, payload = excluded.payload,
                   trace = excluded.trace, failure = null""",
                kind,
                key,
                setting.due,
                setting.payload,
                setting.trace,
            )
