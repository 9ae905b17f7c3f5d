"""A fact and a reminder that say nothing, for tests of what carries them."""

from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from uuid_utils.compat import uuid7

from shared.backbone.reminders import Reminder
from shared.events.base import Event, Leaves

AT = datetime(2017, 5, 15, tzinfo=UTC)


class Noted(Event):
    publisher: ClassVar[str] = "scheduling"
    key: ClassVar[str] = "thing"
    leaves: ClassVar[Leaves] = Leaves.ALWAYS

    thing: UUID
    number: int


def noted(thing: UUID, version: int, number: int = 0) -> Noted:
    return Noted(thing=thing, version=version, number=number, at=AT)


def things(count: int) -> list[UUID]:
    return [uuid7() for _ in range(count)]


class LookAgain(Reminder):
    number: int = 0
