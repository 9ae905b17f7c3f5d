"""What works by itself says what to do while the database has no room, and waits."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from shared.backbone.consumer import Consumer
from shared.backbone.intake import Intake
from shared.backbone.lived import Lived
from shared.backbone.reactions import Reactions
from shared.backbone.relay import Relay
from shared.backbone.timers import Reminders
from shared.backbone.transaction import Transaction
from shared.runtime.clock import Forward, WallClock
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.facts import AT, LookAgain, noted, things
from tests.support.full import fill, says_what_to_do
from tests.support.servers import TestDatabase, Topics
from tests.support.services import Story


async def test_reminders_that_have_no_room_say_what_to_do(schema: Schema, database: TestDatabase) -> None:
    reactions = Reactions()

    @reactions.due(LookAgain)
    async def look(tx: Transaction, reminder: LookAgain, due: datetime) -> None:
        """Nothing to be done."""

    async with schema.database.transaction() as tx:
        tx.remind(LookAgain(key=things(1)[0]), due=AT)
    await fill(database, "scheduling", "reminder")

    await says_what_to_do(Reminders(schema.database, reactions, Story(AT + timedelta(days=1))).run, "reminders")


async def test_a_relay_that_has_no_room_says_what_to_do(schema: Schema, database: TestDatabase, topics: Topics) -> None:
    async with schema.database.transaction() as tx:
        tx.announce(noted(things(1)[0], 1))
    await fill(database, "scheduling", "relay_cursor")

    await says_what_to_do(Relay(schema.dsn, topics.bootstrap).run, "relay")


async def test_a_consumer_that_has_no_room_to_park_a_record_says_what_to_do(
    schema: Schema, database: TestDatabase, topics: Topics
) -> None:
    await fill(database, "scheduling", "dead_letter")
    intake = Intake(schema.database, Reactions())
    consumer = Consumer(intake, bootstrap=topics.bootstrap, pattern="none", group="none", instance="none")
    unreadable = SimpleNamespace(topic="none", partition=0, offset=0, key=b"none", value=b"", headers=[])

    async def take() -> None:
        await consumer.take([unreadable])

    await says_what_to_do(take, "consumer", beside=["batch_has_poison", "stamina.retry_scheduled"])


async def test_what_keeps_how_far_the_clock_has_come_says_what_to_do(schema: Schema, database: TestDatabase) -> None:
    await fill(database, "scheduling", "lived")

    await says_what_to_do(Lived(schema.database, Forward(WallClock(), "The clock", timedelta(0))).run, "lived")
