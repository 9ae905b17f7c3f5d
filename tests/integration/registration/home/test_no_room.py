"""Letters while the database has no room."""

from tests.integration.registration.home.workbench import Bench
from tests.support.full import fill, says_what_to_do
from tests.support.servers import TestDatabase


async def test_letters_that_have_no_room_say_what_to_do(bench: Bench, database: TestDatabase) -> None:
    training = await bench.called()
    await bench.anyone.post(f"{training.path}/applications", {"contact": "gulnora@example.org", "language": "tg"})
    await fill(database, "registration", "letter")

    await says_what_to_do(bench.sender.run, "letters")
